"""What is there and what changed: settings, theme, and every file since the last build.

Stamps are a shortcut; the digest of the contents decides. A file as young as the build itself is hashed again next
time, because it may change once more within one tick of the file system's clock.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from builder.build.request import Request
from builder.catalogue import meta, sources
from builder.catalogue.open import Catalogue
from builder.catalogue.sources import Seen
from builder.model.diagnostics import Diagnostic, finding
from builder.model.digest import digest
from builder.model.site import Site
from builder.model.urls import base_of
from builder.source.read import read_file
from builder.source.scan import Found, Scan, scan, scan_at
from builder.source.theme import Place, find_theme

THEMES: Final = "themes"
"""The folder of themes, below the site's root and below newsdesk's own."""

_SETTINGS: Final = "content/site.yaml"
_MISNAMED: Final = "content/site.yml"
_FINE_TICK: Final = 20_000_000
_COARSE_TICK: Final = 2_000_000_000


class Settings(NamedTuple):
    """The settings as read, the digest of their file, whether it changed, and what is wrong with it."""

    site: Site | None
    seal: bytes
    changed: bool
    findings: tuple[Diagnostic, ...]


class Changes(NamedTuple):
    """What differs from the last build."""

    changed: tuple[Found, ...]
    removed: tuple[Seen, ...]
    restamped: tuple[Seen, ...]
    files: dict[str, Found]
    places: tuple[Place, ...]
    findings: tuple[Diagnostic, ...]
    total: int


def read_settings(root: Path, catalogue: Catalogue, base_url: str) -> Settings:
    """Read content/site.yaml; parsed settings are kept in the catalogue, so that unchanged ones cost nothing."""
    try:
        data = read_file(root, _SETTINGS)
    except OSError as problem:
        message = f"cannot be read: {problem.strerror or problem}"
        hint = "check the file's permissions"
        if isinstance(problem, FileNotFoundError):
            hint = "write content/site.yaml with title, url, lang, timezone and sections, or run newsdesk init"
        if (root / _MISNAMED).exists():
            hint = f"rename {_MISNAMED} to {_SETTINGS}"
        return Settings(
            None, b"", changed=True, findings=(finding("settings-missing", _SETTINGS, message=message, hint=hint),)
        )
    seal = digest(data)
    if meta.read(catalogue, "settings") == seal:
        site, findings = msgspec.msgpack.decode(meta.read(catalogue, "site"), type=tuple[Site, tuple[Diagnostic, ...]])
        return Settings(_based(site, base_url), seal, changed=False, findings=findings)
    from builder.source.site import read_site  # noqa: PLC0415 - brings YAML in, which unchanged settings do not need

    parsed, findings = read_site(data, _SETTINGS)
    return Settings(_based(parsed, base_url) if parsed else None, seal, changed=True, findings=findings)


def keep_settings(catalogue: Catalogue, settings: Settings) -> None:
    """Store the settings that the catalogue is now made with."""
    meta.store(catalogue, "settings", settings.seal)
    meta.store(catalogue, "site", msgspec.msgpack.encode((settings.site, settings.findings)))


def _based(site: Site, base_url: str) -> Site:
    if not base_url:
        return site
    url = base_url.rstrip("/")
    return msgspec.structs.replace(site, url=url, base=base_of(url))


def _theme(request: Request, site: Site) -> tuple[tuple[Place, ...], tuple[Diagnostic, ...]]:
    """Return where the theme and its parents lie, and what is missing of them."""
    places, missing = find_theme(request.root, site.theme)
    for at in (named for named in site.named if named.target == "theme"):
        missing = tuple(
            msgspec.structs.replace(one, line=at.line, column=at.column) if one.path == _SETTINGS else one
            for one in missing
        )
    return places, missing


def survey(request: Request, site: Site, catalogue: Catalogue, content: Scan) -> Changes:
    """Compare what is on disk, in content/ and the theme's folders, with what the last build saw."""
    places, missing = _theme(request, site)
    theme = scan((place.root, place.folder) for place in places)
    found = Scan(content.files | theme.files, (*missing, *content.findings, *theme.findings))
    return _compare(request, found, sources.all_seen(catalogue), places)


def survey_part(request: Request, site: Site, catalogue: Catalogue, paths: Iterable[str]) -> Changes:
    """Do for some paths, and for all that lies below them, what `survey` does for the whole site."""
    places, missing = _theme(request, site)
    ours = {THEMES if path.startswith(THEMES) else path for path in paths}
    content = scan_at(request.root, sorted(ours - {THEMES}))
    theme = scan((place.root, place.folder) for place in places if THEMES in ours)
    seen: dict[str, Seen] = {}
    for path in ours:
        seen.update(sources.seen_at(catalogue, path))
    found = Scan(content.files | theme.files, (*missing, *content.findings, *theme.findings))
    return _compare(request, found, seen, places)


def _compare(request: Request, found: Scan, seen: dict[str, Seen], places: tuple[Place, ...]) -> Changes:
    changed: list[Found] = []
    restamped: list[Seen] = []
    for path, file in found.files.items():
        known = seen.pop(path, None)
        if known is not None and known[2:5] == file[2:5]:
            continue
        fresh = _hash_again(root_of(request.root, places, path), file, known, request.started)
        if fresh is None:
            changed.append(file)
        else:
            restamped.append(fresh)
    return Changes(
        tuple(sorted(changed)),
        tuple(seen[path] for path in sorted(seen)),
        tuple(restamped),
        found.files,
        places,
        found.findings,
        len(found.files),
    )


def root_of(root: Path, places: tuple[Place, ...], path: str) -> Path:
    """Return the folder above content/ or themes/ that a path is relative to."""
    return next((place.root for place in places if path.startswith(place.folder + "/")), root)


def _hash_again(root: Path, file: Found, known: Seen | None, started: int) -> Seen | None:
    """Return a file with new stamps when its contents are the old ones, else None: who takes it in says why."""
    if known is None or known.size != file.size:
        return None
    try:
        same = digest(read_file(root, file.path)) == known.digest
    except OSError:
        return None
    return as_seen(file, known.digest, started) if same else None


def as_seen(file: Found, contents: bytes, started: int) -> Seen:
    """Return a file as seen, trusting its stamps only when they are older than the build."""
    tick = _COARSE_TICK if file.ctime % 1_000_000_000 == 0 else _FINE_TICK
    settled = file.ctime + tick < started
    return Seen(file.path, file.kind, file.size, file.mtime, file.ctime if settled else 0, contents)
