"""A theme and its parents: templates, assets and words, as files say them.

A theme is looked for in the site's themes/ first, then among those that come with newsdesk. A child's file hides
its parent's file of the same name; templates of parents stay reachable as '<theme>/<name>'.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

import builder
from builder.model.diagnostics import Diagnostic, finding
from builder.source.read import read_file, unreadable
from builder.source.suggest import closest, did_you_mean_it
from builder.source.theme_words import Wordlist, misnamed, mistaken, read_words

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
    templates: dict[str, tuple[str, str]] = {}
    assets: dict[str, bytes] = {}
    strings: dict[str, dict[str, str]] = {}
    lists: list[Wordlist] = []
    findings: list[Diagnostic] = []
    for place in reversed(places):
        name = place.folder.rpartition("/")[2]
        for path in sorted(path for path in paths if path.startswith(place.folder + "/")):
            part, _, rest = path[len(place.folder) + 1 :].partition("/")
            try:
                data = read_file(place.root, path)
            except OSError as problem:
                findings.append(unreadable(path, problem))
                continue
            if part == "templates":
                text = _text(path, data, findings)
                templates[rest] = templates[f"{name}/{rest}"] = (text, path)
            elif part == "assets":
                assets[rest] = data
            elif part == "locales" and rest.endswith(".yaml"):
                lists.append(_wordlist(place.folder, path, _text(path, data, findings), findings))
            elif part == "locales":
                findings += misnamed(path, rest)
    for one in lists:
        strings.setdefault(one.lang, {}).update({key: word.text for key, word in one.words.items()})
    findings += mistaken(lists, (text for text, _ in templates.values()))
    return Theme(
        tuple((name, text, path) for name, (text, path) in sorted(templates.items())),
        tuple(sorted(assets.items())),
        tuple((lang, tuple(sorted(words.items()))) for lang, words in sorted(strings.items())),
        tuple(findings),
    )


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
            line, message = (
                text.count("\n", 0, key.start()) + 1,
                f'the theme names no parent, and there is no key "{key[1]}"',
            )
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


def _wordlist(folder: str, path: str, text: str, findings: list[Diagnostic]) -> Wordlist:
    name = path.removeprefix(f"{folder}/locales/")
    findings += misnamed(path, name)
    return Wordlist(path, folder, name.removesuffix(".yaml"), read_words(path, text, findings))
