"""One edition of the preview at work: its workshop, what it still owes, and what it can say about a page.

Everything here belongs to the desk's thread, but for `Index`, which the server's threads ask.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from builder.build.explain import key_named
from builder.build.last_good import KeepingFolder
from builder.build.making import Touched
from builder.build.pipeline import catalogue_file, media_cache, next_change, opened
from builder.build.request import Change, Request
from builder.build.work import ENCODE, parse_packed
from builder.build.workshop import Workshop
from builder.catalogue import articles, pages
from builder.catalogue.articles import Row
from builder.catalogue.open import Catalogue, open_to_read
from builder.model.diagnostics import Diagnostic
from builder.model.source import ParseShard, Source
from builder.model.visibility import Standing, standing
from builder.pages.naming import keys_of_source

_ARTICLE: Final = b"---\ntitle: Warm\ndate: 2000-01-01\n---\n\nWords.\n"

FEW: Final = 60
"""So few pages are made in one go; of more, those that are open in a browser come first."""

REASONS: Final = 40
"""So many pages are named with the reason why they were made."""


class Origin(NamedTuple):
    """Where a page comes from: its source, how that stands with the public, and its headline."""

    source: str
    standing: Standing
    title: str


class Index:
    """Asks a room's catalogue about pages, from any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._catalogue: Catalogue | None = None

    def origin(self, path: str, now: int) -> Origin | None:
        """Return where the page at a path of the output comes from; None when no file of content/ is its own."""
        with self._asked() as catalogue:
            found = pages.at_path(catalogue, path) if catalogue else []
            return self._origin_of(catalogue, found[0].key, now) if catalogue and found else None

    def origin_of(self, key: str, now: int) -> Origin | None:
        """Return where the page of a key comes from."""
        with self._asked() as catalogue:
            return self._origin_of(catalogue, key, now) if catalogue else None

    def path_of(self, key: str) -> str:
        """Return the path of a page by its key, or ''."""
        with self._asked() as catalogue:
            made = pages.find(catalogue, key) if catalogue else None
            return made.path if made else ""

    def withheld(self, now: int) -> list[tuple[Row, Standing]]:
        """Return the articles that the public may not see, by path, with how they stand."""
        with self._asked() as catalogue:
            rows = articles.all_rows(catalogue) if catalogue else ()
            judged = ((row, standing(row.article(), now)) for row in rows)
            return [(row, how) for row, how in judged if how != "public"]

    def close(self) -> None:
        """Let go of the catalogue; it is opened again when somebody asks."""
        with self._lock:
            if self._catalogue:
                self._catalogue.abandon()
            self._catalogue = None

    def _origin_of(self, catalogue: Catalogue, key: str, now: int) -> Origin | None:
        kind, _, source = key.partition(":")
        if kind == "standing":
            return Origin(source, "public", "")
        row = articles.at(catalogue, source) if kind == "article" else None
        if row is None:
            return Origin(source, "public", "") if kind == "article" else None
        article = row.article()
        return Origin(source, standing(article, now), article.title)

    @contextlib.contextmanager
    def _asked(self) -> Iterator[Catalogue | None]:
        with self._lock:
            self._catalogue = self._catalogue or open_to_read(self._file)
            yield self._catalogue


