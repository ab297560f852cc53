"""The quick way through blocks: paragraphs, headings, rules, block quotes and flat lists, text to a list of nodes.

Nodes hold raw text; nothing inline is read here. It mirrors the order in which the library asks its processors, and
raises `NotSimpleError` for whatever needs another one: code, tables, definition lists, nested lists.
"""

import re
from typing import Final, NamedTuple

from markdown.blockprocessors import HashHeaderProcessor, HRProcessor, SetextHeaderProcessor

from builder.source.markdown.inline import NotSimpleError

DEEPEST_QUOTE: Final = 8


class Paragraph(NamedTuple):
    """A paragraph's text."""

    text: str


class Heading(NamedTuple):
    """A heading's level, 1 to 6, and text."""

    level: int
    text: str


class Rule(NamedTuple):
    """A thematic break."""


class Quote(NamedTuple):
    """A block quote, open to further blocks until something else follows."""

    nodes: "list[Node]"


class Item(NamedTuple):
    """A list item, and whether its text stands in a paragraph of its own."""

    text: str
    loose: bool


class Listing(NamedTuple):
    """A flat list, 'ul' or 'ol'; `start` is the first number as written."""

    tag: str
    start: str
    items: list[Item]


Node = Paragraph | Heading | Rule | Quote | Listing

# A block whose first line begins otherwise, and none of whose further lines matches the second, is a paragraph.
_MAY_BEGIN: Final = re.compile(r"[ #>\-_*+:\d]")
_MAY_FOLLOW: Final = re.compile(r"\n {0,3}[#=\-_*>:]")

_HEADING: Final = HashHeaderProcessor.RE
_UNDERLINED: Final = SetextHeaderProcessor.RE
_RULE: Final = HRProcessor.SEARCH_RE
_QUOTE: Final = re.compile(r"(?:^|\n) {0,3}>")
_QUOTED_LINE: Final = re.compile(r" {0,3}> ?(.*)")
_DEFINITION: Final = re.compile(r"(?:^|\n) {0,3}: {1,3}")
_NESTED_ITEM: Final = re.compile(r"\n {4,7}(?:\d+\.|[*+-]) ")
_TABLE_LINE: Final = re.compile(r"[|: \\-]*")  # the library drops backslashes before the last pipe
_ITEM: Final = {"ol": re.compile(r" {0,3}(\d+)\. +(.*)"), "ul": re.compile(r" {0,3}([*+-]) +(.*)")}


def looks_structured(block: str) -> bool:
    """Return False if a block can be nothing but a paragraph, a table or a definition of a reference."""
    return _MAY_BEGIN.match(block) is not None or ("\n" in block and _MAY_FOLLOW.search(block) is not None)


def read_blocks(text: str, nodes: list[Node], depth: int = 0) -> None:
    """Read the blocks of a text, which blank lines separate, and add them to `nodes`; raises NotSimpleError."""
    for block in text.split("\n\n"):
        _block(block, nodes, depth)


def _block(block: str, nodes: list[Node], depth: int) -> None:
    """Read one block, which may turn out to be several."""
    rest: str | None = block
    while rest and (rest := rest.lstrip("\n")):
        if "|" in rest:
            _no_table(rest)
        if not looks_structured(rest):
            if not rest.isspace():
                nodes.append(Paragraph(rest.lstrip()))
            return
        rest = _structure(rest, nodes, depth)


def _structure(block: str, nodes: list[Node], depth: int) -> str | None:
    """Read what a block begins with and return what is left of it."""
    if block.startswith("    "):
        raise NotSimpleError
    if "#" in block and (found := _HEADING.search(block)):
        _before(block[: found.start()], nodes, depth)
        nodes.append(Heading(len(found["level"]), found["header"].strip()))
        return block[found.end() :]
    if _UNDERLINED.match(block):
        first, underline, *others = block.split("\n")
        nodes.append(Heading(1 if underline.startswith("=") else 2, first.strip()))
        return "\n".join(others)
    if _may_hold_rule(block) and (found := _RULE.search(block)):
        _before(block[: found.start()].rstrip("\n"), nodes, depth)
        nodes.append(Rule())
        return block[found.end() :].lstrip("\n")
    _list_or_quote(block, nodes, depth)
    return None


def _may_hold_rule(block: str) -> bool:
    """Return False if no line of a block can be a rule, which takes three signs of one kind."""
    return any(block.count(sign) >= 3 for sign in "-*_")  # noqa: PLR2004 - as said


def _before(block: str, nodes: list[Node], depth: int) -> None:
    """Read the lines before the one that ended them."""
    if block:
        _block(block, nodes, depth)


def _list_or_quote(block: str, nodes: list[Node], depth: int) -> None:
    """Read a block that holds no heading and no rule; nothing is left of it."""
    for tag, pattern in _ITEM.items():
        if pattern.match(block):
            _add_items(block, tag, nodes)
            return
    if ":" in block and _DEFINITION.search(block):
        raise NotSimpleError
    if ">" in block and (found := _QUOTE.search(block)):
        _before(block[: found.start()], nodes, depth)
        _quote(block[found.start() :], nodes, depth)
    elif block.strip():
        nodes.append(Paragraph(block.lstrip()))


def _quote(block: str, nodes: list[Node], depth: int) -> None:
    """Add a block's quoted lines to the quote before it, or to a new one."""
    if depth == DEEPEST_QUOTE:
        raise NotSimpleError
    if not (nodes and isinstance(nodes[-1], Quote)):
        nodes.append(Quote([]))
    quote = nodes[-1]
    lines = "\n".join(_unquoted(line) for line in block.split("\n"))
    # A block that begins with the line break before its first quoted line keeps it, as a blank line of no meaning.
    read_blocks(lines, quote.nodes if isinstance(quote, Quote) else [], depth + 1)


def _unquoted(line: str) -> str:
    """Take the mark from a quoted line; a lazy one has none."""
    if line.strip() == ">":
        return ""
    found = _QUOTED_LINE.match(line)
    return found[1] if found else line


def _add_items(block: str, tag: str, nodes: list[Node]) -> None:
    """Add a block's items to the list before it, or to a new one."""
    if _NESTED_ITEM.search(block):
        raise NotSimpleError
    pattern = _ITEM[tag]
    texts: list[str] = []
    start = ""
    for line in block.split("\n"):
        if found := pattern.match(line):
            start = start or found[1]
            texts.append(found[2])
        else:
            texts[-1] = f"{texts[-1]}\n{line}"
    texts = [_plain(text) for text in texts]
    last = nodes[-1] if nodes else None
    if not isinstance(last, Listing) or last.tag != tag:
        nodes.append(Listing(tag, start, [Item(text, loose=False) for text in texts]))
        return
    last.items[-1] = Item(last.items[-1].text, loose=True)
    last.items.extend(Item(text, loose=not i) for i, text in enumerate(texts))


def _plain(text: str) -> str:
    """Return an item's text if it is nothing but text."""
    if not text.strip() or text.startswith("\n"):
        raise NotSimpleError
    if "|" in text:
        _no_table(text)
    if looks_structured(text):
        structural = text[0] == " " or any(p.search(text) for p in (_HEADING, _RULE, _QUOTE, _DEFINITION))
        if structural or _UNDERLINED.match(text) or any(p.match(text) for p in _ITEM.values()):
            raise NotSimpleError
    return text.lstrip()


def _no_table(block: str) -> None:
    """Refuse a block whose second line could be that of a table between head and body."""
    lines = block.split("\n", 2)
    if len(lines) > 1 and _TABLE_LINE.fullmatch(lines[1].strip(" ")):
        raise NotSimpleError
