"""Old addresses of articles (`aliases:`) that send readers on."""

from collections.abc import Iterable

from builder.catalogue import articles, claims
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.page import Job
from builder.model.urls import folded, output_path
from builder.model.views import RedirectView
from builder.pages.archive import ENCODE, Archive, Planned, claimed_by
from builder.pages.kind import Kind


def _keys(archive: Archive) -> Iterable[str]:
    return (f"redirect:{address}" for address in claims.old_addresses(archive.catalogue))


def _touched(_archive: Archive, _row: Row, article: Article) -> Iterable[str]:
    return (f"redirect:{folded(alias.target)}" for alias in article.aliases)


def _plan(archive: Archive, rest: str) -> Planned:
    claim = claimed_by(archive, rest)
    row = articles.at(archive.catalogue, claim.path) if claim else None
    if row is None or not row.shown:
        return Planned(None)
    article = row.article()
    alias = next((alias.target for alias in article.aliases if folded(alias.target) == rest), None)
    if alias is None:
        return Planned(None)
    view = RedirectView(alias, row.url, article.title, article.lang)
    key = f"redirect:{rest}"
    return Planned(Job(key, output_path(alias), "html", "redirect.html", "RedirectView", ENCODE(view), row.path))


REDIRECT = Kind("redirect", _keys, _touched, _plan)
