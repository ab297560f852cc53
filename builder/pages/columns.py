"""The index of a whole archive in columns: one kind of number beside the other, with which NumPy reckons all at once.

Articles stand by rank: the oldest first, and of one moment the one with the lesser id, which is the order in which they
see each other. So an article sees what stands before its own entry.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from builder.catalogue import postings
from builder.catalogue.kin import mark_of
from builder.catalogue.postings import WEIGHT_BITS, Piece
from builder.model.wording import HEAVIEST, Wording

Longs = NDArray[np.int64]
Ints = NDArray[np.uint32]

_ROWS_AT_ONCE: Final = 512
"""Rows whose entries are turned into the catalogue's at once: they take twice the space."""


class Columns(NamedTuple):
    """An index of a whole archive. The terms of all articles stand one after the other, and so do the rows of entries.

    Each article has the term '' first, under which are all articles of its language.
    """

    numbers: Longs
    """The number of the article of each rank."""
    moments: Longs
    """When it was published, in seconds since 1970; what is too far away counts as `FAR`."""
    starts: Longs
    """Where the terms of each rank begin, and where the last rank's end."""
    rows: Ints
    """The row of each term of each article."""
    weights: NDArray[np.uint8]
    """Its weight there."""
    places: Ints
    """Where its entry stands."""
    entries: Ints
    """The entries of each row, one row after the other: ranks above weights."""
    bounds: Longs
    """Where each row begins, and where the last one ends."""
    terms: list[tuple[str, str]]
    """The language and term of each row, in order."""
    marks: NDArray[np.uint16]
    """The mark of the term of each row."""
    shared: "Shared | None"
    """What is known of moments, if any two articles were published at the same one."""

    def moment_around(self, places: Longs, rows: Longs) -> tuple[Longs, Longs]:
        """Return where in their rows the first entries stand that are of the moments of some, and the first after."""
        first, after = places, places + 1
        if self.shared is None:
            return first, after
        ranks = self.entries[places] >> np.uint32(WEIGHT_BITS)
        some = np.flatnonzero(self.shared.after[ranks] - self.shared.first[ranks] > 1)
        first, at, row, ranks = first.copy(), places[some], rows[some], ranks[some]
        first[some] = self._not_before(self.shared.first[ranks], self.bounds[row], at)
        after[some] = self._not_before(self.shared.after[ranks], at + 1, self.bounds[row + 1])
        return first, after

    def _not_before(self, ranks: Longs, low: Longs, high: Longs) -> Longs:
        """Return the first places between others, or the last of these, where no entry is of a lesser rank."""
        while (open_yet := low < high).any():
            middle = (low + high) // 2
            before = open_yet & (self.entries[np.where(open_yet, middle, 0)] < ranks << WEIGHT_BITS)
            low = np.where(before, middle + 1, low)
            high = np.where(open_yet & ~before, middle, high)
        return low


class Shared(NamedTuple):
    """Which articles are of one moment, by rank."""

    first: Longs
    """The rank of the first of its moment."""
    after: Longs
    """The rank of the first after its moment, which the last has not."""


def columns_of(articles: Iterable[tuple[int, int, Wording]]) -> Columns:
    """Return the index of articles, given by rank as (number, published, wording)."""
    return _Read(articles).columns()


class _Read:
    """The articles as they were read: their terms in rows, which are numbered as they came."""

    def __init__(self, articles: Iterable[tuple[int, int, Wording]]) -> None:
        self._numbers, self._moments = array("q"), array("q")
        self._starts, self._rows = array("q", (0,)), array("I")
        self._weights = bytearray()
        self._known: dict[str, _Rows] = {}
        for number, published, wording in articles:
            known = self._known.setdefault(wording.lang, _Rows(self._known))
            self._numbers.append(number)
            self._moments.append(postings.within_reach(published))
            self._rows.extend(list(map(known.__getitem__, ["", *wording.terms()])))
            self._weights += b"\x01" + wording.weights
            self._starts.append(len(self._rows))

    def columns(self) -> Columns:
        """Return them in columns, the rows in the order of their terms. Can be called once: memory is short here."""
        terms = [(lang, term) for lang in sorted(self._known) for term in sorted(self._known[lang])]
        rows = self._renumbered(terms)
        moments, starts = np.array(self._moments, np.int64), np.array(self._starts, np.int64)
        weights = np.frombuffer(self._weights, np.uint8)
        order, bounds = _sorted(rows, len(terms))
        unsorted = np.repeat(np.arange(len(moments), dtype=np.uint32), np.diff(starts))
        unsorted <<= WEIGHT_BITS
        unsorted |= weights
        entries = unsorted[order]
        places = unsorted  # its memory is needed no more
        places[order] = np.arange(len(rows), dtype=np.uint32)
        return Columns(
            numbers=np.array(self._numbers, np.int64),
            moments=moments,
            starts=starts,
            rows=rows,
            weights=weights,
            places=places,
            entries=entries,
            bounds=bounds,
            terms=terms,
            marks=np.frombuffer(b"".join([mark_of(term) for _, term in terms]), np.uint16),
            shared=_shared(moments),
        )

    def _renumbered(self, terms: list[tuple[str, str]]) -> Ints:
        numbered = np.empty(len(terms), np.uint32)
        numbered[[self._known[lang][term] for lang, term in terms]] = np.arange(len(terms), dtype=np.uint32)
        self._known.clear()
        rows = numbered[np.frombuffer(self._rows, np.uint32)]
        self._rows = array("I")
        return rows


class _Rows(dict[str, int]):
    """The row of each term of a language; one that is asked for and not there yet is made."""

    def __init__(self, known: dict[str, "_Rows"]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, term: str) -> int:
        row = self[term] = sum(map(len, self._known.values()))
        return row


def _sorted(rows: Ints, count: int) -> tuple[Ints, Longs]:
    """Return the order in which terms of articles stand in their rows, as they came, and where each row begins."""
    keys = rows.astype(np.int64)
    keys <<= 32
    keys |= np.arange(len(rows), dtype=np.uint32)
    keys.sort()
    bounds = np.searchsorted(keys, np.arange(count + 1) << 32)
    return keys.astype(np.uint32), bounds  # the lower half


def _shared(moments: Longs) -> Shared | None:
    """Return which articles are of one moment; None if no two are."""
    if not (moments[1:] == moments[:-1]).any():
        return None
    return Shared(np.searchsorted(moments, moments, "left"), np.searchsorted(moments, moments, "right"))


def pieces_of(columns: Columns) -> Iterator[Piece]:
    """Give an index as it is stored, piece by piece."""
    bounds = columns.bounds.tolist()
    places = np.array(list(map(postings.place, columns.moments.tolist(), columns.numbers.tolist())), np.int64)
    for start in range(0, len(columns.terms), _ROWS_AT_ONCE):
        rows = range(start, min(start + _ROWS_AT_ONCE, len(columns.terms)))
        some = columns.entries[bounds[rows.start] : bounds[rows.stop]]
        entries = array("q", (places[some >> WEIGHT_BITS] | some & HEAVIEST).tobytes())
        for row in rows:
            begin, end = bounds[row] - bounds[rows.start], bounds[row + 1] - bounds[rows.start]
            found = entries[begin:end]
            if columns.shared:  # in the catalogue those of one moment stand by number
                found = array("q", sorted(found))
            yield from postings.pieces_of(*columns.terms[row], found)
