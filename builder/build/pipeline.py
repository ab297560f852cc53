"""The pipeline: scan, compare, read, parse, apply, plan, render, write, record.

There is one path: a clean build is an incremental build from an empty catalogue, and a check is a build whose
pages are kept nowhere.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.build.engine import engine_identity
from builder.build.lock import locked
from builder.build.making import Touched
from builder.build.media_cache import MediaCache
from builder.build.output import Folder, NoOutput, Output
from builder.build.request import Change, Outcome, Request
from builder.build.workshop import Workshop
from builder.catalogue import articles, meta, pages
from builder.catalogue.open import Catalogue, is_damage, open_catalogue, open_to_read, put_aside
from builder.catalogue.pages import Made
from builder.catalogue.seal import Check
from builder.model.digest import name_digest
from builder.pages.breaking import PATH as BANNER
from builder.pages.fixed import ROBOTS_FIRST_LINE
from builder.source.scan import Scan, scan

CACHE: Final = ".newsdesk"
"""Folder of the caches, below the site's root."""

OUTPUT: Final = "output"
"""Folder of the finished site, below the site's root."""

OWN_FOLDERS: Final = ("content", "themes", CACHE)
"""Folders below the site's root that no site may be built into: its sources and its caches."""


class NotOursError(Exception):
    """The output folder holds files of somebody else; nothing was written."""


def build(request: Request) -> Outcome:
    """Bring the output up to date.

    Raises LockedError when another build is running, NotOursError when the output folder is not one of ours, and
    OSError when the machine fails (disk full, no permission); the next build then goes on where this one stopped.
    """
    try:
        return _build(request)
    except Exception as problem:
        if not is_damage(problem):
            raise
        put_aside(catalogue_file(request))
        return _build(request, f"{type(problem).__name__}: {problem}")


def _build(request: Request, damage: str = "") -> Outcome:
    with opened(request) as (catalogue, content):
        catalogue.rebuilt = catalogue.rebuilt or damage
        output, notes = open_output(request, catalogue)
        workshop = Workshop(catalogue, output, media_cache(request))
        ready = workshop.take_in(request, content)
        if workshop.site is None:
            return Outcome((), (), 0, workshop.findings(), None, "UTC", tuple(notes))
        if not ready:
            return _outcome(request, workshop, Touched(set(), set()), notes)
        workshop.inspect()
        touched = workshop.make(request)
        workshop.sweep(touched)
        return _outcome(request, workshop, touched, notes)


@contextlib.contextmanager
def opened(request: Request) -> Iterator[tuple[Catalogue, Scan]]:
    """Hold the lock and the catalogue of a request's edition while the block runs; give what lies in content/, too.

    The disk is scanned while the catalogue is compared with its seal.
    """
    file = catalogue_file(request)
    identity = identity_of(request)
    with locked(file.with_suffix(".lock")):
        with contextlib.closing(Check(file)) as check:
            content = scan([(request.root, "content")])
            catalogue = open_catalogue(file, identity, check)
        try:
            yield catalogue, content
        except BaseException:
            catalogue.close_after_failure()
            raise
        catalogue.close()


def identity_of(request: Request) -> str:
    """Return everything that a catalogue is valid for: the engine and the edition."""
    edition = f"drafts={request.drafts} everything={request.everything} also={request.also}"
    return f"{engine_identity()} {edition} base={request.base_url}"


def catalogue_file(request: Request) -> Path:
    """Return the file of a request's catalogue: one for each edition and output folder."""
    folder = request.cache or request.root / CACHE
    if request.output is None or request.output == request.root / OUTPUT:
        return folder / f"{request.edition}.sqlite"
    return folder / f"{request.edition}-{name_digest(str(request.output).encode())}.sqlite"


def media_cache(request: Request) -> MediaCache:
    """Return the media cache of a request, which all its editions share."""
    return MediaCache(request.media or (request.cache or request.root / CACHE) / "media")


def open_output(request: Request, catalogue: Catalogue) -> tuple[Output, list[str]]:
    """Return where a request's pages go, and what an operator should know. Raises NotOursError."""
    notes: list[str] = []
    if catalogue.rebuilt:
        notes.append(
            f"the catalogue was unusable ({catalogue.rebuilt}) and is being rebuilt; the output does not change"
        )
    if request.output is None:
        return NoOutput(), notes
    folder = Folder(request.output)
    named = request.output == request.root / OUTPUT or request.output.is_relative_to(request.root / CACHE)
    ours = named or folder.was_empty
    if not ours and not meta.read(catalogue, "made") and folder.first_line("robots.txt") != ROBOTS_FIRST_LINE:
        raise NotOursError(f"{request.output} holds files that newsdesk did not make; choose an empty folder")
    return folder, notes


def _outcome(request: Request, workshop: Workshop, touched: Touched, notes: list[str]) -> Outcome:
    total = pages.count_made(workshop.catalogue)
    return Outcome(
        written=tuple(sorted(touched.written)),
        removed=tuple(sorted(touched.removed)),
        unchanged=total - len(touched.written),
        diagnostics=workshop.findings(),
        next_change=next_change(workshop.catalogue, request.now),
        timezone=workshop.site.timezone if workshop.site else "UTC",
        notes=tuple(notes),
        pictures=workshop.pictures,
    )


def next_change(catalogue: Catalogue, now: int) -> Change | None:
    """Return the next moment at which the clock alone changes the output, and why."""
    found = articles.next_moment(catalogue, now)
    banner = articles.next_moment_of(catalogue, BANNER, now)
    moments = [at for at in (found and found[0], banner) if at is not None]
    if not moments:
        return None
    moment = min(moments)
    rows = found[1] if found and found[0] == moment else []
    reasons = [f"{row.path} {'is due' if row.published == moment else 'expires'}" for row in rows]
    if banner == moment:
        reasons.insert(0, f"{BANNER} {'expires' if _is_last_moment(catalogue, moment) else 'is due'}")
    return Change(moment, tuple(reasons))


def _is_last_moment(catalogue: Catalogue, moment: int) -> bool:
    """Say whether nothing of the breaking banner is to come after a moment."""
    return articles.next_moment_of(catalogue, BANNER, moment) is None


def last_made(request: Request, key: str) -> Made | None:
    """Return what the last build of an edition recorded of a page, or None; the catalogue is only read."""
    catalogue = open_to_read(catalogue_file(request))
    if catalogue is None:
        return None
    try:
        return pages.find(catalogue, key)
    finally:
        catalogue.abandon()


def is_current(request: Request) -> bool:
    """Say whether this engine finished a first build of a request's edition; its catalogue may still be damaged.

    A build that was stopped leaves a catalogue too, in which everything has yet to be taken in.
    """
    catalogue = open_to_read(catalogue_file(request))
    if catalogue is None:
        return False
    try:
        ours = meta.read(catalogue, "identity") == identity_of(request).encode()
        return ours and bool(meta.read(catalogue, "made"))
    finally:
        catalogue.abandon()
