"""An edition at work: its catalogue and its output folder, open from the first change to the last.

A build opens a workshop for one round. A preview keeps it open, and tells it with every round which paths may have
changed; whatever it is told, each round takes in changes, names pages and makes them by the same steps.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from builder.build.ahead import ThemeAhead
from builder.build.applying import apply_changes, refuse_pictures
from builder.build.darkroom import Darkroom
from builder.build.kit import Tools, kept_tools
from builder.build.making import Making, Touched, always
from builder.build.media_cache import MediaCache
from builder.build.output import Folder, Output
from builder.build.patrol import damage, name_damaged, suspects
from builder.build.request import Pictures, Request
from builder.build.survey import THEMES, Settings, read_settings, survey, survey_part
from builder.build.telling import told_once
from builder.build.theming import ingredients, is_awaited, name_by_theme, new_tools
from builder.build.work import ENCODE, render_packed
from builder.catalogue import diagnostics, meta, pages
from builder.catalogue.open import Catalogue
from builder.catalogue.pages import Made
from builder.model.diagnostics import Diagnostic
from builder.model.in_order import put, take
from builder.model.page import RenderShard
from builder.model.site import Site
from builder.pages.archive import Archive
from builder.pages.kinds import plan
from builder.pages.memory import Memory
from builder.pages.suggesting import is_open, settle_hint
from builder.source.scan import Scan, scan
from builder.source.theme import Place

MANY = 2_000
"""From so many pending pages on, whole listings are read into memory for planning."""

AHEAD: Final = 1_000
"""Where more files than these are new, a new theme is made ready while lists are made; for fewer that takes longer."""


class Workshop:
    """The open catalogue and output of one edition. Not for several threads at once: SQLite's connection is one's."""

    def __init__(self, catalogue: Catalogue, output: Output, cache: MediaCache) -> None:
        self.catalogue = catalogue
        self.output = output
        self.settings: Settings | None = None
        """As the last round read them."""
        self.pictures = Pictures()
        """What became of pictures in the last round that made pages."""
        self.places: tuple[Place, ...] = ()
        """Where the theme and its parents lie."""
        self._cache = cache
        self._tools: Tools | None = None
        self._archive: Archive | None = None
        self._found: tuple[Diagnostic, ...] = ()
        self._stored: tuple[Diagnostic, ...] | None = None
        self._others: tuple[Diagnostic, ...] = ()
        self._report: tuple[Diagnostic, ...] = ()
        self._clear_remains()

    @property
    def site(self) -> Site | None:
        """The settings, or None when they cannot be used."""
        return self.settings.site if self.settings else None

    def take_in(self, request: Request, content: Scan | None = None, paths: frozenset[str] | None = None) -> bool:
        """Take every change of sources, theme and clock into the catalogue, and name the pages that it touches.

        `content` is what lies in content/, when that is known already. With `paths`, relative to the site's root,
        only what lies at them or below them is looked at. Returns False when the settings or the theme cannot be
        used: then no page can be made.
        """
        self.settings = read_settings(request.root, self.catalogue, request.base_url)
        self._archive = None
        site = self.settings.site
        if site is None:
            return False
        if paths is None or self.settings.changed:
            whole = scan([(request.root, "content")]) if content is None else content
            changes, paths = survey(request, site, self.catalogue, whole), None
        else:
            changes = survey_part(request, site, self.catalogue, paths)
        self.places = changes.places
        with ThemeAhead() as ahead:
            begin = partial(self._begin_theme, ahead, request, site, len(changes.changed))
            unread = apply_changes(request, self.catalogue, self._cache, self.settings, changes, begin)
            self._found = (*self._still_found(paths), *changes.findings, *unread)
            if any(finding.code == "theme-missing" for finding in changes.findings):
                return False
            if is_awaited(self.catalogue, site):
                self._tools = ahead.tools(ingredients(self.catalogue, site, self.places))
                name_by_theme(self.catalogue, site, self._tools)
        return True

    def _begin_theme(self, ahead: ThemeAhead, request: Request, site: Site, changed: int) -> None:
        """Begin to make a new theme ready where lists will take long enough and there is a processor for it."""
        if self.places and request.jobs > 1 and changed > AHEAD and is_awaited(self.catalogue, site):
            ahead.begin(ingredients(self.catalogue, site, self.places))

    def inspect(self) -> None:
        """Name every page whose file in the output is not as it was left. A round of a build needs this too."""
        name_damaged(self.catalogue, self.output.damaged(pages.all_made(self.catalogue)))

    def inspect_at(self, path: str) -> list[Made]:
        """Return the pages that were made at a path of the output; they are named if their file is not as it was."""
        found = pages.at_path(self.catalogue, path)
        name_damaged(self.catalogue, self.output.damaged((one.key, path, one.size, one.mtime) for one in found))
        return found

    def patrol(self, request: Request) -> Iterator[frozenset[str]]:
        """Walk round sources and output in small steps, between which other work may be done.

        Gives after each step the paths that have to be looked at. Damaged pages are named on the way.
        """
        yield frozenset(finding.path for finding in self._found)
        if self.site:
            yield from suspects(request.root, self.site.theme, self.places, self.catalogue)
            for _ in damage(self.catalogue, self.output):
                yield frozenset()

    def make(self, request: Request, only: Sequence[str] | None = None, go_on: Callable[[], bool] = always) -> Touched:
        """Make every pending page, or `only` those of some keys, until all are made or `go_on` says no.

        To be called after a round that could be taken in.
        """
        if not pages.are_pending(self.catalogue):
            return Touched(set(), set())
        site = self.site
        if site is None:
            raise ValueError("without settings no page can be made")
        self._tools = self._tools or kept_tools(self.catalogue) or new_tools(self.catalogue, site, self.places)
        darkroom = Darkroom(request.root, self._cache, request.progress)
        archive = self._with_pictures(request, site, self._tools, darkroom)
        making = Making(archive, self._tools, self.output, request.progress, darkroom.bytes_of)
        touched = making.run(request.jobs, only, go_on)
        self.pictures = darkroom.pictures()
        return touched

    def _with_pictures(self, request: Request, site: Site, tools: Tools, darkroom: Darkroom) -> Archive:
        """Return what pages are planned from, once every rendition that they publish is there or known to fail."""
        while True:
            archive = self._archive or self._new_archive(site, tools)
            failed = darkroom.develop(archive, tools, self.output, request.jobs)
            self._archive = None if failed else archive
            if not failed:
                return archive
            refuse_pictures(request, self.catalogue, site, failed)

    def _new_archive(self, site: Site, tools: Tools) -> Archive:
        memory = Memory(self.catalogue, kept=True, much=pages.count_pending(self.catalogue) > MANY)
        return Archive(self.catalogue, site, tools.assets, memory)

    def prepared(self) -> tuple[Archive, Tools]:
        """Return what single pages are planned from and made with, as the catalogue stands."""
        site = self.site
        if site is None:
            raise ValueError("without settings no page can be made")
        self._tools = self._tools or kept_tools(self.catalogue) or new_tools(self.catalogue, site, self.places)
        return self._new_archive(site, self._tools), self._tools

    def rehearse(self, key: str) -> None:
        """Make a page and throw it away, so that the next ones find everything set up."""
        archive, tools = self.prepared()
        job = plan(archive, key).job
        if job:
            render_packed(ENCODE(RenderShard(tools.kit, tools.kit_digest, (job,))))

    def archive(self) -> Archive:
        """Return what answers questions about the site as the last round took it in. Without settings: ValueError."""
        site = self.site
        if site is None:
            raise ValueError("without settings there is nothing to ask about")
        tools = self._tools or kept_tools(self.catalogue)
        return self._archive or Archive(
            self.catalogue, site, tools.assets if tools else (), Memory(self.catalogue, kept=True)
        )

    def sweep(self, touched: Touched) -> None:
        """After a first build into a folder, remove what an earlier one of ours left there."""
        if isinstance(self.output, Folder) and not meta.read(self.catalogue, "made"):
            known = {path for _, path, _, _ in pages.all_made(self.catalogue)}
            for path in () if self.output.was_empty else sorted(set(self.output.files()) - known):
                if self.output.remove(path):
                    touched.removed.add(path)
            with self.catalogue.changing():
                meta.store(self.catalogue, "made", b"yes")
        self.output.finish()

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong, each once, in order."""
        if self.settings is None or self.settings.site is None:
            return self.settings.findings if self.settings else ()
        site = self.settings.site
        stored, others = diagnostics.all_findings(self.catalogue), (*self.settings.findings, *self._found)
        if stored is not self._stored or others != self._others:
            open_hints = tuple(finding for finding in stored if is_open(finding))
            settled = tuple(settle_hint(self.catalogue, site, finding) for finding in open_hints)
            self._report = told_once(_instead(stored, open_hints, (*settled, *others)))
            self._others = others
            # A hint that looks for a name that is near depends on more than what is stored: it is settled every time.
            self._stored = None if open_hints else stored
        return self._report

    def guilty(self) -> set[str]:
        """Return the files that have errors."""
        of_settings = self.settings.findings if self.settings else ()
        found = (*diagnostics.all_findings(self.catalogue), *of_settings, *self._found)
        return {finding.path for finding in found if finding.severity == "error"}

    def _still_found(self, paths: Iterable[str] | None) -> Iterable[Diagnostic]:
        """Return what earlier rounds found on the disk and this one, which looked at `paths`, did not look at again."""
        if paths is None:
            return ()
        looked = {THEMES if path.startswith(THEMES) else path for path in paths}
        return (
            finding
            for finding in self._found
            if finding.code != "theme-missing" and looked.isdisjoint(_way_to(finding.path))
        )

    def _clear_remains(self) -> None:
        """Remove files that a build made before it was killed and could not record; those still due are made again."""
        remains = pages.announced(self.catalogue)
        if remains:
            for path in remains:
                if not pages.at_path(self.catalogue, path):
                    self.output.remove(path)
            with self.catalogue.changing():
                pages.forget_announced(self.catalogue)


def _instead(
    findings: tuple[Diagnostic, ...], gone: tuple[Diagnostic, ...], come: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return findings in order with some instead of others."""
    if not (gone or come):
        return findings
    order = list(findings)
    for finding in gone:
        take(order, finding)
    for finding in come:
        put(order, finding)
    return tuple(order)


def _way_to(path: str) -> list[str]:
    """Return a path and the folders that it lies in."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
