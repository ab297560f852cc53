"""The related articles of many articles at once: what `kinship.search` finds for each, to the last bit.

Each step is taken for all of some articles together, in NumPy's loops instead of Python's. Numbers that belong together
are packed into one of eight bytes, what decides most on top, and sorted: what then stands side by side is added up.
Everything is counted in whole numbers, as there.
"""

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from builder.catalogue.kin import Found
from builder.catalogue.postings import NUMBER_BITS, WEIGHT_BITS
from builder.model.wording import HEAVIEST
from builder.pages import kinship
from builder.pages.columns import Columns, Longs
from builder.pages.sketch import KINDS

MOST: Final = 1024
"""Articles that may be looked at together."""

_VALUE_BITS: Final = 17
"""A term's weight times its worth is at most 63 * 44 * 44."""
_ORDER_BITS: Final = 32
_CLUE_BITS: Final = 6
_GAIN_BITS: Final = 23
"""What a term adds is at most that times a weight of 63."""
_SCORE_BITS: Final = 29
"""What 63 terms add."""
_RANK_BITS: Final = NUMBER_BITS

_FADED: Final = np.array([*kinship.FADED, 0], np.int64)
"""What is left of a score for every part of a half-life; in the end of one whose article is too old."""


class _Terms(NamedTuple):
    """Terms of some articles, which are counted from 0; those of one article side by side."""

    article: Longs
    row: Longs
    weight: Longs
    """How heavy the term is in the article."""
    value: Longs
    """What each unit of its weight in another article adds."""
    start: Longs
    """Where the entries begin that the article looks at."""
    seen: Longs
    """How many these are."""

    def take(self, places: Longs) -> "_Terms":
        """Return some of the terms."""
        return _Terms(*[column[places] for column in self])


class _Clues(NamedTuple):
    """The terms by which articles find others, the most telling first."""

    terms: _Terms
    bit: Longs
    """Which of its article's clues each is."""
    brings: Longs
    """0 if it brings articles in, 1 if it only tells which of them are nearer."""


class _Met(NamedTuple):
    """Whom articles met under their clues: every one once, by article and then by rank."""

    article: Longs
    rank: Longs
    score: Longs
    """How near they are, apart from age."""
    first: Longs
    """Where their keys begin."""
    keys: Longs
    """How many these are."""
    all_keys: Longs
    """What every clue says of somebody: which clue it is, and below that what it adds."""


def find(columns: Columns, some: range) -> list[Found]:
    """Return what is found for the articles of some ranks, at most `MOST`, as the catalogue stores it."""
    terms = _most_telling_first(_terms(columns, some))
    tried, clues = _looked_up(terms, len(some))
    met = _met(columns, clues)
    nearest = _nearest(columns, some, met)
    itself = np.bincount(clues.terms.article, clues.terms.value * clues.terms.weight, len(some)).astype(np.int64)
    likeness = kinship.LIKENESS * met.score[nearest.which] // itself[nearest.article]
    kin = np.stack((columns.numbers[nearest.rank], nearest.score, _having(met, nearest.which), likeness), axis=1)
    marks = columns.marks[terms.row[tried]]
    lists = _cut(kin.tobytes(), kin.itemsize * kin.shape[1], nearest.article, len(some))
    tries = _cut(marks.tobytes(), marks.itemsize, terms.article[tried], len(some))
    return list(map(Found, columns.numbers[some.start : some.stop].tolist(), lists, tries, _sketches(columns, some)))


def _sketches(columns: Columns, some: range) -> list[bytes]:
    """Return the sketches of some articles."""
    starts = columns.starts[some.start : some.stop + 1]
    counts = np.diff(starts) - 1  # '' is no term of the article's own
    kinds = columns.marks[columns.rows[starts[0] : starts[-1]]].view(np.uint8)[::2].astype(np.int64)
    own = np.delete(np.repeat(np.arange(len(some)), counts + 1) * KINDS + kinds, starts[:-1] - starts[0])
    often = np.bincount(own, minlength=len(some) * KINDS).reshape(len(some), KINDS)
    bits = np.packbits(often & 1 == 1, axis=1, bitorder="little")
    drawn = np.concatenate((bits, counts.astype("<u2")[:, None].view(np.uint8)), axis=1)
    return [row.tobytes() for row in drawn]


