"""The free map `extra:` as canonical JSON: sorted keys, no spaces.

A plain scalar becomes JSON's true, false, null or a number only where JSON would write it back letter by letter, as
YAML 1.2's core schema reads it; `no`, `12:30`, `1.10`, `010` and 5,000 digits stay the text that was written.
"""

import re
from typing import Final, TypeAlias

import msgspec

from builder.source.kinds import Kind
from builder.source.nodes import NULLS, Mapping, Node, Scalar, Sequence, described
from builder.source.reading import Reading, Trouble

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def json_value(node: Node) -> Json:
    """Return a node as JSON would hold it."""
    if isinstance(node, Scalar):
        return _scalar(node.text) if node.plain else node.text
    if isinstance(node, Sequence):
        return [json_value(item) for item in node.items]
    return {entry.key.text: json_value(entry.value) for entry in node.entries}


def _scalar(text: str) -> Json:
    if text in {"true", "false"}:
        return text == "true"
    if text in NULLS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text


def _read_map(node: Node, reading: Reading) -> str | None:
    """Return a map as canonical JSON."""
    if isinstance(node, Mapping):
        return msgspec.json.encode(json_value(node), order="sorted").decode()
    message = f"{described(node)} stands where a map is expected"
    reading.report(node, Trouble("value-type", message, "write keys and values of your own, indented beneath it"))
    return None


FREE_MAP: Final = Kind(_read_map, {"type": "object"})
