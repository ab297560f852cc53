"""What related articles are looked for in: the entries of terms, oldest first, whatever an entry's place means.

An entry is a number: a place, which says who has the term and is greater for later articles, and below it the weight of
the term there. The catalogue's places name the moment and the article's number; a whole archive may use ranks instead.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from builder.catalogue import postings
from builder.catalogue.postings import FAR, MOMENT, WEIGHT_BITS, Entries, moment, number_in, stands
from builder.catalogue.wordings import Worded

Seeker = TypeVar("Seeker")
"""What a shelf knows an article by that looks for others."""

Seeker_contra = TypeVar("Seeker_contra", contravariant=True)


class Sight(NamedTuple):
    """What an article sees of its terms."""

    published: int
    """When the article was published, in seconds since 1970."""
    place: int
    """Where the article itself stands, or would."""
    ident: str
    """The article's id where it is `crowded`; nobody asks for it otherwise."""
    weights: bytes
    """How heavy each term is in the article, the heaviest first."""
    rows: Sequence[Entries]
    """The entries of terms."""
    held: Sequence[int]
    """Which of the rows is that of each of its terms."""
    older: Sequence[int]
    """How many entries of each term stand before its moment."""
    archive: int
    """How many articles of its language are older."""
    later: int
    """The least entry after its moment, where it is `crowded`; nobody asks for it otherwise."""
    crowded: bool
    """Whether others of its language were published at the same moment."""


class Shelf(Protocol[Seeker_contra]):
    """An index of terms."""

    def sight(self, article: Seeker_contra) -> Sight:
        """Return what an article sees of its terms."""

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""

    def moment_of(self, entry: int) -> tuple[int, int]:
        """Return the least entry of an entry's moment, and the least of those after that moment."""

    def published(self, place: int) -> int:
        """Return when the article of a place was published, in seconds since 1970."""

    def number(self, place: int) -> int:
        """Return the number of the article of a place."""

    def ident(self, place: int) -> str:
        """Return the id of the article of a place."""


class DatedShelf:
    """The index as the catalogue has it."""

    def __init__(self, lookup: Callable[[str, list[str]], list[Entries]], identify: Callable[[int], str]) -> None:
        """`lookup` gives all entries of each of some terms of a language, `identify` an article's id by number."""
        self._lookup = lookup
        self._identify = identify

    def sight(self, article: Worded) -> Sight:
        """Return what an article sees of its terms."""
        everything, *rows = self._lookup(article.wording.lang, ["", *article.wording.terms()])
        at, place = moment(article.published), postings.place(article.published, article.number)
        later = at + (1 << MOMENT)
        archive = bisect_left(everything, at)
        alone = archive + (1 if stands(everything, place | 1) else 0)
        return Sight(
            published=postings.within_reach(article.published),
            place=place >> WEIGHT_BITS,
            ident=article.id,
            weights=article.wording.weights,
            rows=rows,
            held=range(len(rows)),
            older=[bisect_left(entries, at) for entries in rows],
            archive=archive,
            later=later,
            crowded=bisect_left(everything, later, archive) > alone,
        )

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""
        return entry >> MOMENT == other >> MOMENT

    def moment_of(self, entry: int) -> tuple[int, int]:
        """Return the least entry of an entry's moment, and the least of those after that moment."""
        at = entry >> MOMENT << MOMENT
        return at, at + (1 << MOMENT)

    def published(self, place: int) -> int:
        """Return when the article of a place was published, in seconds since 1970."""
        return (place >> MOMENT - WEIGHT_BITS) - FAR

    def number(self, place: int) -> int:
        """Return the number of the article of a place."""
        return number_in(place << WEIGHT_BITS)

    def ident(self, place: int) -> str:
        """Return the id of the article of a place."""
        return self._identify(self.number(place))


def window(shelf: Shelf[Seeker], sight: Sight, order: int, width: int) -> Entries:
    """Return which entries of one of its terms an article looks at: the latest `width` that are older.

    Articles of one moment have no order here, so none is taken without the others, up to `width` again; where they are
    too many, none of them is. Of those of the article's own moment the ones with a lesser id count.
    """
    entries, older = sight.rows[sight.held[order]], sight.older[order]
    start = max(0, older - width)
    if start and shelf.together(entries[start - 1], entries[start]):
        least, after = shelf.moment_of(entries[start])
        first = bisect_left(entries, least)
        start = first if start - first <= width else bisect_left(entries, after)
    chosen = entries[start:older]
    if sight.crowded:
        chosen.extend(_of_its_moment(shelf, sight, entries[older:], width))
    return chosen


def _of_its_moment(shelf: Shelf[Seeker], sight: Sight, entries: Entries, width: int) -> list[int]:
    """Return the entries of an article's own moment that it looks at, given those that are not older."""
    end = bisect_left(entries, sight.later)
    if end > width:
        return []
    return [
        entry
        for entry in entries[:end]
        if entry >> WEIGHT_BITS != sight.place and shelf.ident(entry >> WEIGHT_BITS) < sight.ident
    ]
