"""The values of a YAML text as their writer wrote them, each with its place.

Nothing here is resolved: `no`, `12:30`, `1.10` and `010` are texts. What a text means is decided by whoever reads it.
"""

from typing import Final, TypeAlias

import msgspec

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that stand for absence (YAML 1.2.2, section 10.3.2)."""


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A text; `plain` when it stands without quotes and not as a block."""

    text: str
    plain: bool
    line: int
    column: int


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    line: int
    column: int


class Entry(msgspec.Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: "Node"


class Mapping(msgspec.Struct, frozen=True):
    """Keys and their values, in the writer's order; no key stands twice."""

    entries: tuple[Entry, ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


def is_absent(node: Node) -> bool:
    """Say whether a value says nothing: empty, blank, `~` or `null`."""
    if not isinstance(node, Scalar):
        return False
    text = node.text.strip()
    return text in NULLS if node.plain else not text


def described(node: Node) -> str:
    """Return what a value is, in words for a message."""
    if isinstance(node, Scalar):
        return "text"
    return "a list" if isinstance(node, Sequence) else "a map"
