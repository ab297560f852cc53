"""What each kind of page gives its template: the view itself, and what only the renderer can make of it.

docs/themes.md lists these variables for theme authors; a variable that is not here is not on any page.
"""

from collections.abc import Callable
from html import unescape
from typing import Any, Final

import msgspec
from markupsafe import Markup

from builder.model import views
from builder.model.video import first_video
from builder.render.body import MARK_SIGN, fill
from builder.render.press import Press, Voice
from builder.render.structured import article_graph, collection_graph, listing_graph, page_graph, search_graph
from builder.render.video import with_player

Variables = dict[str, object]


def variables_of(press: Press, speaker: Voice, view: object) -> Variables:
    """Return a template's variables for a view: `page` is the view itself with its slots filled."""
    return _MAKERS[type(view)](press, speaker, view)


def language_of(view: object) -> str:
    """Return the language of a page, '' for the site's."""
    if isinstance(view, views.ArticleView):
        return view.article.lang
    return view.lang if isinstance(view, (views.StandingView, views.RedirectView)) else ""


def _article(press: Press, speaker: Voice, view: views.ArticleView) -> Variables:
    if MARK_SIGN in view.body:
        is_gallery = view.article.type == "gallery"
        body = fill(press, speaker, view.body, view.article.slots, view.fills, gallery=is_gallery)
        view = msgspec.structs.replace(view, body=body)
    found = first_video(view.body) if view.article.type == "video" else None
    text = view.body
    if found:
        text = text[: found.start] + text[found.end :]
        view = msgspec.structs.replace(view, body=with_player(speaker, view.body, found, view.image))
    if any(MARK_SIGN in signed.biography for signed in view.authors):
        view = msgspec.structs.replace(view, authors=tuple(_signed(press, speaker, one) for one in view.authors))
    return {
        "page": view,
        "article": view.article,
        "standfirst": _standfirst(view.article.summary, text),
        "video": found.video if found else None,
        "structured": article_graph(press, view, found.video if found else None),
    }


def _standfirst(summary: str, body: str) -> str:
    """Return the summary, or '' when it is how the body begins: nobody wants to read it twice."""
    opening = body.partition("</p>")[0]
    inner = opening[max(opening.rfind("<p"), 0) :].removeprefix("<p>")
    plain = "<" not in inner
    words = " ".join(unescape(inner).split()) if plain else Markup(inner).striptags()  # noqa: S704 - only to take the tags away
    begins = " ".join(summary.rstrip("…").split())
    return "" if begins and words.startswith(begins) else summary


def _signed(press: Press, speaker: Voice, signed: views.Signed) -> views.Signed:
    biography = fill(press, speaker, signed.biography, signed.author.slots, signed.fills)
    return msgspec.structs.replace(signed, biography=biography)


def _listing(press: Press, speaker: Voice, view: views.ListingView) -> Variables:
    if MARK_SIGN in view.description:
        description = fill(press, speaker, view.description, view.slots, view.fills)
        view = msgspec.structs.replace(view, description=description)
    if view.signed is not None:
        view = msgspec.structs.replace(view, signed=_signed(press, speaker, view.signed))
    return {"page": view, "structured": listing_graph(press, view)}


def _day(press: Press, speaker: Voice, view: views.DayView) -> Variables:
    title = speaker.calendar.date(view.day)
    return {"page": view, "structured": page_graph(press, title, view.url, speaker.lang)}


def _standing(press: Press, speaker: Voice, view: views.StandingView) -> Variables:
    view = msgspec.structs.replace(view, body=fill(press, speaker, view.body, view.slots, view.fills))
    return {"page": view, "structured": page_graph(press, view.title, view.url, speaker.lang)}


def _archive(press: Press, speaker: Voice, view: views.ArchiveView) -> Variables:
    steps = [(speaker.words.known("archive"), "/archive/")]
    if view.month:
        steps.append((speaker.calendar.month(view.month), view.url))
    return {"page": view, "structured": collection_graph(press, steps, speaker.lang)}


def _corrections(press: Press, speaker: Voice, view: views.CorrectionsView) -> Variables:
    steps = [(speaker.words.known("corrections_page"), "/corrections/")]
    if view.year:
        steps.append((view.year, view.url))
    return {"page": view, "structured": collection_graph(press, steps, speaker.lang)}


def _search(press: Press, speaker: Voice, view: views.SearchView) -> Variables:
    title = speaker.words.known("search")
    return {"page": view, "structured": search_graph(press, title, view.url, speaker.lang)}


def _plain(_press: Press, _speaker: Voice, view: object) -> Variables:
    return {"page": view}


_MAKERS: Final[dict[type, Callable[[Press, Voice, Any], Variables]]] = {
    views.ArticleView: _article,
    views.ListingView: _listing,
    views.DayView: _day,
    views.StandingView: _standing,
    views.ArchiveView: _archive,
    views.CorrectionsView: _corrections,
    views.SearchView: _search,
    views.FragmentView: _plain,
    views.BreakingView: _plain,
    views.PlainView: _plain,
    views.RedirectView: _plain,
}
