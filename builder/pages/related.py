"""Which articles a reader may want next: hand-picked, then of the same storyline, then those that are about the same.

Beyond the hand-picked, an article draws only on articles of its language that were published before it. So its list
never changes when something is published, and few lists depend on any one article.
"""

from array import array
from collections.abc import Iterable, Iterator
from struct import iter_unpack
from typing import Final, NamedTuple

from builder.catalogue import articles, kin, listings, wordings
from builder.catalogue.articles import Row
from builder.catalogue.kin import FIELDS, Found, mark_of
from builder.catalogue.wordings import Worded
from builder.model.article import Article
from builder.model.diagnostics import Diagnostic
from builder.pages.archive import Archive, listing_of, position_of
from builder.pages.kinship import LIKENESS, Kin, Search, search
from builder.pages.memory import Memory
from builder.pages.shelf import Shelf
from builder.pages.sketch import apart, sketch_of, terms_of
from builder.pages.targets import Source, follow, linked_article

_KIN: Final = f"={FIELDS}q"

SHOWN: Final = 4
"""Length of a related list."""

BACKGROUND: Final = 5
"""How many older articles of its storyline an article shows beyond those of its related list."""

_WINDOW: Final = 24
"""How far back an article looks in its storyline."""

_SAME: Final = 3, 4
"""Two articles are the same story told twice when they share more of all their terms than three quarters."""

_SUSPECT: Final = 10 * LIKENESS // 16
"""From this likeness on, all terms of two articles are compared."""

_ALIKE: Final = 3, 4
"""Two found articles are compared by all their terms when they share at least this part of all clues that they have,
and the less near of them is at least this part as near as the other."""

_CLOSE: Final = 15, 16
"""Scores are close when the lesser is more than this part of the greater: the less alike one is then taken."""


class Related(NamedTuple):
    """What an article leads to: its related list, best first, more of its storyline, and what is wrong."""

    numbers: tuple[int, ...]
    background: tuple[int, ...]
    findings: tuple[Diagnostic, ...]


def related(archive: Archive, row: Row, article: Article) -> Related:
    """Choose the related articles of an article."""
    wanted, findings = hand_picked(archive, row, article)
    shown = {*_shown_beside(archive, article)}
    picked = [number for number in wanted if number not in shown]
    story = [*_older_of_storyline(archive, row, article)]
    choice = _Choice(archive, row, nearest(archive, row), picked, shown)
    if article.translation_of or picked or story:
        choice.mind_translations()
    choice.take(story)
    told = set(choice.numbers)
    choice.take_nearest()
    background = [number for number in story if number not in told and not choice.shuns(number)]
    return Related(tuple(choice.numbers), tuple(background[:BACKGROUND]), findings)


class _Choice:
    """A related list as it grows: what it has, and what it must not have."""

    def __init__(self, archive: Archive, row: Row, found: list[Kin], picked: list[int], shown: Iterable[int]) -> None:
        self._archive = archive
        self._found = {one.number: one for one in found}
        self._own = row.number
        self._shunned = {row.number, *picked, *shown}
        self._told: set[int] | None = None
        self.numbers = [*picked]

    def mind_translations(self) -> None:
        """Take no article of which the list has another language's version, or that the article itself translates."""
        self._told = {_original(self._archive, number) for number in (self._own, *self.numbers)}

    def shuns(self, number: int) -> bool:
        """Say whether an article must not be taken: it is there already, or told in another language."""
        if number in self._shunned:
            return True
        return self._told is not None and _original(self._archive, number) in self._told

    def take(self, numbers: Iterable[int]) -> None:
        """Take articles in their order, as far as there is room, but for the same story told twice."""
        for number in numbers:
            if len(self.numbers) >= SHOWN:
                return
            self._take(number)

    def take_nearest(self) -> None:
        """Take the nearest articles; of those that are about as near, the one that is least like the others."""
        left = [one for one in self._found.values() if one.number not in self._shunned]
        while left and len(self.numbers) < SHOWN:
            part, whole = _CLOSE
            close = [one for one in left if one.score * whole > left[0].score * part]
            mine = [self._found[number].clues for number in self.numbers if number in self._found]
            best = min(close, key=lambda one: _likeness(one, mine)) if mine and len(close) > 1 else close[0]
            left.remove(best)
            self._take(best.number)

    def _take(self, number: int) -> None:
        if not self.shuns(number) and not self._is_told(number):
            self.numbers.append(number)
            self._shunned.add(number)
            if self._told is not None:
                self._told.add(_original(self._archive, number))

    def _is_told(self, number: int) -> bool:
        """Say whether an article is nearly the same text as the article itself or one of the list.

        Where words are not read nobody knows: two stories may well have the same tags.
        """
        if self._archive.site.related.by != "content":
            return False
        memory = self._archive.memory
        return any(_are_same(memory, number, other) for other in self._suspects(number))

    def _suspects(self, number: int) -> Iterator[int]:
        """Name those with which an article is compared word by word.

        The others cannot be the same story: one of two was found and the other was not, or by other clues.
        """
        one = self._found.get(number)
        if one and one.likeness >= _SUSPECT:
            yield self._own
        for known in self.numbers:
            other = self._found.get(known)
            if _may_be_told(one, other) if one and other else one is other:
                yield known


