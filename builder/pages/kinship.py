"""How much two articles are about the same: the words that they share, rare ones most, and how far apart they are.

An article draws on visible articles of its language that were published before it, and how rare a word is also counts
only those; so publishing changes no older list. For each word it looks at the latest few articles that have it, and
rarity moves in steps; so an edit of an old article reaches few later ones, and `affected` names them without a scan.
Everything is counted in whole numbers: the same archive gives the same lists on every machine.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from heapq import heappushpop
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from builder.catalogue import postings
from builder.catalogue.postings import MOMENT, WEIGHT_BITS, Entries, moment, number_in, stands, weight_in
from builder.catalogue.wordings import Worded
from builder.model.wording import HEAVIEST

WINDOW: Final = 32
"""How many of a term's latest articles are looked at; those of one moment are taken together, up to as many again."""

BUDGET: Final = 640
"""Terms are looked up, the most telling first, until so many entries have been met."""

_MOST_CLUES: Final = 48
"""Terms that are looked up at most: `Kin.clues` has a bit for each."""

FOUND: Final = 16
"""How many of the nearest articles are kept: enough to choose four from when some turn out to be the same story."""

HALF_LIFE: Final = 3 * 365 * 86_400
"""Seconds after which an article counts for half as much."""

_LIKENESS: Final = 16
_ORDER_BITS: Final = 10
_ORDERS: Final = (1 << _ORDER_BITS) - 1
_PARTS: Final = 32
_ONE: Final = 1 << 16
_HALVED: Final = 17
_FADED: Final = tuple(round(_ONE * 0.5 ** (part / _PARTS)) for part in range(_PARTS * _HALVED))
"""What is left of a score, in 65,536ths, for every part of a half-life."""

Lookup = Callable[[str, list[str]], list[Entries]]
"""Returns every entry of each of some terms, given a language and the terms."""


class Kin(NamedTuple):
    """A related article."""

    number: int
    score: int
    """How near it is: a number without a unit, with age taken into account."""
    clues: int
    """Which of the clues it has: a bit for each, that of the most telling first."""
    likeness: int
    """How near it is apart from age, in sixteenths of what the same text told again would be."""


Clue = tuple[str, int, int, Entries]
"""A term, what each unit of its weight in another article adds, its weight here, and the entries to look at."""


def kin_of(lookup: Lookup, identify: Callable[[int], str], article: Worded) -> list[Kin]:
    """Return the articles that are nearest to an article, the nearest first.

    `identify` gives the id of an article by number; it is asked where two articles are as near and as old.
    """
    # A score with, below it, a bit for each clue: no article has a clue twice, so that adding sets the bit.
    scores: dict[int, int] = {}
    known = scores.get
    itself = 0
    bit = 1
    for _, value, weight, entries in clues(lookup, article):
        itself += value * weight
        raised = value << _MOST_CLUES
        for entry in entries:
            place = entry >> WEIGHT_BITS
            scores[place] = known(place, 0) + raised * (entry & HEAVIEST) + bit
        bit <<= 1
    at = moment(article.published)
    scores.pop(postings.place(article.published, article.number) >> WEIGHT_BITS, None)
    if scores and max(scores) << WEIGHT_BITS >= at:
        scores = {p: s for p, s in scores.items() if p << WEIGHT_BITS < at or identify(_number(p)) < article.id}
    found: list[Kin] = []
    for faded, place in _nearest(scores, at >> MOMENT, identify):
        likeness = _LIKENESS * (scores[place] >> _MOST_CLUES) // itself
        found.append(Kin(_number(place), faded, scores[place] & (1 << _MOST_CLUES) - 1, likeness))
    return found


def clues(lookup: Lookup, article: Worded) -> list[Clue]:
    """Return the terms by which an article looks for others, the most telling first."""
    terms, weights = article.wording.terms(), article.wording.weights
    at = moment(article.published)
    everything, *under = lookup(article.wording.lang, ["", *terms])
    archive = bisect_left(everything, at)
    worth = _worth((archive * archive).bit_length())
    alone = 1 if stands(everything, postings.place(article.published, article.number) | 1) else 0
    crowded = bisect_left(everything, at + (1 << MOMENT), archive) > archive + alone
    older = [bisect_left(entries, at) if len(entries) > alone else -1 for entries in under]
    least = 0 if crowded else 1
    telling = [
        weight * worth[(having * having).bit_length()] << _ORDER_BITS | _ORDERS - order
        for order, (weight, having) in enumerate(zip(weights, older, strict=True))
        if having >= least
    ]
    telling.sort(reverse=True)
    found: list[Clue] = []
    met = 0
    for key in telling:
        value, order = key >> _ORDER_BITS, _ORDERS - (key & _ORDERS)  # of two that tell as much, the heavier first
        if not value:
            break
        entries, end = under[order], older[order]
        start = max(0, end - WINDOW)
        if crowded or (start and entries[start - 1] >> MOMENT == entries[start] >> MOMENT):
            start, end = window(entries, end, at)
        if end - start > 1 or (start < end and number_in(entries[start]) != article.number):
            found.append((terms[order], value, weights[order], entries[start:end]))
            met += end - start
            if met >= BUDGET or len(found) >= _MOST_CLUES:
                break
    return found


