"""Headlines and standfirsts: inline emphasis and typographic marks, without the rest of Markdown.

`*x*`, `_x_` and `**x**` are emphasis by CommonMark's rules for where a run may open and close; everything else is
text. One pass, whatever the text: a stack of open runs, each taken off once.
"""

import re
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from builder.source.markdown.quotes import quotes_of
from builder.source.markdown.typography import ETX, STX, educate

_PIECES: Final = re.compile(r"(\\[*_\\]|\*+|_+)")
_MARKS: Final = re.compile(r"""[*_\\'"]|--|\.\.\.""")
_SHRINKING: Final = re.compile(r"(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_SHRUNK: Final = {"--": "–", "---": "—", "...": "…"}
_TAGS: Final = {1: ("<em>", "</em>"), 2: ("<strong>", "</strong>"), 3: ("<strong><em>", "</em></strong>")}


class Headline(NamedTuple):
    """A text of one line: plain, and as HTML in which only <em> and <strong> stand."""

    text: str
    html: str


class _Piece(NamedTuple):
    """A stretch of text, or (`tag`) a tag."""

    text: str
    tag: bool


def headline(source: str, lang: str) -> Headline:
    """Return a headline whose quotes, dashes and dots are those of a language."""
    if not _MARKS.search(source):
        return Headline(source, escape(source, quote=False))
    pieces = _emphasised(source)
    texts = _typographic([piece.text for piece in pieces if not piece.tag], lang)
    stretches = iter(texts)
    html = "".join(piece.text if piece.tag else escape(next(stretches), quote=False) for piece in pieces)
    return Headline("".join(texts), html)


def plain(source: str, lang: str) -> str:
    """Return a text without marks of emphasis, its quotes, dashes and dots those of a language."""
    return headline(source, lang).text


def _typographic(texts: list[str], lang: str) -> list[str]:
    """Make the marks of a text that tags divide, looking at the whole: `*x*'s` has one apostrophe, not a quotation.

    Dashes and dots come first, because all that is left then keeps its length, and the text can be divided again.
    """
    shrunk = [_SHRINKING.sub(lambda found: _SHRUNK[found[0]], text) for text in texts]
    whole = "".join(shrunk)
    if "'" not in whole and '"' not in whole:
        return shrunk
    marked = _with_quotes(whole, lang)
    if len(marked) != len(whole):
        return [_with_quotes(text, lang) for text in shrunk]
    ends = [0]
    for text in shrunk:
        ends.append(ends[-1] + len(text))
    return [marked[start:end] for start, end in pairwise(ends)]


def _with_quotes(text: str, lang: str) -> str:
    return educate(text, quotes_of(lang)).replace(STX, "").replace(ETX, "")


def _emphasised(source: str) -> list[_Piece]:
    """Return the stretches and tags of a text."""
    parts = _PIECES.split(source)
    pieces = [_Piece(part, tag=False) for part in parts]
    opened: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    for place in range(1, len(parts), 2):
        run = parts[place]
        if run[0] == "\\":
            pieces[place] = _Piece(run[1], tag=False)
            continue
        before, after = parts[place - 1][-1:], parts[place + 1][:1]
        opens, closes = _flanks(run, before, after)
        if closes and waiting.get(run):
            start = _take_off(run, opened, waiting)
            pieces[start] = _Piece(_TAGS[len(run)][0], tag=True)
            pieces[place] = _Piece(_TAGS[len(run)][1], tag=True)
        elif opens and len(run) in _TAGS:
            opened.append((run, place))
            waiting[run] = waiting.get(run, 0) + 1
    return pieces


def _take_off(run: str, opened: list[tuple[str, int]], waiting: dict[str, int]) -> int:
    """Take the last open run of this kind, and all opened since, off the stack; return its place."""
    while True:
        kind, place = opened.pop()
        waiting[kind] -= 1
        if kind == run:
            return place


def _flanks(run: str, before: str, after: str) -> tuple[bool, bool]:
    """Say whether a run may open and may close emphasis (CommonMark 0.31, section 6.2)."""
    left = bool(after.strip()) and (_is_word(after) or not _is_word(before))
    right = bool(before.strip()) and (_is_word(before) or not _is_word(after))
    if run[0] == "_":
        return left and not _is_word(before), right and not _is_word(after)
    return left, right


def _is_word(sign: str) -> bool:
    """Say whether a character is neither space nor punctuation; beyond an end there is space."""
    return sign.isalnum()
