"""Sitemaps for search engines: an index, one file a month of articles, one for fronts and standing pages.

Source of the format: sitemaps.org, protocol 0.9. The index carries no dates, so it changes only with a new month.
"""

import re
from collections.abc import Iterable
from typing import Final

from builder.catalogue import articles, entities
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import corrections_url, month_url, output_path
from builder.model.views import SitemapIndexView, SitemapView
from builder.pages.archive import CARD, ENCODE, Archive, Planned, front_url, listing_exists, listing_of
from builder.pages.kind import Kind
from builder.pages.listing import all_keys
from builder.pages.standing import url_of

INDEX: Final = "sitemap:index"
FRONTS: Final = "sitemap:fronts"
_MONTH: Final = re.compile(r"\d{4}-\d\d")


def _keys(archive: Archive) -> Iterable[str]:
    return (INDEX, FRONTS, *(f"sitemap:{month}" for month in articles.months(archive.catalogue)))


def _touched(_archive: Archive, row: Row, _article: Article) -> Iterable[str]:
    return (INDEX, f"sitemap:{row.day[:7]}")


def _plan(archive: Archive, rest: str) -> Planned:
    if rest == "index":
        return _plan_index(archive)
    if rest == "fronts":
        return _job("/sitemap-fronts.xml", "", tuple((url, "") for url in _front_urls(archive)))
    rows = articles.of_month(archive.catalogue, rest) if _MONTH.fullmatch(rest) else []
    if not rows:
        return Planned(None)
    return _job(f"/sitemap-{rest}.xml", rest, tuple((url, _changed(card)) for url, card in rows))


def _changed(card: bytes) -> str:
    decoded = CARD.decode(card)
    return decoded.updated or decoded.date


def _front_urls(archive: Archive) -> list[str]:
    known = ((key, listing_of(archive, key)) for key in all_keys(archive))
    fronts = [front_url(key) for key, listing in known if listing_exists(archive, key, listing)]
    return sorted(
        [*fronts, month_url(""), corrections_url("")]
        + [url_of(entity) for entity in entities.all_of(archive.catalogue, "page")]
    )


def _job(url: str, month: str, entries: tuple[tuple[str, str], ...]) -> Planned:
    view = SitemapView(url, month, entries)
    key = f"sitemap:{month or 'fronts'}"
    return Planned(Job(key, output_path(url), "sitemap", "", "SitemapView", ENCODE(view), ""))


def _plan_index(archive: Archive) -> Planned:
    maps = ["/sitemap-fronts.xml", *(f"/sitemap-{month}.xml" for month in articles.months(archive.catalogue))]
    view = SitemapIndexView("/sitemap.xml", tuple((url, "") for url in maps))
    return Planned(Job(INDEX, output_path(view.url), "sitemap-index", "", "SitemapIndexView", ENCODE(view), ""))


SITEMAP = Kind("sitemap", _keys, _touched, _plan)
