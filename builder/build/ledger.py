"""What a batch of changes does to the catalogue, kept while they are applied.

Every change to an article goes through `leave` (which names the pages that show it as it was) and `enter` (after
which `close_books` names the pages that show it as it is). Naming too many pages is harmless, because equal
fingerprints skip them; naming too few is the one bug that this design can have.
"""

from collections.abc import Iterable

from builder.build.indexing import update_index
from builder.catalogue import articles, entities, listings, pages, wordings
from builder.catalogue.articles import Row
from builder.catalogue.listings import Listing, Member, Position
from builder.catalogue.wordings import Worded
from builder.model import visibility
from builder.model.article import Article
from builder.model.urls import sealed_url, tag_slug
from builder.pages import kinds
from builder.pages.archive import Archive, front_url, listing_exists, listings_of, position_of, seals
from builder.pages.article import key_of
from builder.pages.listing import front_key, page_keys, sealed_keys
from builder.pages.naming import keys_naming, keys_of_listing
from builder.pages.related import reach
from builder.pages.sitemap import FRONTS


class Ledger:
    """The books of one batch. With `wholesale` every page is named in the end, and none one by one."""

    def __init__(self, archive: Archive, edition: visibility.Edition, now: int, *, wholesale: bool) -> None:
        self.archive = archive
        self.edition = edition
        self.now = now
        self.wholesale = wholesale
        self._numbers: dict[str, int] = {}
        self._before: dict[str, Listing | None] = {}
        self._first: dict[str, Position] = {}
        self._shown: dict[str, int] = {}
        self._joining: dict[str, dict[Position, Member]] = {}
        self._entered: dict[str, str] = {}
        self._worded: dict[int, Worded | None] = {}

    def name(self, keys: Iterable[str], why: str) -> None:
        """Put pages on the pending list."""
        if not self.wholesale:
            pages.await_pages(self.archive.catalogue, ((key, why) for key in keys))

    def leave(self, row: Row, article: Article, why: str) -> None:
        """Take an article out of its listings, naming the pages that show it."""
        if not self.wholesale:
            self.name(kinds.touched(self.archive, row, article), why)
            self._remember_words(row)
        if _has_place(row):
            for key in listings_of(article):
                self._open(key, position_of(row))
                if self._joining[key].pop(position_of(row), None) is None:
                    listings.remove(self.archive.catalogue, self._numbers[key], position_of(row))
                self._shown[key] -= row.shown

    def enter(self, row: Row, article: Article, why: str) -> None:
        """Put an article into its listings; its pages are named when the books are closed."""
        self._entered[row.path] = why
        self._worded.setdefault(row.number, None)
        if _has_place(row):
            member = Member(row.published, row.id, row.number, row.shown)
            for key in listings_of(article):
                self._open(key, position_of(row))
                self._joining[key][position_of(row)] = member
                self._shown[key] += row.shown

    def reword(self, row: Row, article: Article, why: str) -> None:
        """Take in that an article is about to have other words, and nothing else that a list may see."""
        if not self.wholesale:
            self.name(map(key_of, articles.paths(self.archive.catalogue, reach(self.archive, row, article))), why)
            # Who picked it by hand compares it with what else it may show: the same story is not told twice.
            self.name(keys_naming(self.archive, (row.path, row.url, row.id)), why)
            self._remember_words(row)

    def _remember_words(self, row: Row) -> None:
        """Remember an article as the index of words holds it, which is in line with the last build until the end."""
        if row.number not in self._worded:
            shown = row.shown
            self._worded[row.number] = wordings.worded(self.archive.catalogue, row.number) if shown else None

    def close_books(self) -> None:
        """Settle the listings that changed and name every page that this touches."""
        for key in sorted(self._first):
            self._settle_listing(key)
        if self.wholesale:
            return
        catalogue = self.archive.catalogue
        if self.archive.site.related.are_found:
            moved = update_index(catalogue, self._worded)
            self.name(map(key_of, articles.paths(catalogue, sorted(moved))), "its related articles changed")
        for path, why in self._entered.items():
            row = articles.at(self.archive.catalogue, path)
            if row:
                self.name(kinds.touched(self.archive, row, row.article()), why)

    def _open(self, key: str, position: Position) -> None:
        """Remember a listing as it was, and the oldest position at which it changes."""
        if key not in self._first:
            self._before[key] = listings.find(self.archive.catalogue, key)
            self._numbers[key] = listings.number_of(self.archive.catalogue, key)
            self._first[key] = position
            self._shown[key] = 0
            self._joining[key] = {}
        elif position < self._first[key]:
            self._first[key] = position

    def _settle_listing(self, key: str) -> None:
        catalogue, number, before = self.archive.catalogue, self._numbers[key], self._before[key]
        existed = listing_exists(self.archive, key, before)
        joining = [member for _, member in sorted(self._joining[key].items())]
        if before is None:
            places = listings.begin(catalogue, number, joining)
        else:
            listings.add(catalogue, number, joining)
            places = listings.renumber(catalogue, number, self._first[key])
        listings.recount(catalogue, number, (before.shown if before else 0) + self._shown[key])
        if key.startswith("tag:"):
            listings.set_label(catalogue, number, self._spelling(key, number))
        after = listings.find(catalogue, key)
        if after is not None and not after.slots:
            listings.drop(catalogue, number)
            after = None
        if not self.wholesale:
            self._name_listing(key, before, after, places)
            self._name_links(key, before, after, existed=existed)

    def _name_listing(self, key: str, before: Listing | None, after: Listing | None, places: tuple[int, int]) -> None:
        size = self.archive.site.page_size
        why = f"the list {key} changed"
        slots = sorted(listing.slots if listing else 0 for listing in (before, after))
        self.name([front_key(key)], why)
        self.name(sealed_keys(key, places[0] // size + 1, places[1] // size + 1), why)
        if seals(slots[0], size) != seals(slots[1], size):
            # The newest sealed page links to the front, until the next one seals.
            self.name(sealed_keys(key, seals(slots[0], size), seals(slots[1], size)), why)
        if (before.label if before else "") != (after.label if after else ""):
            self.name(page_keys(key, slots[1], size), why)

    def _name_links(self, key: str, before: Listing | None, after: Listing | None, *, existed: bool) -> None:
        """Name the pages that link to pages of a listing which came or went."""
        size, front = self.archive.site.page_size, front_url(key)
        if existed != listing_exists(self.archive, key, after):
            why = f"the list {key} came or went"
            self.name((FRONTS, *keys_of_listing(self.archive, key)), why)
            self.name(keys_naming(self.archive, (front, front + "feed.xml", *_files_of(self.archive, key))), why)
        counts = sorted(seals(listing.slots, size) if listing else 0 for listing in (before, after))
        changed = [sealed_url(front, number) for number in range(counts[0] + 1, counts[1] + 1)]
        self.name(keys_naming(self.archive, changed), f"pages of {key} came or went")

    def _spelling(self, key: str, number: int) -> str:
        """Return a tag's name as its oldest visible article spells it."""
        oldest = listings.first_shown(self.archive.catalogue, number)
        if oldest is None:
            return ""
        article = articles.numbered(self.archive.catalogue, oldest).article()
        return next(tag.name for tag in article.tags if f"tag:{tag_slug(tag.key)}" == key)


def _files_of(archive: Archive, key: str) -> tuple[str, ...]:
    """Return the file of an author or storyline, which links may name instead of the address."""
    kind, _, ident = key.partition(":")
    entity = entities.find(archive.catalogue, kind, ident) if kind in {"author", "storyline"} else None
    return (entity.path,) if entity else ()


def _has_place(row: Row) -> bool:
    return row.state != "clash" and visibility.holds_slot(row.state)