def _terms(columns: Columns, some: range) -> _Terms:
    """Return all terms of some articles, '' first, with what each article sees of them."""
    starts = columns.starts[some.start : some.stop + 1]
    own = slice(int(starts[0]), int(starts[-1]))
    article = np.repeat(np.arange(len(some)), np.diff(starts))
    begins = starts[:-1] - starts[0]
    row, weight = columns.rows[own].astype(np.int64), columns.weights[own].astype(np.int64)
    here = columns.places[own].astype(np.int64)
    first, after = columns.moment_around(here, row)
    crowded = (after - first > 1)[begins][article]
    value = weight * _worth(first - columns.bounds[row], begins, article, crowded)
    value[begins] = 0  # all articles have '' in common
    start = _window(columns, row, first)
    # Of its own moment an article sees those with a lesser id, unless they are too many.
    end = np.where(after - first <= kinship.WINDOW, here, first)
    return _Terms(article, row, weight, value, start, np.where(value > 0, end - start, 0))


def _worth(older: Longs, begins: Longs, article: Longs, crowded: Longs) -> Longs:
    """Return the square of each term's rarity: of how many half octaves fewer older articles have it than there are.

    What nobody older has is worth something only if others of the article's moment may have it.
    """
    octaves = np.frexp(older.astype(np.float64) ** 2)[1]  # the length in bits; exact, as there are fewer than 2 ** 22
    worth = (octaves[begins][article] - octaves).astype(np.int64) ** 2
    return np.where((older > 0) | crowded, worth, 0)


def _window(columns: Columns, row: Longs, end: Longs) -> Longs:
    """Return where the latest entries before some begin that are looked at: those of one moment are taken together."""
    bound = columns.bounds[row]
    start = np.maximum(end - kinship.WINDOW, bound)
    if columns.shared:
        cut = np.flatnonzero(start > bound)
        at = start[cut]
        first, after = columns.moment_around(at, row[cut])
        start[cut] = np.where(first == at, at, np.where(at - first <= kinship.WINDOW, first, after))
    return start


def _most_telling_first(terms: _Terms) -> _Terms:
    """Return the terms of each article in the order of what they tell; of two that tell as much, the heavier first."""
    told = (1 << _VALUE_BITS) - 1 - terms.value
    keys = (terms.article << _VALUE_BITS | told) << _ORDER_BITS | np.arange(len(told))
    keys.sort()
    return terms.take(keys & (1 << _ORDER_BITS) - 1)


def _looked_up(terms: _Terms, articles: int) -> tuple[Longs, _Clues]:
    """Return which terms articles looked others up by, the first so many of each, and those that have anybody."""
    begins = np.searchsorted(terms.article, np.arange(articles))
    has = (terms.seen > 0).astype(np.int64)
    met, found = _before(terms.seen, begins, terms.article), _before(has, begins, terms.article)
    tried = np.flatnonzero((terms.value > 0) & (met < kinship.BUDGET) & (found < kinship.CLUES))
    some = tried[has[tried] > 0]
    return tried, _Clues(terms.take(some), found[some], (met[some] >= kinship.FINDING).astype(np.int64))


def _before(counts: Longs, begins: Longs, article: Longs) -> Longs:
    """Return the sum of the counts that stand before each of the same article."""
    before = np.cumsum(counts) - counts
    return before - before[begins][article]


