"""Changes of sources into the catalogue: what each file says now, and which pages that touches.

Sources come in any order; the outcome does not depend on it. Authors, storylines, standing pages, running orders
and pictures are applied before articles, whose cards show their names.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

import msgspec

from builder.build.claiming import claims_of_article, claims_of_entity, is_old_address, taken
from builder.build.ledger import Ledger
from builder.build.targets import targets_of_article, targets_of_entity
from builder.catalogue import (
    articles,
    claims,
    corrections,
    diagnostics,
    entities,
    faulty,
    listings,
    media,
    references,
    wordings,
)
from builder.catalogue.articles import Row
from builder.catalogue.corrections import Mark
from builder.catalogue.entities import Entity
from builder.catalogue.intake import Intake
from builder.model.article import Article
from builder.model.author import Author, StandingPage, Storyline
from builder.model.card import card_of, is_brief, portrayed
from builder.model.diagnostics import Diagnostic
from builder.model.site import Banner, RunningOrder
from builder.model.source import Parsed
from builder.model.urls import file_slug, sealed_url
from builder.model.visibility import banner_moments, banner_state, moments, visibility
from builder.pages.archive import ENCODE, author_of, picture_of, seals
from builder.pages.breaking import PATH as BANNER
from builder.pages.brief import text_of_brief
from builder.pages.corrections import touched_by
from builder.pages.icons import keys_of_icon
from builder.pages.naming import articles_signed, keys_naming, keys_of_source
from builder.pages.picture import original_key
from builder.pages.redirect import above
from builder.pages.sitemap import FRONTS

_FEW: Final = 50
"""So few names are asked about one by one."""

_ARTICLE = msgspec.msgpack.Decoder(Article)
_BANNER = msgspec.msgpack.Decoder(Banner)
_Record = Author | Storyline | StandingPage | RunningOrder | Banner
_ENTITIES: Final[dict[str, msgspec.msgpack.Decoder[Any]]] = {
    "author": msgspec.msgpack.Decoder(Author),
    "storyline": msgspec.msgpack.Decoder(Storyline),
    "page": msgspec.msgpack.Decoder(StandingPage),
    "front": msgspec.msgpack.Decoder(RunningOrder),
    "breaking": _BANNER,
}


class Applying:
    """One batch of changes on its way into the catalogue; `finish` must come last."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._archive = ledger.archive
        self._catalogue = ledger.archive.catalogue
        self._intake = None if articles.are_any(self._catalogue) else Intake(self._catalogue)
        self._authors: dict[str, Author | None] = {}
        self._names: set[str] = set()
        self._losers: set[str] = set()
        self._faulty = faulty.paths(self._catalogue)
        self._restate: dict[str, str] = {}

    def article(self, parsed: Parsed) -> None:
        """Take in what an article's file says now (a record of b'' says nothing)."""
        self._report(parsed.path, parsed.diagnostics, parsed.names)
        old = None if self._intake else articles.at(self._catalogue, parsed.path)
        if not parsed.record:
            self._remove_article(old)
            return
        article = _ARTICLE.decode(parsed.record)
        if old is None:
            self._add_article(article, parsed)
        elif _face(old.article()) == _face(article) and self._card(article, parsed.body) == old.card:
            self._update_body(old, article, parsed)
        else:
            self._remove_article(old)
            self._add_article(article, parsed, old.number)

    def entity(self, parsed: Parsed) -> None:
        """Take in what an author's, storyline's, standing page's or running order's file says now."""
        self._report(parsed.path, parsed.diagnostics, parsed.names)
        if not parsed.record:
            self.remove_entity(parsed.path)
            return
        record: _Record = _ENTITIES[parsed.kind].decode(parsed.record)
        entity = Entity(parsed.path, parsed.kind, _ident(record, self._ledger.now), parsed.record, parsed.body)
        self._around_entity(entity.path)
        self._claim(entity.path, claims_of_entity(entity))
        entities.store(self._catalogue, entity)
        references.replace(self._catalogue, entity.path, targets_of_entity(record))
        if isinstance(record, Banner):
            articles.forget_moments(self._catalogue, entity.path)
            articles.set_moments(self._catalogue, entity.path, banner_moments(record))
        self._around_entity(entity.path)

    def remove(self, path: str, kind: str, names: tuple[str, ...] = ()) -> None:
        """Take in that a source is gone, or that it cannot be read and what others may call it."""
        self._report(path, (), names)
        if kind == "article":
            self._remove_article(articles.at(self._catalogue, path))
        elif kind == "media":
            self.picture(path, None)
        else:
            self.remove_entity(path)

    def remove_entity(self, path: str) -> None:
        """Forget what an entity's file said."""
        self._around_entity(path)
        self._claim(path, [])
        entities.remove(self._catalogue, path)
        articles.forget_moments(self._catalogue, path)
        references.remove(self._catalogue, path)

    def picture(self, path: str, new: media.Original | None) -> None:
        """Take in what a picture is now, or that it is gone."""
        old = media.at(self._catalogue, path)
        if new is not None:
            self._report(path, (), ())
        if new is None:
            media.remove(self._catalogue, path)
        else:
            media.store(self._catalogue, new)
        why = f"{path} changed"
        self._ledger.name((original_key(known.digest) for known in (old, new) if known), why)
        self._ledger.name(keys_of_icon(self._archive, path), why)
        for source in references.referrers(self._catalogue, (path,)):
            self._ledger.name(keys_of_source(self._archive, source), why)
            for shown in (source, *articles_signed(self._archive, source)):
                self._restate.setdefault(shown, why)

    def clock(self, last: int, now: int) -> None:
        """Take in that the clock moved, forwards or backwards."""
        for path in articles.changing_between(self._catalogue, min(last, now), max(last, now)):
            self._restate.setdefault(path, "its time came")

    def restate(self, path: str, why: str) -> None:
        """Have an article judged anew in the end."""
        self._restate.setdefault(path, why)

    def finish(self) -> None:
        """Settle who has which name, who is what now, and every list that changed."""
        if self._intake:
            self._intake.flush()
        for path in self._contenders():
            self._restate.setdefault(path, "its names were settled")
        for path, why in sorted(self._restate.items()):
            self._restate_article(path, why)
            self._report_claims(path)
        self._ledger.close_books()

    def _report(self, path: str, findings: tuple[Diagnostic, ...], names: tuple[str, ...]) -> None:
        """Take in what is wrong with a source, and what others may call it when nothing of it can be shown."""
        if names or path in self._faulty:
            changed = faulty.names_of(self._catalogue, path).symmetric_difference(names)
            faulty.replace(self._catalogue, path, names)
            self._faulty.add(path)
            self._ledger.name(keys_naming(self._archive, changed), f"{path} changed")
        diagnostics.store(self._catalogue, f"source:{path}", findings)

    def _contenders(self) -> set[str]:
        """Return the sources that lost a name before or on the way, or claim one now that several claim."""
        before = {owner.partition(":")[2] for owner in diagnostics.owners(self._catalogue, "claim:")} | self._losers
        names = self._contested()
        for path in before:
            names.update(claim.folded for claim in claims.of_source(self._catalogue, path))
        self._ledger.name((f"redirect:{name.partition(':')[2]}" for name in names), "its names were settled")
        self._ledger.name(above(self._names), "a name below it was settled")
        now = {claim.path for name in names for claim in claims.on(self._catalogue, name)}
        for path in before | now:
            self._ledger.name(keys_of_source(self._archive, path), "its names were settled")
            self._name_pictures(references.targets(self._catalogue, path, "content/"), "its names were settled")
        return before | now

    def _contested(self) -> set[str]:
        """Return the names that were given up or taken on the way and that several sources claim now."""
        if len(self._names) <= _FEW:
            return {name for name in self._names if claims.is_contested(self._catalogue, (name,))}
        return self._names.intersection(claims.contested(self._catalogue))

    def _add_article(self, article: Article, parsed: Parsed, number: int | None = None) -> None:
        """Take in an article, under the `number` that it had before if it had one: others' lists name it by that."""
        row = self._take_in(self._intake, article, parsed) if self._intake else self._insert(article, parsed, number)
        self._ledger.enter(row, article, f"{article.path} changed")

    def _insert(self, article: Article, parsed: Parsed, number: int | None) -> Row:
        wanted = claims_of_article(article)
        self._claim(article.path, wanted, new=True)
        contested = claims.is_contested(self._catalogue, (claim.folded for claim in wanted))
        state = self._new_state(article, contested=contested)
        card = self._card(article, parsed.body)
        number = articles.insert(
            self._catalogue, article, number=number, state=state, record=parsed.record, card=card, body=parsed.body
        )
        wordings.store(self._catalogue, number, parsed.wording)
        articles.set_moments(self._catalogue, article.path, moments(article, self._ledger.edition))
        references.add(self._catalogue, article.path, targets_of_article(article))
        corrections.add(self._catalogue, _marks(article))
        return _row(article, number, state, parsed.record, card)

    def _take_in(self, intake: Intake, article: Article, parsed: Parsed) -> Row:
        """Do what `_insert` does, in a catalogue that has no article yet."""
        wanted = claims_of_article(article)
        contested = intake.claim(wanted)
        self._names.update(claim.folded for claim in wanted)
        if contested:
            intake.flush()
        state = self._new_state(article, contested=contested)
        row = _row(article, intake.next_number(), state, parsed.record, self._card(article, parsed.body))
        corrections.add(self._catalogue, _marks(article))
        intake.add(
            row, parsed.body, parsed.wording, targets_of_article(article), moments(article, self._ledger.edition)
        )
        return row

    def _new_state(self, article: Article, *, contested: bool) -> str:
        """Return what a new article is, once those whose names it takes have given them up."""
        if not contested:
            return visibility(article, self._ledger.now, self._ledger.edition)
        for rival in claims.rivals(self._catalogue, article.path):
            self._restate_article(rival, f"{article.path} claims one of its names")
        return self._state(article)

    def _state(self, article: Article) -> str:
        if self._lost(article.path):
            self._losers.add(article.path)
            return "clash"
        return visibility(article, self._ledger.now, self._ledger.edition)

    def _remove_article(self, old: Row | None) -> None:
        if old is None:
            return
        self._ledger.leave(old, old.article(), f"{old.path} changed")
        self._claim(old.path, [])
        articles.forget_moments(self._catalogue, old.path)
        references.remove(self._catalogue, old.path)
        corrections.replace(self._catalogue, old.path, ())
        articles.remove(self._catalogue, old.number)
        wordings.remove(self._catalogue, old.number)

    def _update_body(self, old: Row, article: Article, parsed: Parsed) -> None:
        why = f"the text of {old.path} changed"
        before = references.targets(self._catalogue, old.path, "content/")
        if parsed.wording != wordings.of(self._catalogue, old.number):
            self._ledger.reword(old, old.article(), why)
            wordings.store(self._catalogue, old.number, parsed.wording)
        articles.update_body(self._catalogue, old.number, record=parsed.record, body=parsed.body)
        references.replace(self._catalogue, old.path, targets_of_article(article))
        self._claim(old.path, claims_of_article(article))
        former = old.article()
        if former.corrections != article.corrections:
            corrections.replace(self._catalogue, old.path, _marks(article))
            for one in (former, article):
                self._ledger.name(touched_by(self._archive, one), why)
        self._ledger.name(keys_of_source(self._archive, old.path), why)
        self._name_pictures({*before, *references.targets(self._catalogue, old.path, "content/")}, why)

    def _name_pictures(self, paths: Iterable[str], why: str) -> None:
        known = (media.at(self._catalogue, path) for path in paths)
        self._ledger.name((original_key(original.digest) for original in known if original), why)

    def _claim(self, path: str, wanted: list[claims.Claim], *, new: bool = False) -> None:
        """Replace a source's claims; names that it gives up or takes are settled at the end."""
        old = [] if new else claims.of_source(self._catalogue, path)
        if old == wanted:
            return
        if old:
            claims.remove(self._catalogue, path)
        claims.add(self._catalogue, wanted)
        self._names.update(claim.folded for claim in (*old, *wanted))

    def _around_entity(self, path: str) -> None:
        """Name the pages that show an entity, and have the cards made anew that carry its name."""
        why = f"{path} changed"
        self._authors.clear()
        self._ledger.name(keys_of_source(self._archive, path), why)
        folder, _, name = path.removeprefix("content/").partition("/")
        self._name_pictures(references.targets(self._catalogue, path, "content/"), why)
        if folder == "fronts" or path == BANNER:
            return
        ident = file_slug(name.removesuffix(".md"))
        self._ledger.name(
            (FRONTS, *keys_naming(self._archive, (path, f"/{ident}/", *self._pages_of(folder, ident)))), why
        )
        for source in references.referrers(self._catalogue, (f"{folder[:-1]}:{ident}",)):
            self._restate.setdefault(source, why)

    def _pages_of(self, folder: str, ident: str) -> list[str]:
        """Return the addresses of an author's or storyline's front, feed and sealed pages."""
        front = f"/{folder[:-1]}/{ident}/"
        listing = listings.find(self._catalogue, f"{folder[:-1]}:{ident}")
        sealed = seals(listing.slots, self._archive.site.page_size) if listing else 0
        return [front, front + "feed.xml", *(sealed_url(front, number) for number in range(1, sealed + 1))]

    def _card(self, article: Article, body: str) -> bytes:
        """Return an article's card; only that of a brief shows of its body."""
        known = (self._author(byline.author) for byline in article.bylines)
        authors = tuple(author for author in known if author)
        image = picture_of(self._archive, article.image, "card")
        author = portrayed(article, authors)
        portrait = picture_of(self._archive, author.image, "avatar") if author else None
        text = text_of_brief(body) if is_brief(article) else ""
        return ENCODE(card_of(article, authors, (image, portrait), text))

    def _author(self, ident: str) -> Author | None:
        if ident not in self._authors:
            found = author_of(self._archive, ident)
            self._authors[ident] = found[0] if found else None
        return self._authors[ident]

    def _restate_article(self, path: str, why: str) -> None:
        """Set what an article is now by its claims and the clock, and its card by its authors and picture."""
        row = articles.at(self._catalogue, path)
        if row is None:
            self._restate_banner(path, why)
            return
        article = row.article()
        state = self._state(article)
        card = self._card(article, articles.body_of(self._catalogue, row.number) if is_brief(article) else "")
        if (state, card) == (row.state, row.card):
            return
        self._ledger.leave(row, article, why)
        articles.update_state(self._catalogue, row.number, state=state, card=card)
        self._ledger.enter(row._replace(state=state, card=card), article, why)

    def _restate_banner(self, path: str, why: str) -> None:
        """Set what the breaking banner is now, when `path` is its file."""
        entity = entities.at(self._catalogue, path) if path == BANNER else None
        if entity:
            state = banner_state(_BANNER.decode(entity.record), self._ledger.now)
            entities.store(self._catalogue, entity._replace(ident=state))
            self._ledger.name(keys_of_source(self._archive, path), why)

    def _lost(self, path: str) -> list[tuple[claims.Claim, claims.Claim]]:
        """Return (claim, winner) for the names that a source lost, its old addresses left out."""
        return [pair for pair in self._contests(path) if not is_old_address(pair[0])]

    def _contests(self, path: str) -> list[tuple[claims.Claim, claims.Claim]]:
        pairs = (
            (claim, claims.winner(self._catalogue, claim.folded)) for claim in claims.of_source(self._catalogue, path)
        )
        return [(claim, owner) for claim, owner in pairs if owner and owner.path != path]

    def _report_claims(self, path: str) -> None:
        findings: tuple[Diagnostic, ...] = tuple(taken(claim, owner) for claim, owner in self._contests(path))
        diagnostics.store(self._catalogue, f"claim:{path}", findings)


def _row(article: Article, number: int, state: str, record: bytes, card: bytes) -> Row:
    return Row(number, article.path, article.id, article.url, article.published, article.day, state, record, card)


def _marks(article: Article) -> list[Mark]:
    """Return an article's corrections as the catalogue keeps them."""
    return [
        Mark(correction.at[:4], int(datetime.fromisoformat(correction.at).timestamp()), article.path, place)
        for place, correction in enumerate(article.corrections)
    ]


def _ident(record: _Record, now: int) -> str:
    """Return what an entity is found by; the banner, of which there is one, by what it is at `now`."""
    match record:
        case Banner():
            return banner_state(record, now)
        case RunningOrder():
            return record.front
        case StandingPage():
            return record.name
        case _:
            return record.id


def _face(article: Article) -> Article:
    """Return what other pages can see of an article; the rest is its own page's business."""
    rest = {"slots": (), "corrections": (), "related": (), "extra": "", "seconds": 0, "slug_line": 0, "id_line": 0}
    return msgspec.structs.replace(article, **rest)
