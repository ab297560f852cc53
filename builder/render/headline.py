"""A headline set into a box: at the largest size that fits, and over lines of much the same length.

Sizes, widths and heights are in pixels. Lines break between words; a word that fits at no size is broken itself, and a
headline that is too long even so ends in an ellipsis.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from builder.render.typesetting import Line, Typeface

_LONGEST: Final = 500
"""Letters: more than any box holds."""

_ELLIPSIS: Final = "…"
_DASHES: Final = frozenset("–—-")
_HYPHEN: Final = 0.4
"""Room that a hyphen needs, in shares of the size."""


class Box(NamedTuple):
    """The room for a headline, and how far baselines are apart in shares of its size."""

    width: float
    height: float
    leading: float


class _Cluster(NamedTuple):
    """A letter with its marks, and its width in shares of the size when it stands alone."""

    text: str
    width: float


class Setting(NamedTuple):
    """A headline as set: its lines from the top, and the size of its letters."""

    lines: tuple[Line, ...]
    size: float


class _Widths(NamedTuple):
    """Widths of words and of a space, in shares of the size."""

    words: tuple[float, ...]
    space: float

    def of(self, start: int, end: int) -> float:
        return sum(self.words[start:end]) + self.space * (end - start - 1)


def set_headline(face: Typeface, text: str, box: Box, sizes: Sequence[int]) -> Setting:
    """Set a text that is settable; `sizes` are those that may be tried, the largest first.

    Words are broken only where no size keeps them whole, and the end is cut off only where no size holds all.
    """
    words = list(_bound(text[:_LONGEST].split(" ")))
    widths = _widths(face, words)
    for size in sizes:
        measure = box.width / size
        if max(widths.words) <= measure and len(list(_greedy(widths, measure))) <= _most(box, size):
            rows = _balanced(widths, measure)
            return _set(face, [" ".join(words[start:end]) for start, end in rows], size)
    pieces = [list(_clusters(face, word)) for word in words]
    lines: list[str] = []
    for size in sizes:
        lines = _broken_lines(face, pieces, box.width / size)
        if len(lines) <= _most(box, size):
            return _set(face, lines, size)
    return _set(face, _cut_lines(face, lines, box, sizes[-1]), sizes[-1])


def _set(face: Typeface, texts: Iterable[str], size: float) -> Setting:
    return Setting(tuple(face.line(text) for text in texts), size)


def _most(box: Box, size: float) -> int:
    return max(1, int(box.height / (size * box.leading)))


def _bound(words: Sequence[str]) -> Iterator[str]:
    """Yield what stays together: a word of one letter with the next one, a dash with the word before it."""
    held = ""
    for place, word in enumerate(words):
        held += word
        following = words[place + 1] if place + 1 < len(words) else ""
        if not following or not (_is_short(word) or following in _DASHES):
            yield held
            held = ""
        else:
            held += "\u00a0"


def _is_short(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _widths(face: Typeface, words: Sequence[str]) -> _Widths:
    return _Widths(tuple(face.line(word).width for word in words), face.line(" ").width)


def _balanced(widths: _Widths, measure: float) -> list[tuple[int, int]]:
    """Return where each line starts and ends, as few lines as there can be and as even as they can be."""
    count = len(list(_greedy(widths, measure)))
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {(0, 0): (0.0, [])}
    for line in range(count):
        for end in range(1, len(widths.words) + 1):
            ways = [
                (cost + (measure - widths.of(start, end)) ** 2, [*rows, (start, end)])
                for start in range(end)
                if (line, start) in best and widths.of(start, end) <= measure
                for cost, rows in [best[line, start]]
            ]
            if ways:
                best[line + 1, end] = min(ways)
    return best[count, len(widths.words)][1]


def _greedy(widths: _Widths, measure: float) -> Iterator[tuple[int, int]]:
    start = 0
    for end in range(1, len(widths.words) + 1):
        if widths.of(start, end) > measure:
            yield start, end - 1
            start = end - 1
    yield start, len(widths.words)


def _broken_lines(face: Typeface, words: Sequence[Sequence[_Cluster]], measure: float) -> list[str]:
    parts = [part for word in words for part in _broken(word, measure, "" if face.base else "-")]
    return [" ".join(parts[start:end]) for start, end in _greedy(_widths(face, parts), measure)]


def _cut_lines(face: Typeface, lines: Sequence[str], box: Box, size: float) -> list[str]:
    """Return as many lines as there is room for, the last one ending in an ellipsis."""
    measure, most = box.width / size, _most(box, size)
    last = lines[most - 1].split(" ")
    while len(last) > 1 and face.line(" ".join(last) + _ELLIPSIS).width > measure:
        last.pop()
    return [*lines[: most - 1], " ".join(last).rstrip(",;:–—- ") + _ELLIPSIS]


def _broken(word: Sequence[_Cluster], measure: float, hyphen: str) -> Iterator[str]:
    """Yield the parts of a word, none wider than the measure."""
    part, width = "", _HYPHEN
    for text, its_width in word:
        if part and width + its_width > measure:
            yield part + (hyphen if part[-1].isalpha() and text.isalpha() else "")
            part, width = "", _HYPHEN
        part, width = part + text, width + its_width
    yield part


def _clusters(face: Typeface, word: str) -> Iterator[_Cluster]:
    """Yield the letters of a word with their marks and widths."""
    held = ""
    for sign in word:
        if held and not unicodedata.category(sign).startswith("M"):
            yield _Cluster(held, face.line(held).width)
            held = ""
        held += sign
    yield _Cluster(held, face.line(held).width)