def _met(columns: Columns, clues: _Clues) -> _Met:
    """Return whom the first clues bring in, and what all clues say of them."""
    terms = clues.terms
    entries = columns.entries[_all_of(terms.start, terms.seen)].astype(np.int64)
    gain = np.repeat(terms.value, terms.seen) * (entries & HEAVIEST)
    about = clues.brings << _CLUE_BITS | clues.bit
    keys = np.repeat(terms.article << _RANK_BITS + 1 + _CLUE_BITS | about, terms.seen)
    keys = (keys | entries >> WEIGHT_BITS << 1 + _CLUE_BITS) << _GAIN_BITS | gain
    keys.sort()
    who = keys >> 1 + _CLUE_BITS + _GAIN_BITS
    is_other = np.ones(len(keys) + 1, np.bool_)
    np.not_equal(who[1:], who[:-1], out=is_other[1:-1])
    bounds = np.flatnonzero(is_other)
    brought = np.flatnonzero(keys[bounds[:-1]] >> _CLUE_BITS + _GAIN_BITS & 1 == 0)
    first, after = bounds[brought], bounds[brought + 1]
    sums = np.concatenate(([0], np.cumsum(keys & (1 << _GAIN_BITS) - 1)))
    who = who[first]
    return _Met(who >> _RANK_BITS, who & (1 << _RANK_BITS) - 1, sums[after] - sums[first], first, after - first, keys)


def _having(met: _Met, which: Longs) -> Longs:
    """Return which clues some of those have that were met, as bits."""
    first, keys = met.first[which], met.keys[which]
    bits = np.left_shift(1, met.all_keys[_all_of(first, keys)] >> _GAIN_BITS & (1 << _CLUE_BITS) - 1)
    return np.bitwise_or.reduceat(bits, np.cumsum(keys) - keys) if len(keys) else keys


def _all_of(first: Longs, count: Longs) -> Longs:
    """Return the places of so many things from each first one on."""
    ends = np.cumsum(count)
    return np.repeat(first - ends + count, count) + np.arange(ends[-1] if len(ends) else 0)


class _Nearest(NamedTuple):
    """The nearest of each article, the nearest first."""

    article: Longs
    rank: Longs
    score: Longs
    """How near they are, with age taken into account."""
    which: Longs
    """Which of those that were met each is."""


def _nearest(columns: Columns, some: range, met: _Met) -> _Nearest:
    """Return who are nearest, age taken into account, the newer first of two that are as near."""
    age = columns.moments[some.start + met.article] - columns.moments[met.rank]
    parts = np.minimum(np.maximum(age, 0) // (kinship.HALF_LIFE // kinship.PARTS), len(_FADED) - 1)
    left = met.score * _FADED[parts] // kinship.ONE
    keys = met.article << _SCORE_BITS | (1 << _SCORE_BITS) - 1 - left
    keys = (keys << _RANK_BITS | (1 << _RANK_BITS) - 1 - met.rank)[parts < len(_FADED) - 1]
    keys.sort()
    article = keys >> _SCORE_BITS + _RANK_BITS
    nth = np.arange(len(keys)) - np.searchsorted(article, np.arange(len(some)))[article]
    best = keys[nth < kinship.FOUND]
    article = best >> _SCORE_BITS + _RANK_BITS
    rank = (1 << _RANK_BITS) - 1 - (best & (1 << _RANK_BITS) - 1)
    score = (1 << _SCORE_BITS) - 1 - (best >> _RANK_BITS & (1 << _SCORE_BITS) - 1)
    which = np.searchsorted(met.article << _RANK_BITS | met.rank, article << _RANK_BITS | rank)
    return _Nearest(article, rank, score, which)


def _cut(data: bytes, size: int, article: Longs, articles: int) -> list[bytes]:
    """Return what belongs to each article, given whose each piece of so many bytes is."""
    ends = (np.cumsum(np.bincount(article, minlength=articles)) * size).tolist()
    return [data[start:end] for start, end in pairwise([0, *ends])]
