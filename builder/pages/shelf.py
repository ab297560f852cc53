"""What related articles are looked for in: the entries of terms, oldest first, whatever an entry's place means.

An entry is a number: a place, which says who has the term and is greater for later articles, and below it the weight of
the term there. The catalogue's places name the moment and the article's number; a whole archive may use ranks instead.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from builder.catalogue import postings
from builder.catalogue.postings import FAR, MOMENT, WEIGHT_BITS, Entries, moment, number_in, stands
from builder.catalogue.wordings import Worded


class Sight(NamedTuple):
    """What an article sees of its terms."""

    archive: int
    """How many articles of its language are older."""
    entries: Sequence[Entries]
    """All entries of each of its terms."""
    older: list[int]
    """How many of them stand before its moment; -1 where nobody else has the term."""
    least: int
    """How many must stand there for the term to be a clue: 1, or 0 when others were published at the same moment."""


class Shelf(Protocol):
    """An index of terms."""

    def sight(self, article: Worded) -> Sight:
        """Return what an article sees of its terms."""

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""

    def window(self, article: Worded, entries: Entries, older: int, width: int) -> Sequence[int]:
        """Return which entries of a term an article looks at.

        Articles of one moment have no order here, so none is taken without the others, up to `width` again; where
        they are too many, none of them is. Of those of the article's own moment the ones with a lesser id count.
        """

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
        everything, *entries = self._lookup(article.wording.lang, ["", *article.wording.terms()])
        at = moment(article.published)
        alone = 1 if stands(everything, postings.place(article.published, article.number) | 1) else 0
        archive = bisect_left(everything, at)
        is_crowded = bisect_left(everything, at + (1 << MOMENT), archive) > archive + alone
        older = [bisect_left(one, at) if len(one) > alone else -1 for one in entries]
        return Sight(archive, entries, older, 0 if is_crowded else 1)

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""
        return entry >> MOMENT == other >> MOMENT

    def window(self, article: Worded, entries: Entries, older: int, width: int) -> Sequence[int]:
        """Return which entries of a term an article looks at."""
        at, own = moment(article.published), postings.place(article.published, article.number) >> WEIGHT_BITS
        return window(self, article, Window(entries, older, width, at + (1 << MOMENT), own), _moment_of)

    def published(self, place: int) -> int:
        """Return when the article of a place was published, in seconds since 1970."""
        return (place >> MOMENT - WEIGHT_BITS) - FAR

    def number(self, place: int) -> int:
        """Return the number of the article of a place."""
        return number_in(place << WEIGHT_BITS)

    def ident(self, place: int) -> str:
        """Return the id of the article of a place."""
        return self._identify(self.number(place))


def _moment_of(entry: int) -> tuple[int, int]:
    at = entry >> MOMENT << MOMENT
    return at, at + (1 << MOMENT)


class Window(NamedTuple):
    """Entries of a term; how many are older than an article, how many it looks at; what ends its moment; its place."""

    entries: Entries
    older: int
    width: int
    later: int
    own: int


def window(shelf: Shelf, article: Worded, seen: Window, moment_of: Callable[[int], tuple[int, int]]) -> Sequence[int]:
    """Return which entries an article looks at, as `Shelf.window` says.

    `moment_of` gives the least entry of an entry's moment, and the least of those after that moment.
    """
    entries, older, width = seen.entries, seen.older, seen.width
    start = max(0, older - width)
    if start and shelf.together(entries[start - 1], entries[start]):
        least, after = moment_of(entries[start])
        first = bisect_left(entries, least)
        start = first if start - first <= width else bisect_left(entries, after)
    end = bisect_left(entries, seen.later, older)
    if end - older > width:
        end = older
    same = [
        entry
        for entry in entries[older:end]
        if entry >> WEIGHT_BITS != seen.own and shelf.ident(entry >> WEIGHT_BITS) < article.id
    ]
    return [*entries[start:older], *same]
