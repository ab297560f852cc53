"""The index of a whole archive, in which all its related lists are found.

Places are ranks by age: small numbers, with which Python reckons twice as fast as with the catalogue's. What an article
sees of its terms was counted when its entries came to the index, and is not searched for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from builder.catalogue.postings import WEIGHT_BITS, Entries, Ranking
from builder.pages.shelf import Sight


class RankedShelf:
    """A `Shelf` of articles that all stand in it and are known by their ranks."""

    def __init__(self, ranking: Ranking, ids: dict[int, str]) -> None:
        """`ids` has the id of every article by number."""
        self._ranking = ranking
        self._ids = ids

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._ids)

    def sight(self, article: int) -> Sight:
        """Return what an article sees of its terms."""
        of = self._ranking
        everything, *held = of.held[of.starts[article] : of.starts[article + 1]]
        archive, *older = of.before[of.starts[article] : of.starts[article + 1]]
        least, after = self._ranks(article)
        crowded = after - least > 1
        if crowded:  # then some that came before it are not older, or all of them are of another language
            first = least << WEIGHT_BITS
            archive = bisect_left(of.rows[everything], first, 0, archive)
            older = [bisect_left(of.rows[row], first, 0, count) for row, count in zip(held, older, strict=True)]
            crowded = bisect_left(of.rows[everything], after << WEIGHT_BITS, archive) > archive + 1
        return Sight(
            published=of.moments[article],
            place=article,
            ident=self.ident(article),
            weights=of.weights[article],
            archive=archive,
            older=older,
            latest=lambda order, _: (of.rows[held[order]], older[order]),
            beside=lambda order, _: _up_to(of.rows[held[order]], older[order], after << WEIGHT_BITS),
            crowded=crowded,
        )

    def marks(self, article: int, tried: Iterable[int]) -> bytes:
        """Return the marks of some of an article's terms."""
        of = self._ranking
        start = of.starts[article] + 1
        return b"".join([of.marks[of.held[start + order]] for order in tried])

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""
        moments = self._ranking.moments
        return moments[entry >> WEIGHT_BITS] == moments[other >> WEIGHT_BITS]

    def moment_of(self, entry: int) -> tuple[int, int]:
        """Return the least entry of an entry's moment, and the least of those after that moment."""
        least, after = self._ranks(entry >> WEIGHT_BITS)
        return least << WEIGHT_BITS, after << WEIGHT_BITS

    def published(self, place: int) -> int:
        """Return when the article of a rank was published, in seconds since 1970."""
        return self._ranking.moments[place]

    def number(self, place: int) -> int:
        """Return the number of the article of a rank."""
        return self._ranking.numbers[place]

    def ident(self, place: int) -> str:
        """Return the id of the article of a rank."""
        return self._ids[self._ranking.numbers[place]]

    def _ranks(self, place: int) -> tuple[int, int]:
        """Return the first rank of the moment of a rank, and the first after it."""
        moments = self._ranking.moments
        return bisect_left(moments, moments[place], 0, place), bisect_right(moments, moments[place], place)


def _up_to(entries: Entries, start: int, before: int) -> Entries:
    return entries[start : bisect_left(entries, before, start)]
