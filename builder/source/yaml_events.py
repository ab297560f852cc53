"""YAML texts to nodes by the events of PyYAML's C parser: the only file that imports yaml.

A guard watches the events and stops at the first that front matter does not need (depth, number, anchors, aliases,
merge keys, tags) before anything is built from it; nodes are made from the same events, so no loader that recurses,
resolves or constructs ever sees a text.
"""

from typing import Final

from yaml import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from yaml._yaml import CParser

from builder.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from builder.source.reading import TOP, Place, Placed, Reading, Trouble, quoted
from builder.source.slips import Slip, explained, requoted
from builder.source.text import FORBIDDEN, character_named

DEEPEST: Final = 20
"""Most levels of lists and maps within each other."""

MOST_EVENTS: Final = 5_000
"""Most events (keys, values, begins and ends) of one text."""


def read_events(text: str, reading: Reading) -> Node | None:
    """Return the value that a YAML text holds, or None after reporting what is wrong with it."""
    try:
        return _Feed(text, reading).document()
    except _RefusedError as refused:
        reading.report(refused.at, refused.trouble)
    except MarkedYAMLError as error:
        at, trouble = explained(_slip(error, text), reading)
        reading.report(at, trouble)
    except YAMLError:
        # Without a mark the parser's reader refuses a character that our own reader of texts has let pass.
        reading.report(TOP, Trouble("yaml-invalid", "the YAML holds a character that it may not hold", "remove it"))
    return None


class _RefusedError(Exception):
    """The guard stops here. It never leaves this module."""

    def __init__(self, at: Placed, trouble: Trouble) -> None:
        super().__init__(trouble.message)
        self.at = at
        self.trouble = trouble


def _slip(error: MarkedYAMLError, text: str) -> Slip:
    problem, context = error.problem_mark, error.context_mark
    return Slip(
        error.problem or "",
        error.context or "",
        _within(text, problem.line + 1, problem.column + 1) if problem else TOP,
        Place(context.line + 1, context.column + 1) if context else None,
    )


def _within(text: str, line: int, column: int) -> Place:
    """Return a place of a text; the parser's end of a text is a line beyond its last."""
    lines = text.count("\n") + 1
    return Place(line, column) if line <= lines else Place(lines, len(text) - text.rfind("\n"))


class _Feed:
    """The events of one text, counted, and the nodes made from them."""

    __slots__ = ("_left", "_next", "_reading")

    def __init__(self, text: str, reading: Reading) -> None:
        self._next = CParser(text).get_event
        self._left = MOST_EVENTS
        self._reading = reading

    def document(self) -> Node:
        """Return the only document's value."""
        self._take()
        event = self._take()
        if event.__class__ is StreamEndEvent:
            return Mapping((), 1, 1)
        if isinstance(event, DocumentStartEvent) and event.version:
            raise _RefusedError(_place(event), _DIRECTIVE)
        node = self._node(self._take(), 0)
        if isinstance(node, Scalar) and node.plain and not node.text:
            node = Mapping((), node.line, node.column)
        ended = self._take()
        while ended.__class__ is DocumentEndEvent:
            ended = self._take()
        if ended.__class__ is not StreamEndEvent:
            raise _RefusedError(_place(ended), _SECOND)
        return node

    def _take(self) -> Event:
        self._left -= 1
        event = self._next()
        if event is None:
            raise AssertionError("the parser went on after the end of its stream")
        if self._left < 0:
            message = f"the YAML has more than {MOST_EVENTS:,} keys and values"
            raise _RefusedError(_place(event), Trouble("front-matter-too-large", message, _SHORTER))
        return event

    def _node(self, event: Event, depth: int) -> Node:
        if isinstance(event, ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                raise self._named(event)
            return self._scalar(event)
        if depth >= DEEPEST:
            message = f"lists and maps nest more than {DEEPEST} deep here"
            raise _RefusedError(_place(event), Trouble("front-matter-too-large", message, _SHORTER))
        if isinstance(event, MappingStartEvent | SequenceStartEvent) and event.anchor is None and event.tag is None:
            at = _place(event)
            if event.__class__ is MappingStartEvent:
                return Mapping(self._entries(depth + 1), at.line, at.column)
            return Sequence(self._items(depth + 1), at.line, at.column)
        raise self._named(event)

    def _scalar(self, event: ScalarEvent) -> Scalar:
        line, column = _place(event)
        text: str = event.value
        if event.style == '"' and FORBIDDEN.search(text):
            # Only an escape such as \0 brings such a character here: the source itself was searched.
            sign = FORBIDDEN.findall(text)[0]
            message = f"an escape stands for the {character_named(sign)}, which is not allowed"
            hint = "remove the escape, or double its backslash"
            raise _RefusedError(Place(line, column), Trouble("character-forbidden", message, hint))
        return Scalar(text, event.style is None or event.style == "", line, column)

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while (event := self._take()).__class__ is not SequenceEndEvent:
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        while (event := self._take()).__class__ is not MappingEndEvent:
            key = self._key(event, depth)
            value = self._node(self._take(), depth)
            first = entries.setdefault(key.text, Entry(key, value))
            if first.key is not key:
                self._reading.report(key, twice(key, first.key))
        return tuple(entries.values())

    def _key(self, event: Event, depth: int) -> Scalar:
        key = self._node(event, depth)
        if not isinstance(key, Scalar):
            line = self._reading.line(key.line)
            meant = requoted(line, "{") or requoted(line, "[")
            hint = f"put the value in quotes: {meant}" if meant else "write a word before the colon"
            raise _RefusedError(key, Trouble("yaml-invalid", "a list or map stands where a key is expected", hint))
        if key.plain and key.text == "<<":
            message = "the merge key << is not allowed in front matter"
            raise _RefusedError(key, Trouble("yaml-forbidden", message, "write the keys out"))
        return key

    def _named(self, event: Event) -> _RefusedError:
        """Return the refusal of an anchor, alias or tag; most are titles that begin with one of & * !."""
        at = _place(event)
        kind, sign, word = _name(event)
        meant = "" if word.startswith("!!") else requoted(self._reading.line(at.line), sign)
        hint = f"put the value in quotes: {meant}" if meant else "write the value without it"
        return _RefusedError(at, Trouble("yaml-forbidden", f"the YAML {kind} {quoted(word)} is not allowed", hint))


def _name(event: Event) -> tuple[str, str, str]:
    if isinstance(event, AliasEvent):
        return "alias", "*", f"*{event.anchor}"
    anchor: str | None = getattr(event, "anchor", None)
    if anchor is not None:
        return "anchor", "&", f"&{anchor}"
    return "tag", "!", str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")


def _place(event: Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else TOP


def twice(key: Scalar, first: Scalar) -> Trouble:
    """Return what is wrong with a key that stands a second time."""
    message = f"the key {quoted(key.text)} stands twice, first in line {first.line}"
    lines = f", in line {first.line} or line {key.line}" if first.line != key.line else ""
    return Trouble("key-duplicate", message, f"keep one of the two{lines}")


_SHORTER: Final = "front matter is for a few keys; keep tables of data elsewhere"
_DIRECTIVE: Final = Trouble("yaml-forbidden", "a YAML directive is not allowed", "remove the line that begins with %")
_SECOND: Final = Trouble(
    "yaml-invalid", "a second YAML document begins here", "remove the line of ---; one file holds one document"
)
