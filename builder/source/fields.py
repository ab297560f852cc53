"""Keys of a map as a table: one row gives a key's name, reader, description and JSON Schema.

Reading and the exported schema come from the same rows, so neither can know a key that the other does not.
"""

import re
from typing import Final, Generic, TypeVar

import msgspec

from builder.source.kinds import Kind, Schema
from builder.source.nodes import Entry, Mapping, Node, described, is_absent
from builder.source.reading import Place, Reading, Trouble, quoted
from builder.source.slips import in_quotes
from builder.source.suggest import did_you_mean_it, nearest

T_co = TypeVar("T_co", covariant=True)


class Keys(dict[str, Entry]):
    """The keys of one map that its table knows, by their proper names.

    `meant` are the proper names that unknown keys of the map probably stand for, so that a key which is merely
    misspelled is not missed as well.
    """

    __slots__ = ("meant",)

    def __init__(self) -> None:
        super().__init__()
        self.meant: set[str] = set()


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
        keys = Keys()
        unknown: list[Entry] = []
        for entry in node.entries:
            if reading.has_comments:
                _check_comment(entry, reading)
            name = self.names.get(entry.key.text)
            if name is None:
                unknown.append(entry)
            elif (first := keys.setdefault(name, entry)) is not entry:
                message = f"{entry.key.text} and {first.key.text} are one key, and line {first.key.line} has it already"
                hint = f"keep one of the two, in line {first.key.line} or line {entry.key.line}"
                reading.report(entry.key, Trouble("key-duplicate", message, hint))
        for entry in unknown:
            reading.report(entry.key, self._unknown(entry, keys, reading))
        for field in self.fields:
            if field.required and field.name not in keys.meant:
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

    def _unknown(self, entry: Entry, keys: Keys, reading: Reading) -> Trouble:
        key = entry.key.text
        hint = self._foreign(key.casefold().replace("-", "_"), keys)
        head, colon, _ = key.partition(":")
        if colon and head in self.names:
            hint = f"put a space after {head}:"
            keys.meant.add(self.names[head])
        elif key != key.strip():
            sign = next(sign for sign in key if sign.isspace())
            hint = f"type the spaces before {key.strip()} anew: U+{ord(sign):04X} indents nothing"
        elif _is_cut_off(entry, reading):
            hint = "if its comma belongs to the text before it, put the whole text in quotes"
        elif not hint:
            hint = self._nearest(key.replace("-", "_"), keys)
        return Trouble("key-unknown", f"there is no key {quoted(key)}", hint)

    def _foreign(self, key: str, keys: Keys) -> str:
        """Return what to do with a key of another program; '' for one that none is known to have."""
        hint = self.foreign.get(key, "")
        names = [self.names[word] for word in _CALLED.findall(hint) if word in self.names]
        if len(names) == 1 and names[0] in keys and hint.startswith("call it"):
            return f"remove it; {names[0]} stands there already"
        keys.meant.update(names)
        return hint

    def _nearest(self, key: str, keys: Keys) -> str:
        near = nearest(key, self.names)
        free = next((name for name in near if self.names[name] not in keys), "")
        if free:
            keys.meant.add(self.names[free])
            return did_you_mean_it(key, free)
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


_CALLED: Final = re.compile(r"\b(?:call it|write) (\w+)")
_COMMENT: Final = re.compile(r"[ \t]*:[ \t]+(#\S.*)")


def _is_cut_off(entry: Entry, reading: Reading) -> bool:
    """Say whether a key is the rest of a text that a comma cut in two: {alt: The quay, at dawn}."""
    line, begin = reading.line(entry.key.line), entry.key.column - 1
    before, after = line[:begin].rstrip(), line[begin + len(entry.key.text) :].lstrip()
    return is_absent(entry.value) and before.endswith(",") and after.startswith((",", "}"))


def _check_comment(entry: Entry, reading: Reading) -> None:
    """Warn where a whole value begins with a #, so that YAML takes it for a comment."""
    key = entry.key
    if not is_absent(entry.value) or entry.value.line != key.line:
        return
    found = _COMMENT.match(reading.line(key.line), key.column - 1 + len(key.text))
    if found:
        message = f"nothing stands before {quoted(found[1])}, which YAML takes for a comment"
        hint = f"if it is the value, put it in quotes: {key.text}: {in_quotes(found[1])}"
        reading.report(Place(key.line, found.start(1) + 1), Trouble("comment-in-text", message, hint))


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
