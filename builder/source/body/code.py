"""Where a Markdown text quotes code, or holds HTML that Markdown leaves alone.

Reads text and answers with places; every scan is linear, because the text may be a weapon. It follows the rules of
Python-Markdown with `fenced_code`: fences start at column 0 and close with exactly the signs that opened them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of offsets, in order and apart from each other."""

_FENCE: Final = re.compile(r"^(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_TICKS: Final = re.compile(r"(?<!\\)`+|\n[ \t]*\n")
_INDENTED: Final = re.compile(r"(?:    |\t)")
_OWNER: Final = re.compile(r"(?:[*+-]|\d+\.|\[\^[^\]\n]*\]:|:)(?:[ \t]|$)")
_RAW: Final = re.compile(r"<(?:!--|(pre|script|style|textarea)\b)", re.IGNORECASE)


def code_ranges(text: str) -> Ranges:
    """Return the ranges of `text` that are fenced, indented or inline code."""
    fences = fenced_ranges(text)
    found = list(fences)
    if "\n    " in text or "\n\t" in text or _INDENTED.match(text):
        found += [piece for piece in _indented(text) if not inside(fences, piece[0])]
    if "`" in text:
        blocks = tuple(sorted(found))
        found += [piece for piece in _spans(text, fences) if not inside(blocks, piece[0])]
    return tuple(sorted(found))


def fenced_ranges(text: str) -> Ranges:
    """Return the ranges of fenced code, the lines of the fences included."""
    return tuple((start.start(), end.end()) for start, end in _fenced(_fences(text)))


def open_fences(text: str) -> Iterator[re.Match[str]]:
    """Find the lines that would begin fenced code, but that nothing ends it: their signs, and what follows these."""
    lines = _fences(text)
    ranges = tuple((start.start(), end.end()) for start, end in _fenced(lines))
    return (line for line in lines if not inside(ranges, line.start()))


def _fences(text: str) -> list[re.Match[str]]:
    """Find the lines that may begin or end fenced code."""
    return list(_FENCE.finditer(text)) if "```" in text or "~~~" in text else []


def _fenced(lines: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Give the lines that begin and end each piece of fenced code."""
    closers: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if not line[2].strip(" "):
            closers.setdefault(line[1], []).append(number)
    number = 0
    while number < len(lines):
        ends = closers.get(lines[number][1], [])
        place = bisect_right(ends, number)
        if place < len(ends):
            yield lines[number], lines[ends[place]]
            number = ends[place]
        number += 1


def raw_ranges(text: str) -> Ranges:
    """Return the ranges of comments and of elements whose line breaks count, such as `<pre>`."""
    found: list[tuple[int, int]] = []
    at = 0
    low = text.lower() if "<" in text else ""
    endless: set[str] = set()
    while low and (start := _RAW.search(low, at)):
        closer = f"</{start[1]}" if start[1] else "-->"
        end = -1 if closer in endless else low.find(closer, start.end())
        if end < 0:
            endless.add(closer)
        else:
            found.append((start.start(), end + len(closer)))
        at = max(start.end(), end)
    return tuple(found)


def inside(ranges: Ranges, offset: int) -> bool:
    """Say whether `offset` lies in one of the ranges."""
    place = bisect_right(ranges, (offset, len(ranges) and ranges[-1][1]))
    return place > 0 and ranges[place - 1][1] > offset


def _indented(text: str) -> list[tuple[int, int]]:
    """Find indented code: after an empty line, and not what continues a list, a definition or a footnote."""
    found: list[tuple[int, int]] = []
    owned = False
    after_empty = True
    start = 0
    for line in text.splitlines(keepends=True):
        blank = not line.strip()
        indented = _INDENTED.match(line) is not None
        if indented and not blank and not owned and (after_empty or (found and found[-1][1] == start)):
            found.append((start, start + len(line)))
        elif not indented and not blank:
            owned = _OWNER.match(line.lstrip(" ")) is not None
        after_empty = blank
        start += len(line)
    return found


def _spans(text: str, fences: Ranges) -> list[tuple[int, int]]:
    """Find code spans: a run of back-ticks up to the next run of that length in the same block."""
    runs = [run for run in _TICKS.finditer(text) if not inside(fences, run.start())]
    partner = _partners([len(run[0]) if run[0][0] == "`" else 0 for run in runs])
    found = []
    number = 0
    while number < len(runs):
        other = partner[number]
        if other > number:
            found.append((runs[number].start(), runs[other].end()))
            number = other
        number += 1
    return found


def _partners(lengths: list[int]) -> list[int]:
    """Return for each run the number of the next one of its length, or -1; a length of 0 ends a block."""
    nearest: dict[int, int] = {}
    partner = [-1] * len(lengths)
    for number in range(len(lengths) - 1, -1, -1):
        if lengths[number]:
            partner[number] = nearest.get(lengths[number], -1)
            nearest[lengths[number]] = number
        else:
            nearest.clear()
    return partner
