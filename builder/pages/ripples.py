"""Whom a change of the index reaches: which articles look at an entry, or count it when they weigh a term."""

from bisect import bisect_left
from collections.abc import Iterator

from builder.catalogue.postings import MOMENT, Entries, number_in
from builder.pages import kinship


def counting(entries: Entries, entry: int) -> Iterator[int]:
    """Name the articles for which a term would be rarer without one of its entries, which stands among `entries`."""
    here = bisect_left(entries, entry)
    for step in _steps(here, len(entries)):
        start, end = _moment_around(entries, step)
        yield from map(number_in, entries[start:end])


def beside(entries: Entries, entry: int) -> Iterator[int]:
    """Name the articles that have a term and were published at the moment of one of its entries."""
    start, end = _moment_around(entries, bisect_left(entries, entry))
    yield from map(number_in, entries[start:end])


def looking(entries: Entries, entry: int) -> Iterator[int]:
    """Name the articles that may look at an entry of a term, or at others but for it, if the term is a clue of theirs.

    Named are the articles of its own moment, and those after them whose window begins no later than that moment ends.
    """
    start, end = _moment_around(entries, bisect_left(entries, entry))
    last = min(end + kinship.WINDOW, len(entries)) - 1
    _, end = _moment_around(entries, last)
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
