"""Old addresses of articles (`aliases:`) that send readers on."""

from collections.abc import Iterable

from builder.catalogue import articles, claims
from builder.catalogue.articles import Row
from builder.model.article import Article, Reference
from builder.model.diagnostics import Diagnostic, finding
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
    alias = next((alias for alias in article.aliases if folded(alias.target) == rest), None)
    if alias is None:
        return Planned(None)
    if not alias.target.endswith("/") and (owner := claims.below(archive.catalogue, f"url:{rest}")):
        return Planned(None, (_no_room(row.path, alias, owner),))
    view = RedirectView(alias.target, row.url, article.title, article.lang)
    key = f"redirect:{rest}"
    return Planned(Job(key, output_path(alias.target), "html", "redirect.html", "RedirectView", ENCODE(view), row.path))


def above(names: Iterable[str]) -> Iterable[str]:
    """Return the keys of the redirects whose files would stand where claimed names need a folder."""
    for name in names:
        kind, _, address = name.partition(":")
        folders = address.split("/")[:-1]
        if kind == "url" and any("." in folder for folder in folders):
            yield from (f"redirect:{'/'.join(folders[:count])}" for count in range(2, len(folders) + 1))


def _no_room(path: str, alias: Reference, owner: claims.Claim) -> Diagnostic:
    """Return the finding for an old address that is a file, where a folder is needed."""
    below = owner.folded.partition(":")[2]
    return finding(
        "address-taken",
        path,
        line=alias.line,
        column=alias.column,
        message=f"there can be no file {alias.target}, because {below} of {owner.path}:{owner.line} lies below it",
        hint="take one of the two addresses out of `aliases:`",
    )


REDIRECT = Kind("redirect", _keys, _touched, _plan)
