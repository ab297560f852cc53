"""Small pages that scripts fetch, so that what is live never stands in an old page."""

from collections.abc import Iterable
from typing import Final

from builder.catalogue import entities
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import output_path
from builder.model.views import BreakingView, FragmentView
from builder.pages.archive import ENCODE, Archive, Planned, newest_cards, storyline_of
from builder.pages.breaking import breaking
from builder.pages.kind import Kind

LENGTH: Final = 12
STORY_LENGTH: Final = 6
"""Articles in the fragment of the newest, and in that of a storyline's newest."""

_LATEST: Final = "fragment:latest"
_BREAKING: Final = "fragment:breaking"
_STORY: Final = "fragment:storyline:"


def story_key(ident: str) -> str:
    """Return the key of the fragment with a storyline's newest articles, by the storyline's id."""
    return _STORY + ident


def story_url(ident: str) -> str:
    """Return the address of a storyline's fragment."""
    return f"/fragments/storyline/{ident}.html"


def _keys(archive: Archive) -> Iterable[str]:
    yield _LATEST
    yield _BREAKING
    yield from (story_key(entity.ident) for entity in entities.all_of(archive.catalogue, "storyline"))


def _touched(_archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    yield _LATEST
    if article.storyline:
        yield story_key(article.storyline.target)


def _plan(archive: Archive, rest: str) -> Planned:
    name, _, ident = rest.partition(":")
    if name == "storyline" and storyline_of(archive, ident):
        cards = newest_cards(archive, f"storyline:{ident}", STORY_LENGTH)
        return _made(story_key(ident), FragmentView(story_url(ident), cards), "storyline") if cards else Planned(None)
    if rest == "latest":
        view = FragmentView("/fragments/latest.html", newest_cards(archive, "home", LENGTH))
        return _made(_LATEST, view, "latest")
    if rest == "breaking":
        return _made(_BREAKING, BreakingView("/fragments/breaking.html", breaking(archive)[0]), "breaking")
    return Planned(None)


def _made(key: str, view: FragmentView | BreakingView, name: str) -> Planned:
    template = f"fragments/{name}.html"
    return Planned(Job(key, output_path(view.url), "html", template, type(view).__name__, ENCODE(view), ""))


FRAGMENT = Kind("fragment", _keys, _touched, _plan)
