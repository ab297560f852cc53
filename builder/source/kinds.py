"""Kinds of values: how each is read, and how JSON Schema describes it.

A reader reports what is wrong through its Reading and then returns None; it never raises for what an author wrote.
"""

import re
from collections.abc import Callable
from typing import Final, Generic, TypeAlias, TypeVar

import msgspec

from builder.model.article import Reference
from builder.source.nodes import Mapping, Node, Scalar, Sequence, described, is_absent
from builder.source.reading import QUOTED, Reading, Trouble, quoted
from builder.source.slips import in_quotes
from builder.source.suggest import did_you_mean

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
Schema: TypeAlias = dict[str, object]

_SPACES: Final = re.compile(r"[ \t\n]{2,}|[\t\n]")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_COUNTRIES: Final = {
    "ua": "uk",
    "gb": "en-GB",
    "us": "en-US",
    "cz": "cs",
    "dk": "da",
    "jp": "ja",
    "cn": "zh",
    "gr": "el",
}
SCALAR: Final[list[str]] = ["string", "number", "boolean"]
"""JSON Schema's types of what we read as text: editors resolve `2026` and `true` before they check them."""


class Kind(msgspec.Struct, Generic[T_co], frozen=True):
    """A kind of value: its reader and its JSON Schema."""

    read: Callable[[Node, Reading], T_co | None]
    schema: Schema


def read_text(node: Node, reading: Reading) -> str | None:
    """Return a scalar's text on one line, runs of white space made one space."""
    if isinstance(node, Scalar):
        if is_absent(node):
            reading.report(node, Trouble("value-empty", "a value is missing here", "write one, or remove the line"))
            return None
        text = node.text
        return _SPACES.sub(" ", text).strip() if "\n" in text or "  " in text or "\t" in text else text.strip()
    message = f"{described(node)} stands where text is expected"
    reading.report(node, Trouble("value-type", message, _without_brackets(node)))
    return None


def _without_brackets(node: Node) -> str:
    """Return how to write one text in place of a list or map."""
    lone = node.items[0] if isinstance(node, Sequence) and len(node.items) == 1 else None
    if isinstance(lone, Scalar) and not is_absent(lone):
        return f"write it alone, without a list: {lone.text[:QUOTED]}"
    if isinstance(node, Sequence):
        return "write one text; put it in quotes if it begins with a bracket"
    return "write plain text"


def read_reference(node: Node, reading: Reading) -> Reference | None:
    """Return a text with its place."""
    text = read_text(node, reading)
    return None if text is None else Reference(text, node.line, node.column)


def choice(*allowed: T, meant: dict[str, str] | None = None) -> Kind[T]:
    """Return the kind of a value that is one of a few words; `meant` maps words of other programs to ours."""
    by_word = {str(word): word for word in allowed}
    other_words = meant or {}

    def read(node: Node, reading: Reading) -> T | None:
        text = read_text(node, reading)
        if text is None:
            return None
        if text not in by_word:
            hint = did_you_mean(text, by_word, f"write one of {', '.join(by_word)}")
            hint = f"write {other_words[text.casefold()]}" if text.casefold() in other_words else hint
            reading.report(node, Trouble("value-invalid", f"{quoted(text)} is not one of {', '.join(by_word)}", hint))
        return by_word.get(text)

    return Kind(read, {"enum": list(by_word)})


def listed(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return the kind of a list; a lone value counts as a list of one, unless a comma says that it is several."""

    def read(node: Node, reading: Reading) -> tuple[T, ...] | None:
        if isinstance(node, Scalar) and "," in node.text:
            message = f"{quoted(node.text)} looks like several values in one text"
            hint = ", ".join(_item(part.strip()) for part in node.text.split(","))
            reading.report(node, Trouble("value-type", message, f"write a list: [{hint[:QUOTED]}]"))
            return None
        if isinstance(node, Scalar) and node.plain and _NO_SPACE.match(node.text):
            reading.report(node, _misbegun(node.text))
            return None
        items = node.items if isinstance(node, Sequence) else (node,)
        found = (kind.read(item, reading) for item in items)
        return tuple(value for value in found if value is not None)

    return Kind(read, {"anyOf": [kind.schema | _NO_COMMA, {"type": "array", "items": kind.schema}]})


def _misbegun(text: str) -> Trouble:
    """Return what is wrong with a list whose items do not begin with a hyphen and a space, so that it is one text."""
    message = f"a space is missing after the hyphen of {quoted(text)}"
    if text[0] != "-":
        message = f"{quoted(text)} begins with U+{ord(text[0]):04X}, and an item of a list with a hyphen"
    return Trouble("value-type", message, f"write - {text[1:].split(maxsplit=1)[0][:QUOTED]}")


def _item(text: str) -> str:
    """Return a text as it can stand in a list between brackets."""
    return text if _PLAIN_ITEM.fullmatch(text) else in_quotes(text)


_NO_SPACE: Final = re.compile(r"-[^\W\d]|-/|[\u2013\u2014\u2022\u00b7]\s*\w")
_PLAIN_ITEM: Final = re.compile(r"[\w/](?:[^:#\[\]{}]|:(?! ))*")
_NO_COMMA: Final[Schema] = {"not": {"type": "string", "pattern": ","}}


def sequence_of(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """Return the kind of a list that is written as one."""

    def read(node: Node, reading: Reading) -> tuple[T, ...] | None:
        if isinstance(node, Sequence):
            found = (kind.read(item, reading) for item in node.items)
            return tuple(value for value in found if value is not None)
        message = f"{described(node)} stands where a list is expected"
        hint = "begin each item on a line of its own with a hyphen"
        if isinstance(node, Mapping) and node.entries:
            hint = f"put a hyphen before its first key, - {node.entries[0].key.text}:, and indent its other keys alike"
        reading.report(node, Trouble("value-type", message, hint))
        return None

    return Kind(read, {"type": "array", "items": kind.schema})


def number_between(least: int, most: int) -> Kind[int]:
    """Return the kind of a whole number within limits."""

    def read(node: Node, reading: Reading) -> int | None:
        text = read_text(node, reading)
        if text is None:
            return None
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        message = f"{quoted(text)} is not a whole number from {least} to {most}"
        hint = f"write a number from {least} to {most}, in digits"
        reading.report(node, Trouble("value-invalid", message, hint))
        return None

    return Kind(read, {"type": "integer", "minimum": least, "maximum": most})


def _read_language(node: Node, reading: Reading) -> str | None:
    """Return a language tag in its canonical case (RFC 5646, section 2.1.1)."""
    text = read_text(node, reading)
    if text is None:
        return None
    if text.lower() in _COUNTRIES or not _LANGUAGE.fullmatch(text):
        meant = _COUNTRIES.get(text.lower()) or (
            text.replace("_", "-") if _LANGUAGE.fullmatch(text.replace("_", "-")) else ""
        )
        hint = f"did you mean {meant}?" if meant else "write a language tag such as en, uk or pt-BR"
        reading.report(node, Trouble("value-invalid", f"{quoted(text)} is not a language", hint))
        return None
    return _canonical_language(text)


def _canonical_language(tag: str) -> str:
    first, *others = tag.split("-")
    cased = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in others]  # noqa: PLR2004 - four letters are a script, two a region
    return "-".join([first.lower(), *cased])


TEXT: Final = Kind(read_text, {"type": SCALAR})
WORD: Final = Kind(read_reference, {"type": SCALAR})
LANGUAGE: Final = Kind(_read_language, {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"})