def _are_same(memory: Memory, one: int, other: int) -> bool:
    """Say whether two articles are nearly the same text, by their terms, which their sketches often spare to read."""
    drawn, beside = memory.sketch(one), memory.sketch(other)
    if drawn and beside and not _is_near(apart(drawn, beside), terms_of(drawn) + terms_of(beside)):
        return False
    terms, others = memory.terms(one), memory.terms(other)
    return _is_near(len(terms ^ others), len(terms) + len(others))


def _is_near(apart: int, terms: int) -> bool:
    """Say whether two articles that have some terms share all but a few, given how many only one of both has."""
    part, whole = _SAME
    shared = terms - apart  # each of them is counted with either article
    return shared * whole > (shared + 2 * apart) * part


def _may_be_told(one: Kin, other: Kin) -> bool:
    """Say whether two found articles may be the same story, as far as what found them tells."""
    part, whole = _ALIKE
    less, more = sorted((one.likeness, other.likeness))
    both, either = one.clues & other.clues, one.clues | other.clues
    return less * whole >= more * part and both.bit_count() * whole >= either.bit_count() * part


def _likeness(one: Kin, others: list[int]) -> int:
    """Return how many clues an article shares with that one of others which shares most."""
    return max((one.clues & clues).bit_count() for clues in others)


def _original(archive: Archive, number: int) -> int:
    """Return the article that an article translates, or itself."""
    reference = articles.numbered(archive.catalogue, number).article().translation_of
    original = articles.find(archive.catalogue, reference.target) if reference else None
    return original.number if original else number


def hand_picked(archive: Archive, row: Row, article: Article) -> tuple[list[int], tuple[Diagnostic, ...]]:
    """Return the articles that the writer picked and readers may see, each once, and what is wrong with the others."""
    source = Source(row.path, row.shown)
    numbers: list[int] = []
    findings: list[Diagnostic] = []
    for reference in article.related:
        found, wrong = follow(archive, source, reference)
        findings.extend(wrong)
        if found and found.number not in numbers:
            numbers.append(found.number)
    return numbers, tuple(findings)


def nearest(archive: Archive, row: Row) -> list[Kin]:
    """Return the articles that are nearest to an article by what they are about, the nearest first."""
    if not archive.site.related.are_found:
        return []
    stored = kin.of(archive.catalogue, row.number) if row.shown else None
    if stored is None:
        article = worded(archive, row)
        found = search(shelf_of(archive), article)
        if row.shown:
            archive.memory.found(as_stored(article, found))
        return found.kin
    return list(map(Kin._make, iter_unpack(_KIN, stored)))


def worded(archive: Archive, row: Row) -> Worded:
    """Return an article with what it is about."""
    return Worded(row.number, row.id, row.published, wordings.of(archive.catalogue, row.number))


def as_stored(article: Worded, found: Search) -> Found:
    """Return related articles as the catalogue stores them."""
    terms = article.wording.terms()
    marks = b"".join([mark_of(terms[order]) for order in found.tried])
    return Found(article.number, packed(found.kin), marks, sketch_of(terms))


def packed(found: Iterable[Kin]) -> bytes:
    """Return related articles as `nearest` reads them."""
    return array("q", [value for one in found for value in one]).tobytes()


def reach(archive: Archive, row: Row, article: Article) -> Iterator[int]:
    """Return the articles whose lists show this one, or would but for another that is nearer."""
    if article.storyline:
        listing = listing_of(archive, f"storyline:{article.storyline.target}")
        if listing:
            for stand in listings.after(archive.catalogue, listing.number, position_of(row), _WINDOW):
                yield stand.article
    yield from kin.finders(archive.catalogue, row.number)


def shelf_of(archive: Archive) -> Shelf:
    """Return the index in which an archive's articles look for others."""
    return Shelf(archive.memory.index(), lambda number: articles.id_of(archive.catalogue, number))


def _older_of_storyline(archive: Archive, row: Row, article: Article) -> Iterator[int]:
    """Return the older articles of an article's storyline and language, newest first."""
    listing = listing_of(archive, f"storyline:{article.storyline.target}") if article.storyline else None
    if listing is None:
        return
    lang = wordings.of(archive.catalogue, row.number).lang
    for stand in listings.before(archive.catalogue, listing.number, position_of(row), _WINDOW):
        if wordings.of(archive.catalogue, stand.article).lang == lang:
            yield stand.article


def _shown_beside(archive: Archive, article: Article) -> Iterator[int]:
    """Return the articles that the page shows already: what it follows up, and what its text promotes with a card."""
    followed = articles.find(archive.catalogue, article.updates.target) if article.updates else None
    promoted = (linked_article(archive, slot.target) for slot in article.slots if slot.kind == "promo")
    yield from (found.number for found in (followed, *promoted) if found)
