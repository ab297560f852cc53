"""The word that a writer probably meant."""

import unicodedata
from collections.abc import Iterable
from typing import Final


def closest(word: str, choices: Iterable[str]) -> str:
    """Return the choice nearest to `word`, or '' when none is near."""
    return next(iter(nearest(word, choices)), "")


def nearest(word: str, choices: Iterable[str]) -> list[str]:
    """Return the choices that are near to `word`, the nearest first.

    Near is at most two slips (a letter more, less, other, or two swapped); one slip in words up to four letters.
    Equally near choices stay in their order.
    """
    folded = word.strip().casefold()[:60]
    limit = 1 if len(folded) <= 4 else 2  # noqa: PLR2004 - the rule above
    letters = set(folded)
    near = []
    for number, choice in enumerate(choices):
        # Each slip changes the length by one at most, and brings at most one letter that the choice does not have.
        if abs(len(folded) - len(choice)) > limit:
            continue
        other = choice.casefold()
        if len(letters.difference(other)) <= limit and (count := slips(folded, other)) <= limit:
            near.append((count, number, choice))
    return [choice for _, _, choice in sorted(near)]


def slips(one: str, other: str) -> int:
    """Return the edit distance of two words, a swap of neighbours counting as one (optimal string alignment)."""
    one, other = _without_common_ends(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, last, row = row, before, [place]
        for spot, sign in enumerate(other, 1):
            steps = min(before[spot] + 1, row[-1] + 1, before[spot - 1] + (letter != sign))
            if place > 1 and spot > 1 and letter == other[spot - 2] and one[place - 2] == sign:
                steps = min(steps, last[spot - 2] + 1)
            row.append(steps)
    return row[-1]


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Return what is left of two words without what both begin and end with: no slip can be in that."""
    shorter = min(len(one), len(other))
    begin = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - begin
    end = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return one[begin : len(one) - end], other[begin : len(other) - end]


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the nearest choice, or `otherwise`."""
    near = closest(word, choices)
    return did_you_mean_it(word, near) if near else otherwise


def did_you_mean_it(word: str, near: str) -> str:
    """Return a hint that names what was meant, and what stands in `word` that can only be told apart by its number."""
    sign = next((sign for sign in word if not sign.isascii()), "") if near.isascii() else ""
    if not sign or sign in _QUOTATION:
        return f"did you mean {near}?"
    return f"type {near} anew: it holds U+{ord(sign):04X} ({unicodedata.name(sign, 'no letter').lower()})"


_QUOTATION: Final = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
"""Marks that everybody sees."""
