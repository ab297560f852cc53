"""Which renditions of an original the sources that readers may see need, asked of the catalogue as it stands.

A withheld source needs none, so nothing of its pictures is made, and what was made goes when it is withdrawn.
"""

from collections.abc import Iterable, Iterator

import msgspec

from builder.catalogue import articles, entities, media, references
from builder.catalogue.media import Original
from builder.model.article import Picture, Slot
from builder.model.author import Author, StandingPage, Storyline
from builder.model.picture import Purpose, Recipe, key_of, recipes_for
from builder.model.site import RunningOrder
from builder.model.urls import file_slug
from builder.pages.archive import Archive, claimed_by, keeps_moving, listing_of, problem_of

_AUTHOR = msgspec.msgpack.Decoder(Author)
_STORYLINE = msgspec.msgpack.Decoder(Storyline)
_STANDING = msgspec.msgpack.Decoder(StandingPage)
_ORDER = msgspec.msgpack.Decoder(RunningOrder)

_Use = tuple[Purpose, Picture | None]
"""What a source does with a picture, and how it names it where that matters."""


def renditions_of(archive: Archive, digest: bytes) -> dict[str, tuple[Recipe, Original]]:
    """Return the recipe and the original of every rendition that is needed of an original, by page key."""
    return archive.memory.answer("renditions", digest.hex(), lambda _, name: _renditions(archive, bytes.fromhex(name)))


def _renditions(archive: Archive, digest: bytes) -> dict[str, tuple[Recipe, Original]]:
    found: dict[str, tuple[Recipe, Original]] = {}
    keep = keeps_moving(archive.site)
    for original in media.with_digest(archive.catalogue, digest):
        if problem_of(archive.site, original.facts):
            continue
        uses = dict.fromkeys(
            (purpose, picture.focus if picture else (0, 0)) for purpose, picture in _uses(archive, original.path)
        )
        for purpose, focus in uses:
            for recipe in recipes_for(original.facts, purpose, focus, keep_moving=keep):
                found.setdefault(key_of(digest, recipe), (recipe, original))
    return found


def _uses(archive: Archive, path: str) -> Iterator[_Use]:
    if any(picture.src == path for picture in archive.site.icon):
        yield "icon", None
    for source in references.referrers(archive.catalogue, (path,)):
        folder, _, name = source.removeprefix("content/").partition("/")
        if folder == "fronts":
            yield from _uses_of_order(archive, source)
        elif folder in {"authors", "storylines"}:
            yield from _uses_of_entity(archive, source, path, f"{folder[:-1]}:{file_slug(name.removesuffix('.md'))}")
        else:
            yield from _uses_of_text(archive, source, path)


def _uses_of_text(archive: Archive, source: str, path: str) -> Iterator[_Use]:
    """Return what an article or a standing page does with a picture."""
    row = articles.at(archive.catalogue, source)
    if row is None:
        entity = entities.at(archive.catalogue, source)
        page = _STANDING.decode(entity.record) if entity and entity.kind == "page" else None
        claim = claimed_by(archive, page.url) if page else None
        if page and claim and claim.path == source:
            yield from _uses_of_slots(page.slots, path)
    elif row.shown:
        article = row.article()
        if article.image and article.image.src == path:
            yield from ((purpose, article.image) for purpose in _LEAD)
        yield from _uses_of_slots(article.slots, path)


_LEAD: tuple[Purpose, ...] = ("full", "card", "search")


def _uses_of_slots(slots: Iterable[Slot], path: str) -> Iterator[_Use]:
    for slot in slots:
        if slot.picture and slot.picture.src == path:
            yield "full", None
        elif slot.target == path and slot.kind == "link":
            yield "file", None


def _uses_of_entity(archive: Archive, source: str, path: str, key: str) -> Iterator[_Use]:
    """Return what an author or a storyline does with a picture; their texts are shown without any."""
    listing, entity = listing_of(archive, key), entities.at(archive.catalogue, source)
    if entity is None or listing is None or not listing.shown:
        return
    record = (_AUTHOR if entity.kind == "author" else _STORYLINE).decode(entity.record)
    if isinstance(record, Author) and record.image and record.image.src == path:
        yield "avatar", record.image
    yield from (("file", None) for slot in record.slots if slot.target == path and not slot.picture)


def _uses_of_order(archive: Archive, source: str) -> Iterator[_Use]:
    """Return what a running order does with a picture: it stands in for that of the lead, while there is one."""
    entity = entities.at(archive.catalogue, source)
    order = _ORDER.decode(entity.record) if entity else None
    if order and order.image and order.lead:
        row = articles.find(archive.catalogue, order.lead.target)
        if row and row.shown:
            yield "card", order.image
