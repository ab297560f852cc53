"""What planning remembers while nothing in the catalogue's lists and names changes.

It only saves asking: whatever is not remembered, the catalogue answers. While changes are applied nothing is kept.
With `much` to plan, whole lists are read at once, which costs a fraction of a question a page; for a handful of
pages it would cost far more.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Final, TypeVar, cast

from builder.catalogue import articles, kin, listings, postings, references, wordings
from builder.catalogue.articles import Row
from builder.catalogue.kin import Found
from builder.catalogue.listings import Position
from builder.catalogue.open import Catalogue
from builder.catalogue.postings import Entries

Answer = TypeVar("Answer")

_CARDS: Final = 50_000
"""Cards in memory at most: some 40 MB."""

_TERMS: Final = 4_000
"""Articles whose terms are in memory at most: some 60 MB."""

_NO_ENTRIES: Final = postings.Entries("q")


class Memory:
    """Answers of the catalogue, kept for as long as it does not change."""

    def __init__(self, catalogue: Catalogue, *, kept: bool, much: bool = False) -> None:
        self._catalogue = catalogue
        self._kept = kept
        self._much = much
        self._answers: dict[tuple[str, str], object] = {}
        self._cards: dict[int, bytes] = {}
        self._rows: dict[str, tuple[Row, str]] = {}
        self._members: dict[int, list[tuple[int, str, int]]] = {}
        self._postings: dict[str, dict[str, Entries]] | None = None
        self._terms: dict[int, frozenset[str]] = {}
        self._sketches: dict[int, bytes] | None = None
        self._found: list[Found] = []
        self._named = frozenset(references.all_targets(catalogue)) if much else None

    def answer(self, what: str, key: str, ask: Callable[[Catalogue, str], Answer]) -> Answer:
        """Return what `ask` says of a key, asked once; `what` tells questions apart."""
        if not self._kept:
            return ask(self._catalogue, key)
        place = (what, key)
        if place not in self._answers:
            self._answers[place] = ask(self._catalogue, key)
        return cast("Answer", self._answers[place])

    def read_ahead(self, paths: Iterable[str]) -> None:
        """Read the articles that are planned next, at once, and let go of those before."""
        self._rows = articles.at_all(self._catalogue, paths)

    def article(self, path: str) -> Row | None:
        """Return the article of a file, or None."""
        known = self._rows.get(path)
        return known[0] if known else articles.at(self._catalogue, path)

    def body(self, row: Row) -> str:
        """Return an article's body: HTML with slot marks."""
        known = self._rows.get(row.path)
        return known[1] if known else articles.body_of(self._catalogue, row.number)

    def cards(self, numbers: Iterable[int]) -> tuple[bytes, ...]:
        """Return the cards of articles by number, in the given order; a card is on a dozen pages."""
        return tuple([self._card(number) for number in numbers])

    def _card(self, number: int) -> bytes:
        card = self._cards.get(number)
        if card is None:
            card = articles.card_of(self._catalogue, number)
            if self._kept:
                if len(self._cards) >= _CARDS:
                    self._cards.clear()
                self._cards[number] = card
        return card

    def index(self) -> postings.StoredIndex | postings.WholeIndex:
        """Return the index of words."""
        return postings.WholeIndex(self._entries) if self._much else postings.StoredIndex(self._catalogue)

    def _entries(self, lang: str, term: str) -> Entries:
        """Return every entry of a term, oldest first, from the index that is read whole."""
        if self._postings is None:
            self._postings = postings.everything(self._catalogue)
        return self._postings.get(lang, {}).get(term, _NO_ENTRIES)

    def terms(self, number: int) -> frozenset[str]:
        """Return the terms of an article by number."""
        known = self._terms.get(number)
        if known is None:
            known = frozenset(wordings.of(self._catalogue, number).terms())
            if self._kept:
                if len(self._terms) >= _TERMS:
                    self._terms.clear()
                self._terms[number] = known
        return known

    def sketch(self, number: int) -> bytes | None:
        """Return the sketch of an article by number; None where no list was found for it yet."""
        if not self._much:
            return kin.sketch(self._catalogue, number)
        if self._sketches is None:
            self._sketches = kin.sketches(self._catalogue)
        return self._sketches.get(number)

    def found(self, found: Found) -> None:
        """Keep the related articles that planning found for a visible article, so that they can be stored."""
        self._found.append(found)

    def take_found(self) -> tuple[Found, ...]:
        """Return what was found since the last time."""
        found = tuple(self._found)
        self._found.clear()
        return found

    def referrers(self, targets: tuple[str, ...]) -> list[str]:
        """Return the sources that name any of the targets, in order, each once."""
        if self._named is not None and self._named.isdisjoint(targets):
            return []
        return references.referrers(self._catalogue, targets)

    def members(self, listing: int) -> list[tuple[int, str, int]] | None:
        """Return a listing's shown members as (published, id, article), oldest first; None for few pages."""
        if not self._much:
            return None
        known = self._members.get(listing)
        if known is None:
            known = self._members[listing] = listings.shown_members(self._catalogue, listing)
        return known

    def after(self, listing: int, position: Position) -> int | None:
        """Return the next newer shown article of a listing, or None."""
        members = self.members(listing)
        if members is None:
            newer = listings.after(self._catalogue, listing, position, 1)
            return newer[0].article if newer else None
        place = bisect_right(members, (*position, _BEYOND))
        return members[place][2] if place < len(members) else None

    def before(self, listing: int, position: Position) -> int | None:
        """Return the next older shown article of a listing, or None."""
        members = self.members(listing)
        if members is None:
            older = listings.before(self._catalogue, listing, position, 1)
            return older[0].article if older else None
        place = bisect_left(members, position)
        return members[place - 1][2] if place else None


_BEYOND: Final = 2**63
"""More than any article's number."""
