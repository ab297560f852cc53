"""Fronts and sealed pages of listings: home, sections, tags, authors and storylines.

Sealed pages are numbered from the oldest article and hold `page_size` places for ever. The front holds the newest
page_size to 2 * page_size - 1 places and links to the newest sealed page.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import entities, listings
from builder.catalogue.articles import Row
from builder.catalogue.listings import Listing
from builder.model.article import Article, Reference
from builder.model.diagnostics import Diagnostic
from builder.model.page import Job
from builder.model.site import RunningOrder
from builder.model.urls import output_path, sealed_url
from builder.model.views import ListingView, Part, Signed
from builder.pages.archive import (
    CARD,
    ENCODE,
    Archive,
    Planned,
    front_url,
    label_of,
    listing_exists,
    listing_of,
    listings_of,
    newest_cards,
    picture_of,
    position_of,
    seals,
)
from builder.pages.breaking import breaking
from builder.pages.feed import has_feed
from builder.pages.kind import Kind
from builder.pages.pictured import PORTRAIT, check_picture
from builder.pages.targets import Source, check_about, follow, signed, standfirst

PART_LENGTH: Final = 4
"""Articles of a section on the home page."""

_ORDER = msgspec.msgpack.Decoder(RunningOrder)


def front_key(key: str) -> str:
    """Return the page key of a listing's front."""
    return f"front:{key}"


def sealed_key(key: str, number: int) -> str:
    """Return the page key of a listing's sealed page `number`, from 1."""
    return f"sealed:{number}:{key}"


def page_keys(key: str, slots: int, size: int) -> list[str]:
    """Return the keys of a listing's front and all its sealed pages."""
    return [front_key(key), *(sealed_key(key, number) for number in range(1, seals(slots, size) + 1))]


def sealed_keys(key: str, first: int, last: int) -> list[str]:
    """Return the page keys of a listing's sealed pages from number `first` to `last`, both included."""
    return [sealed_key(key, number) for number in range(max(1, first), last + 1)]


def all_keys(archive: Archive) -> list[str]:
    """Return the key of every listing that may have a front: those with members, and those that always have one."""
    known = {listing.key for listing in listings.all_listings(archive.catalogue)}
    known.update(f"section:{section.id}" for section in archive.site.sections)
    for kind in ("author", "storyline"):
        known.update(f"{kind}:{entity.ident}" for entity in entities.all_of(archive.catalogue, kind))
    return sorted(known | {"home"})


def _front_keys(archive: Archive) -> Iterable[str]:
    return map(front_key, all_keys(archive))


def _sealed_keys(archive: Archive) -> Iterable[str]:
    for listing in listings.all_listings(archive.catalogue):
        yield from page_keys(listing.key, listing.slots, archive.site.page_size)[1:]


