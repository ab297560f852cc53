"""The pipeline: scan, compare, read, parse, apply, plan, render, write, record.

There is one path: a clean build is an incremental build from an empty catalogue, and a check is a build whose
pages are kept nowhere.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from builder.build.applying import apply_changes, await_everything, refuse_pictures
from builder.build.darkroom import Darkroom
from builder.build.engine import engine_identity
from builder.build.kit import Tools, are_awaited, keep_tools, kept_tools, make_tools
from builder.build.lock import locked
from builder.build.making import Making, Touched
from builder.build.media_cache import MediaCache
from builder.build.output import Folder, NoOutput, Output
from builder.build.request import Change, Outcome, Request
from builder.build.survey import Changes, Settings, read_settings, survey
from builder.catalogue import articles, diagnostics, meta, pages
from builder.catalogue.open import Catalogue, is_damage, open_catalogue, open_to_read, put_aside
from builder.catalogue.pages import Made
from builder.catalogue.seal import Check
from builder.model.diagnostics import Diagnostic
from builder.model.digest import name_digest
from builder.model.site import Site
from builder.pages import colours
from builder.pages.archive import Archive
from builder.pages.breaking import PATH as BANNER
from builder.pages.fixed import ROBOTS_FIRST_LINE
from builder.pages.icons import icons_of
from builder.pages.memory import Memory
from builder.pages.naming import keys_naming
from builder.pages.targets import settle_hint
from builder.source.scan import Scan, scan

CACHE: Final = ".newsdesk"
"""Folder of the caches, below the site's root."""

MANY: Final = 2_000
"""From so many pending pages on, whole listings are read into memory for planning."""

OUTPUT: Final = "output"
"""Folder of the finished site, below the site's root."""


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
        output, notes = _open_output(request, catalogue)
        _clear_remains(catalogue, output)
        settings = read_settings(request.root, catalogue, request.base_url)
        if settings.site is None:
            return Outcome((), (), 0, settings.findings, None, "UTC", tuple(notes))
        cache = media_cache(request)
        changes = bring_up_to_date(request, catalogue, cache, settings, content)
        if any(finding.code == "theme-missing" for finding in changes.findings):
            return _outcome(request, catalogue, settings, changes, Touched(set(), set()), notes)
        awaited = _are_awaited(catalogue, settings.site)
        tools = _new_tools(catalogue, settings.site, changes) if awaited else None
        if tools:
            _name_by_theme(catalogue, settings.site, tools)
        _name_damaged(catalogue, output)
        touched = Touched(set(), set())
        darkroom = Darkroom(request.root, cache, request.progress)
        if pages.count_pending(catalogue):
            tools = tools or kept_tools(catalogue) or _new_tools(catalogue, settings.site, changes)
            archive = _with_pictures(request, catalogue, settings.site, tools, output, darkroom)
            touched = Making(archive, tools, output, request.progress, darkroom.bytes_of).run(request.jobs)
        _sweep(catalogue, output, touched)
        output.finish()
        outcome = _outcome(request, catalogue, settings, changes, touched, notes)
        return outcome._replace(pictures=darkroom.pictures())


def _with_pictures(
    request: Request, catalogue: Catalogue, site: Site, tools: Tools, output: Output, darkroom: Darkroom
) -> Archive:
    """Return what pages are planned from, once every rendition that they publish is there or known to fail."""
    while True:
        memory = Memory(catalogue, kept=True, much=pages.count_pending(catalogue) > MANY)
        archive = Archive(catalogue, site, tools.assets, memory)
        failed = darkroom.develop(archive, tools, output, request.jobs)
        if not failed:
            return archive
        refuse_pictures(request, catalogue, site, failed)


@contextlib.contextmanager
def opened(request: Request) -> Iterator[tuple[Catalogue, Scan]]:
    """Hold the lock and the catalogue of a request's edition while the block runs; give what lies in content/, too.

    The disk is scanned while the catalogue is compared with its seal.
    """
    file = catalogue_file(request)
    identity = f"{engine_identity()} drafts={request.drafts} base={request.base_url}"
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


def catalogue_file(request: Request) -> Path:
    """Return the file of a request's catalogue: one for each edition and output folder."""
    folder = request.cache or request.root / CACHE
    if request.output is None or request.output == request.root / OUTPUT:
        return folder / f"{request.edition}.sqlite"
    return folder / f"{request.edition}-{name_digest(str(request.output).encode())}.sqlite"


def media_cache(request: Request) -> MediaCache:
    """Return the media cache of a request, which all its editions share."""
    return MediaCache(request.media or (request.cache or request.root / CACHE) / "media")


def bring_up_to_date(
    request: Request, catalogue: Catalogue, cache: MediaCache, settings: Settings, content: Scan
) -> Changes:
    """Take every change of the sources and of the clock into the catalogue; make no page."""
    if settings.site is None:
        raise ValueError("settings that cannot be used have no changes")
    changes = survey(request, settings.site, catalogue, content)
    findings = apply_changes(request, catalogue, cache, settings, changes)
    return changes._replace(findings=(*changes.findings, *findings))


