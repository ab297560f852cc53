"""The quick way through a whole article, from Markdown to HTML without a tree in between.

It either proves itself right on an article or returns None, and then `lean.py` has to do it.
"""

import html
import re
from typing import Final

from markdown.extensions.toc import strip_tags, unique

from builder.source.markdown.anchors import slug
from builder.source.markdown.blocks import Heading, Listing, Node, Paragraph, Quote, read_blocks
from builder.source.markdown.converted import Converted
from builder.source.markdown.emphasis import MOST_ELEMENTS
from builder.source.markdown.inline import NotSimpleError, render_inline
from builder.source.markdown.quotes import Quotes

# HTML and autolinks; the library's own marks; numeric entities, which its HTML parser may alter; fenced
# code; and what defines a reference, a footnote or an abbreviation.
_NEEDS_THE_PARSER: Final = ("<", "\x02", "\x03", "\r", "&#", "```", "~~~", "]:", "] :")

# A brace can begin an attribute list where a line begins, or right behind an element.
_ATTRIBUTES: Final = re.compile(r"(?:^|\n)[ >]*\{|[)*_`]\{")

# Each element or escaped character of a text takes at least one of these.
_MAKES_AN_ELEMENT: Final = ("`", "\\", "[", "&", "*", "_", "  \n")

_BLANK_LINE: Final = re.compile(r"(?<=\n) +\n")


class _Page:
    """The HTML of one article as it grows, with its headings."""

    __slots__ = ("braces", "counters", "headings", "pieces", "quotes", "used")

    def __init__(self, quotes: Quotes, *, braces: bool) -> None:
        """Start empty; `braces` says whether the article holds any."""
        self.quotes = quotes
        self.braces = braces
        self.pieces: list[str] = []
        self.headings: list[tuple[int, str, str]] = []
        self.used: set[str] = set()
        self.counters: dict[str, int] = {}


def convert_directly(text: str, quotes: Quotes) -> Converted | None:
    """Convert an article made of simple things only; None for any other."""
    for mark in _NEEDS_THE_PARSER:
        if mark in text:
            return None
    if len(text) > MOST_ELEMENTS and sum(map(text.count, _MAKES_AN_ELEMENT)) > MOST_ELEMENTS:
        return None
    braces = "{" in text
    if braces and _ATTRIBUTES.search(text):
        return None
    nodes: list[Node] = []
    page = _Page(quotes, braces=braces)
    try:
        read_blocks(_normal(text), nodes)
        _render(nodes, page)
    except NotSimpleError:
        return None
    return Converted("".join(page.pieces).strip(), tuple(page.headings), tuple(h[1] for h in page.headings))


def _normal(text: str) -> str:
    """Return the text with tabs expanded and blank lines empty."""
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(4)
    return _BLANK_LINE.sub("\n", text) if "\n " in text else text


def _render(nodes: list[Node], page: _Page) -> None:
    """Add the HTML of nodes to the page."""
    add = page.pieces.append
    for node in nodes:
        if isinstance(node, Paragraph):
            add(f"<p>{render_inline(node.text, page.quotes)}</p>\n")
        elif isinstance(node, Heading):
            _render_heading(node, page)
        elif isinstance(node, Listing):
            _render_list(node, page)
        elif isinstance(node, Quote):
            add("<blockquote>\n" if node.nodes else "<blockquote>")
            _render(node.nodes, page)
            add("</blockquote>\n")
        else:
            add("<hr>\n")


def _render_heading(node: Heading, page: _Page) -> None:
    """Add a heading with an anchor that no earlier one has."""
    if "\\" in node.text or (page.braces and "{" in node.text):
        raise NotSimpleError
    inside = render_inline(node.text, page.quotes)
    name = strip_tags(inside) if "<" in inside else " ".join(inside.split())
    plain = html.unescape(name)
    anchor = unique(slug(plain), page.used, page.counters)
    page.headings.append((node.level, anchor, plain))
    page.pieces.append(f'<h{node.level} id="{anchor}">{inside}</h{node.level}>\n')


def _render_list(node: Listing, page: _Page) -> None:
    """Add a list."""
    numbered = node.tag == "ol" and node.start != "1"
    page.pieces.append(f'<ol start="{node.start}">\n' if numbered else f"<{node.tag}>\n")
    for item in node.items:
        inside = render_inline(item.text, page.quotes)
        page.pieces.append(f"<li>\n<p>{inside}</p>\n</li>\n" if item.loose else f"<li>{inside}</li>\n")
    page.pieces.append(f"</{node.tag}>\n")
