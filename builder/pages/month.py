"""The archive's own pages: /archive/ lists the months, /archive/<yyyy>/<mm>/ the days of one that have articles."""

import re
from collections.abc import Iterable
from typing import Final

from builder.catalogue import articles
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import day_url, month_url, output_path
from builder.model.views import ArchiveView, Day, Month
from builder.pages.archive import ENCODE, Archive, Planned
from builder.pages.kind import Kind

_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def _keys(archive: Archive) -> Iterable[str]:
    return ("archive:", *(f"archive:{month}" for month in articles.months(archive.catalogue)))


def _touched(_archive: Archive, row: Row, _article: Article) -> Iterable[str]:
    return ("archive:", f"archive:{row.day[:7]}")


def _plan(archive: Archive, month: str) -> Planned:
    if not month:
        months = reversed(articles.months(archive.catalogue))
        return _job(ArchiveView(month_url(""), "", tuple(Month(one, one[:4], month_url(one)) for one in months), ()))
    days = articles.days_of_month(archive.catalogue, month) if _MONTH.fullmatch(month) else []
    listed = tuple(Day(day, day_url(day)) for day in days)
    return _job(ArchiveView(month_url(month), month, (), listed)) if days else Planned(None)


def _job(view: ArchiveView) -> Planned:
    path = output_path(view.url)
    return Planned(Job(f"archive:{view.month}", path, "html", "archive.html", "ArchiveView", ENCODE(view), ""))


MONTHS = Kind("archive", _keys, _touched, _plan)
