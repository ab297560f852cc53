"""A preview from its beginning to its end: a slot, a watch, a desk, a server."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from builder.build.pipeline import build, is_current
from builder.build.request import Progress
from builder.preview.counter import Counter
from builder.preview.desk import Desk
from builder.preview.editor import Editors
from builder.preview.gate import new_gate
from builder.preview.inbox import Inbox
from builder.preview.reception import Reception
from builder.preview.running import told
from builder.preview.server import Server
from builder.preview.slots import Slot, taken_slot
from builder.preview.view import Clock
from builder.preview.watch import Watch

END: Final = 60.0
"""Seconds that the desk may take to seal its catalogues in the end."""


class Settings(NamedTuple):
    """What a preview is asked for; `fixed` is the moment to show in seconds since 1970, None the real one."""

    root: Path
    host: str
    port: int
    fixed: int | None
    editors: Editors
    jobs: int
    progress: Progress


class Preview(NamedTuple):
    """A running preview: where it is, and its desk."""

    address: str
    port: int
    key: str
    note: Path
    """The file that tells other commands of it."""
    desk: Desk


@contextlib.contextmanager
def running(settings: Settings, clock: Clock, tell: Callable[[Exception], None]) -> Iterator[Preview]:
    """Run a preview while the block runs. Raises OSError when no port is to be had or the machine fails."""
    server = Server(settings.host, settings.port)
    gate = new_gate(settings.host, server.port)
    now = clock.moment() if settings.fixed is None else settings.fixed
    with (
        _ending(server),
        taken_slot(settings.root, now, clock.stamp(), settings.jobs, settings.progress) as slot,
        _built(slot),
        told(slot.folder, gate) as note,
    ):
        inbox = Inbox()
        watch = Watch(settings.root, inbox)
        desk = Desk(slot, inbox, clock, settings.fixed, tell, watch.over)
        counter = Counter(desk, gate, settings.root, settings.editors, tell)
        desk.start()
        server.start(Reception(desk, gate, counter).answer)
        try:
            yield Preview(gate.address, server.port, gate.key, note, desk)
        finally:
            watch.stop()
            desk.stop(END)


@contextlib.contextmanager
def _built(slot: Slot) -> Iterator[None]:
    """Make the site for the first time, with all processors, which a thread beside others must not start.

    Nobody is told of the preview before that: `newsdesk new` would wait for its answer.
    """
    if not is_current(slot.everything):
        build(slot.everything)
    yield


@contextlib.contextmanager
def _ending(server: Server) -> Iterator[None]:
    """Close the server in the end, whatever happens before."""
    try:
        yield
    finally:
        server.stop()
