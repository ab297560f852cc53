"""How much two articles are about the same: the words that they share, rare ones most, and how far apart they are.

An article draws on visible articles of its language that were published before it, and how rare a word is also counts
only those; so publishing changes no older list. For each word it looks at the latest few articles that have it, and
rarity moves in steps; so an edit of an old article reaches few later ones (see `ripples`). The most telling words bring
articles in, the others only tell which of these are nearer. Everything is counted in whole numbers: the same archive
gives the same lists on every machine.
"""

from functools import lru_cache
from heapq import heappushpop
from itertools import pairwise
from math import isqrt
from operator import mul
from typing import Final, NamedTuple

from builder.catalogue.postings import WEIGHT_BITS, Entries
from builder.catalogue.wordings import Worded
from builder.model.wording import HEAVIEST
from builder.pages.shelf import Shelf, Sight, window

WINDOW: Final = 32
"""How many of a term's latest articles are looked at; those of one moment are taken together, up to as many again."""

BUDGET: Final = 720
"""Terms are looked up, the most telling first, until so many entries have been met."""

FINDING: Final = 256
"""Once so many entries have been met, a term brings no article in that was not met before."""

CLUES: Final = 63
"""Terms that are looked up at most: a bit stands for each in a number of eight bytes."""

FOUND: Final = 16
"""How many of the nearest articles are kept: enough to choose four from when some turn out to be the same story."""

HALF_LIFE: Final = 3 * 365 * 86_400
"""Seconds after which an article counts for half as much."""

LIKENESS: Final = 1024
"""The likeness of the same text told again."""

PARTS: Final = 32
ONE: Final = 1 << 16
_HALVED: Final = 17
FADED: Final = tuple(round(ONE * 0.5 ** (part / PARTS)) for part in range(PARTS * _HALVED))
"""What is left of a score, in 65,536ths, for every part of a half-life."""


class Kin(NamedTuple):
    """A related article."""

    number: int
    score: int
    """How near it is: a number without a unit, with age taken into account."""
    clues: int
    """Which of the clues it has: a bit for each, that of the most telling first."""
    likeness: int
    """How near it is apart from age: a part of `LIKENESS`, which is what the same text told again would have."""


Clue = tuple[int, int, int, Entries]
"""Which of an article's terms it is, what each unit of its weight in another article adds, its weight here, and the
entries to look at."""


class Search(NamedTuple):
    """How an article looked for others, and what it found."""

    kin: list[Kin]
    """The articles that are nearest to it, the nearest first."""
    tried: list[int]
    """Which of its terms it looked them up by, those included under which it may look at nobody."""


def kin_of(shelf: Shelf, article: Worded) -> list[Kin]:
    """Return the articles that are nearest to an article, the nearest first."""
    return search(shelf, article).kin