def _open_output(request: Request, catalogue: Catalogue) -> tuple[Output, list[str]]:
    notes: list[str] = []
    if catalogue.rebuilt:
        notes.append(
            f"the catalogue was unusable ({catalogue.rebuilt}) and is being rebuilt; the output does not change"
        )
    if request.output is None:
        return NoOutput(), notes
    folder = Folder(request.output)
    ours = request.output == request.root / OUTPUT or folder.was_empty
    if not ours and not meta.read(catalogue, "made") and folder.first_line("robots.txt") != ROBOTS_FIRST_LINE:
        raise NotOursError(f"{request.output} holds files that newsdesk did not make; choose an empty folder")
    return folder, notes


def _clear_remains(catalogue: Catalogue, output: Output) -> None:
    """Remove files that a build made before it was killed and had no time to record; those still due are made again."""
    remains = pages.announced(catalogue)
    if remains:
        for path in remains:
            if not pages.at_path(catalogue, path):
                output.remove(path)
        with catalogue.changing():
            pages.forget_announced(catalogue)


def _new_tools(catalogue: Catalogue, site: Site, changes: Changes) -> Tools:
    known = msgspec.structs.replace(site, icons=icons_of(catalogue, site))
    return make_tools(known, changes.places, tuple(changes.files), kept_tools(catalogue))


def _are_awaited(catalogue: Catalogue, site: Site) -> bool:
    """Say whether the kit has to be put together: the theme, the settings or the site's icons changed."""
    icons = " ".join(icons_of(catalogue, site)).encode()
    return are_awaited(catalogue) or icons != meta.read(catalogue, "icons")


def _name_by_theme(catalogue: Catalogue, site: Site, tools: Tools) -> None:
    """Name the pages that a change of theme or settings touches."""
    archive = Archive(catalogue, site, tools.assets, Memory(catalogue, kept=False))
    last = kept_tools(catalogue)
    known = last.closures if last else {}
    with catalogue.changing():
        why = "the theme changed"
        if last is not None and last.globals != tools.globals:
            await_everything(archive, "settings or the theme's words changed")
        for template in sorted(known.keys() | tools.closures.keys()):
            if known.get(template) != tools.closures.get(template):
                keys = pages.keys_by_template(catalogue, template)
                pages.await_pages(catalogue, ((key, f"the template {template} changed") for key in keys))
        assets = [f"asset:{asset.name}" for asset in tools.assets]
        gone = [key for key in pages.keys_of_kind(catalogue, "asset") if key not in assets]
        pages.await_pages(catalogue, ((key, why) for key in (*assets, *gone, colours.KEY)))
        links = keys_naming(archive, (f"/assets/{key.partition(':')[2]}" for key in (*assets, *gone)))
        pages.await_pages(catalogue, ((key, why) for key in links))
        diagnostics.store(catalogue, "theme:", tools.findings)
        keep_tools(catalogue, tools)
        meta.store(catalogue, "icons", " ".join(icons_of(catalogue, site)).encode())


def _name_damaged(catalogue: Catalogue, output: Output) -> None:
    """Name the pages whose files are not as the last build left them."""
    damaged = output.damaged(pages.all_made(catalogue))
    if damaged:
        with catalogue.changing():
            pages.await_pages(catalogue, ((key, "its file in the output was changed or removed") for key in damaged))


def _sweep(catalogue: Catalogue, output: Output, touched: Touched) -> None:
    """After a first build into a folder, remove what an earlier one of ours left there."""
    if isinstance(output, Folder) and not meta.read(catalogue, "made"):
        known = {path for _, path, _, _ in pages.all_made(catalogue)}
        for path in () if output.was_empty else sorted(set(output.files()) - known):
            if output.remove(path):
                touched.removed.add(path)
        with catalogue.changing():
            meta.store(catalogue, "made", b"yes")


def _outcome(
    request: Request, catalogue: Catalogue, settings: Settings, changes: Changes, touched: Touched, notes: list[str]
) -> Outcome:
    total = pages.count_made(catalogue)
    return Outcome(
        written=tuple(sorted(touched.written)),
        removed=tuple(sorted(touched.removed)),
        unchanged=total - len(touched.written),
        diagnostics=all_findings(catalogue, settings, changes),
        next_change=next_change(catalogue, request.now),
        timezone=settings.site.timezone if settings.site else "UTC",
        notes=tuple(notes),
    )


def all_findings(catalogue: Catalogue, settings: Settings, changes: Changes) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, each once, in order."""
    stored = (settle_hint(catalogue, finding) for finding in diagnostics.all_findings(catalogue))
    return tuple(sorted({*stored, *settings.findings, *changes.findings}, key=Diagnostic.sort_key))


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
