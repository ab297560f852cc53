"""What each address is answered with: pages of the site, dressed, and the preview's own.

The only way in for the server's threads. Nothing that is answered names a place on this machine.
"""

from functools import lru_cache
from importlib import resources
from typing import Final

from builder.model.digest import digest_of
from builder.preview import files
from builder.preview.addresses import INDEX, address_of, path_at
from builder.preview.answer import Answer, plain
from builder.preview.counter import Counter
from builder.preview.desk import Desk
from builder.preview.dressing import OURS, Note, bare_page, dressed, label_of
from builder.preview.gate import KEY, Gate, brings_key, has_key, may_ask
from builder.preview.message import Request

START: Final = 60.0
"""Seconds that the first requests wait for the site to be ready."""

HTML: Final = "text/html; charset=utf-8"
_METHODS: Final = frozenset({"GET", "HEAD"})
_OURS_ON_DISK: Final = frozenset({"preview.js", "worker.js", "preview.css", "status.js"})


class Reception:
    """Answers requests. For any thread."""

    def __init__(self, desk: Desk, gate: Gate, counter: Counter) -> None:
        self._desk = desk
        self._gate = gate
        self._counter = counter

    def answer(self, request: Request) -> Answer:
        """Return what a request is answered with; a failure of ours is an answer too."""
        try:
            return self._answer(request)
        except Exception as problem:  # noqa: BLE001 - one bad request must never end the server; the terminal is told
            self._counter.tell(problem)
            return plain(500)

    def _answer(self, request: Request) -> Answer:
        if not may_ask(self._gate, request):
            return plain(403)
        if brings_key(self._gate, request):
            return self._let_in(request)
        if not has_key(self._gate, request):
            return plain(403, "Open the address that the terminal shows: it has the key to this preview.")
        target = request.target.partition("?")[0]
        if target.startswith(OURS):
            return self._ours(request, target[len(OURS) :])
        return self._site(request)

    def _let_in(self, request: Request) -> Answer:
        where = request.target.partition("?")[0]
        cookie = f"{KEY}={self._gate.key}; Path=/; HttpOnly; SameSite=Strict"
        place = where if where.startswith("/") and not where.startswith("//") else "/"
        return plain(302, headers=(("Location", place), ("Set-Cookie", cookie)))

    def _site(self, request: Request) -> Answer:
        if request.method not in _METHODS:
            return plain(405, headers=(("Allow", "GET, HEAD"),))
        if not self._desk.ready.wait(START):
            return plain(503, "The site is still being made.", headers=(("Retry-After", "2"),))
        return self._page(request)

    def _ours(self, request: Request, name: str) -> Answer:
        if name in _OURS_ON_DISK:
            return _tagged(request, files.type_of(name), _own_file(name), ())
        return self._counter.answer(request, name)

    def _page(self, request: Request) -> Answer:
        view = self._desk.view
        if request.target == "/" and view.base:
            return plain(302, headers=(("Location", address_of(view.base, INDEX)),))
        path = path_at(view.base, request.target)
        if path is None:
            return self._not_found(request, "")
        if path == "" or path.endswith("/"):
            path += INDEX
        is_page = path.endswith(".html")
        if is_page:
            self._desk.follow(path)
        self._desk.put_right(path)
        data = files.read(self._desk.view.folder, path)
        if data is not None:
            return self._dressed(request, path, data, 200) if is_page else _part(request, path, data)
        kept = self._desk.last_good(path)
        last = files.read(kept.parent, kept.name) if kept else None
        if last is not None:
            return self._dressed(request, path, last, 200, kept=True)
        if not is_page and files.is_folder(self._desk.view.folder, path):
            return plain(301, headers=(("Location", address_of(view.base, f"{path}/{INDEX}")),))
        return self._not_found(request, path)

    def _not_found(self, request: Request, path: str) -> Answer:
        view = self._desk.view
        page = files.read(view.folder, "404.html") or bare_page("Not found", "There is no such page in this edition.")
        return self._dressed(request, path, page, 404)

    def _dressed(self, request: Request, path: str, page: bytes, status: int, *, kept: bool = False) -> Answer:
        origin = self._desk.origin(path) if path else None
        source = origin.source if origin else ""
        label = label_of(origin.standing if origin else "public", kept=kept)
        token = self._gate.token  # of a page from an earlier preview nothing could be done any more
        etag = digest_of((page, source.encode(), label.encode(), token.encode(), b"%d" % status, _version())).hex()
        note = Note(source, label, etag, self._desk.news.number, token)
        return _tagged(request, HTML, dressed(page, note), (), etag, status)


def _tagged(
    request: Request,
    kind: str,
    data: bytes,
    headers: tuple[tuple[str, str], ...],
    etag: str = "",
    status: int = 200,
) -> Answer:
    """Return an answer with its tag, or that the browser has it already."""
    tag = f'"{etag or digest_of((data,)).hex()}"'
    headers = (("ETag", tag), *headers)
    if status == 200 and tag in request.headers.get("if-none-match", ""):  # noqa: PLR2004 - what HTTP calls it
        return Answer(304, headers=headers)
    return Answer(status, kind, data, headers)


def _part(request: Request, path: str, data: bytes) -> Answer:
    """Return a file, or the part of it that is asked for, as players of video do."""
    whole = _tagged(request, files.type_of(path), data, (("Accept-Ranges", "bytes"),))
    wanted = request.headers.get("range")
    tag = whole.headers[0][1]
    if whole.status != 200 or not wanted or request.headers.get("if-range", tag) != tag:  # noqa: PLR2004 - as above
        return whole
    span = _span(wanted, len(data))
    if span is None:
        return whole
    first, last = span
    if first > last:
        return plain(416, headers=(("Content-Range", f"bytes */{len(data)}"),))
    place = ("Content-Range", f"bytes {first}-{last}/{len(data)}")
    return whole._replace(status=206, data=data[first : last + 1], headers=(*whole.headers, place))


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that a range means, the first beyond the last outside; None for no range."""
    unit, _, text = wanted.partition("=")
    first, dash, last = text.strip().partition("-")
    if (
        unit.strip() != "bytes"
        or not dash
        or not all(part.isdecimal() and part.isascii() for part in (first, last) if part)
    ):
        return None
    if len(first) > 18 or len(last) > 18 or not (first or last):  # noqa: PLR2004 - no file has so many bytes
        return None
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else (1, 0)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None
    return int(first), end


@lru_cache(maxsize=8)
def _own_file(name: str) -> bytes:
    return resources.files("builder.preview").joinpath("web", name).read_bytes()


@lru_cache(maxsize=1)
def _version() -> bytes:
    """Return what our own scripts are, so that a page is fetched again when they are other ones."""
    return digest_of(_own_file(name) for name in sorted(_OURS_ON_DISK))
