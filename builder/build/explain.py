"""Why a page is as it is: what it was made from, why it was last made, why these articles are related.

It asks the same functions that plan the page, so what it says can never disagree with what is built.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

import msgspec

from builder.catalogue import articles, media
from builder.catalogue.articles import Row
from builder.catalogue.pages import Made
from builder.model.urls import folded
from builder.model.views import VIEWS, ArticleView, Fill, ListingView, Signed
from builder.pages.archive import CARD, Archive, listing_at
from builder.pages.kinds import plan
from builder.pages.kinship import shared
from builder.pages.naming import keys_of_source
from builder.pages.picture import NAMED, original_key, rendition_keys
from builder.pages.related import nearest, related, shelf_of, worded

_HOST: Final = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_FORMS: Final = (
    (re.compile(r"/archive/(\d{4})/(\d\d)/(\d\d)/", re.ASCII), "day"),
    (re.compile(r"/archive/(\d{4})/(\d\d)/", re.ASCII), "archive"),
    (re.compile(r"/archive/"), "archive"),
    (re.compile(r"/corrections/(\d{4})/", re.ASCII), "corrections"),
    (re.compile(r"/corrections/"), "corrections"),
    (re.compile(r"/search/"), "search"),
    (re.compile(r"/fragments/search/([a-z0-9-]+)\.json"), "search"),
    (re.compile(r"/assets/([^/]+)"), "colours"),
    (re.compile(r"/([^/]+\.webmanifest)"), "manifest"),
)
"""Addresses of pages of which a site has one, or one for each stretch of time: their kind, and what names them."""

_TERMS: Final = 8
"""Shared terms that are told of each candidate, the most telling first."""


def key_named(archive: Archive, target: str) -> str | None:
    """Return the key of the page that a path (content/...) or an address (/world/, https://...) means, or None."""
    if target.startswith("content/"):
        original = media.at(archive.catalogue, target)
        return original_key(original.digest) if original else next(iter(keys_of_source(archive, target)), None)
    address = _address(target, archive.site.base)
    row = articles.find(archive.catalogue, address)
    if row:
        return f"article:{row.path}"
    return next((key for key in _candidates(address) if plan(archive, key).job), None)


def _address(target: str, base: str) -> str:
    """Return the site's own spelling of an address as browsers and pages show it: whole, encoded, below a path."""
    way = _HOST.sub("", target).partition("#")[0].partition("?")[0]
    way = unicodedata.normalize("NFC", unquote(way)).removesuffix("/index.html")
    way = way.removeprefix(base) if way == base or way.startswith(f"{base}/") else way
    address = "/" + way.strip("/")
    return address + ("" if address == "/" or "." in address.rpartition("/")[2] else "/")


def _candidates(address: str) -> Iterator[str]:
    """Return the keys of the pages that an address may be of, by its form."""
    bare = address.removesuffix("feed.xml")
    listed = listing_at(bare)
    if listed:
        key, number = listed
        yield f"feed:{key}" if bare != address else f"sealed:{number}:{key}" if number else f"front:{key}"
    yield f"redirect:{folded(address)}"
    yield f"standing:content/pages{address.rstrip('/')}.md"
    yield from (f"{kind}:{'-'.join(found.groups())}" for form, kind in _FORMS if (found := form.fullmatch(address)))
    yield from (f"plain:{address[1:]}", f"robots:{address[1:]}", f"asset:{address.removeprefix('/assets/')}")
    if address.startswith("/sitemap"):
        yield f"sitemap:{address[len('/sitemap') :].removesuffix('.xml').strip('-') or 'index'}"
    if address.startswith("/fragments/"):
        yield f"fragment:{address[len('/fragments/') :].removesuffix('.html').replace('/', ':')}"


def explain(archive: Archive, key: str, made: Made | None) -> Iterator[str]:
    """Return the lines that explain a page; `made` is what the last build recorded of it."""
    planned = plan(archive, key)
    job = planned.job
    yield f"page      {key}"
    if key.startswith(NAMED + ":"):
        paths = [wanted.path for one in rendition_keys(archive, key) if (wanted := plan(archive, one).job)]
        yield from (f"output    {path}" for path in paths or ["none: nothing that readers may see needs it"])
        return
    if job is None:
        yield f"output    none: {_why_absent(archive, key)}"
    else:
        yield f"output    {job.path}"
        yield f"template  {job.template or job.format}"
    yield f"last made {made.why if made else 'not yet by newsdesk build'}"
    if job and job.view:
        view = msgspec.msgpack.decode(job.data, type=VIEWS[job.view])
        if isinstance(view, ArticleView):
            yield from _article(archive, view)
        elif isinstance(view, ListingView):
            yield from _listing(view)
    for finding in planned.findings:
        yield f"{finding.severity}     {finding.path}:{finding.line}:{finding.column}: {finding.message}"


def _why_absent(archive: Archive, key: str) -> str:
    row = articles.at(archive.catalogue, key.partition(":")[2])
    if row is None:
        return "nothing that readers may see needs it"
    return {
        "draft": "it is a draft",
        "scheduled": f"it is due {row.article().date}",
        "expired": "it has expired",
        "withdrawn": "it was withdrawn",
        "clash": "another source has its address or id (newsdesk check says which)",
    }.get(row.state, row.state)


def _article(archive: Archive, view: ArticleView) -> Iterator[str]:
    yield f"source    {view.article.path}"
    yield from (f"author    {_signed(author)}" for author in view.authors)
    if view.storyline:
        yield f"storyline {view.storyline.title} ({view.storyline.url})"
    for name, card in (("newer", view.newer), ("older", view.older), ("follows", view.follows)):
        if card:
            yield f"{name:<9} {_card(card)}"
    yield from (f"followup  {_card(card)}" for card in view.followups)
    yield from (f"translated {translation.lang} {translation.url}" for translation in view.translations)
    yield from (f"links to  {fill.address}" for fill in view.fills if fill.address)
    yield from _pictures(view.fills)
    row = articles.at(archive.catalogue, view.article.path)
    if row:
        yield from _related(archive, row)


def _pictures(fills: tuple[Fill, ...]) -> Iterator[str]:
    return (f"picture   {fill.picture.url}" for fill in fills if fill.picture)


def _related(archive: Archive, row: Row) -> Iterator[str]:
    """Give each related article with why it is there, and each other candidate with the terms that it shares."""
    article = row.article()
    picked = {reference.target for reference in article.related}
    chosen = related(archive, row, article)
    near = {one.number: one.score for one in nearest(archive, row)}
    about, shelf = worded(archive, row), shelf_of(archive)
    for number in (*chosen.numbers, *(other for other in near if other not in chosen.numbers)):
        other = articles.numbered(archive.catalogue, number)
        why = ["hand-picked"] if picked & {other.path, other.url, other.id} else []
        theirs = other.article().storyline
        if article.storyline and theirs and theirs.target == article.storyline.target:
            why.append(f"storyline {theirs.target}")
        if number in near:
            terms = shared(shelf, about, number)[:_TERMS]
            why.append(f"near {near[number]}: " + ", ".join(f"{term} {score}" for term, score in terms))
        yield f"{'related' if number in chosen.numbers else 'candidate':<9} {other.path}: {'; '.join(why)}"
    yield from (f"background {path}" for path in articles.paths(archive.catalogue, chosen.background))


def _listing(view: ListingView) -> Iterator[str]:
    yield f"title     {view.title}"
    for name, cards in (("lead", (view.lead,) if view.lead else ()), ("top", view.top), ("opinion", view.opinion)):
        yield from (f"{name:<9} {_card(card)}" for card in cards)
    yield from (f"card      {_card(card)}" for card in view.cards)
    yield from (f"{name:<9} {url}" for name, url in (("newer", view.newer), ("older", view.older)) if url)


def _signed(signed: Signed) -> str:
    return signed.author.path + (f" ({signed.role})" if signed.role else "")


def _card(card: bytes) -> str:
    decoded = CARD.decode(card)
    return f"{decoded.url} {decoded.title}"
