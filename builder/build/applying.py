"""One transaction: every change of the sources and of the clock goes into the catalogue, or none does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from builder.build import kit
from builder.build.apply import Applying
from builder.build.darkroom import GONE, Failed
from builder.build.ledger import Ledger
from builder.build.looking import FEW as LOOKED
from builder.build.looking import look
from builder.build.media_cache import MediaCache
from builder.build.parsing import FEW, parse_all
from builder.build.relating import forget_relations, relate_all
from builder.build.request import Request
from builder.build.survey import Changes, Settings, as_seen, keep_settings, root_of
from builder.catalogue import articles, diagnostics, media, meta, pages, sources
from builder.catalogue.open import Catalogue
from builder.catalogue.sources import Seen
from builder.model.diagnostics import Diagnostic
from builder.model.digest import digest
from builder.model.picture import Facts
from builder.model.site import Site
from builder.model.source import Source, names_by_path
from builder.model.visibility import Edition
from builder.pages.archive import Archive
from builder.pages.kinds import all_keys
from builder.pages.memory import Memory
from builder.source.read import read_file, unreadable
from builder.source.scan import UNREADABLE, Found
from builder.source.theme import Place

_MANY: Final = 256
_SHARE: Final = 4
_WAITING: Final = ("author", "storyline", "page", "front", "breaking")


def apply_changes(
    request: Request,
    catalogue: Catalogue,
    cache: MediaCache,
    settings: Settings,
    changes: Changes,
    wholesale: Callable[[], object],
) -> tuple[Diagnostic, ...]:
    """Take in what changed since the last build; return which files could not be read.

    Nothing is written when nothing changed. Where much changed `wholesale` is called once all sources are in, before
    the lists are made.
    """
    last = int(meta.read(catalogue, "now") or b"0")
    due = articles.changing_between(catalogue, min(last, request.now), max(last, request.now))
    if not (changes.changed or changes.removed or changes.restamped or settings.changed or due):
        return ()
    with catalogue.changing():
        findings = _apply(request, catalogue, cache, settings, changes, wholesale)
        meta.store(catalogue, "now", str(request.now).encode())
    return findings


def _apply(
    request: Request,
    catalogue: Catalogue,
    cache: MediaCache,
    settings: Settings,
    changes: Changes,
    wholesale: Callable[[], object],
) -> tuple[Diagnostic, ...]:
    site = settings.site
    if site is None:
        raise ValueError("settings that cannot be used are never applied")
    changed = _to_read(changes, settings)
    is_wholesale = _is_wholesale(catalogue, changed, changes, settings)
    ledger = _ledger(request, catalogue, site, wholesale=is_wholesale)
    applying = Applying(ledger)
    for gone in changes.removed:
        applying.remove(gone.path, gone.kind)
    sources.forget(catalogue, (gone.path for gone in changes.removed))
    sources.remember(catalogue, changes.restamped)
    findings = _take_in(request, site, catalogue, cache, applying, changed, changes.places)
    if is_wholesale:
        wholesale()
    applying.clock(int(meta.read(catalogue, "now") or request.now), request.now)
    applying.finish()
    if is_wholesale:
        if site.related.are_found:
            relate_all(catalogue, request.jobs)
        else:
            forget_relations(catalogue)
        await_everything(ledger.archive, "everything changed")
    if settings.changed:
        keep_settings(catalogue, settings)
    if settings.changed or "theme" in {*(f.kind for f in changes.changed), *(f.kind for f in changes.removed)}:
        kit.await_tools(catalogue)
    return findings


def _ledger(request: Request, catalogue: Catalogue, site: Site, *, wholesale: bool) -> Ledger:
    archive = Archive(catalogue, site, (), Memory(catalogue, kept=False))
    edition = Edition(request.drafts, request.everything, request.also)
    return Ledger(archive, edition, request.now, wholesale=wholesale)


def refuse_pictures(request: Request, catalogue: Catalogue, site: Site, failed: list[Failed]) -> None:
    """Mark originals whose renditions cannot be made, and name the pages that this touches."""
    with catalogue.changing():
        applying = Applying(_ledger(request, catalogue, site, wholesale=False))
        for original, problem in failed:
            for same in media.with_digest(catalogue, original.digest):
                applying.picture(same.path, same._replace(facts=Facts(0, 0, problem)))
                if problem == GONE:
                    sources.forget(catalogue, (same.path,))
        applying.finish()


def restate(request: Request, catalogue: Catalogue, site: Site, path: str) -> None:
    """Set what an article is by the request's edition, and with it every list that it is in. In a transaction."""
    applying = Applying(_ledger(request, catalogue, site, wholesale=False))
    applying.restate(path, "it is shown to an editor")
    applying.finish()


