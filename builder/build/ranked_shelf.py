"""The index of a whole archive as its related lists are found one after the other, the oldest article first.

Places are ranks by age: small numbers, with which Python reckons twice as fast as with the catalogue's. How many
entries of a term are older is remembered from the article before, and so hardly ever searched for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from builder.catalogue.postings import FAR, WEIGHT_BITS, Entries, Ranking
from builder.catalogue.wordings import Worded
from builder.pages.shelf import Sight, Window, window

_NEAR: Final = 8


class RankedShelf:
    """A `Shelf` of articles that all stand in it."""

    def __init__(self, ranking: Ranking, ids: dict[int, str]) -> None:
        """`ids` has the id of every article by number."""
        self._ranking = ranking
        self._ids = ids
        self._older: dict[str, dict[str, int]] = {lang: {} for lang in ranking.terms}

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._ids)

    def sight(self, article: Worded) -> Sight:
        """Return what an article sees of its terms; quick when it is a little later than the one before."""
        least, after = self._ranks(article.published)
        at = least << WEIGHT_BITS
        rows = self._ranking.terms[article.wording.lang]
        known = self._older[article.wording.lang]
        guess = known.get
        terms = article.wording.terms()
        entries = [rows[term] for term in terms]
        older: list[int] = []
        for term, one in zip(terms, entries, strict=True):
            if len(one) == 1:
                older.append(-1)
                continue
            place = guess(term, 0)
            if one[place] < at or (place and one[place - 1] >= at):
                place = known[term] = _place(one, at, place)
            older.append(place)
        everything = rows[""]
        archive = bisect_left(everything, at)
        is_crowded = bisect_left(everything, after << WEIGHT_BITS, archive) > archive + 1
        return Sight(archive, entries, older, 0 if is_crowded else 1)

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""
        moments = self._ranking.moments
        return moments[entry >> WEIGHT_BITS] == moments[other >> WEIGHT_BITS]

    def window(self, article: Worded, entries: Entries, older: int, width: int) -> Sequence[int]:
        """Return which entries of a term an article looks at."""
        least, after = self._ranks(article.published)
        own = self._ranking.numbers.index(article.number, least, after)
        return window(self, article, Window(entries, older, width, after << WEIGHT_BITS, own), self._moment_of)

    def published(self, place: int) -> int:
        """Return when the article of a rank was published, in seconds since 1970."""
        return self._ranking.moments[place]

    def number(self, place: int) -> int:
        """Return the number of the article of a rank."""
        return self._ranking.numbers[place]

    def ident(self, place: int) -> str:
        """Return the id of the article of a rank."""
        return self._ids[self._ranking.numbers[place]]

    def _ranks(self, published: int) -> tuple[int, int]:
        """Return the first rank of a moment, and the first after it."""
        moments = self._ranking.moments
        moment = min(max(published, -FAR), FAR - 1)
        least = bisect_left(moments, moment)
        return least, bisect_right(moments, moment, least)

    def _moment_of(self, entry: int) -> tuple[int, int]:
        least, after = self._ranks(self._ranking.moments[entry >> WEIGHT_BITS])
        return least << WEIGHT_BITS, after << WEIGHT_BITS


def _place(entries: Entries, at: int, guess: int) -> int:
    """Return how many entries are less than `at`, of which the last is not: most often a few more than guessed."""
    if entries[guess] >= at:
        return bisect_left(entries, at, 0, guess)
    near = min(guess + _NEAR, len(entries))
    place = bisect_left(entries, at, guess + 1, near)
    return place if place < near else bisect_left(entries, at, near)
