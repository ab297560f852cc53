"""Limits of time do not depend on the machine, and still find what takes too long."""

import time

import pytest

from tests import pace


def spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_what_takes_too_long_is_told() -> None:
    said = pace.too_long(lambda: spin(0.1 * max(1.0, pace.pace())), 0.02)
    assert said.endswith(" s in the quickest of 3 tries; 0.02 are the most")


def test_one_try_that_was_held_up_is_forgiven() -> None:
    delays = iter([0.3, 0.0])
    assert pace.too_long(lambda: spin(next(delays) * max(1.0, pace.pace())), 0.1) == ""


def test_a_slow_machine_has_as_much_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    stretch = pace._stretch
    monkeypatch.setattr(pace, "_stretch", lambda: [stretch() for _ in range(4)])
    assert pace.too_long(lambda: [stretch() for _ in range(8)], 4 * pace.STRETCH) == ""


def test_a_square_is_found_at_any_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    stretch = pace._stretch
    monkeypatch.setattr(pace, "_stretch", lambda: [stretch() for _ in range(4)])
    assert pace.too_long(lambda: [stretch() for _ in range(40)], 5 * pace.STRETCH) != ""
