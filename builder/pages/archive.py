"""What a page's plan may read: the catalogue, the settings and the theme, and nothing else.

The functions answer the questions that several kinds of page ask. They see states as the catalogue holds them;
the clock was asked before, when changes were applied.
"""

import re
from typing import Final, NamedTuple

import msgspec

from builder.catalogue import articles, claims, corrections, entities, listings, media
from builder.catalogue.articles import Row
from builder.catalogue.listings import Listing
from builder.catalogue.open import Catalogue
from builder.model import urls
from builder.model.article import Article, Picture
from builder.model.author import Author, StandingPage, Storyline
from builder.model.card import Card
from builder.model.diagnostics import Diagnostic
from builder.model.digest import digest_of
from builder.model.page import Job
from builder.model.picture import Facts, Purpose, ShownPicture, show, show_crops
from builder.model.site import Site
from builder.pages.memory import Memory

ENCODE = msgspec.msgpack.Encoder().encode
_AUTHOR = msgspec.msgpack.Decoder(Author)
_STORYLINE = msgspec.msgpack.Decoder(Storyline)
_STANDING = msgspec.msgpack.Decoder(StandingPage)
CARD = msgspec.msgpack.Decoder(Card)


class Asset(NamedTuple):
    """A file of the theme that goes to output/ as it is: its name below assets/, and its bytes."""

    name: str
    data: bytes


class Archive(NamedTuple):
    """Everything that plans are made from."""

    catalogue: Catalogue
    site: Site
    assets: tuple[Asset, ...]
    memory: Memory


def listing_of(archive: Archive, key: str) -> Listing | None:
    """Return the listing of a key, or None."""
    return archive.memory.answer("listing", key, listings.find)


class Planned(NamedTuple):
    """A page's plan: its job, or None when there must be no such page; and what is wrong with its references."""

    job: Job | None
    findings: tuple[Diagnostic, ...] = ()


def author_of(archive: Archive, ident: str) -> tuple[Author, str] | None:
    """Return an author and the HTML of the biography, or None."""
    return archive.memory.answer("author", ident, _find_author)


def _find_author(catalogue: Catalogue, ident: str) -> tuple[Author, str] | None:
    entity = entities.find(catalogue, "author", ident)
    return (_AUTHOR.decode(entity.record), entity.body) if entity else None


def storyline_of(archive: Archive, ident: str) -> tuple[Storyline, str] | None:
    """Return a storyline and the HTML of its standfirst, or None."""
    return archive.memory.answer("storyline", ident, _find_storyline)


def _find_storyline(catalogue: Catalogue, ident: str) -> tuple[Storyline, str] | None:
    entity = entities.find(catalogue, "storyline", ident)
    return (_STORYLINE.decode(entity.record), entity.body) if entity else None


def standing_page_at(archive: Archive, path: str) -> tuple[StandingPage, str] | None:
    """Return a standing page and its body, or None."""
    entity = entities.at(archive.catalogue, path)
    return (_STANDING.decode(entity.record), entity.body) if entity and entity.kind == "page" else None


def original_at(archive: Archive, src: str) -> media.Original | None:
    """Return the original at a path, or None when it is foreign, missing or cannot be shown."""
    original = archive.memory.answer("original", src, media.at)
    if original is None or problem_of(archive.site, original.facts):
        return None
    return original


def problem_of(site: Site, facts: Facts) -> str:
    """Return why an original cannot be shown, in words; '' when it can."""
    if facts.vector and site.media.svg == "refuse":
        return "drawings are refused here (media.svg in content/site.yaml)"
    return facts.problem


def keeps_moving(site: Site) -> bool:
    """Say whether animated pictures stay so."""
    return site.media.animated == "keep"


def name_of(site: Site, original: media.Original) -> bytes:
    """Return what the addresses of an original's renditions are made with.

    The digest alone would tell whoever has the very same file, and of several copies which one it is.
    """
    secret = site.media.secret
    return digest_of((secret.encode(), original.digest)) if secret else original.digest


def picture_of(archive: Archive, picture: Picture | None, purpose: Purpose) -> ShownPicture | None:
    """Return a picture as a page shows it, or None when it cannot be shown.

    Where the source is silent the original's own words stand in; caption and credit are for pictures shown whole.
    """
    original = original_at(archive, picture.src) if picture else None
    if original is None or picture is None:
        return None
    facts = original.facts
    shown = show(facts, name_of(archive.site, original), purpose, picture.focus, keep_moving=keeps_moving(archive.site))
    alt = facts.alt if picture.silent else picture.alt
    caption, credit = (
        (picture.caption or facts.caption, picture.credit or facts.credit) if purpose == "full" else ("", "")
    )
    return msgspec.structs.replace(shown, alt=alt, caption=caption, credit=credit)


