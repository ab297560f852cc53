"""The preview's own addresses: the status page, the stream of news, and what a page may ask to be done."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from builder.preview.addresses import address_of
from builder.preview.answer import Answer, plain
from builder.preview.desk import Desk
from builder.preview.editor import Editors, chosen, open_editor, source_file
from builder.preview.gate import Gate, is_own_page
from builder.preview.message import Request
from builder.preview.state import moment_of, state_of
from builder.preview.status import status_page

HEARTBEAT: Final = 15.0
"""Seconds after which a quiet stream says that it is alive."""

PATIENCE: Final = 10.0
"""Seconds that a visit waits for its page."""

_FARTHEST: Final = 253_402_300_799
"""The last second of the year 9999."""


class Counter:
    """Answers for the addresses below /_newsdesk/. For any thread."""

    def __init__(self, desk: Desk, gate: Gate, root: Path, editors: Editors, tell: Callable[[Exception], None]) -> None:
        self.tell = tell
        self._desk = desk
        self._gate = gate
        self._root = root
        self._editors = editors
        self._session = gate.token[:6]

    def answer(self, request: Request, name: str) -> Answer:
        """Return the answer for a name below /_newsdesk/."""
        reading = {"": self._status, "state": self._state, "events": self._events}.get(name)
        if reading:
            return reading(request) if request.method in {"GET", "HEAD"} else _only("GET, HEAD")
        acting = {"open": self._open, "clock": self._clock, "visit": self._visit}.get(name)
        if acting is None:
            return plain(404)
        if request.method != "POST":
            return _only("POST")
        if not is_own_page(self._gate, request):
            return plain(403)
        try:
            wanted = json.loads(request.body)
        except ValueError:
            return plain(400)
        return acting(wanted) if isinstance(wanted, dict) else plain(400)

    def _status(self, _request: Request) -> Answer:
        page = status_page(self._desk, self._root, self._gate.token, self._session)
        policy = ("Content-Security-Policy", "default-src 'self'")
        return Answer(200, "text/html; charset=utf-8", page, (policy,))

    def _state(self, _request: Request) -> Answer:
        return _json(state_of(self._desk.view, self._root, self._desk.news.number, self._session))

    def _events(self, request: Request) -> Answer:
        session, _, number = request.headers.get("last-event-id", "").rpartition("-")  # a session may hold hyphens
        known = session == self._session and number.isascii() and number.isdecimal() and len(number) < 16  # noqa: PLR2004 - no preview tells so much
        last = int(number) if known else self._desk.news.number
        return Answer(200, "text/event-stream", stream=self._stream(last, anew=not known))

    def _stream(self, last: int, *, anew: bool) -> Iterator[bytes]:
        """Give events: each with the number up to which it tells, which the browser sends back after a sleep."""
        news = self._desk.news
        yield b"retry: 500\n\n"
        if anew:
            yield self._event(last, (), unknown=True)
        while not news.closed:
            digest = news.since(last, HEARTBEAT)
            if digest is None:
                yield b": still here\n\n"
                continue
            last = digest.number
            yield self._event(last, sorted(digest.addresses), unknown=digest.unknown)

    def _event(self, number: int, addresses: Iterable[str], *, unknown: bool) -> bytes:
        data = {"session": self._session, "number": number, "changed": list(addresses), "unknown": unknown}
        return f"id: {self._session}-{number}\ndata: {json.dumps(data)}\n\n".encode()

    def _open(self, wanted: dict[str, Any]) -> Answer:
        path, line, column = wanted.get("path"), wanted.get("line", 1), wanted.get("column", 1)
        if not (isinstance(path, str) and type(line) is int and type(column) is int):
            return plain(400)
        room = self._desk.everything()
        file = source_file(self._root, room.places, path)
        if file is None:
            return plain(404)
        if not open_editor(chosen(self._editors, room.editor), file, max(1, line), max(1, column)):
            return plain(502, "The editor cannot be started; name one with --editor.")
        return _json({"opened": path})

    def _clock(self, wanted: dict[str, Any]) -> Answer:
        text, showing = wanted.get("at", ""), wanted.get("showing", "everything")
        if not isinstance(text, str) or showing not in {"everything", "readers"}:
            return plain(400)
        try:
            at = moment_of(text, self._desk.view.timezone) if text else None
        except (ValueError, OverflowError):
            return plain(400, f'"{text}" is no time; write it like 2026-11-24T06:00.')
        if at is not None and not 0 <= at <= _FARTHEST:
            return plain(400, "This time is out of reach.")
        if not self._desk.move_clock(at, "readers" if showing == "readers" else "everything"):
            return plain(503, "This edition is still being made; try again in a moment.")
        return self._state_now()

    def _visit(self, wanted: dict[str, Any]) -> Answer:
        """Say where the page of a source is, once it is made."""
        path = wanted.get("path")
        if not isinstance(path, str):
            return plain(400)
        self._desk.inbox.saved(path, 0.0)
        self._desk.settled(PATIENCE)
        room = self._desk.everything()
        found = room.index.path_of(f"article:{path}")
        return _json({"address": self._gate.address + address_of(self._desk.view.base, found)}) if found else plain(404)

    def _state_now(self) -> Answer:
        return _json(state_of(self._desk.view, self._root, self._desk.news.number, self._session))


def _json(data: object) -> Answer:
    return Answer(200, "application/json", json.dumps(data, ensure_ascii=False).encode())


def _only(methods: str) -> Answer:
    return plain(405, headers=(("Allow", methods),))
