"""Work in steps: all take a step before any takes the next, and each gives what it made."""

import pytest

from builder.model.steps import Steps, alone, together


def work(name: str, steps: int, log: list[str]) -> Steps[str]:
    for step in range(steps):
        log.append(f"{name}{step}")
        yield
    log.append(f"{name} ends")
    return name.upper()


def test_all_take_a_step_before_any_takes_the_next() -> None:
    log: list[str] = []
    assert together([work("a", 2, log), work("b", 0, log), work("c", 1, log)]) == ["A", "B", "C"]
    assert log == ["a0", "b ends", "c0", "a1", "c ends", "a ends"]


def test_nothing_and_one_are_done_too() -> None:
    assert together([]) == []
    assert alone(work("a", 3, [])) == "A"


def test_what_a_step_raises_ends_all() -> None:
    def broken() -> Steps[str]:
        yield
        raise LookupError("gone")

    log: list[str] = []
    with pytest.raises(LookupError, match="gone"):
        together([broken(), work("b", 3, log)])
    assert log == ["b0"]
