"""What the desk has to attend to: saved files from the watcher, questions from the server, in whatever order they come.

A file that is replaced whole by a rename is attended to at once. One that is written in place is waited for until its
writer closes it, so that half a file is never taken for an article; what never settles is looked at all the same.
"""

import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

LONGEST: Final = 0.25
"""Seconds after which saved files are attended to, however often they are written meanwhile."""


class Order(NamedTuple):
    """Something that the desk is asked to do between two pieces of work; `done` is set when it did, or cannot."""

    act: Callable[[], None]
    done: threading.Event
    at_rest: bool
    """Whether to do it only when everything else is done."""

    def carry_out(self) -> None:
        """Do it, and let those go on who wait for it."""
        self.act()
        self.done.set()


class Work(NamedTuple):
    """What came in: paths from the site's root, whether to look everywhere, and orders."""

    paths: frozenset[str]
    everywhere: bool
    orders: tuple[Order, ...]
    stop: bool

    def give_up(self) -> None:
        """Let those go on who wait for something that was to be done at once and cannot be."""
        for order in self.orders:
            if not order.at_rest:
                order.done.set()


class Inbox:
    """Filled by any thread, emptied by the desk's."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._paths: dict[str, float] = {}
        self._is_unshown = False
        self._first = 0.0
        self._everywhere = False
        self._orders: list[Order] = []
        self._stop = False

    def saved(self, path: str, settle: float) -> None:
        """Put in a path that changed; `settle` is how many seconds to wait for more of it."""
        now = time.monotonic()
        with self._bell:
            if not self._paths:
                self._first = now
            self._paths[path] = now + settle
            self._is_unshown = True
            self._bell.notify_all()

    def look_everywhere(self) -> None:
        """Put in that anything may have changed."""
        with self._bell:
            self._everywhere = True
            self._bell.notify_all()

    def ask(self, act: Callable[[], None], *, at_rest: bool = False) -> threading.Event:
        """Put in something to do; the event is set when it is done."""
        order = Order(act, threading.Event(), at_rest)
        with self._bell:
            self._orders.append(order)
            self._bell.notify_all()
        return order.done

    def stop(self) -> None:
        """Put in that the preview ends."""
        with self._bell:
            self._stop = True
            self._bell.notify_all()

    def show(self) -> None:
        """Say that the pages of all that was taken out are shown, or known not to be."""
        with self._bell:
            self._is_unshown = bool(self._paths)
            self._bell.notify_all()

    def wait_for_show(self, timeout: float) -> None:
        """Return when no saved file waits to be shown, at the latest after `timeout` seconds."""
        if self._is_unshown:
            with self._bell:
                self._bell.wait_for(lambda: not self._is_unshown, timeout)

    def is_quiet(self) -> bool:
        """Say whether there is nothing to attend to."""
        return not (self._paths or self._everywhere or self._orders or self._stop)

    def wait(self, timeout: float) -> Work:
        """Return what there is to attend to, at the latest after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        with self._bell:
            while True:
                now = time.monotonic()
                due = self._due()
                if self._stop or self._orders or self._everywhere or due <= now or deadline <= now:
                    return self._taken(settled=due <= now)
                self._bell.wait(min(due, deadline) - now)

    def _due(self) -> float:
        """Return when the saved files have settled."""
        if not self._paths:
            return float("inf")
        return min(max(self._paths.values()), self._first + LONGEST)

    def _taken(self, *, settled: bool) -> Work:
        paths = frozenset(self._paths) if settled or self._everywhere else frozenset[str]()
        work = Work(paths, self._everywhere, tuple(self._orders), self._stop)
        if paths:
            self._paths.clear()
        self._everywhere = False
        self._orders.clear()
        return work
