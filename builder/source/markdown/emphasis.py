"""Emphasis in one text: where `em` and `strong` begin and end.

Plain pairs are found here with the library's own expressions; anything trickier is handed to the library's own
processor, alone. What stands in for other elements (`STX ... ETX`) passes through untouched.
"""

import re
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

STX: Final = "\x02"
ETX: Final = "\x03"

# What stands for the tags: the numbers under which `inline.py` keeps them.
TAGS: Final = ("<em>", "</em>", "<strong>", "</strong>")
_OPEN: Final = {"em": f"{STX}0{ETX}", "strong": f"{STX}2{ETX}"}
_CLOSE: Final = {"em": f"{STX}1{ETX}", "strong": f"{STX}3{ETX}"}
_TAG_OF_LENGTH: Final = {1: "em", 2: "strong"}

_RUN: Final = re.compile(r"\*\**|__*")  # each way begins with a character, so that the search can leap
_MOST_RUNS: Final = 200
_LITERAL: Final = re.compile(r"\*|(?<![^\W_])(?<!_)_|_(?!_)(?![^\W_])")
_TAG: Final = re.compile(f"{STX}([0-3]){ETX}")
_ELEMENT: Final = re.compile(f"{STX}\\d+{ETX}")
_OTHER_ELEMENT: Final = re.compile(f"{STX}(?:[4-9]|\\d\\d+){ETX}")

# The library's processor goes by positions, and now and then by wrong ones. For its result to be the same here, what
# stands for an element must be as long as the library's own stand-in (with fewer than 10,000 in an article).
_STAND_IN: Final = re.compile(f"{STX}[^{STX}{ETX}]*{ETX}")
_LONG_STAND_IN: Final = re.compile(f"{STX}klzzwxx:([0-9]{{4}}){ETX}")
MOST_ELEMENTS: Final = 9_999


class TooTrickyError(Exception):
    """The library's processor would carry something over from this text into the next."""


def mark_emphasis(text: str, *, inside: bool) -> str:
    """Return the text with its emphasis replaced by what stands for the tags; raises TooTrickyError.

    `inside` says whether the text is that of an element, a link for instance.
    """
    marked = _plain_pairs(text)
    if marked is not None and _is_settled(marked, inside=inside, counted=_ELEMENT):
        return marked
    marked = _by_the_library(text)
    if _is_settled(marked, inside=inside, counted=_ELEMENT if inside else _OTHER_ELEMENT):
        return marked
    raise TooTrickyError


def _is_settled(marked: str, *, inside: bool, counted: re.Pattern[str]) -> bool:
    """Return whether no run that stayed literal can come to mean something.

    The library looks again, and at each text alone, at the texts in and behind an element that another one holds.
    So in an outermost element that holds others there must be no such run, unless letters stand on both its sides.
    """
    if not ("*" in marked or "_" in marked) or not _LITERAL.search(marked):
        return True
    regions = [marked] if inside else _outermost(marked)
    return not any(counted.search(region) and _LITERAL.search(region) for region in regions)


def _outermost(marked: str) -> list[str]:
    """Return what the outermost emphasis holds, element by element."""
    regions: list[str] = []
    depth = start = 0
    for found in _TAG.finditer(marked):
        closes = int(found[1]) % 2
        if not closes and not depth:
            start = found.end()
        depth += -1 if closes else 1
        if not depth:
            regions.append(marked[start : found.start()])
    return regions


def _plain_pairs(text: str) -> str | None:
    """Mark runs of one or two that can only open, closed in order by equal ones that can only close; else None."""
    pieces: list[str] = []
    open_runs: list[str] = []
    done = 0
    for found in _RUN.finditer(text):
        run = found.group()
        kind = _kind(text, found)
        if kind == "start" and len(run) in _TAG_OF_LENGTH:
            open_runs.append(run)
            mark = _OPEN[_TAG_OF_LENGTH[len(run)]]
        elif kind == "end" and open_runs and open_runs[-1] == run:
            open_runs.pop()
            mark = _CLOSE[_TAG_OF_LENGTH[len(run)]]
        elif kind is None or (kind == "end" and all(other[0] != run[0] for other in open_runs)):
            continue
        else:
            return None
        pieces += (text[done : found.start()], mark)
        done = found.end()
    if open_runs:
        return None
    return "".join(pieces) + text[done:]


def _processor(parser: Markdown) -> DelimiterProcessor:
    """Return a parser's processor of emphasis."""
    processor = parser.inlinePatterns["em_strong"]
    if not isinstance(processor, DelimiterProcessor):
        raise TypeError(processor)
    return processor


# The library's own judges of what a run of asterisks or underscores may be.
_JUDGES: Final = {token: delimiter.boundary for token, delimiter in _processor(Markdown()).delimiters.items()}


def _kind(text: str, found: re.Match[str]) -> str | None:
    """Return what the library takes a run for: 'start', 'end', 'ambiguous' or None."""
    judged = _JUDGES[text[found.start()]].match(text, found.start())
    return judged.lastgroup if judged else None


# Parsers at rest, which know nothing but emphasis. One that failed is not put back.
_AT_REST: Final[list[Markdown]] = []


def _by_the_library(text: str) -> str:
    """Let the library's processor do it, if that leaves the processor as it was."""
    if len(_RUN.findall(text)) > _MOST_RUNS:
        raise TooTrickyError
    parser = _AT_REST.pop() if _AT_REST else _emphasis_only()
    root = Element("div")
    paragraph = SubElement(root, "p")
    short = _STAND_IN.findall(text)
    numbers = iter(range(len(short)))
    paragraph.text = _STAND_IN.sub(lambda _: f"{STX}klzzwxx:{next(numbers):04d}{ETX}", text)
    parser.treeprocessors["inline"].run(root)
    processor = _processor(parser)
    clean = _is_clean(processor)
    processor.reset()
    _AT_REST.append(parser)
    marked = _flat(paragraph)
    found = [int(number) for number in _LONG_STAND_IN.findall(marked)]
    if not clean or found != list(range(len(short))) or len(_STAND_IN.findall(marked)) * 2 != _fences(marked):
        raise TooTrickyError  # it cut into what stands for an element
    return _LONG_STAND_IN.sub(lambda stand_in: short[int(stand_in[1])], marked)


def _fences(text: str) -> int:
    """Count what should come in pairs."""
    return text.count(STX) + text.count(ETX)


def _emphasis_only() -> Markdown:
    """Build a parser whose only inline pattern is emphasis."""
    parser = Markdown()
    inline = InlineProcessor(parser)
    patterns: Registry[Any] = Registry()
    patterns.register(_processor(parser), "em_strong", 60)
    inline.inlinePatterns = patterns
    parser.treeprocessors.register(inline, "inline", 20)
    return parser


def _is_clean(processor: DelimiterProcessor) -> bool:
    """Return whether a processor keeps nothing of the text that it has seen."""
    kept = (processor.regions, processor.stack, processor.cache_index, processor.cache_pos)
    return not any(kept) and not any(delimiter.stack for delimiter in processor.delimiters.values())


def _flat(element: Element) -> str:
    """Return an element's content as text."""
    pieces = [element.text or ""]
    for child in element:
        pieces += (_OPEN[child.tag], _flat(child), _CLOSE[child.tag], child.tail or "")
    return "".join(pieces)
