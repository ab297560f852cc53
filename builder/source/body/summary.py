"""The summary that a body gives when its front matter has none: the words of its first paragraph.

Works on clean HTML with slots in place. A long paragraph is cut where a sentence ends, or else between two words, but
never inside a quotation, a link or a word.
"""

import re
from html import unescape
from itertools import pairwise
from typing import Final

from builder.source.body.links import PICTURE_LINK

LONGEST: Final = 320
"""Longest summary in characters, unless a paragraph can be cut nowhere."""

_PARAGRAPH: Final = re.compile(r"<p(?:\s[^<>]*)?>")
_FOOTNOTES: Final = '<div class="footnote"'
_NOTE: Final = re.compile(r'<sup id="fnref[^<>]*><a [^<>]*>[^<]*</a></sup>')
_BREAK: Final = re.compile(r"<br ?/?>")
_TAG: Final = re.compile(r"<[^<>]*>")
_FOLDED: Final = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")

_PARTED: Final = re.compile("(?:(?<= )|^)([\ue000\ue001]+) ")
"""White space on both sides of a link's end, which is one space to a reader."""

_ENDS: Final = frozenset(".!?…؟۔。！？｡।")
"""Signs that end a sentence, in whatever script."""
_END: Final = re.compile("[.!?…؟۔。！？｡।][.!?…؟۔。！？｡।”“’'\"»«›‹)\\]」』）】]*")
_WIDE_ENDS: Final = frozenset("。！？｡")
_CLOSED_BY: Final = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}
_EVENT: Final = re.compile('["“”„«»「」『』\ue000\ue001]')
_SINGLE_OPEN: Final = re.compile(r"(?<!\S)[(\[—–“]?‘(?=\S)")
_SINGLE_CLOSE: Final = re.compile(r"(?<=\S)’(?!\w)")
_OPENS_AFTER_SPACE: Final = {"»": "«", "”": "”"}
"""Danish »quotations« and Swedish ”quotations”."""
_WORD: Final = 12
_EAST_ASIAN: Final = (("\u3040", "\u30ff"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"))


def summary_of(html: str) -> str:
    """Return the plain text of the first paragraph with words, cut to about 320 characters; '' if there is none."""
    notes = html.find(_FOOTNOTES)
    end = notes if notes >= 0 else len(html)
    at = 0
    while start := _PARAGRAPH.search(html, at, end):
        at = html.find("</p>", start.end())
        if at < 0:
            break  # no serialiser leaves a paragraph open
        inner = html[start.end() : at]
        if not inner.startswith(f'<a class="{PICTURE_LINK}"'):
            marked = _marked_text(inner)
            text = marked.replace("\ue000", "").replace("\ue001", "").strip()
            if text:
                return text if len(text) <= LONGEST else _cut(marked) or text
    return ""


def _marked_text(inner: str) -> str:
    """Return the words of a paragraph, each of its links between two private signs."""
    if "<" in inner:
        inner = _TAG.sub(_link_sign, _BREAK.sub(" ", _NOTE.sub("", inner)))
    text = _folded(unescape(inner)).strip()
    return _PARTED.sub(r"\1", text) if "\ue000" in text else text


def _folded(text: str) -> str:
    """Return a text with every run of HTML's white space made one space; most texts have none but single spaces."""
    if "  " in text or any(sign in text for sign in "\t\n\r\f"):
        return _FOLDED.sub(" ", text)
    return text


def _link_sign(tag: re.Match[str]) -> str:
    if tag[0] == "</a>":
        return "\ue001"
    return "\ue000" if tag[0].startswith("<a ") and " href=" in tag[0] else ""


def _cut(marked: str) -> str:
    """Return the longest beginning that ends with a sentence, else with a word and '…'; '' if there is neither."""
    text, closed = _closed_ranges(marked)
    for end in sorted(_sentence_ends(text), reverse=True):
        if _is_open(closed, end):
            return text[:end]
    for end in range(LONGEST - 1, 0, -1):
        if _between_words(text, end) and _is_open(closed, end) and (start := text[:end].rstrip(" ,;:–—-(")):
            return start + "…"
    return ""


def _is_open(closed: list[tuple[int, int]], place: int) -> bool:
    return not any(start < place < end for start, end in closed)


def _closed_ranges(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its private signs, and the ranges of its quotations and links, open ones to its end."""
    closed: list[tuple[int, int]] = []
    within: list[tuple[str, int]] = []
    link = -1
    signs = 0
    odd = marked.rfind('"') if marked.count('"') % 2 else -1
    for event in _EVENT.finditer(marked):
        sign, place = event[0], event.start() - signs
        if sign in "\ue000\ue001":
            signs += 1
            closed += [(link, place)] if sign == "\ue001" and link >= 0 else []
            link = place if sign == "\ue000" else -1
        elif depth := _depth(within, sign):
            closed.append((within[-depth][1], place + 1))
            del within[-depth:]
        elif event.start() != odd:  # a quotation mark without a fellow is a sign of inches
            closer = _closer(sign, marked[event.start() - 1 : event.start()])
            within += [(closer, place)] if closer else []
    text = marked.replace("\ue000", "").replace("\ue001", "")
    closed += [(start, len(text) + 1) for _, start in within]
    closed += _single_quoted(text)
    return text, [pair for pair in closed if pair[0] < LONGEST]


def _single_quoted(text: str) -> list[tuple[int, int]]:
    """Return the ranges of quotations in ‘single’ marks, whose closing one is the apostrophe too.

    A mark after an s may be a plural's (the dogs’ owners): it closes where no other does before the next quotation.
    """
    ranges: list[tuple[int, int]] = []
    openers = [found.start() for found in _SINGLE_OPEN.finditer(text)]
    for start, following in pairwise((*openers, len(text))):
        ends = [found.end() for found in _SINGLE_CLOSE.finditer(text, start, following)]
        sure = next((end for end in ends if text[end - 2] not in "sS"), ends[-1] if ends else None)
        ranges += [(start, sure)] if sure else []
    return ranges


def _depth(within: list[tuple[str, int]], sign: str) -> int:
    """Return how many of the open quotations `sign` closes, or 0; the innermost three count."""
    return next((depth for depth in (1, 2, 3) if depth <= len(within) and sign in within[-depth][0]), 0)


def _closer(sign: str, before: str) -> str:
    """Return what closes the quotation that `sign` opens, or '' when it opens none."""
    if sign in _CLOSED_BY:
        return _CLOSED_BY[sign]
    return _OPENS_AFTER_SPACE.get(sign, "") if not before.isalnum() and before not in _ENDS else ""


def _sentence_ends(text: str) -> list[int]:
    """Return the places right after a sentence and the quotation marks that close with it, up to the longest."""
    ends = _END.finditer(text, 0, LONGEST + 1)
    return [end.end() for end in ends if end.end() <= LONGEST and _ends_sentence(text, end.start(), end.end())]


def _ends_sentence(text: str, place: int, end: int) -> bool:
    if text[place] in _WIDE_ENDS or end == len(text):
        return True
    if not text[end].isspace() or text[end + 1 : end + 2].islower():
        return False
    return text[place] != "." or not _is_abbreviation(text[max(0, place - _WORD) : place])


def _is_abbreviation(before: str) -> bool:
    """Say whether what stands before a full stop may be an initial, Mr, St, U.S or an ordinal."""
    word = re.split(r"[\s(\[\"“„«'‘’]", before)[-1]
    if word.isdigit():
        return len(word) < len("100")
    return len(word) == 1 or "." in word or (len(word) <= len("Gen") and word.istitle())


def _between_words(text: str, place: int) -> bool:
    return text[place].isspace() or (_is_east_asian(text[place - 1]) and _is_east_asian(text[place]))


def _is_east_asian(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _EAST_ASIAN)
