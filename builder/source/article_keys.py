"""The keys of an article's front matter: the table that reading and the exported schema both come from."""

import re
from functools import lru_cache
from typing import Final

from builder.model.article import STATUSES, TYPES, Byline, Correction, Reference, Tag
from builder.model.urls import tag_key, tag_slug
from builder.source.addresses import ADDRESS, SLUG
from builder.source.dates import DATE, TIME
from builder.source.extra import FREE_MAP
from builder.source.fields import Field, table
from builder.source.kinds import LANGUAGE, TEXT, WORD, Kind, choice, listed, read_text, sequence_of
from builder.source.nodes import Node
from builder.source.prose import HEADLINE, PROSE
from builder.source.reading import Reading, Trouble, quoted
from builder.source.references import ARTICLE_REFERENCE, BYLINE, PICTURE

_IDENT: Final = re.compile(r"(?!.*\.md$)(?!.*//)[^\s/#\\?%]+(?:/[^\s/#\\?%]+)*")


def _read_ident(node: Node, reading: Reading) -> str | None:
    """Return an article's id, which references can name without being taken for a file or an address."""
    text = read_text(node, reading)
    if text is None or (_IDENT.fullmatch(text) and not {".", ".."} & set(text.split("/"))):
        return text
    hint = "write words without spaces, such as world/summit; no slash at either end, no .md, none of # ? % and \\"
    reading.report(node, Trouble("value-invalid", f"{quoted(text)} is not an id", hint))
    return None


def _read_tag(node: Node, reading: Reading) -> Tag | None:
    """Return a tag; what makes two spellings one is its key."""
    text = read_text(node, reading)
    if text is None:
        return None
    key, slug = _tag(text)
    if not slug:
        message = f"the tag {quoted(text)} has neither letter nor digit to make an address of"
        reading.report(node, Trouble("value-invalid", message, "write it in words"))
        return None
    return Tag(key, text)


@lru_cache(maxsize=65_536)
def _tag(name: str) -> tuple[str, str]:
    key = tag_key(name)
    return key, tag_slug(key)


_AT: Final = Field("date", DATE, "When the correction was made.", required=True)
_WHAT: Final = Field("text", PROSE, "What was wrong and what is right.", required=True)
_CORRECTION: Final = table("Correction", _AT, _WHAT)


def _read_correction(node: Node, reading: Reading) -> Correction | None:
    """Return one correction."""
    keys = _CORRECTION.keys(node, reading)
    if keys is None:
        return None
    at, text = _AT.take(keys, reading), _WHAT.take(keys, reading)
    return None if at is None or text is None else Correction(at.text, text)


TITLE: Final = Field("title", HEADLINE, "The headline; *emphasis* is allowed.", required=True)
DATE_: Final = Field(
    "date", DATE, "When it is published: 2026-11-22T14:05, in the site's zone unless an offset follows."
)
UPDATED: Final = Field("updated", DATE, "The last change of substance.")
TYPE: Final = Field(
    "type",
    choice(*TYPES, meant=dict.fromkeys(("news", "post", "blog", "story"), "article") | {"short": "brief"}),
    "What kind of article it is (article).",
)
SECTION: Final = Field("section", WORD, "A section of site.yaml (the first folder).")
SLUG_: Final = Field("slug", SLUG, "Its part of the address (the file's name).")
ID: Final = Field("id", Kind(_read_ident, TEXT.schema), "Its name in references (its path without .md).")
LANG: Final = Field("lang", LANGUAGE, "Its language, such as uk (the site's).")
AUTHORS: Final[Field[tuple[Byline, ...]]] = Field(
    "authors",
    listed(BYLINE),
    "Who wrote it: ids from content/authors/, or maps of id and role.",
    other_names=("author",),
)
TAGS: Final[Field[tuple[Tag, ...]]] = Field("tags", listed(Kind(_read_tag, TEXT.schema)), "What it is about.")
SUMMARY: Final = Field("summary", PROSE, "The standfirst (the first paragraph).")
IMAGE: Final = Field("image", PICTURE, "Its picture: a file, or a map of src, alt, caption, credit and focus.")
STATUS: Final = Field(
    "status",
    choice(
        *STATUSES,
        meant=dict.fromkeys(("published", "public", "live", "final", "publish"), "ready")
        | dict.fromkeys(("private", "hidden", "unpublished"), "draft")
        | {"retracted": "withdrawn", "scheduled": "ready, with a date in the future"},
    ),
    "Whether it may appear (ready).",
)
EMBARGO: Final = Field("embargo", TIME, "Nothing of it appears before this time.")
EXPIRES: Final = Field("expires", TIME, "Nothing of it appears from this time on.")
STORYLINE: Final = Field("storyline", WORD, "The id of a running story, a file of content/storylines/.")
RELATED: Final[Field[tuple[Reference, ...]]] = Field(
    "related", listed(ARTICLE_REFERENCE), "Articles to read next, best first."
)
UPDATES: Final = Field("updates", ARTICLE_REFERENCE, "The article that this one follows up.")
TRANSLATION_OF: Final = Field("translation_of", ARTICLE_REFERENCE, "The article that this one translates.")
CORRECTIONS: Final[Field[tuple[Correction, ...]]] = Field(
    "corrections", sequence_of(Kind(_read_correction, _CORRECTION.schema())), "What had to be corrected, and when."
)
ALIASES: Final[Field[tuple[Reference, ...]]] = Field("aliases", listed(ADDRESS), "Old addresses, which lead here.")
EXTRA: Final = Field("extra", FREE_MAP, "Keys of your own, for themes.")

