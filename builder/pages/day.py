"""The archive, one page a day that has articles."""

from collections.abc import Iterable

from builder.catalogue import articles
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import day_url, output_path
from builder.model.views import DayView
from builder.pages.archive import ENCODE, Archive, Planned
from builder.pages.kind import Kind


def _keys(archive: Archive) -> Iterable[str]:
    return (f"day:{day}" for day in articles.days(archive.catalogue))


def _touched(_archive: Archive, row: Row, _article: Article) -> Iterable[str]:
    return (f"day:{row.day}",)


def _plan(archive: Archive, day: str) -> Planned:
    cards = articles.of_day(archive.catalogue, day)
    if not cards:
        return Planned(None)
    view = DayView(day_url(day), day, cards)
    return Planned(Job(f"day:{day}", output_path(view.url), "html", "day.html", "DayView", ENCODE(view), ""))


DAY = Kind("day", _keys, _touched, _plan)
