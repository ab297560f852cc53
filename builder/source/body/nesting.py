"""How much work HTML makes for a parser: an upper bound, so that a weapon is refused before it is parsed.

The cleaner's parser takes time by the square of the depth, clones formatting elements that are never closed, and no
signal interrupts it. So this counts at least every element that can be open at any place: whatever a parser might
take for an opening tag counts, and only a closing tag that every parser accepts is believed. One linear scan.
"""

import re
from typing import Final

_MARKUP: Final = re.compile(
    r"""
    <!--(?:>|->|.*?(?:--!?>|\Z))                                     # a comment
    | <(/?)([a-z][^\s/>]*)                                            # a tag's name
    | <!\[CDATA\[.*?(?:\]\]>|\Z)                                     # text, or else a comment
    | <[!?/][^>]*+                                                   # a declaration or an instruction
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_UP_TO_QUOTE: Final = re.compile("[^>\"']*+")
_OPENING: Final = re.compile("<[a-z]", re.IGNORECASE)
_RAW: Final = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
"""Elements whose content is text to a parser, at least outside drawings."""

_FLAT: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
"""Elements that hold nothing, or that the next of their kind closes."""

_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens again after whatever closes around them."""

COUNTED: Final = 250_000
"""Work up to which no tag is looked at."""

_NEAR: Final = 10


def parsing_work(html: str) -> int:
    """Return an upper bound of the elements open at each tag of `html`, summed over its tags."""
    tags = html.count("<")
    at_most = tags * (tags - html.count("</"))  # as if nothing were ever closed
    return _counted_work(html) if at_most > COUNTED else at_most


def _counted_work(html: str) -> int:
    stack: list[str] = []
    work = hidden = at = 0
    while found := _MARKUP.search(html, at):
        at = end = _end_of_tag(html, found.end()) if found[2] else found.end()
        tag = (found[2] or "").lower()
        if tag in _RAW and not found[1]:
            end = _end_of_raw(html, tag, at)
        elif found[1]:
            _close(stack, tag)
        elif tag and tag not in _FLAT:
            stack.append(tag)
        elif html.startswith("<![", found.start()):
            at = found.start() + 1
        perhaps = len(_OPENING.findall(html, at, end)) if at < end else 0
        work += (len(stack) + hidden) * (perhaps + 1) + perhaps * perhaps // 2 + 1
        hidden += perhaps
        at = end
    return work


def _end_of_tag(html: str, at: int) -> int:
    """Return where a tag ends whose attributes begin at a place: before the first ">" that is in no quoted value.

    One pattern for it all would remember every attribute, and a tag may have millions.
    """
    while found := _UP_TO_QUOTE.match(html, at):
        at = found.end()
        if html[at : at + 1] in {"", ">"}:
            break
        closer = html.find(html[at], at + 1) if found[0].rstrip().endswith("=") else at
        at = closer + 1 if closer >= 0 else len(html)
    return at


def _close(stack: list[str], tag: str) -> None:
    """Take an element from the stack when nothing but formatting stands above it."""
    for back in range(1, min(len(stack), _NEAR) + 1):
        if stack[-back] == tag:
            del stack[-back]
            return
        if stack[-back] not in _FORMATTING:
            return


def _end_of_raw(html: str, tag: str, at: int) -> int:
    """Return where a parser is certain to have left an element of text; a script may hold another in a comment."""
    closer = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    end = closer.search(html, at)
    if end and tag == "script" and html.find("<!--", at, end.start()) >= 0:
        comment = html.find("-->", at)
        end = closer.search(html, comment) if comment >= 0 else None
    return end.start() if end else len(html)
