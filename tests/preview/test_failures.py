"""A failure of the machine is told, and the preview goes on as soon as it is over."""

import errno
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builder.preview import reconciling
from builder.preview.room import Room
from tests.preview.previewing import PATIENCE, news_desk, shown


class Failing:
    """Does what the machine does when its disk is full, whatever is asked of it."""

    def __init__(self) -> None:
        self._tries = threading.Semaphore(0)

    def __call__(self, *_: object) -> None:
        """Count a try, and fail."""
        self._tries.release()
        raise OSError(errno.ENOSPC, "No space left on device")

    def wait(self, tries: int) -> None:
        """Wait until it was tried so many times more."""
        for _ in range(tries):
            assert self._tries.acquire(timeout=PATIENCE)


def test_a_failure_that_lasts_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail = Failing()
    monkeypatch.setattr(reconciling, "SOON", (0.05,))
    with shown(news_desk(tmp_path / "site", 3)) as site:
        for number in range(2):  # what has come back after all was well is told again
            site.settle()
            with monkeypatch.context() as failing:
                failing.setattr(Room, "take_in", fail)
                site.desk.edit("content/world/story-1.md", "Words", f"Words {number}")
                fail.wait(4)
                assert len(site.failures) == 1
                assert "No space left" in site.state()["problem"]
            site.until("/2026/11/story-1/", f"Words {number}")
            site.failures.clear()


def test_a_failure_that_lasts_stays_in_the_browsers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    fail = Failing()
    with shown(news_desk(tmp_path / "site", 3)) as site:
        site.settle()

        def look_and_fail(*_: object) -> None:
            seen.append(site.preview.desk.view.problem)
            fail()

        monkeypatch.setattr(reconciling, "SOON", (0.05,))
        with monkeypatch.context() as failing:
            failing.setattr(Room, "make", look_and_fail)
            site.desk.edit("content/world/story-1.md", "Words", "Other words")
            fail.wait(4)
        site.until("/2026/11/story-1/", "Other words")
        site.settle()
        assert site.state()["problem"] == ""
        assert all("No space left" in problem for problem in seen[1:4])
        site.failures.clear()


def test_a_failure_at_rest_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail = Failing()
    monkeypatch.setattr(reconciling, "SOON", (0.05,))
    with monkeypatch.context() as failing:
        failing.setattr(Room, "warm_up", fail)
        with shown(news_desk(tmp_path / "site", 3)) as site:
            fail.wait(4)
            assert len(site.failures) == 1
            failing.undo()
            site.settle()
            site.failures.clear()


def test_who_waits_for_a_page_that_cannot_be_made_is_let_go(tmp_path: Path) -> None:
    fail = Failing()
    with shown(news_desk(tmp_path / "site", 3)) as site:
        site.settle()
        orders = [site.preview.desk.inbox.ask(fail), site.preview.desk.inbox.ask(fail)]
        assert all(order.wait(PATIENCE) for order in orders)
        site.settle()
        assert site.failures
        site.failures.clear()


def test_who_waits_for_rest_and_who_turns_the_clock_during_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail = Failing()
    monkeypatch.setattr(reconciling, "SOON", (0.05,))
    with shown(news_desk(tmp_path / "site", 3)) as site:
        site.settle()
        shows = site.preview.desk.view.now
        with monkeypatch.context() as failing:
            failing.setattr(Room, "take_in", fail)
            site.desk.edit("content/world/story-1.md", "Words", "Other words")
            fail.wait(1)
            rested = site.preview.desk.inbox.ask(lambda: None, at_rest=True)
            with ThreadPoolExecutor(1) as other:
                turned = other.submit(site.preview.desk.move_clock, shows + 60, "everything")
                fail.wait(4)
                failing.undo()
                assert rested.wait(PATIENCE), "who waits for rest is not forgotten"
                assert turned.result(PATIENCE) == (site.preview.desk.view.now == shows + 60)
        site.until("/2026/11/story-1/", "Other words")
        site.failures.clear()
