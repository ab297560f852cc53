"""What related articles are looked for in: the entries of terms, oldest first.

An entry is a number: a place, which says who has the term and is greater for later articles, and below it the weight of
the term there.
"""

from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from builder.catalogue import postings
from builder.catalogue.postings import FAR, MOMENT, WEIGHT_BITS, Entries, moment, number_in
from builder.catalogue.wordings import Worded


class Sight(NamedTuple):
    """What an article sees of its terms, which are named by their order: 0 is the heaviest."""

    published: int
    """When the article was published, in seconds since 1970."""
    place: int
    """Where the article itself stands, or would."""
    ident: str
    """The article's id."""
    weights: bytes
    """How heavy each term is in the article."""
    archive: int
    """How many articles of its language are older."""
    older: list[int]
    """How many of them have each term."""
    latest: Callable[[int, int], Entries]
    """Gives the latest entries of a term that are older: at least so many, as far as there are."""
    beside: Callable[[int, int], Entries]
    """Gives the entries of a term of the article's own moment; of more than so many, at least one more."""
    crowded: bool
    """Whether others of its language were published at the same moment."""


class Index(Protocol):
    """Entries by language and term, under '' those of all articles of the language."""

    def counts(self, lang: str, terms: list[str], before: int) -> list[int]:
        """Return how many entries of each of some terms are less than `before`."""

    def latest(self, lang: str, term: str, before: int, least: int) -> Entries:
        """Return at least the last `least` entries of a term that are less than `before`, as far as there are."""


class Shelf:
    """An index of terms. Places name the moment and the article's number, as the catalogue's entries do."""

    def __init__(self, index: Index, identify: Callable[[int], str]) -> None:
        """`identify` gives an article's id by number."""
        self._index = index
        self._identify = identify

    def sight(self, article: Worded) -> Sight:
        """Return what an article sees of its terms."""
        lang, terms = article.wording.lang, article.wording.terms()
        at, place = moment(article.published), postings.place(article.published, article.number) >> WEIGHT_BITS
        later = at + (1 << MOMENT)
        archive, *older = self._index.counts(lang, ["", *terms], at)
        return Sight(
            published=postings.within_reach(article.published),
            place=place,
            ident=article.id,
            weights=article.wording.weights,
            archive=archive,
            older=older,
            latest=partial(self._latest, lang, terms, at),
            beside=partial(self._beside, lang, terms, at),
            crowded=any(e >= at and e >> WEIGHT_BITS != place for e in self._index.latest(lang, "", later, 2)),
        )

    def _latest(self, lang: str, terms: list[str], at: int, order: int, least: int) -> Entries:
        return self._index.latest(lang, terms[order], at, least)

    def _beside(self, lang: str, terms: list[str], at: int, order: int, most: int) -> Entries:
        entries = self._index.latest(lang, terms[order], at + (1 << MOMENT), most + 1)
        return entries[bisect_left(entries, at) :]

    def moment_of(self, entry: int) -> tuple[int, int]:
        """Return the least entry of an entry's moment, and the least of those after that moment."""
        at = entry >> MOMENT << MOMENT
        return at, at + (1 << MOMENT)

    def together(self, entry: int, other: int) -> bool:
        """Say whether two entries are of articles that were published at the same moment."""
        return entry >> MOMENT == other >> MOMENT

    def published(self, place: int) -> int:
        """Return when the article of a place was published, in seconds since 1970."""
        return (place >> MOMENT - WEIGHT_BITS) - FAR

    def number(self, place: int) -> int:
        """Return the number of the article of a place."""
        return number_in(place << WEIGHT_BITS)

    def ident(self, place: int) -> str:
        """Return the id of the article of a place."""
        return self._identify(self.number(place))


def window(shelf: Shelf, sight: Sight, order: int, width: int) -> Entries:
    """Return which entries of one of its terms an article looks at: as a rule, the latest `width` that are older.

    Articles of one moment have no order here, so none is taken without the others, up to `width` again; where they are
    too many, none of them is. Of those of the article's own moment the ones with a lesser id count.
    """
    entries = sight.latest(order, 2 * width + 1)
    start = max(0, len(entries) - width)
    if start and shelf.together(entries[start - 1], entries[start]):
        least, after = shelf.moment_of(entries[start])
        first = bisect_left(entries, least)
        start = first if start - first <= width else bisect_left(entries, after)
    chosen = entries[start:]
    if sight.crowded:
        chosen.extend(_of_its_moment(shelf, sight, order, width))
    return chosen


def _of_its_moment(shelf: Shelf, sight: Sight, order: int, width: int) -> list[int]:
    """Return the entries of an article's own moment that it looks at."""
    same = sight.beside(order, width)
    if len(same) > width:
        return []
    return [
        entry
        for entry in same
        if entry >> WEIGHT_BITS != sight.place and shelf.ident(entry >> WEIGHT_BITS) < sight.ident
    ]
