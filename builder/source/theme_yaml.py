"""What a theme says in YAML: its words, and about itself. And the files of a theme that nobody reads.

Words are taken as they are written; what is wrong with a line costs that line.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic, finding
from builder.source.nodes import Mapping, Node, Scalar, described
from builder.source.reading import Place, Reading, Trouble, quoted
from builder.source.suggest import closest
from builder.source.text import read_text
from builder.source.yaml import read_yaml

ABOUT: Final = "theme.yaml"
"""The file that makes a folder a theme."""

_KEYS: Final = ("name", "version", "description", "parent")
_FOLDERS: Final = ("templates", "assets", "locales")
_ELSEWHERE: Final = {"static": "assets", "public": "assets", "layouts": "templates", "i18n": "locales"}
"""What other programs call the folders of a theme."""

_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the CLDR."""


class Words(NamedTuple):
    """The words of a language as one theme has them: texts and places by key, and what is wrong with the file."""

    texts: dict[str, str]
    places: dict[str, Place]
    reading: Reading


def read_words(data: bytes, path: str) -> Words:
    """Read a file of words: one `key: text` a line."""
    entries, reading = _entries(data, path)
    words = Words({}, {}, reading)
    for key, value in entries:
        name, dot, form = key.text.partition(".")
        if not isinstance(value, Scalar):
            message = f"{described(value)} stands where words are expected"
            reading.report(value, Trouble("value-type", message, f"write {quoted(key.text)[1:-1]}: and the words"))
        elif dot and form not in _CATEGORIES:
            message = f"there is no plural form {quoted(form)}"
            reading.report(key, Trouble("key-unknown", message, f"use {name}. with {', '.join(_CATEGORIES)}"))
        else:
            words.texts[key.text] = value.text
            words.places[key.text] = Place(key.line, key.column)
    return words


def check_keys(words: Words, known: Iterable[str], templates: Iterable[str]) -> None:
    """Report keys that parents do not have and no template of the theme names, but that are near to one they have."""
    names = frozenset(known)
    for key, place in words.places.items():
        name = key.partition(".")[0]
        near = "" if name in names else closest(name, sorted(names))
        if near and not any(f"{mark}{name}{mark}" in text for text in templates for mark in "\"'"):
            message = f"no template says {quoted(name)}"
            words.reading.report(place, Trouble("key-unknown", message, f"did you mean {near}?"))


def read_about(data: bytes, path: str) -> list[Diagnostic]:
    """Return what is wrong with a theme.yaml; keys that are near to none of newsdesk's are the theme's own."""
    entries, reading = _entries(data, path)
    for key, _ in entries:
        near = "" if key.text in _KEYS else closest(key.text, _KEYS)
        if near:
            trouble = Trouble("key-unknown", f"there is no key {quoted(key.text)}", f"did you mean {near}?")
            reading.report(key, trouble)
    return reading.findings


def stray(folder: str, rest: str) -> Diagnostic | None:
    """Return the warning for a file below a theme's folder that is never read, where it was probably meant to be."""
    part, _, name = rest.partition("/")
    path = f"{folder}/{rest}"
    if part == "locales" and name.endswith(".yml"):
        message = "words are read from files that end in .yaml"
        return finding("file-ignored", path, message=message, hint=f"rename it to {name.removesuffix('.yml')}.yaml")
    meant = _ELSEWHERE.get(part) or (closest(part, _FOLDERS) if name and part not in _FOLDERS else "")
    if not meant or not name:
        return None
    message = f"a theme has no folder {part}/, so nothing in it is used"
    return finding("file-ignored", path, message=message, hint=f"call the folder {meant}/")


def _entries(data: bytes, path: str) -> tuple[list[tuple[Scalar, Node]], Reading]:
    text, reading = read_text(data, path)
    node = None if reading.findings else read_yaml(text, reading)
    if node is None:
        return [], reading
    if not isinstance(node, Mapping):
        message = f"{described(node)} stands where keys and values are expected"
        reading.report(node, Trouble("value-type", message, "write one `key: text` a line"))
        return [], reading
    return [(entry.key, entry.value) for entry in node.entries], reading