def search(shelf: Shelf, article: Worded) -> Search:
    """Look for the articles that are nearest to an article."""
    sight = shelf.sight(article)
    tried: list[int] = []
    found = _clues(shelf, sight, tried)
    scores = _scores(found)
    nearest = _nearest(shelf, scores, sight.published)
    having = _clues_of({place for _, place in nearest}, found)
    itself = sum([value * weight for _, value, weight, _ in found])
    kin = [
        Kin(shelf.number(place), score, having[place], LIKENESS * scores[place] // itself) for score, place in nearest
    ]
    return Search(kin, tried)


def _scores(found: list[Clue]) -> dict[int, int]:
    """Return how near those are, by place, whom the first clues bring in."""
    scores: dict[int, int] = {}
    known = scores.get
    met = 0
    for _, value, _, entries in found:
        if met < FINDING:
            for entry in entries:
                place = entry >> WEIGHT_BITS
                scores[place] = known(place, 0) + value * (entry & HEAVIEST)
            met += len(entries)
        else:
            for entry in entries:
                place = entry >> WEIGHT_BITS
                if place in scores:
                    scores[place] += value * (entry & HEAVIEST)
    return scores


def _clues_of(places: set[int], found: list[Clue]) -> dict[int, int]:
    """Return which clues the articles of some places have, as bits."""
    having = dict.fromkeys(places, 0)
    bit = 1
    for *_, entries in found:
        for entry in entries:
            if entry >> WEIGHT_BITS in places:
                having[entry >> WEIGHT_BITS] |= bit
        bit <<= 1
    return having


def _clues(shelf: Shelf, sight: Sight, tried: list[int]) -> list[Clue]:
    """Return the terms by which an article finds others, the most telling first; add all that are `tried` for it."""
    values = _values(sight)
    found: list[Clue] = []
    met = 0
    # A stable sort: of two that tell as much, the heavier first.
    for order in sorted(range(len(values)), key=values.__getitem__, reverse=True):
        value = values[order]
        if not value:
            break
        tried.append(order)
        entries = _chosen(shelf, sight, order)
        if entries:
            found.append((order, value, sight.weights[order], entries))
            met += len(entries)
            if met >= BUDGET or len(found) >= CLUES:
                break
    return found


def _values(sight: Sight) -> list[int]:
    """Return how telling each term is: its weight times its worth."""
    rarest = _octaves(sight.archive)
    worth = _worth(rarest)
    if sight.crowded:  # then others of the moment may have a term that nobody older has
        worth = (rarest**2, *worth[1:])
    return list(map(mul, sight.weights, map(worth.__getitem__, map(_OCTAVES[rarest].__getitem__, sight.older))))


def _chosen(shelf: Shelf, sight: Sight, order: int) -> Entries:
    """Return which entries of one of its terms an article looks at: `window`, but quick where no moments are shared."""
    entries = sight.latest(order, WINDOW + 1)
    start = len(entries) - WINDOW
    if sight.crowded or (start > 0 and shelf.together(entries[start - 1], entries[start])):
        return window(shelf, sight, order, WINDOW)
    return entries[max(0, start) :]


def _octaves(count: int) -> int:
    """Return how many half octaves a count of articles has."""
    return (count * count).bit_length()


class _OctavesUpTo(dict[int, bytes]):
    """The half octaves of every count, up to the greatest that has so many."""

    def __missing__(self, octaves: int) -> bytes:
        ends = [isqrt((1 << bits) - 1) for bits in range(octaves + 1)]
        counts = [1, *(end - start for start, end in pairwise(ends))]
        found = self[octaves] = b"".join(bytes((bits,)) * count for bits, count in enumerate(counts))
        return found


_OCTAVES: Final = _OctavesUpTo()


@lru_cache(maxsize=64)
def _worth(octaves: int) -> tuple[int, ...]:
    """Return the square of a term's rarity by the half octaves of how many have it: of how many fewer they are.

    What nobody has is worth nothing.
    """
    return (0, *[(octaves - bits) ** 2 for bits in range(1, octaves + 1)])


def _nearest(shelf: Shelf, scores: dict[int, int], published: int) -> list[tuple[int, int]]:
    """Return the nearest as (score, place), age taken into account, the newer first of two that are as near.

    What is older than 51 years is no news and left out.
    """
    part = HALF_LIFE // PARTS
    best: list[int] = [0] * FOUND
    faded: list[tuple[int, int]] = []
    for place in sorted(scores, key=scores.__getitem__, reverse=True):
        score = scores[place]
        if score < best[0]:
            break  # age only takes away: no other can be among the nearest
        parts = max(0, published - shelf.published(place)) // part
        if parts < len(FADED):
            left = score * FADED[parts] // ONE
            if left >= best[0]:
                heappushpop(best, left)
                faded.append((left, place))
    faded.sort(reverse=True)
    if _has_ties(shelf, faded):
        faded.sort(key=lambda pair: shelf.ident(pair[1]), reverse=True)
        faded.sort(key=lambda pair: (-pair[0], -shelf.published(pair[1])))
    return faded[:FOUND]


def _has_ties(shelf: Shelf, ranked: list[tuple[int, int]]) -> bool:
    return any(
        one[0] == other[0] and shelf.published(one[1]) == shelf.published(other[1]) for one, other in pairwise(ranked)
    )


def shared(shelf: Shelf, article: Worded, number: int) -> list[tuple[str, int]]:
    """Return the terms that bring another article near, each with what it adds to the score, the most telling first."""
    terms = article.wording.terms()
    found = [
        (terms[order], value * (entry & HEAVIEST))
        for order, value, _, entries in _clues(shelf, shelf.sight(article), [])
        for entry in entries
        if shelf.number(entry >> WEIGHT_BITS) == number
    ]
    return sorted(found, key=lambda term: (-term[1], term[0]))