@lru_cache(maxsize=64)
def _worth(octaves: int) -> tuple[int, ...]:
    """Return the square of a term's rarity, as `rarity_of` has it, by the bits of the square of how many have it."""
    return tuple(max(0, octaves - bits) ** 2 for bits in range(octaves + 1))


def rarity_of(archive: int, having: int) -> int:
    """Return how rare a term is, in half octaves: among `archive` articles `having` have it."""
    return (archive * archive).bit_length() - (having * having).bit_length()


def window(entries: Entries, older: int, at: int) -> tuple[int, int]:
    """Return which entries of a term an article looks at: the places of the first, and after the last.

    `older` is how many entries stand before the article's own moment `at`. Articles of one moment have no order here,
    so none is taken without the others; where they are too many, none of them is.
    """
    start = max(0, older - WINDOW)
    if start and entries[start - 1] >> MOMENT == entries[start] >> MOMENT:
        same = entries[start] >> MOMENT << MOMENT
        first = bisect_left(entries, same)
        start = first if start - first <= WINDOW else bisect_left(entries, same + (1 << MOMENT))
    later = at + (1 << MOMENT)
    if older == len(entries) or entries[older] >= later:
        return start, older
    after = older + 1  # most often the article itself is the only one of its moment
    if after < len(entries) and entries[after] < later:
        after = bisect_left(entries, later)
    end = after if after - older <= WINDOW else older
    return start, end


def affected(archive: Entries, entries: Entries, entry: int) -> Iterator[int]:
    """Name the articles that look at an entry of a term, or for which the term would be rarer without that entry.

    `archive` has the entries of all the language's articles, `entries` those of the term, with the entry itself.
    """
    yield from looking(archive, entries, entry)
    here = bisect_left(entries, entry)
    for step in _steps(here, len(entries)):
        start, end = _moment_around(entries, step)
        yield from map(number_in, entries[start:end])


def looking(archive: Entries, entries: Entries, entry: int) -> Iterator[int]:
    """Name the articles that may look at an entry of a term, or at others but for it.

    Those are the articles of its own moment, and those after them whose window begins no later than that moment ends.
    """
    start, end = _moment_around(entries, bisect_left(entries, entry))
    yield from map(number_in, entries[start:end])
    last = end + WINDOW
    while end < min(last, len(entries)):
        start, end = _moment_around(entries, end)
        if rarity_of(bisect_left(archive, entries[start] >> MOMENT << MOMENT), start) > 0:
            yield from map(number_in, entries[start:end])


def _moment_around(entries: Entries, place: int) -> tuple[int, int]:
    """Return the places of the first entry of the moment that stands at a place, and after its last."""
    at = entries[place] >> MOMENT << MOMENT
    return bisect_left(entries, at), bisect_left(entries, at + (1 << MOMENT))


def _steps(here: int, count: int) -> Iterator[int]:
    """Return the places after `here` at which rarity takes a step, up to `count`."""
    place = here + 1
    while place < count:
        if (place * place).bit_length() != ((place - 1) * (place - 1)).bit_length():
            yield place
        place = _next_step(place)


def _next_step(place: int) -> int:
    """Return the least number beyond `place` at which rarity takes a step."""
    bits = (place * place).bit_length()
    low, high = place, 2 * place + 2
    while low < high:
        middle = (low + high) // 2
        if (middle * middle).bit_length() > bits:
            high = middle
        else:
            low = middle + 1
    return low


def _nearest(scores: dict[int, int], now: int, identify: Callable[[int], str]) -> list[tuple[int, int]]:
    """Return the nearest as (score, place), age taken into account, the newer first of two that are as near.

    What is older than 51 years is no news and left out.
    """
    part, shape = HALF_LIFE // _PARTS, MOMENT - WEIGHT_BITS
    oldest = now - part * (len(_FADED) - 1)
    best: list[int] = [0] * FOUND
    faded: list[tuple[int, int]] = []
    for place, marked in sorted(scores.items(), key=itemgetter(1), reverse=True):
        score = marked >> _MOST_CLUES
        if score < best[0]:
            break  # age only takes away: no other can be among the nearest
        published = place >> shape
        if published >= oldest:
            left = score * _FADED[(now - published) // part] // _ONE
            if left >= best[0]:
                heappushpop(best, left)
                faded.append((left, place))
    faded.sort(reverse=True)
    if _has_ties(faded):
        faded.sort(key=lambda pair: identify(_number(pair[1])), reverse=True)
        faded.sort(key=lambda pair: (-pair[0], -(pair[1] >> shape)))
    return faded[:FOUND]


def _has_ties(ranked: list[tuple[int, int]]) -> bool:
    shape = MOMENT - WEIGHT_BITS
    return any(one[0] == other[0] and one[1] >> shape == other[1] >> shape for one, other in pairwise(ranked))


def _number(place: int) -> int:
    return number_in(place << WEIGHT_BITS)


def shared(lookup: Lookup, article: Worded, number: int) -> list[tuple[str, int]]:
    """Return the terms that bring another article near, each with what it adds to the score, the most telling first."""
    found = [
        (term, value * weight_in(entry))
        for term, value, _, entries in clues(lookup, article)
        for entry in entries
        if number_in(entry) == number
    ]
    return sorted(found, key=lambda term: (-term[1], term[0]))