def _front_touched(_archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    return map(front_key, listings_of(article))


def _sealed_touched(archive: Archive, row: Row, article: Article) -> Iterable[str]:
    for key in listings_of(article):
        listing = listing_of(archive, key)
        place = listings.place(archive.catalogue, listing.number, position_of(row)) if listing else None
        if place is not None and place >= 0:
            yield sealed_key(key, place // archive.site.page_size + 1)


def _plan_front(archive: Archive, key: str) -> Planned:
    listing = listing_of(archive, key)
    ordered, findings = _running_order(archive, key)
    findings.extend(check_about(archive, key))
    if not listing_exists(archive, key, listing):
        return Planned(None, tuple(findings))
    slots = listing.slots if listing else 0
    sealed = seals(slots, archive.site.page_size)
    places = (sealed * archive.site.page_size, slots)
    older = sealed_url(front_url(key), sealed) if sealed else ""
    view = msgspec.structs.replace(
        _view(archive, key, listing, places), older=older, lead=ordered[0], top=ordered[1], opinion=ordered[2]
    )
    if key == "home":
        banner, wrong = breaking(archive)
        findings.extend(wrong)
        view = msgspec.structs.replace(view, parts=_parts(archive), breaking=banner)
    return Planned(_job(front_key(key), key, view), tuple(findings))


def _plan_sealed(archive: Archive, rest: str) -> Planned:
    text, _, key = rest.partition(":")
    number, size = int(text), archive.site.page_size
    listing = listing_of(archive, key)
    if listing is None or number > seals(listing.slots, size) or not listing_exists(archive, key, listing):
        return Planned(None)
    front = front_url(key)
    view = msgspec.structs.replace(
        _view(archive, key, listing, ((number - 1) * size, number * size)),
        url=sealed_url(front, number),
        number=number,
        older=sealed_url(front, number - 1) if number > 1 else "",
        newer=sealed_url(front, number + 1) if number < seals(listing.slots, size) else front,
    )
    return Planned(_job(sealed_key(key, number), key, view))


def _view(archive: Archive, key: str, listing: Listing | None, places: tuple[int, int]) -> ListingView:
    kind, _, ident = key.partition(":")
    numbers = listings.between(archive.catalogue, listing.number, *places) if listing else []
    description, author = _about(archive, kind, ident)
    front = front_url(key)
    return ListingView(
        url=front,
        kind=kind,
        ident=ident,
        title=label_of(archive, key, listing),
        description=description,
        front=front,
        feed=front + "feed.xml" if has_feed(key) else "",
        number=0,
        cards=archive.memory.cards(numbers),
        older="",
        newer="",
        signed=author,
        lead=b"",
        top=(),
        opinion=(),
    )


def _parts(archive: Archive) -> tuple[Part, ...]:
    """Return the sections that have articles, in menu order, each with its newest."""
    sections = ((one, newest_cards(archive, f"section:{one.id}", PART_LENGTH)) for one in archive.site.sections)
    return tuple(Part(one.id, one.title, one.url, cards) for one, cards in sections if cards)


def _about(archive: Archive, kind: str, ident: str) -> tuple[str, Signed | None]:
    if kind == "author":
        author = signed(archive, ident, "")
        return (author.biography if author else ""), author
    if kind == "storyline":
        return standfirst(archive, ident), None
    return "", None


def _job(key: str, listing: str, view: ListingView) -> Job:
    return Job(
        key=key,
        path=output_path(view.url),
        format="html",
        template=f"{view.kind}.html",
        view="ListingView",
        data=ENCODE(view),
        source=listing,
    )


_Ordered = tuple[bytes, tuple[bytes, ...], tuple[bytes, ...]]


def _running_order(archive: Archive, key: str) -> tuple[_Ordered, list[Diagnostic]]:
    kind, _, ident = key.partition(":")
    entity = entities.find(archive.catalogue, "front", ident or kind) if kind in {"home", "section"} else None
    if entity is None:
        return (b"", (), ()), []
    order = _ORDER.decode(entity.record)
    source = Source(order.path, public=True)
    findings: list[Diagnostic] = []

    def cards(references: Iterable[Reference]) -> tuple[bytes, ...]:
        found = []
        for reference in references:
            row, wrong = follow(archive, source, reference)
            findings.extend(wrong)
            if row:
                found.append(row.card)
        return tuple(found)

    lead = cards((order.lead,) if order.lead else ())
    findings.extend(check_picture(archive, order.path, order.image, PORTRAIT))
    return (_pictured(archive, order, lead), cards(order.top), cards(order.opinion)), findings


def _pictured(archive: Archive, order: RunningOrder, lead: tuple[bytes, ...]) -> bytes:
    """Return the lead's card, with the running order's own picture where it has one."""
    image = picture_of(archive, order.image, "card") if lead else None
    if image is None:
        return lead[0] if lead else b""
    return ENCODE(msgspec.structs.replace(CARD.decode(lead[0]), image=image))


FRONT = Kind("front", _front_keys, _front_touched, _plan_front)
SEALED = Kind("sealed", _sealed_keys, _sealed_touched, _plan_sealed)
