"""What each template is given, and of which type each field of a record is: the ground on which a theme is checked.

A type is a record's class, a tuple of one type for a list of it, or None where nothing is known.
"""

import types
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from builder.model import article, card, picture, site, video, views
from builder.render.environment import READERS, Day

Type = Any
"""A record's class, a tuple of one type, or None."""

Given = dict[str, Type]
"""The names that a template is given, and their types."""

ALWAYS: Final[Given] = {"site": site.Site, "lang": None, "dir": None}

_LISTING: Final[Given] = {"page": views.ListingView, "structured": None}
CARD: Final[Given] = {"item": card.Card, "foreign": None}

ROOTS: Final[dict[str, Given]] = {
    "article.html": {
        "page": views.ArticleView,
        "article": article.Article,
        "standfirst": None,
        "video": video.Video,
        "structured": None,
    },
    "home.html": _LISTING,
    "section.html": _LISTING,
    "tag.html": _LISTING,
    "author.html": _LISTING,
    "storyline.html": _LISTING,
    "day.html": {"page": views.DayView, "structured": None},
    "page.html": {"page": views.StandingView, "structured": None},
    "archive.html": {"page": views.ArchiveView, "structured": None},
    "corrections.html": {"page": views.CorrectionsView, "structured": None},
    "search.html": {"page": views.SearchView, "structured": None},
    "404.html": {"page": views.PlainView},
    "redirect.html": {"page": views.RedirectView},
    "fragments/latest.html": {"page": views.FragmentView},
    "fragments/breaking.html": {"page": views.BreakingView},
    "partials/card.html": CARD,
    "partials/line.html": CARD,
    "partials/promo.html": CARD,
    "partials/figure.html": {"picture": picture.ShownPicture},
    "partials/gallery.html": {"pictures": (picture.ShownPicture,)},
    "partials/video.html": {"video": video.Video, "poster": picture.ShownPicture},
    "partials/picture.html": {"picture": picture.ShownPicture, "place": None, "eager": None, "attributes": None},
}
"""The templates that newsdesk itself asks for."""

RESULTS: Final[Given] = {"section": site.Section, "by_day": (Day,)}
"""What functions and filters give, as far as it has fields."""


def field_type(record: type, field: str) -> Type:
    """Return the type of a record's field."""
    return _types(record).get(field)


def fields_of(record: type) -> tuple[str, ...]:
    """Return the fields that a template may ask of a record."""
    return tuple(READERS[record])


@cache
def _types(record: type) -> Given:
    return {field: _resolved(hint) for field, hint in get_type_hints(record).items()}


def _resolved(hint: object) -> Type:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        known = [one for one in inner if one is not type(None)]
        return _resolved(known[0]) if len(known) == 1 else None
    if origin is tuple and inner[1:] == (...,):
        return (_resolved(inner[0]),)
    return hint if isinstance(hint, type) and issubclass(hint, msgspec.Struct) and hint in READERS else None
