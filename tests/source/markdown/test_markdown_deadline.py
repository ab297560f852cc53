"""The deadline interrupts, and gives the process's timer and handler back."""

import gc
import multiprocessing
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

import pytest

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import Converted, MarkdownDeadline
from builder.source.markdown.deadline import convert_within
from tests.pace import pace, too_long

ENDLESS = "[^a]: x\n\n" + "[^a] " * 20_000


def _spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


@contextmanager
def _alarm_of_our_own(delay: float) -> Iterator[list[int]]:
    rung: list[int] = []
    handler = signal.signal(signal.SIGPROF, lambda number, _frame: rung.append(number))
    signal.setitimer(signal.ITIMER_PROF, delay)
    try:
        yield rung
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)


def _interrupted(seconds: float) -> None:
    with pytest.raises(MarkdownDeadline):
        convert_within(ENDLESS, "en", seconds)


def _late(seconds: float) -> str:
    """Say whether a conversion goes on for long after its deadline."""
    return too_long(lambda: _interrupted(seconds), 0.35, deadline=seconds)


def test_it_gives_what_convert_gives() -> None:
    assert convert_within("# A\n\n*b*", "en") == convert("# A\n\n*b*", "en")


def test_it_interrupts_in_time() -> None:
    assert _late(0.2) == ""


def test_it_does_not_interrupt_before() -> None:
    began = time.process_time()
    _interrupted(0.2)
    assert time.process_time() - began > 0.15  # timers of processor time may be a tick or two early


def test_it_interrupts_again_and_again() -> None:
    for _ in range(5):
        assert _late(0.05) == ""
    assert convert_within("*a*", "en", 0.05).html == "<p><em>a</em></p>"


def test_it_interrupts_in_a_worker() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(_late, 0.2).result() == ""


def test_it_waits_until_the_garbage_is_collected() -> None:
    collected: list[float] = []

    def slow_callback(_phase: str, _info: dict[str, int]) -> None:
        collected.append(time.process_time())
        _spin(0.05)

    gc.callbacks.append(slow_callback)
    try:
        _interrupted(0.1)  # an exception lost in the callback would be a warning, which fails the test
    finally:
        gc.callbacks.remove(slow_callback)
    assert collected


def test_it_never_rings_late() -> None:
    convert_within("a", "en", 0.05)
    _spin(0.2)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_another_timer_still_rings_when_it_should() -> None:
    delay = 0.1 + 0.5 * max(1.0, pace())  # so that it cannot ring before a slow machine has looked
    with _alarm_of_our_own(delay) as rung:
        _interrupted(0.1)
        assert not rung
        assert 0 < signal.getitimer(signal.ITIMER_PROF)[0] < delay - 0.05
        _spin(delay)
        assert rung


def test_a_timer_that_would_have_rung_meanwhile_rings_at_once() -> None:
    with _alarm_of_our_own(0.05) as rung:
        _interrupted(0.15)
        _spin(0.1)
        assert rung


def test_the_handler_is_given_back() -> None:
    before = signal.getsignal(signal.SIGPROF)
    _interrupted(0.05)
    assert signal.getsignal(signal.SIGPROF) is before


def test_another_thread_converts_without_a_limit() -> None:
    made: list[Converted] = []
    thread = threading.Thread(target=lambda: made.append(convert_within("*a*", "en", 0.000_001)))
    thread.start()
    thread.join()
    assert made[0].html == "<p><em>a</em></p>"


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_no_time_is_a_mistake(seconds: float) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        convert_within("a", "en", seconds)
