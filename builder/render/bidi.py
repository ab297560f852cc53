"""The order in which letters of two directions stand on a line: which are read from the right, and which from the left.

Source: Unicode Standard Annex 9, Unicode Bidirectional Algorithm, rules W1 to W7, N0 to N2, I1, I2 and L2. A headline
has no embeddings, overrides and isolates (X1 to X10): they are removed first.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final

LEFT, RIGHT = 0, 1
"""Direction of a paragraph, and the level of its own letters."""

_REMOVED: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON"})
_NUMBERS: Final = frozenset({"EN", "AN"})
_STRONG: Final = frozenset({"L", "R"}) | _NUMBERS
"""What has a direction once weak classes are settled; numbers count as read from the right."""
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}
_DEEPEST: Final = 63
"""Brackets within brackets: BD16."""

JOINERS: Final = "\u200c\u200d"
"""They are of class BN, and tell letters how to join."""


def without_controls(text: str) -> str:
    """Return a text without the characters that order others explicitly, and other invisible ones; joiners stay."""
    return "".join(sign for sign in text if sign in JOINERS or unicodedata.bidirectional(sign) not in _REMOVED)


def levels(text: str, base: int) -> list[int]:
    """Return the level of each character: even ones are read from the left, odd ones from the right."""
    start = "R" if base else "L"
    classes = ["NSM" if sign in JOINERS else unicodedata.bidirectional(sign) or "L" for sign in text]
    marks = {place for place, kind in enumerate(classes) if kind == "NSM"}
    _weak(classes, start)
    _brackets(text, classes, marks, start)
    _neutral(classes, start)
    return [_level(kind, base) for kind in classes]


def visual(levels_of_line: list[int]) -> list[tuple[int, int, int]]:
    """Return the runs of a line from left to right as they are seen: (start, end, level), places in the line's text."""
    runs = list(_runs(levels_of_line))
    highest = max((level for _, _, level in runs), default=0)
    for level in range(highest, 0, -1):
        turned: list[tuple[int, int, int]] = []
        for is_deep, group in groupby(runs, key=lambda run: run[2] >= level):
            members = list(group)
            turned += reversed(members) if is_deep else members
        runs = turned
    return runs


def _runs(levels_of_line: list[int]) -> Iterator[tuple[int, int, int]]:
    start = 0
    for level, group in groupby(levels_of_line):
        end = start + len(list(group))
        yield start, end, level
        start = end


def _weak(classes: list[str], start: str) -> None:
    """Settle marks and what stands in and about numbers."""
    for place, kind in enumerate(classes):  # W1
        if kind == "NSM":
            classes[place] = classes[place - 1] if place else start
    _after_letters(classes, start, "EN", {"AL": "AN"})  # W2
    for place, kind in enumerate(classes):  # W3
        if kind == "AL":
            classes[place] = "R"
    for place in range(1, len(classes) - 1):  # W4
        before, kind, after = classes[place - 1 : place + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in _NUMBERS)):
            classes[place] = before
    _beside_numbers(classes)  # W5
    for place, kind in enumerate(classes):  # W6
        if kind in {"ES", "ET", "CS"}:
            classes[place] = "ON"
    _after_letters(classes, start, "EN", {"L": "L"})  # W7


def _after_letters(classes: list[str], start: str, wanted: str, become: dict[str, str]) -> None:
    """Turn each `wanted` into what the last strong letter before it says."""
    strong = start
    for place, kind in enumerate(classes):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == wanted:
            classes[place] = become.get(strong, kind)


def _beside_numbers(classes: list[str]) -> None:
    """Make currency signs, per cent and the like part of the number that they touch."""
    for start, end, kind in _spans(classes):
        if kind == "ET" and "EN" in (classes[start - 1 : start] + classes[end : end + 1]):
            classes[start:end] = ["EN"] * (end - start)


def _spans(classes: list[str]) -> list[tuple[int, int, str]]:
    """Return the stretches of one class, as they are now."""
    spans, start = [], 0
    for kind, group in groupby(list(classes)):
        end = start + len(list(group))
        spans.append((start, end, kind))
        start = end
    return spans


def _brackets(text: str, classes: list[str], marks: set[int], start: str) -> None:
    """Give a pair of brackets one direction, that of what is in it or of what is before it (N0)."""
    for opening, closing in _bracket_pairs(text, classes):
        inside = {_direction(kind) for kind in classes[opening + 1 : closing] if kind in _STRONG}
        if not inside:
            continue
        before = next((_direction(kind) for kind in reversed(classes[:opening]) if kind in _STRONG), start)
        direction = start if start in inside else before
        for place in (opening, closing):
            classes[place] = direction
            while place + 1 in marks:
                place += 1  # noqa: PLW2901 - the marks upon a bracket go with it
                classes[place] = direction


def _bracket_pairs(text: str, classes: list[str]) -> list[tuple[int, int]]:
    """Return the places of brackets that belong together, by where they open (BD16)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, sign in enumerate(text):
        if classes[place] != "ON":
            continue
        if sign in _PAIRS:
            if len(opened) == _DEEPEST:
                return []
            opened.append((_PAIRS[sign], place))
        depth = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == sign), None)
        if depth is not None:
            pairs.append((opened[depth][1], place))
            del opened[depth:]
    return sorted(pairs)


def _neutral(classes: list[str], start: str) -> None:
    """Give signs and spaces the direction of their neighbours, or the paragraph's where those differ (N1, N2)."""
    place = 0
    while place < len(classes):
        end = place
        while end < len(classes) and classes[end] in _NEUTRAL:
            end += 1
        if end > place:
            before = _direction(classes[place - 1]) if place else start
            after = _direction(classes[end]) if end < len(classes) else start
            classes[place:end] = [before if before == after else start] * (end - place)
        place = max(end, place + 1)


def _direction(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    if base == LEFT:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 1 if kind == "R" else 2
