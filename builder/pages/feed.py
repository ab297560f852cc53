"""RSS feeds of the newest articles: the whole site's, and each section's, author's and storyline's.

Tags have none: an article has many tags, and publishing one article writes a handful of files.
"""

from collections.abc import Iterable
from typing import Final

from builder.catalogue import listings
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import output_path
from builder.model.views import FeedView
from builder.pages.archive import (
    ENCODE,
    Archive,
    Planned,
    front_url,
    label_of,
    listing_exists,
    listing_of,
    listings_of,
    newest_cards,
)
from builder.pages.kind import Kind

LENGTH: Final = 20
"""Articles in a feed."""


def has_feed(key: str) -> bool:
    """Say whether a listing has a feed."""
    return not key.startswith("tag:")


def feed_key(key: str) -> str:
    """Return the page key of a listing's feed."""
    return f"feed:{key}"


def _keys(archive: Archive) -> Iterable[str]:
    known = {listing.key for listing in listings.all_listings(archive.catalogue)}
    known.update(f"section:{section.id}" for section in archive.site.sections)
    return (feed_key(key) for key in sorted(known | {"home"}) if has_feed(key))


def _touched(_archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    return (feed_key(key) for key in listings_of(article) if has_feed(key))


def _plan(archive: Archive, key: str) -> Planned:
    listing = listing_of(archive, key)
    if not listing_exists(archive, key, listing):
        return Planned(None)
    front = front_url(key)
    title = "" if key == "home" else label_of(archive, key, listing)
    view = FeedView(front + "feed.xml", front, title, newest_cards(archive, key, LENGTH))
    return Planned(Job(feed_key(key), output_path(view.url), "rss", "", "FeedView", ENCODE(view), ""))


FEED = Kind("feed", _keys, _touched, _plan)
