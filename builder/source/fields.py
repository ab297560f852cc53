"""Keys of a map as a table: one row gives a key's name, reader, description and JSON Schema.

Reading and the exported schema come from the same rows, so neither can know a key that the other does not.
"""

from typing import Generic, TypeAlias, TypeVar

import msgspec

from builder.source.kinds import Kind, Schema
from builder.source.nodes import Entry, Mapping, Node, described, is_absent
from builder.source.reading import Reading, Trouble, quoted
from builder.source.suggest import nearest

T_co = TypeVar("T_co", covariant=True)

Keys: TypeAlias = dict[str, Entry]
"""The keys of one map that its table knows, by their proper names."""


class Field(msgspec.Struct, Generic[T_co], frozen=True):
    """A key: its name, what kind of value it has, and a sentence about it."""

    name: str
    kind: Kind[T_co]
    about: str
    other_names: tuple[str, ...] = ()
    required: bool = False

    def take(self, keys: Keys, reading: Reading) -> T_co | None:
        """Return the key's value, or None when it is absent or refused."""
        entry = keys.get(self.name)
        if entry is None or is_absent(entry.value):
            return None
        return self.kind.read(entry.value, reading)


class Table(msgspec.Struct, frozen=True):
    """The keys that a map may have. `foreign` tells what to do with keys of other programs."""

    title: str
    fields: tuple[Field[object], ...]
    names: dict[str, str]
    """Every name of every key, and the key's proper name."""
    foreign: dict[str, str]

    def keys(self, node: Node, reading: Reading) -> Keys | None:
        """Return a map's keys; report unknown and missing ones. None when the value is no map."""
        if not isinstance(node, Mapping):
            message = f"{described(node)} stands where keys and values are expected"
            reading.report(node, Trouble("value-type", message, f"write {self.fields[0].name}: and its value"))
            return None
        keys: Keys = {}
        for entry in node.entries:
            name = self.names.get(entry.key.text)
            if name is None:
                reading.report(entry.key, self._unknown(entry.key.text, keys))
            elif (first := keys.setdefault(name, entry)) is not entry:
                message = f"{entry.key.text} and {first.key.text} are one key, and line {first.key.line} has it already"
                hint = f"keep one of the two, in line {first.key.line} or line {entry.key.line}"
                reading.report(entry.key, Trouble("key-duplicate", message, hint))
        for field in self.fields:
            if field.required:
                self._require(field, keys, node, reading)
        return keys

    def _require(self, field: Field[object], keys: Keys, node: Mapping, reading: Reading) -> None:
        entry = keys.get(field.name)
        if entry is None:
            hint = f"add a line such as {field.name}: {_sample(field.name)}"
            reading.report(node, Trouble("key-missing", f"the key {field.name} is missing", hint))
        elif is_absent(entry.value):
            hint = f"write it after {entry.key.text}:"
            reading.report(entry.value, Trouble("value-empty", f"{field.name} is empty", hint))

    def _unknown(self, key: str, taken: Keys) -> Trouble:
        hint = self.foreign.get(key.casefold().replace("-", "_"), "")
        head, colon, _ = key.partition(":")
        if colon and head in self.names:
            hint = f"put a space after {head}:"
        elif not hint:
            hint = self._nearest(key.replace("-", "_"), taken)
        return Trouble("key-unknown", f"there is no key {quoted(key)}", hint)

    def _nearest(self, key: str, taken: Keys) -> str:
        near = nearest(key, self.names)
        free = next((name for name in near if self.names[name] not in taken), "")
        if free:
            return f"did you mean {free}?"
        if near:
            return f"remove it; {near[0]} stands there already"
        return f"the keys are {', '.join(field.name for field in self.fields)}"

    def schema(self) -> Schema:
        """Return the JSON Schema of such a map."""
        properties: dict[str, Schema] = {}
        for field in self.fields:
            for name in (field.name, *field.other_names):
                properties[name] = _described(field, name)
        schema: Schema = {
            "type": "object",
            "title": self.title,
            "properties": properties,
            "additionalProperties": False,
        }
        required = [field.name for field in self.fields if field.required]
        return schema | {"required": required} if required else schema


def table(title: str, *fields: Field[object], foreign: dict[str, str] | None = None) -> Table:
    """Make a table of keys."""
    names = {name: field.name for field in fields for name in (field.name, *field.other_names)}
    return Table(title, fields, names, foreign or {})


def _described(field: Field[object], name: str) -> Schema:
    about = field.about if name == field.name else f"Another name of {field.name}."
    if field.required:
        return {"description": about} | field.kind.schema
    return {"description": about, "anyOf": [field.kind.schema, {"type": "null"}, {"const": ""}]}


def _sample(name: str) -> str:
    samples = {
        "src": "picture.jpg",
        "date": "2026-11-22",
        "url": "https://news.example.org",
        "timezone": "Europe/Kyiv",
        "until": "2026-11-22T18:00",
    }
    return samples.get(name, "en" if name == "lang" else "...")
