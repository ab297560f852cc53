"""The search: its page, an index that names the months, and for each month what its articles can be found by.

A month's file changes only with that month, so a publication writes one; scripts ask for the newest months first.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import articles, listings
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import output_path
from builder.model.views import SearchView, Topic
from builder.pages.archive import CARD, ENCODE, Archive, Planned, front_url
from builder.pages.kind import Kind

URL: Final = "/search/"
TOPICS: Final = 40
"""Tags to browse by beneath the search."""

_FOLDER: Final = "fragments/search"
_INDEX: Final = "index"
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_JSON: Final = msgspec.json.Encoder()


class Hit(msgspec.Struct, frozen=True, array_like=True):
    """What an article is found by, and what a result says of it."""

    url: str
    """With the site's base path."""
    title: str
    summary: str
    date: str
    lang: str
    others: str
    """Names of authors and tags, which count as its words."""


def _keys(archive: Archive) -> Iterable[str]:
    months = articles.months(archive.catalogue)
    return ("search:", f"search:{_INDEX}", *(f"search:{month}" for month in months))


def _touched(_archive: Archive, row: Row, _article: Article) -> Iterable[str]:
    return ("search:", f"search:{_INDEX}", f"search:{row.day[:7]}")


def _plan(archive: Archive, rest: str) -> Planned:
    if not rest:
        data = ENCODE(SearchView(URL, _topics(archive)))
        return Planned(Job("search:", output_path(URL), "html", "search.html", "SearchView", data, ""))
    if rest == _INDEX:
        return _file(rest, articles.months(archive.catalogue)[::-1])
    rows = articles.of_month(archive.catalogue, rest) if _MONTH.fullmatch(rest) else []
    return _file(rest, [_hit(archive, card) for _, card in reversed(rows)]) if rows else Planned(None)


def _topics(archive: Archive) -> tuple[Topic, ...]:
    """Return the topics to browse by: so few, and so large, that a publication seldom changes which they are."""
    found = listings.largest_topics(archive.catalogue, TOPICS)
    return tuple(Topic(label, front_url(key)) for key, label in found)


def _file(name: str, content: object) -> Planned:
    path = f"{_FOLDER}/{name}.json"
    return Planned(Job(f"search:{name}", path, "text", "", "", _JSON.encode(content), ""))


def _hit(archive: Archive, packed: bytes) -> Hit:
    card = CARD.decode(packed)
    others = " ".join([*(author.name for author in card.authors), *card.tags])
    return Hit(archive.site.base + card.url, card.title, card.summary, card.date, card.lang, others)


SEARCH = Kind("search", _keys, _touched, _plan)
