"""The quick way through front matter: one key a line, with a text, a quoted text or a flat list, to nodes.

It reads what nearly all front matter is made of and returns None for anything else, which `yaml.py` then reads. The
nodes of both are equal, places included; a test compares them over every corpus and over random texts.
"""

import re
from typing import Final

from builder.source.nodes import Entry, Mapping, Node, Scalar, Sequence

_MOST: Final = 200
"""Keys and items of a text that is read here; the guard of `yaml.py` counts those of longer ones."""

# A plain text begins with a letter or digit, so no indicator of YAML can; a colon in it is followed by no space, and
# a number sign, which might begin a comment, does not occur.
_PLAIN: Final = r"\w[^\n\t:#]*(?::(?=\S)[^\n\t:#]*)*"
_QUOTED: Final = r'"([^"\\\n]*)"|\'([^\'\n]*)\''
_LINE: Final = re.compile(rf"(\w[\w-]{{0,60}}):(?: +(?:{_QUOTED}|({_PLAIN})|\[([^\[\]\n]*)\]))? *\n")
_ITEM: Final = re.compile(rf"( *)- +(?:{_QUOTED}|({_PLAIN})) *\n")
_FLAT: Final = re.compile(r' *(?:"([^"\\]*)"|\'([^\']*)\'|(\w[\w ./+()&-]*)) *(,|$)')
_OPENING: Final = "---\n"


def read_plainly(text: str) -> Mapping | None:
    """Return the value of front matter that begins with a line of ---; None for what only `read_yaml` can read."""
    if not text.startswith(_OPENING):
        return None
    entries: dict[str, Entry] = {}
    at, line, left = len(_OPENING), 2, _MOST
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None or found[1] in entries or left < 0:
            return None
        key = Scalar(found[1], plain=True, line=line, column=1)
        value, at, lines = _value(text, found, line)
        if value is None:
            return None
        entries[key.text] = Entry(key, value)
        line += lines
        left -= lines
    return Mapping(tuple(entries.values()), 2, 1) if entries else None


def _value(text: str, found: re.Match[str], line: int) -> tuple[Node | None, int, int]:
    """Return the value of a line's key or None, where the next line begins, and how many lines that makes."""
    group = found.lastindex
    if group == 1:
        return _block_list(text, found.end(), line + 1)
    start = found.start()
    if group == 5:  # noqa: PLR2004 - the last group of _LINE
        return _flat_list(found[5], line, found.start(5) - start), found.end(), 1
    return _scalar(found, line, start), found.end(), 1


def _scalar(found: re.Match[str], line: int, start: int) -> Scalar | None:
    """Return the text that a line or an item ends with: groups 2 and 3 are quoted, 4 is plain."""
    group = found.lastindex or 0
    value = found[group]
    if group == 4:  # noqa: PLR2004 - as said
        return None if value[-1] == " " else Scalar(value, plain=True, line=line, column=found.start(4) - start + 1)
    return Scalar(value, plain=False, line=line, column=found.start(group) - start)


def _flat_list(inside: str, line: int, column: int) -> Sequence | None:
    """Return a list between brackets, the first of which stands at `column`."""
    items: list[Node] = []
    at = 0
    while True:
        found = _FLAT.match(inside, at)
        if found is None or len(items) > _MOST:
            return None
        if found[3] is not None:
            items.append(Scalar(found[3].rstrip(" "), plain=True, line=line, column=column + found.start(3) + 1))
        else:
            group = 1 if found[1] is not None else 2
            items.append(Scalar(found[group], plain=False, line=line, column=column + found.start(group)))
        if not found[4]:
            return Sequence(tuple(items), line, column)
        at = found.end()


def _block_list(text: str, at: int, line: int) -> tuple[Sequence | None, int, int]:
    """Return the list whose items begin with hyphens, from `at` on; None when there is none, or an uneven one."""
    items: list[Node] = []
    indent = ""
    first = line
    while (found := _ITEM.match(text, at)) is not None:
        item = _scalar(found, line, at)
        if item is None or (items and found[1] != indent):
            return None, at, 0
        indent = found[1]
        items.append(item)
        at, line = found.end(), line + 1
    if not items:
        return None, at, 0
    return Sequence(tuple(items), first, len(indent) + 1), at, line - first + 1
