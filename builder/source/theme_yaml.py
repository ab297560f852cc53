"""What a theme says in YAML, about itself among other things; and its files that nobody reads."""

from typing import Final

from builder.model.diagnostics import Diagnostic, finding
from builder.source.nodes import Mapping, Node, Scalar, described
from builder.source.reading import Reading, Trouble, quoted
from builder.source.suggest import closest, did_you_mean_it
from builder.source.text import read_text
from builder.source.yaml import read_yaml

ABOUT: Final = "theme.yaml"
"""The file that makes a folder a theme."""

_KEYS: Final = ("name", "version", "description", "parent")
_FOLDERS: Final = ("templates", "assets", "locales")
_ELSEWHERE: Final = {"static": "assets", "public": "assets", "layouts": "templates", "i18n": "locales"}
"""What other programs call the folders of a theme."""


def entries_of(data: bytes, path: str) -> tuple[list[tuple[Scalar, Node]], Reading]:
    """Return the keys and values of a file of a theme, none after a mistake that leaves none."""
    text, reading = read_text(data, path)
    node = None if reading.findings else read_yaml(text, reading)
    if node is None:
        return [], reading
    if not isinstance(node, Mapping):
        message = f"{described(node)} stands where keys and values are expected"
        reading.report(node, Trouble("value-type", message, "write one `key: text` a line"))
        return [], reading
    return [(entry.key, entry.value) for entry in node.entries], reading


def read_about(data: bytes, path: str) -> list[Diagnostic]:
    """Return what is wrong with a theme.yaml; keys that are near to none of newsdesk's are the theme's own."""
    entries, reading = entries_of(data, path)
    for key, _ in entries:
        near = "" if key.text in _KEYS else closest(key.text, _KEYS)
        if near:
            hint = did_you_mean_it(key.text, near)
            reading.report(key, Trouble("key-unknown", f"there is no key {quoted(key.text)}", hint))
    return reading.findings


def stray(folder: str, rest: str) -> Diagnostic | None:
    """Return the warning for a file that lies in a folder of a theme in which nothing is read; None for other notes."""
    part, _, name = rest.partition("/")
    meant = _ELSEWHERE.get(part) or (closest(part, _FOLDERS) if part not in _FOLDERS else "")
    if not meant or not name:
        return None
    message = f"a theme has no folder {part}/, so nothing in it is used"
    return finding("file-ignored", f"{folder}/{rest}", message=message, hint=f"call the folder {meant}/")
