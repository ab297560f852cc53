"""The desk of a preview: one thread that takes in what was saved and makes pages, for as long as the preview runs.

It keeps two editions. The one that is looked at comes first: the pages of what was saved and those that are open in a
browser, then the rest. The other follows when that is done, so that what readers would see, and everything that is
wrong with it, is known too. Whatever comes in meanwhile interrupts; what is not made yet stays on the pending list.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from builder.build.making import Touched
from builder.build.pipeline import catalogue_file
from builder.catalogue.open import is_damage, put_aside
from builder.preview.addresses import address_of
from builder.preview.inbox import Inbox, Order, Work
from builder.preview.news import News
from builder.preview.readers import Preparation
from builder.preview.reconciling import Reconciling
from builder.preview.report import Report, Reporting
from builder.preview.room import Origin, Room
from builder.preview.slots import Slot
from builder.preview.view import Clock, Round, Showing, View, problem_of

_UNOPENED: Final = 0.1
"""Seconds between two looks whether the second edition can be opened."""

REST: Final = 64 * 2**20
"""Bytes that a catalogue may leave in its log before it is sealed in between."""

FOLLOWED: Final = 16
"""So many pages that were last asked for are taken for those that are open in a browser."""

PATIENCE: Final = 10.0
"""Seconds that a question waits for the desk."""

A_MOMENT: Final = 0.5
"""Seconds that a page waits for a save that is being taken in; after that it is shown as it was."""

_NOTHING: Final = Touched(set(), set())


class Desk:
    """Runs in its own thread from `start` to `stop`. What it shows is a `View`, replaced whole.

    `fixed` is the moment to show, None the real one; `tell` hears of failures of the machine; `watch` is told in every
    round which folders the theme lies in.
    """

    def __init__(
        self,
        slot: Slot,
        inbox: Inbox,
        clock: Clock,
        fixed: int | None,
        tell: Callable[[Exception], None],
        watch: Callable[[Iterable[tuple[Path, str]]], None],
    ) -> None:
        self.inbox = inbox
        self.news = News()
        self.ready = threading.Event()
        """Set once it is known which pages are as their sources were when the preview began."""
        self._both = threading.Event()
        self.rounds: deque[Round] = deque(maxlen=50)
        self._clock = clock
        self._fixed = fixed
        self._tell = tell
        self._told = ""
        self._watch = watch
        self._rooms: dict[Showing, Room] = {
            "everything": Room(slot.everything._replace(jobs=1), slot.folder / "aside"),
            "readers": Room(slot.readers._replace(jobs=1), slot.folder / "aside-readers"),
        }
        self._first_readers = slot.readers
        self._preparation = Preparation()
        self._showing: Showing = "everything"
        self._followed: deque[str] = deque(maxlen=FOLLOWED)
        self._paths: frozenset[str] = frozenset()
        self._untaken: set[Showing] = set(self._rooms)
        self._unjudged: set[Showing] = set(self._rooms)
        self._reporting = Reporting()
        self._resting: list[Order] = []
        self._is_cold = True
        self._reconciling = Reconciling()
        self._unreadable: frozenset[str] = frozenset()
        self._began = 0.0
        self._made = 0
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)
        self.view = self._seen("", busy=True)

    # ------------------------------------------------------------------------------------------------ for any thread

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, patience: float) -> bool:
        """End; say whether it did within `patience` seconds. What is not recorded then is made by the next start."""
        self.inbox.stop()
        self.news.close()
        self._thread.join(patience)
        return not self._thread.is_alive()

    def follow(self, path: str) -> None:
        """Remember that a page is looked at, so that it is made before others."""
        if not self._followed or self._followed[-1] != path:
            self._followed.append(path)

    def put_right(self, path: str) -> None:
        """Have a file of the output made if it waits, while not all of them are known to be as they should be.

        While a save is taken in, it is not known which ones it touches: who asks then waits for a moment.
        """
        self.inbox.wait_for_show(A_MOMENT)
        if self.view.busy:
            self.inbox.ask(lambda: self._make_at(path)).wait(PATIENCE)

    def move_clock(self, at: int | None, showing: Showing) -> bool:
        """Show another moment, None for the real one, or another edition; say whether that is done.

        It is not while the readers' edition is made for the first time.
        """
        turned = threading.Event()

        def turn() -> None:
            self._fixed, self._showing = at, showing
            self._begin(frozenset(), everywhere=False)
            turned.set()

        if showing == "readers" and not self._both.wait(PATIENCE):
            return False
        self.inbox.ask(turn)
        return self.settled(PATIENCE) and turned.is_set()

    def settled(self, patience: float) -> bool:
        """Return when everything that came in before is attended to; False when `patience` seconds were not enough."""
        return self.inbox.ask(lambda: None, at_rest=True).wait(patience)  # whoever asks only waits for its turn

    def origin(self, path: str) -> Origin | None:
        """Return where the page at a path of the output comes from."""
        view = self.view
        room = self._rooms[view.showing]
        kept = room.last_good(path)
        return room.index.origin_of(kept[1], view.now) if kept else room.index.origin(path, view.now)

    def last_good(self, path: str) -> Path | None:
        """Return where a page is kept that was taken away for an error."""
        kept = self._rooms[self.view.showing].last_good(path)
        return kept[0] if kept else None

    def everything(self) -> Room:
        """Return the room that has every article."""
        return self._rooms["everything"]

    # ------------------------------------------------------------------------------------------ the desk's own thread

    def _run(self) -> None:
        self.inbox.look_everywhere()
        while True:
            work = self.inbox.wait(self._patience())
            if work.stop:
                break
            try:
                self._attend(work)
            except Exception as problem:  # noqa: BLE001 - a full disk must not end a writer's day; it is told and tried again
                self._fail(problem)
                work.give_up()
        self._preparation.stop()
        for room in self._opened():
            room.close()

    def _opened(self) -> list[Room]:
        return [room for room in self._rooms.values() if room.is_open]

    def _patience(self) -> float:
        """Return for how long nothing has to be done."""
        if not all(room.is_done() and not room.is_on_patrol for room in self._opened()):
            return 0.0
        now = time.monotonic()
        waits = [self._reconciling.due() - now]
        if len(self._opened()) == 1:
            waits.append(_UNOPENED)
        change = self.view.next_change
        if self._fixed is None and change:
            waits.append(change.at - self._clock.moment() + 0.01)
        return max(0.0, min(waits))

    def _attend(self, work: Work) -> None:
        self._resting.extend(order for order in work.orders if order.at_rest)  # first, for a failure must not lose them
        self._open_rooms()
        now = time.monotonic()
        everywhere = work.everywhere or now >= self._reconciling.due()
        if everywhere:
            self._reconciling.looked(now)
        if work.paths or everywhere or self._is_due():
            self._begin(work.paths, everywhere=everywhere)
        if work.paths:
            self._reconciling.look_soon(time.monotonic())
        self._take_in(self._showing)
        self._open_door()
        for order in work.orders:
            if not order.at_rest:
                order.carry_out()
        if self._advance():
            self._at_rest()

    def _begin(self, paths: frozenset[str], *, everywhere: bool) -> None:
        """Begin a round: both editions have to look at some paths, or at everything."""
        if not self._made:  # what an interrupted round made is told with this one
            self._began, self._paths = time.monotonic(), frozenset()
            for room in self._rooms.values():
                room.reasons.clear()
        self._paths |= paths
        self._untaken = set(self._rooms)
        for room in self._rooms.values():
            room.owe(paths)
            if everywhere and room.is_open:
                room.begin_patrol()

    def _open_door(self) -> None:
        """Let those in who wait for the first page, as soon as it is known which pages are as they should be."""
        if not self.ready.is_set() and self._showing not in self._untaken:
            self._rooms[self._showing].judge()
            self._reporting.known(self._rooms[self._showing].findings)
            self.view = self._seen("", busy=True)
            self.ready.set()

    def _is_due(self) -> bool:
        change = self.view.next_change
        return self._fixed is None and change is not None and self._clock.moment() >= change.at

    def _take_in(self, name: Showing) -> None:
        room = self._rooms[name]
        if name in self._untaken and room.is_open:
            room.take_in(self._clock.moment() if self._fixed is None else self._fixed, self._clock.stamp())
            if self._notice(name, room):
                self._publish(name, _NOTHING, busy=True)  # what is wrong shows at once, before any page is made
            self._untaken.discard(name)
            self._watch(room.places)

    def _notice(self, name: Showing, room: Room) -> bool:
        """Find out what is wrong in the edition that is shown while a round goes on; say whether that is known now.

        After a failure of the machine it is not: the failure shows until a page is made.
        """
        if name != self._showing or not self.ready.is_set() or self.view.problem:
            return False
        room.notice()
        self._know_from_before(name, room)
        return True

    def _advance(self) -> bool:
        """Go on with both editions, the one that is shown first; say whether all is done. What comes in interrupts."""
        order = sorted(self._rooms, key=lambda name: name != self._showing)
        rooms = [(name, self._rooms[name]) for name in order if self._rooms[name].is_open]
        return all(self._catch_up(name, room) for name, room in rooms) and all(
            self._walk(name, room) for name, room in rooms
        )

    def _catch_up(self, name: Showing, room: Room) -> bool:
        """Make the pages that wait; say whether nothing came in meanwhile."""
        self._take_in(name)
        while not room.is_done():
            touched = room.make(self.inbox.is_quiet, self._first(room))
            self._notice(name, room)  # what only planning finds in the first pages does not wait for the last
            self._publish(name, touched, busy=True)
            if not self.inbox.is_quiet():
                return False
        self._finish(name, room)
        return self.inbox.is_quiet()

    def _walk(self, name: Showing, room: Room) -> bool:
        """Walk on round the site, and put right what is found; say whether nothing came in meanwhile."""
        while room.is_on_patrol:
            found = room.walk(self.inbox.is_quiet)
            if found:
                self._paths |= found
                self._untaken.add(name)
            if not self.inbox.is_quiet() or ((found or not room.is_on_patrol) and not self._catch_up(name, room)):
                return False
        return True

    def _first(self, room: Room) -> Iterable[str]:
        """Return the keys of the pages that are made before others."""
        return (*(f"article:{path}" for path in self._paths), *room.keys_at(tuple(self._followed)))

    def _finish(self, name: Showing, room: Room) -> None:
        room.finish()
        self._know_from_before(name, room)
        self._unjudged.discard(name)
        if name == "everything":
            unreadable = frozenset(finding.path for finding in room.findings if finding.code == "file-unreadable")
            if unreadable - self._unreadable:
                self._reconciling.look_soon(time.monotonic())
            self._unreadable = unreadable
        self._publish(name, _NOTHING, busy=not room.is_sure())
        if name == self._showing and self._made:
            paths, seconds = tuple(sorted(self._paths)), time.monotonic() - self._began
            self.rounds.appendleft(Round(self._clock.moment(), paths, self._made, tuple(room.reasons), seconds))
            self._made = 0

    def _know_from_before(self, name: Showing, room: Room) -> None:
        """Until every page of an edition was made once, take what is wrong for old, but in files that were saved."""
        if name in self._unjudged:
            saved, fresh = self._paths, self.view.fresh
            self._reporting.known(one for one in room.findings if one.path not in saved and one not in fresh)

    def _at_rest(self) -> None:
        """Do what waits for a quiet moment."""
        if self._is_cold:
            self._rooms["everything"].warm_up()
            self._is_cold = False
        for order in self._resting:
            order.carry_out()
        self._resting.clear()
        for name, room in self._rooms.items():
            if room.is_open and room.log_size() > REST:
                room.close()
                room.open()
                self._untaken.add(name)
        self._told = ""

    def _make_at(self, path: str) -> None:
        room = self._rooms[self._showing]
        self._publish(self._showing, room.make_at(path), busy=not room.is_sure())

    def _publish(self, name: Showing, touched: Touched, *, busy: bool) -> None:
        """Show what was made, and tell the browsers."""
        before = self.view
        shown = name == self._showing
        if name not in self._untaken:
            self.inbox.show()
        self.view = after = self._seen("", busy=busy if shown else before.busy)
        paths = (*touched.written, *touched.removed) if shown else ()
        self._made += len(paths)
        if paths or before._replace(busy=False) != after._replace(busy=False):
            self.news.tell(frozenset(address_of(after.base, path) for path in paths))

    def _seen(self, problem: str, *, busy: bool) -> View:
        room = self._rooms[self._showing]
        findings, fresh = self._report()
        return View(
            self._showing,
            room.folder,
            room.base,
            room.request.now,
            self._fixed is not None,
            room.timezone,
            findings,
            fresh,
            self._rooms["everything"].next_change,
            busy,
            problem,
        )

    def _report(self) -> Report:
        """Return what is wrong in either edition; what the second says of files that it has yet to look at is old."""
        parts = []
        for name, room in self._rooms.items():
            behind = name in self._untaken and name != self._showing
            parts.append((room.findings, self._paths if behind else frozenset[str]()))
        return self._reporting.report(parts)

    # -------------------------------------------------------------------------------------------------- rooms

    def _open_rooms(self) -> None:
        everything, readers = self._rooms["everything"], self._rooms["readers"]
        if not everything.is_open:
            everything.open()
            self._untaken.add("everything")
        elif not readers.is_open:
            moment = self._clock.moment() if self._fixed is None else self._fixed
            request = self._first_readers._replace(now=moment, started=self._clock.stamp())
            if self._preparation.is_done(request, everything.size()):
                readers.open()
                self._untaken.add("readers")
                self._both.set()

    def _fail(self, problem: Exception) -> None:
        """Let go of the catalogues, to try again soon; what fails in the same way again is not told again."""
        words = problem_of(problem)
        if words != self._told:
            self._tell(problem)
            self._told = words
        self.inbox.show()
        for room in self._opened():
            room.fail(problem)
            if is_damage(problem):
                put_aside(catalogue_file(room.request))
        self._untaken = set(self._rooms)
        self.view = self._seen(words, busy=False)
        self.news.tell(frozenset())
        now = time.monotonic()
        self._reconciling.looked(now)
        self._reconciling.look_soon(now)