def await_everything(archive: Archive, why: str) -> None:
    """Put every page that there is or may be on the pending list, and every key that owns a finding."""
    catalogue = archive.catalogue
    guilty = (owner.removeprefix("plan:") for owner in diagnostics.owners(catalogue, "plan:"))
    for keys in (all_keys(archive), pages.all_keys(catalogue), guilty):
        pages.await_pages(catalogue, ((key, why) for key in keys))


def _take_in(
    request: Request,
    site: Site,
    catalogue: Catalogue,
    cache: MediaCache,
    applying: Applying,
    changed: list[Found],
    places: tuple[Place, ...],
) -> tuple[Diagnostic, ...]:
    """Read and parse files, pictures and entities first, because cards show them."""
    findings: list[Diagnostic] = []
    read = _Reading(request, catalogue, findings, places)
    for file, data in read.files(file for file in changed if file.kind in {"theme", "settings", "ignored"}):
        del file, data
    seen = [file for file in changed if file.kind == "media"]
    pictures = ((file.path, data) for file, data in read.files(seen))
    for done, original in enumerate(look(catalogue, cache, pictures, request.jobs if len(seen) > LOOKED else 1)):
        applying.picture(original.path, original)
        request.progress("pictures", done + 1, len(seen))
    waiting = [file for file in changed if file.kind in _WAITING]
    for parsed in parse_all(read.sources(waiting), site, request.jobs if len(waiting) > FEW else 1):
        applying.entity(parsed)
    written = [file for file in changed if file.kind == "article"]
    for done, parsed in enumerate(parse_all(read.sources(written), site, request.jobs if len(written) > FEW else 1)):
        applying.article(parsed)
        if done % 64 == 0:
            request.progress("articles", done, len(written))
    for file in read.failed:
        applying.remove(file.path, file.kind, names_by_path(file.path, file.kind))
    read.finish()
    return tuple(findings)


class _Reading:
    """Reads files one after the other, remembers them as seen, and keeps count of those that fail."""

    def __init__(
        self, request: Request, catalogue: Catalogue, findings: list[Diagnostic], places: tuple[Place, ...]
    ) -> None:
        self._request = request
        self._catalogue = catalogue
        self._findings = findings
        self._places = places
        self._seen: list[Seen] = []
        self.failed: list[Found] = []

    def files(self, wanted: Iterable[Found]) -> Iterator[tuple[Found, bytes]]:
        """Give each file with its bytes."""
        for file in wanted:
            if file.size == UNREADABLE:
                self.failed.append(file)
                continue
            try:
                data = read_file(root_of(self._request.root, self._places, file.path), file.path)
            except OSError as problem:
                self._findings.append(unreadable(file.path, problem))
                self.failed.append(file)
                continue
            self._seen.append(as_seen(file, digest(data), self._request.started))
            yield file, data

    def finish(self) -> None:
        """Store what was seen. What could not be read is known, so that its going is noticed, and is read next time."""
        sources.remember(self._catalogue, self._seen)
        sources.remember(self._catalogue, (Seen(file.path, file.kind, UNREADABLE, 0, 0, b"") for file in self.failed))

    def sources(self, wanted: Iterable[Found]) -> Iterator[Source]:
        """Give each file as a source to parse."""
        return (Source(file.path, file.kind, data) for file, data in self.files(wanted))


def _to_read(changes: Changes, settings: Settings) -> list[Found]:
    """Return the files to read: those that changed, or all of them when the settings did."""
    return sorted(changes.files.values()) if settings.changed else list(changes.changed)


def _is_wholesale(catalogue: Catalogue, changed: list[Found], changes: Changes, settings: Settings) -> bool:
    """Say whether so much changed that naming every page is cheaper than asking what each change touches."""
    count = sum(file.kind in {"article", *_WAITING} for file in changed) + len(changes.removed)
    return settings.changed or (count > _MANY and count > articles.count(catalogue) // _SHARE)
