"""A theme and its parents: templates, assets and words, as files say them.

A theme is looked for in the site's themes/ first, then among those that come with newsdesk. A child's file hides
its parent's file of the same name; templates of parents stay reachable as '<theme>/<name>'.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import builder
from builder.model.diagnostics import Diagnostic, finding
from builder.source.read import read_file, unreadable

if TYPE_CHECKING:
    from builder.source.theme_yaml import Words

THEME_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")

_PARENT: Final = re.compile(r"^parent:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_DEEPEST: Final = 5


class Place(NamedTuple):
    """Where a theme lies: the folder above themes/, and the theme's folder below it, such as themes/default."""

    root: Path
    folder: str


class Theme(NamedTuple):
    """Everything that a theme and its parents give, child first."""

    templates: tuple[tuple[str, str, str], ...]
    """(name, text, path) of every template, with parents' ones as '<theme>/<name>' too."""
    assets: tuple[tuple[str, bytes], ...]
    """(name below assets/, bytes), by name."""
    strings: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(language, (key, text) pairs), sorted."""
    findings: tuple[Diagnostic, ...]


def find_theme(root: Path, name: str) -> tuple[tuple[Place, ...], tuple[Diagnostic, ...]]:
    """Return the places of a theme and its parents, child first, and what is missing."""
    places: list[Place] = []
    wanted: str | None = name
    while wanted and len(places) < _DEEPEST:
        place = _place(root, wanted)
        if place is None or place in places:
            return tuple(places), (_missing(name, wanted),)
        places.append(place)
        path = f"{place.folder}/theme.yaml"
        try:
            named = _PARENT.search(read_file(place.root, path).decode(errors="replace"))
        except OSError as problem:
            message = f"cannot be read: {problem.strerror or problem}"
            return tuple(places), (
                finding("theme-missing", path, message=message, hint="check the file's permissions"),
            )
        wanted = named[1] if named and named[1] not in {"none", "null", "~"} else None
    return tuple(places), ()


def load_theme(places: tuple[Place, ...], paths: tuple[str, ...]) -> Theme:
    """Read a theme's files. `paths` are those that the scan found below the places' folders."""
    from builder.source.theme_yaml import check_keys  # noqa: PLC0415 - YAML, which is read only when a theme changed

    loading = _Loading({}, {}, {}, [])
    for place in reversed(places):
        known = {key.partition(".")[0] for words in loading.strings.values() for key in words}
        own = _load(place, [path for path in sorted(paths) if path.startswith(place.folder + "/")], loading)
        texts = [text for text, at in loading.templates.values() if at.startswith(f"{place.folder}/")]
        for words in own:
            check_keys(words, known, texts)
            loading.findings.extend(words.reading.findings)
    return Theme(
        tuple((name, text, path) for name, (text, path) in sorted(loading.templates.items())),
        tuple(sorted(loading.assets.items())),
        tuple((lang, tuple(sorted(words.items()))) for lang, words in sorted(loading.strings.items())),
        tuple(loading.findings),
    )


class _Loading(NamedTuple):
    """A theme as it is put together, parents first."""

    templates: dict[str, tuple[str, str]]
    assets: dict[str, bytes]
    strings: dict[str, dict[str, str]]
    findings: list[Diagnostic]


def _load(place: Place, paths: list[str], loading: _Loading) -> "list[Words]":
    """Add the files of one theme to those of its parents; return its words, file by file."""
    from builder.source.theme_yaml import ABOUT, read_about, read_words, stray  # noqa: PLC0415 - as above

    found: list[Words] = []
    strays: dict[str, Diagnostic] = {}
    own = place.folder.rpartition("/")[2]
    for path in paths:
        below = path[len(place.folder) + 1 :]
        part, _, rest = below.partition("/")
        try:
            data = read_file(place.root, path)
        except OSError as problem:
            loading.findings.append(unreadable(path, problem))
            continue
        if part == "templates":
            text = _text(path, data, loading.findings)
            loading.templates[rest] = loading.templates[f"{own}/{rest}"] = (text, path)
        elif part == "assets":
            loading.assets[rest] = data
        elif part == "locales" and rest.endswith(".yaml"):
            found.append(read_words(data, path))
            loading.strings.setdefault(rest.removesuffix(".yaml"), {}).update(found[-1].texts)
        elif below == ABOUT:
            loading.findings.extend(read_about(data, path))
        elif lost := stray(place.folder, below):
            strays.setdefault(lost.hint, lost)
    loading.findings.extend(strays.values())
    return found


def _place(root: Path, name: str) -> Place | None:
    """Return where a theme lies; a parent's name may have been written to lead elsewhere."""
    if THEME_NAME.fullmatch(name) is None:
        return None
    package = Path(builder.__file__).parent
    for above in (root, package, package.parent):
        if (above / "themes" / name / "theme.yaml").is_file():
            return Place(above, f"themes/{name}")
    return None


def _missing(name: str, wanted: str) -> Diagnostic:
    path = "content/site.yaml" if wanted == name else f"themes/{name}/theme.yaml"
    message = f'there is no theme "{wanted}", or it lists itself among its parents'
    return finding(
        "theme-missing", path, message=message, hint=f"add themes/{wanted}/theme.yaml, or name another theme"
    )


def _text(path: str, data: bytes, findings: list[Diagnostic]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        message, hint = "not UTF-8", "save the file as UTF-8"
        findings.append(finding("encoding-invalid", path, line=line, message=message, hint=hint))
        return data.decode(errors="replace")
