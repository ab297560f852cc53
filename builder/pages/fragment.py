"""Small pages that scripts fetch, so that what is live never stands in an old page."""

from collections.abc import Iterable
from typing import Final

from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import output_path
from builder.model.views import BreakingView, FragmentView
from builder.pages.archive import ENCODE, Archive, Planned, newest_cards
from builder.pages.breaking import breaking
from builder.pages.kind import Kind

LENGTH: Final = 12
"""Articles in the fragment of the newest."""

_LATEST: Final = "fragment:latest"
_BREAKING: Final = "fragment:breaking"


def _keys(_archive: Archive) -> Iterable[str]:
    return (_LATEST, _BREAKING)


def _touched(_archive: Archive, _row: Row, _article: Article) -> Iterable[str]:
    return (_LATEST,)


def _plan(archive: Archive, rest: str) -> Planned:
    if rest == "latest":
        return _job(FragmentView(f"/fragments/{rest}.html", newest_cards(archive, "home", LENGTH)), _LATEST)
    if rest == "breaking":
        return _job(BreakingView(f"/fragments/{rest}.html", breaking(archive)[0]), _BREAKING)
    return Planned(None)


def _job(view: FragmentView | BreakingView, key: str) -> Planned:
    path = output_path(view.url)
    return Planned(Job(key, path, "html", path, type(view).__name__, ENCODE(view), ""))


FRAGMENT = Kind("fragment", _keys, _touched, _plan)
