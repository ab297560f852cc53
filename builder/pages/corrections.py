"""The corrections page: the newest ones at /corrections/, and all of a year at /corrections/<yyyy>/.

What is published without a correction touches none of them.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import corrections
from builder.catalogue.articles import Row
from builder.catalogue.corrections import Found
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import corrections_url, output_path
from builder.model.views import Corrected, CorrectionsView, Year
from builder.pages.archive import ENCODE, Archive, Planned
from builder.pages.kind import Kind
from builder.pages.naming import keys_naming

LENGTH: Final = 20
"""Corrections on the first page."""

_ARTICLE: Final = msgspec.msgpack.Decoder(Article)
_YEAR: Final = re.compile(r"[0-9]{4}")


def _keys(archive: Archive) -> Iterable[str]:
    return ("corrections:", *(f"corrections:{year}" for year in corrections.years(archive.catalogue)))


def touched_by(archive: Archive, article: Article) -> Iterable[str]:
    """Return the keys of the pages that an article's corrections stand on, and of those that link to them."""
    if not article.corrections:
        return
    years = sorted({correction.at[:4] for correction in article.corrections})
    yield "corrections:"
    yield from (f"corrections:{year}" for year in years)
    yield from keys_naming(archive, map(corrections_url, years))


def _touched(archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    return touched_by(archive, article)


def _plan(archive: Archive, year: str) -> Planned:
    if not year:
        return _job("", _newest(archive), corrections.years(archive.catalogue))
    found = corrections.of_year(archive.catalogue, year, -1) if _YEAR.fullmatch(year) else []
    return _job(year, found, []) if found else Planned(None)


def _newest(archive: Archive) -> list[Found]:
    found: list[Found] = []
    for year in corrections.years(archive.catalogue):
        if len(found) < LENGTH:
            found += corrections.of_year(archive.catalogue, year, LENGTH - len(found))
    return found


def _job(year: str, found: list[Found], years: list[str]) -> Planned:
    view = CorrectionsView(
        url=corrections_url(year),
        year=year,
        corrections=tuple(map(_corrected, found)),
        years=tuple(Year(one, corrections_url(one)) for one in years),
    )
    path = output_path(view.url)
    return Planned(Job(f"corrections:{year}", path, "html", "corrections.html", "CorrectionsView", ENCODE(view), ""))


def _corrected(found: Found) -> Corrected:
    article = _ARTICLE.decode(found.record)
    correction = article.corrections[found.place]
    return Corrected(
        at=correction.at,
        text=correction.text,
        title=article.title,
        title_html=article.title_html,
        url=article.url,
        lang=article.lang,
        section=article.section,
    )


CORRECTIONS = Kind("corrections", _keys, _touched, _plan)