_SUMMARY_HINT: Final = "call it summary"
_IMAGE_HINT: Final = "indent it beneath image:"
_ALIAS_HINT: Final = "write slug: for its last part, or list old addresses under aliases:"

ARTICLE: Final = table(
    "Front matter of a newsdesk article",
    TITLE,
    DATE_,
    UPDATED,
    TYPE,
    SECTION,
    SLUG_,
    ID,
    LANG,
    AUTHORS,
    TAGS,
    SUMMARY,
    IMAGE,
    STATUS,
    EMBARGO,
    EXPIRES,
    STORYLINE,
    RELATED,
    UPDATES,
    TRANSLATION_OF,
    CORRECTIONS,
    ALIASES,
    EXTRA,
    foreign={
        "headline": "call it title",
        "name": "call it title",
        "category": "call it section",
        "categories": "write section: for the section, or tags: for topics",
        "topics": "call it tags",
        "keywords": "call it tags",
        "tag": "call it tags",
        "description": _SUMMARY_HINT,
        "excerpt": _SUMMARY_HINT,
        "subtitle": _SUMMARY_HINT,
        "standfirst": _SUMMARY_HINT,
        "dek": _SUMMARY_HINT,
        "abstract": _SUMMARY_HINT,
        "published": "call it date",
        "publish": "call it date",
        "pubdate": "call it date",
        "publishdate": "call it date",
        "publish_date": "call it date",
        "published_at": "call it date",
        "modified": "call it updated",
        "lastmod": "call it updated",
        "last_modified_at": "call it updated",
        "updated_at": "call it updated",
        "expirydate": "call it expires",
        "draft": "write status: draft, or remove it",
        "permalink": _ALIAS_HINT,
        "url": _ALIAS_HINT,
        "redirect_from": "call it aliases",
        "redirects": "call it aliases",
        "layout": "remove it; type: says what kind of article this is",
        "template": "remove it; type: says what kind of article this is",
        "cover": "call it image",
        "thumbnail": "call it image",
        "picture": "call it image",
        "hero": "call it image",
        "image_alt": "write image: as a map of src and alt",
        "language": "call it lang",
        "locale": "call it lang",
        "series": "call it storyline",
        "byline": "call it authors",
        "src": _IMAGE_HINT,
        "alt": _IMAGE_HINT,
        "caption": _IMAGE_HINT,
        "credit": _IMAGE_HINT,
        "focus": _IMAGE_HINT,
        "role": "put it beside the author's id: authors: [{id: jane, role: photographs}]",
        "weight": "remove it; fronts are ordered in content/fronts/",
    },
)
"""Every key of an article."""
