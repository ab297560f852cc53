"""The index of words brought in line with what changed, and the related lists that this moves.

Entries go and come one article after the other. At each step the articles are named that the step may reach; in the
end their lists are found anew and compared with those that were stored, so only those count that are really others.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Final

from builder.catalogue import articles, kin, postings, wordings
from builder.catalogue.kin import mark_of
from builder.catalogue.open import Catalogue
from builder.catalogue.postings import Entries, entries_of, moment, same_place
from builder.catalogue.wordings import Worded
from builder.pages.kinship import search
from builder.pages.related import as_stored
from builder.pages.ripples import beside, counting, looking
from builder.pages.shelf import Shelf

MANY: Final = 100
"""From so many lists on, the rows of their terms are read whole and kept, instead of a piece of each for each list."""


def update_index(catalogue: Catalogue, before: dict[int, Worded | None]) -> set[int]:
    """Bring the index in line with articles that changed; return the articles whose lists are others now.

    `before` has each article that changed, by number, as the index holds it: None for one that it does not hold. One
    that has the same words, moment and id keeps its list. An article without a stored list is left out: its page is
    pending, and its list is found when that is planned.
    """
    index = _Index(catalogue)
    reached: set[int] = set()
    others: set[int] = set()
    for number in sorted(before):
        old, new = before[number], _as_shown(catalogue, number)
        if old != new:
            others.add(number)
            reached.update(index.change(old, new))
    kin.forget(catalogue, sorted(others))
    left = sorted(reached - others)
    shelf = index.shelf(len(left))
    return {number for number in left if _find_anew(catalogue, shelf, number)}


def _as_shown(catalogue: Catalogue, number: int) -> Worded | None:
    return wordings.worded(catalogue, number) if articles.is_shown(catalogue, number) else None


_Terms = dict[tuple[str, str], int]
"""The entries of one article by language and term."""


def _entries(article: Worded | None) -> _Terms:
    if article is None:
        return {}
    lang = article.wording.lang
    found = entries_of(article.published, article.number, article.wording)
    return {(lang, term): entry for term, entry in found.items()}


class _Index:
    """The entries that one batch of changes asks for, kept in memory, and written through."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[tuple[str, str], Entries] = {}
        self._clues: dict[int, bytes] = {}

    def entries(self, lang: str, term: str) -> Entries:
        """Return every entry of a term."""
        known = self._known.get((lang, term))
        if known is None:
            known = self._known[lang, term] = postings.under(self._catalogue, lang, term)
        return known

    def _having_clue(self, term: str, numbers: set[int]) -> Iterator[int]:
        """Name those of some articles that looked for others by a term, as far as its mark tells."""
        unread = sorted(numbers.difference(self._clues))
        self._clues.update(dict.fromkeys(unread, b""))
        self._clues.update(kin.clues_of_each(self._catalogue, unread))
        mark = mark_of(term)
        return (number for number in numbers if mark in self._clues[number])

    def change(self, old: Worded | None, new: Worded | None) -> set[int]:
        """Replace an article's entries; return the articles that may look at them, or count them."""
        gone, come = _entries(old), _entries(new)
        if not gone and new and self._is_newest(new):
            self._append(come)
            return set()
        if old and new and old.id == new.id:  # where two are as near and as old, the id decides
            gone, come = dict(gone.items() - come.items()), dict(come.items() - gone.items())
        reached = self._reached(gone, come)
        stays = {key for key, entry in gone.items() if key in come and same_place(entry, come[key])}
        for key, entry in gone.items():
            if key in stays:
                self._reweigh(*key, entry, come[key])
            else:
                self._remove(*key, entry)
        for key, entry in come.items():
            if key not in stays:
                self._add(*key, entry)
        reached.update(self._reached(come, gone))
        return reached

    def _add(self, lang: str, term: str, entry: int) -> None:
        insort(self.entries(lang, term), entry)
        postings.add(self._catalogue, lang, term, entry)

    def _remove(self, lang: str, term: str, entry: int) -> None:
        entries = self.entries(lang, term)
        del entries[bisect_left(entries, entry)]
        postings.remove(self._catalogue, lang, term, entry)

    def _reweigh(self, lang: str, term: str, entry: int, other: int) -> None:
        entries = self.entries(lang, term)
        entries[bisect_left(entries, entry)] = other
        postings.reweigh(self._catalogue, lang, term, entry, other)

    def _is_newest(self, article: Worded) -> bool:
        """Say whether all others of an article's language are older, so that none of them looks at it or counts it."""
        last = postings.last(self._catalogue, article.wording.lang)
        return last is None or last < moment(article.published)

    def _append(self, come: _Terms) -> None:
        """Add the entries of the newest article; of those before them the last piece is read, and no more."""
        for (lang, term), entry in come.items():
            postings.append(self._catalogue, lang, term, entry)
            if (lang, term) in self._known:
                self._known[lang, term].append(entry)

    def _reached(self, entries: _Terms, others: _Terms) -> set[int]:
        """Return whom entries reach that stand in the index.

        Who has the term as a clue may look at them. For those of the same moment it may become one; and it may for whom
        it is rarer or less rare now, but where only a weight changes, none is counted anew.
        """
        reached: set[int] = set()
        for (lang, term), entry in entries.items():
            under = self.entries(lang, term)
            reached.update(self._having_clue(term, set(looking(under, entry))))
            reached.update(beside(under, entry))
            other = others.get((lang, term))
            if other is None or not same_place(entry, other):
                reached.update(counting(under, entry))
        return reached

    def shelf(self, lists: int) -> Shelf:
        """Return the index for finding some lists anew: many share most of their terms, which are then read whole."""
        index = postings.WholeIndex(self.entries) if lists >= MANY else postings.StoredIndex(self._catalogue)
        return Shelf(index, lambda number: articles.id_of(self._catalogue, number))


def _find_anew(catalogue: Catalogue, shelf: Shelf, number: int) -> bool:
    """Find an article's list anew; say whether it is another than the one that was stored."""
    before = kin.of(catalogue, number)
    if before is None:
        return False
    article = wordings.worded(catalogue, number)
    found = as_stored(article, search(shelf, article))
    kin.store(catalogue, (found,))
    return found.found != before
