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
from builder.source.suggest import closest, did_you_mean_it

if TYPE_CHECKING:
    from builder.source.theme_words import Wordlist

THEME_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")

_PARENT: Final = re.compile(r"^parent:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_KEY: Final = re.compile(r"^([A-Za-z_]+)[ \t]*:", re.MULTILINE)
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
            text = read_file(place.root, path).decode(errors="replace")
        except OSError as problem:
            message = f"cannot be read: {problem.strerror or problem}"
            return tuple(places), (
                finding("theme-missing", path, message=message, hint="check the file's permissions"),
            )
        named = _PARENT.search(text)
        if not named and (slip := _slip(path, text)):
            return tuple(places), (slip,)
        wanted = named[1] if named and named[1] not in {"none", "null", "~"} else None
    return tuple(places), ()


def load_theme(places: tuple[Place, ...], paths: tuple[str, ...]) -> Theme:
    """Read a theme's files. `paths` are those that the scan found below the places' folders."""
    from builder.source.theme_words import check_words  # noqa: PLC0415 - YAML, which is read only when a theme changed

    loading = _Loading({}, {}, [], [])
    for place in reversed(places):
        _load(place, [path for path in sorted(paths) if path.startswith(place.folder + "/")], loading)
    check_words(loading.words, (text for text, _ in loading.templates.values()))
    strings: dict[str, dict[str, str]] = {}
    for one in loading.words:
        strings.setdefault(one.lang, {}).update({key: word.text for key, word in one.words.items()})
        loading.findings.extend(one.reading.findings)
    return Theme(
        tuple((name, text, path) for name, (text, path) in sorted(loading.templates.items())),
        tuple(sorted(loading.assets.items())),
        tuple((lang, tuple(sorted(words.items()))) for lang, words in sorted(strings.items())),
        tuple(loading.findings),
    )


class _Loading(NamedTuple):
    """A theme as it is put together, parents first."""

    templates: dict[str, tuple[str, str]]
    assets: dict[str, bytes]
    words: "list[Wordlist]"
    findings: list[Diagnostic]


def _load(place: Place, paths: list[str], loading: _Loading) -> None:
    """Add the files of one theme to those of its parents."""
    from builder.source.theme_words import misnamed, read_words  # noqa: PLC0415 - as above
    from builder.source.theme_yaml import ABOUT, read_about, stray  # noqa: PLC0415 - as above

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
        elif part == "locales":
            loading.findings.extend(misnamed(path, rest))
            if rest.endswith(".yaml"):
                loading.words.append(read_words(place.folder, rest.removesuffix(".yaml"), path, data))
        elif below == ABOUT:
            loading.findings.extend(read_about(data, path))
        elif lost := stray(place.folder, below):
            strays.setdefault(lost.hint, lost)
    loading.findings.extend(strays.values())


def _place(root: Path, name: str) -> Place | None:
    """Return where a theme lies; a parent's name may have been written to lead elsewhere."""
    if THEME_NAME.fullmatch(name) is None:
        return None
    package = Path(builder.__file__).parent
    for above in (root, package, package.parent):
        if (above / "themes" / name / "theme.yaml").is_file():
            return Place(above, f"themes/{name}")
    return None


def _slip(path: str, text: str) -> Diagnostic | None:
    """Return that a key of theme.yaml was probably meant to name the parent, without which nearly all is missing."""
    for key in _KEY.finditer(text):
        if key[1] != "parent" and closest(key[1], ("parent",)):
            line = text.count("\n", 0, key.start()) + 1
            message = f'the theme names no parent, and there is no key "{key[1]}"'
            return finding("theme-missing", path, line=line, message=message, hint=did_you_mean_it(key[1], "parent"))
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
