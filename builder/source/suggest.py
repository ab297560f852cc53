"""The word that a writer probably meant."""

from collections.abc import Iterable


def closest(word: str, choices: Iterable[str]) -> str:
    """Return the choice nearest to `word`, or '' when none is near.

    Near is at most two slips (a letter more, less, other, or two swapped); one slip in words up to four letters.
    Of equally near choices the first in order wins.
    """
    folded = word.strip().casefold()[:60]
    limit = 1 if len(folded) <= 4 else 2  # noqa: PLR2004 - the rule above
    near = []
    for number, choice in enumerate(choices):
        # Each slip changes the length by one at most, and brings at most one letter that the choice does not have.
        if abs(len(folded) - len(choice)) > limit:
            continue
        other = choice.casefold()
        if len(set(folded) - set(other)) <= limit:
            near.append((slips(folded, other), number, choice))
    best = min(near, default=(limit + 1, 0, ""))
    return best[2] if best[0] <= limit else ""


def slips(one: str, other: str) -> int:
    """Return the edit distance of two words, a swap of neighbours counting as one (optimal string alignment)."""
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


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return a hint that names the nearest choice, or `otherwise`."""
    near = closest(word, choices)
    return f"did you mean {near}?" if near else otherwise
