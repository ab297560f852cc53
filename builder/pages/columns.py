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

_ROWS_AT_ONCE: Final = 4096
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

    def moment_around(self, places: Longs) -> tuple[Longs, Longs]:
        """Return where the first entry of a row stands that is of the moment of an entry, and the first after these."""
        if self.shared is None:
            return places, places + 1
        return self.shared.first[places].astype(np.int64), self.shared.after[places].astype(np.int64)


class Shared(NamedTuple):
    """Which entries of a row are of one moment, by where an entry stands."""

    first: Ints
    """Where the first of its moment stands."""
    after: Ints
    """Where the first after its moment stands, or would."""


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
        """Return them in columns, the rows in the order of their terms."""
        terms = [(lang, term) for lang in sorted(self._known) for term in sorted(self._known[lang])]
        rows = self._renumbered(terms)
        moments, starts = np.array(self._moments, np.int64), np.array(self._starts, np.int64)
        weights = np.frombuffer(bytes(self._weights), np.uint8)
        ranks = np.repeat(np.arange(len(moments), dtype=np.uint32), np.diff(starts))
        order = _order_of(rows)
        entries = (ranks << np.uint32(WEIGHT_BITS) | weights)[order]
        places = np.empty(len(rows), np.uint32)
        places[order] = np.arange(len(rows), dtype=np.uint32)
        bounds = np.zeros(len(terms) + 1, np.int64)
        np.cumsum(np.bincount(rows, minlength=len(terms)), out=bounds[1:])
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
            shared=_shared(moments, entries, bounds),
        )

    def _renumbered(self, terms: list[tuple[str, str]]) -> Ints:
        numbered = np.empty(len(terms), np.uint32)
        numbered[[self._known[lang][term] for lang, term in terms]] = np.arange(len(terms), dtype=np.uint32)
        return numbered[np.array(self._rows, np.uint32)]


class _Rows(dict[str, int]):
    """The row of each term of a language; one that is asked for and not there yet is made."""

    def __init__(self, known: dict[str, "_Rows"]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, term: str) -> int:
        row = self[term] = sum(map(len, self._known.values()))
        return row


def _order_of(rows: Ints) -> Ints:
    """Return the order in which terms of articles stand in their rows: as they came."""
    keys = rows.astype(np.int64) << 32 | np.arange(len(rows), dtype=np.int64)
    keys.sort()
    return keys.astype(np.uint32)  # the lower half


def _shared(moments: Longs, entries: Ints, bounds: Longs) -> Shared | None:
    """Return which entries are of one moment; None if no two articles are."""
    if not (moments[1:] == moments[:-1]).any():
        return None
    of = moments[entries >> WEIGHT_BITS]
    begins = np.empty(len(entries), bool)
    begins[1:] = of[1:] != of[:-1]
    begins[bounds[:-1]] = True
    firsts = np.flatnonzero(begins).astype(np.uint32)
    which = np.cumsum(begins, dtype=np.uint32) - 1
    return Shared(firsts[which], np.append(firsts[1:], np.uint32(len(entries)))[which])


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