def crops_of(archive: Archive, picture: Picture | None) -> tuple[ShownPicture, ...]:
    """Return the crops of an article's picture for search engines and other sites."""
    original = original_at(archive, picture.src) if picture else None
    if original is None or picture is None:
        return ()
    alt = original.facts.alt if picture.silent else picture.alt
    crops = show_crops(original.facts, name_of(archive.site, original), picture.focus)
    return tuple(msgspec.structs.replace(crop, alt=alt) for crop in crops)


def listings_of(article: Article) -> tuple[str, ...]:
    """Return the keys of the listings that an article belongs to, each once."""
    keys = ["home", f"section:{article.section}"]
    keys.extend(f"tag:{urls.tag_slug(tag.key)}" for tag in article.tags)
    keys.extend(f"author:{byline.author}" for byline in article.bylines)
    if article.storyline:
        keys.append(f"storyline:{article.storyline.target}")
    return tuple(dict.fromkeys(keys))


def seals(slots: int, size: int) -> int:
    """Return how many sealed pages a listing of `slots` places has; the front keeps the newest size to 2*size-1."""
    return max(0, slots // size - 1)


def listing_exists(archive: Archive, key: str, listing: Listing | None) -> bool:
    """Say whether a listing has a front. The home page and sections of the menu always have one."""
    kind, _, ident = key.partition(":")
    if kind == "home":
        return True
    if kind == "section":
        return any(section.id == ident for section in archive.site.sections)
    if listing is None or not listing.shown:
        return False
    return kind == "tag" or entities.find(archive.catalogue, kind, ident) is not None


def front_url(key: str) -> str:
    """Return the address of a listing's front."""
    kind, _, ident = key.partition(":")
    return "/" if kind == "home" else f"/{ident}/" if kind == "section" else f"/{kind}/{ident}/"


def listing_at(address: str) -> tuple[str, int] | None:
    """Return the listing key and page number (0 for the front) that an address would be of, by its form alone."""
    parts = address.strip("/").split("/")
    number = 0
    if parts[-2:-1] == ["page"] and _NUMBER.fullmatch(parts[-1]):
        number = int(parts[-1])
        parts = parts[:-2] or [""]
    if parts == [""]:
        return "home", number
    if len(parts) == 1:
        return f"section:{parts[0]}", number
    return (f"{parts[0]}:{parts[1]}", number) if not parts[2:] and parts[0] in _LISTED else None


_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_NUMBER: Final = re.compile(r"[1-9][0-9]*")
_LISTED: Final = frozenset({"tag", "author", "storyline"})


def page_exists(archive: Archive, address: str) -> bool:
    """Say whether an address that is no article's, standing page's or alias leads to a page."""
    if address in _ALWAYS:
        return True
    if address.endswith("/feed.xml"):
        address = address[: -len("feed.xml")]
        if address.startswith("/tag/"):
            return False
    found = listing_at(address)
    if found:
        key, number = found
        listing = listing_of(archive, key)
        slots = listing.slots if listing else 0
        return listing_exists(archive, key, listing) and number <= seals(slots, archive.site.page_size)
    if address.startswith("/archive/"):
        day = address[len("/archive/") : -1].replace("/", "-")
        known = articles.days_of_month if _MONTH.fullmatch(day) else articles.of_day
        return bool(known(archive.catalogue, day))
    if address.startswith("/corrections/"):
        return bool(corrections.of_year(archive.catalogue, address[len("/corrections/") : -1], 1))
    return any(address == f"/assets/{asset.name}" for asset in archive.assets)


_ALWAYS: Final = frozenset(
    {
        "/sitemap.xml",
        "/robots.txt",
        "/404.html",
        "/fragments/latest.html",
        "/fragments/breaking.html",
        "/assets/sections.css",
        "/archive/",
        "/corrections/",
        "/search/",
    }
)


def claimed_by(archive: Archive, address: str) -> claims.Claim | None:
    """Return the claim that has an address, or None."""
    return claims.winner(archive.catalogue, "url:" + urls.folded(address))


def label_of(archive: Archive, key: str, listing: Listing | None) -> str:
    """Return a listing's title."""
    kind, _, ident = key.partition(":")
    if kind == "home":
        return archive.site.title
    if kind == "section":
        return next((section.title for section in archive.site.sections if section.id == ident), ident)
    if kind == "tag":
        return listing.label if listing else ident
    if kind == "author":
        found = author_of(archive, ident)
        return found[0].name if found else ident
    story = storyline_of(archive, ident)
    return story[0].title if story else ident


def newest_cards(archive: Archive, key: str, limit: int) -> tuple[bytes, ...]:
    """Return the cards of a listing's newest articles, newest first."""
    listing = listing_of(archive, key)
    if listing is None:
        return ()
    return archive.memory.cards(listings.newest(archive.catalogue, listing.number, limit))


def position_of(row: Row) -> tuple[int, str]:
    """Return where an article stands in every listing."""
    return (row.published, row.id)