class Room:
    """An edition's workshop, open, and what it has to look at."""

    def __init__(self, request: Request, aside: Path) -> None:
        if request.output is None:
            raise ValueError("a preview shows pages, so it needs a folder for them")
        self.request = request
        self.folder = request.output
        self.index = Index(catalogue_file(request))
        self.findings: tuple[Diagnostic, ...] = ()
        self.next_change: Change | None = None
        self.timezone = "UTC"
        self.base = ""
        self.editor = ""
        """What the settings name to open files with, or ''."""
        self.usable = False
        self.reasons: list[tuple[str, str]] = []
        """Pages of the last round, with the reasons why they were made; not all of them when they are many."""
        self._aside = aside
        self._open: Workshop | None = None
        self._output: KeepingFolder | None = None
        self._holding = contextlib.ExitStack()
        self._owed: frozenset[str] | None = None
        self._patrol: Iterator[frozenset[str]] | None = None
        self._is_checked = False

    @property
    def places(self) -> tuple[tuple[Path, str], ...]:
        """The folders that hold the theme, as (folder above, name below)."""
        return tuple(self._open.places) if self._open else ()

    @property
    def is_open(self) -> bool:
        """Whether the room is at work."""
        return self._open is not None

    def open(self) -> None:
        """Open the catalogue and the folder. Everything has to be looked at then."""
        with contextlib.ExitStack() as stack:
            catalogue, _ = stack.enter_context(opened(self.request))
            self._output = KeepingFolder(self.folder, self._aside)
            self._open = Workshop(catalogue, self._output, media_cache(self.request))
            self._owed, self._is_checked = None, False
            self._patrol = self._open.patrol(self.request)
            self._holding = stack.pop_all()

    def close(self) -> None:
        """Close and seal the catalogue."""
        self.index.close()
        self._open = None
        self._holding.close()

    def fail(self, problem: BaseException) -> None:
        """Close after a failure; the next opening goes on from what was recorded."""
        self.index.close()
        self._open = None
        self._holding.__exit__(type(problem), problem, problem.__traceback__)

    def owe(self, paths: frozenset[str]) -> None:
        """Remember what has to be looked at besides what is owed already; at first that is everything."""
        self._owed = None if self._owed is None else self._owed | paths

    def begin_patrol(self) -> None:
        """Have everything looked at, by and by."""
        self._patrol = self._working().patrol(self.request)

    @property
    def is_on_patrol(self) -> bool:
        """Whether there is something to walk round for."""
        return self._patrol is not None

    def walk(self, go_on: Callable[[], bool]) -> frozenset[str]:
        """Walk on until everything was looked at or `go_on` says no; what was found on the way is owed then."""
        found = frozenset[str]()
        for suspects in self._patrol or ():
            found |= suspects
            if not go_on():
                break
        else:
            self._patrol, self._is_checked = None, True
        self.owe(found)
        return found

    def take_in(self, now: int, started: int) -> None:
        """Look at what is owed, and name the pages that it touches."""
        self.request = self.request._replace(now=now, started=started)
        shop = self._working()
        self.usable = shop.take_in(self.request, paths=self._owed)
        self._owed = frozenset()
        if shop.site:
            self.timezone, self.base = shop.site.timezone, shop.site.base
            self.editor = shop.site.serve.editor or ""
            self.next_change = next_change(shop.catalogue, now)

    def is_sure(self) -> bool:
        """Say whether every page is as its sources are, and every file as it was left."""
        return self._is_checked and self.is_done()

    def is_done(self) -> bool:
        """Say whether no page waits to be made."""
        return not (self.usable and pages.are_pending(self._working().catalogue))

    def make(self, go_on: Callable[[], bool], first: Iterable[str]) -> Touched:
        """Make pages until all are made or `go_on` says no; of many, only those of the keys `first`."""
        shop = self._working()
        if pages.count_pending(shop.catalogue) > FEW:
            only = tuple(key for key, _ in pages.pending_among(shop.catalogue, first))
            if only:
                return self._kept(shop.make(self.request, only))
        return self._kept(shop.make(self.request, go_on=go_on))

    def make_at(self, path: str) -> Touched:
        """Make the page at a path of the output now, if it is waiting."""
        shop = self._working()
        if not self.usable:
            return Touched(set(), set())
        keys = [made.key for made in shop.inspect_at(path)]
        named = None if keys else key_named(shop.archive(), "/" + path.removesuffix("index.html"))
        return self._kept(shop.make(self.request, (*keys, named) if named else keys))

    def keys_at(self, paths: Iterable[str]) -> list[str]:
        """Return the keys of the pages at some paths of the output."""
        catalogue = self._working().catalogue
        return [made.key for path in paths for made in pages.at_path(catalogue, path)]

    def finish(self) -> None:
        """Settle a round whose pages are all made."""
        if self.usable:
            self._working().sweep(Touched(set(), set()))
        self.judge()

    def notice(self) -> None:
        """Find out what is wrong now."""
        self.findings = self._working().findings()

    def judge(self) -> None:
        """Find out what is wrong now, and which pages that were taken away are shown for that reason."""
        self.notice()
        self._let_go()

    def _let_go(self) -> None:
        """Keep no page that was taken away but for an error: what readers may not see any more is not shown as good."""
        shop, output = self._working(), self._output
        if output and output.kept and shop.site:
            guilty = shop.guilty()
            archive = shop.archive()
            excused = {key for path in sorted(guilty) for key in keys_of_source(archive, path)}
            broken = any(path.startswith("themes/") for path in guilty)
            output.forget([path for path, key in output.kept.items() if not broken and key not in excused])

    def last_good(self, path: str) -> tuple[Path, str] | None:
        """Return where a page that was taken away is kept, and its key. For any thread."""
        key = self._output.kept.get(path) if self._output else None
        return (self._output.place(path), key) if key and self._output else None

    def size(self) -> int:
        """Return how many articles there are."""
        return articles.count(self._working().catalogue)

    def warm_up(self) -> None:
        """Do once what the first save would do: load what reads and makes pages, and set the templates up."""
        shop = self._working()
        if self.usable and shop.site:
            parse_packed(ENCODE(ParseShard(shop.site, (Source("content/warm/up.md", "article", _ARTICLE),))))
            shop.rehearse("front:home")

    def log_size(self) -> int:
        """Return how many bytes the catalogue has not taken into its file yet."""
        log = catalogue_file(self.request).with_name(catalogue_file(self.request).name + "-wal")
        try:
            return log.stat().st_size
        except FileNotFoundError:
            return 0

    def _kept(self, touched: Touched) -> Touched:
        catalogue = self._working().catalogue
        if touched.removed:
            self._let_go()
        for path in sorted(touched.written)[:REASONS]:
            self.reasons.extend((made.path, made.why) for made in pages.at_path(catalogue, path))
        return touched

    def _working(self) -> Workshop:
        if self._open is None:
            raise ValueError("the room is closed")
        return self._open
