"""A card: the little of an article that a listing may see.

A listing, feed or related list is made of cards alone, so an edit that leaves the card alone renders one page.
"""

from typing import Final

import msgspec

from builder.model.article import Article, ArticleType, changed_after
from builder.model.author import Author
from builder.model.picture import ShownPicture

_MINUTE: Final = 60


class CardAuthor(msgspec.Struct, frozen=True, array_like=True):
    """An author's name on a card."""

    id: str
    name: str
    url: str
    kind: str


class Card(msgspec.Struct, frozen=True, array_like=True):
    """What a listing shows of an article."""

    id: str
    url: str
    section: str
    type: ArticleType
    lang: str
    title: str
    title_html: str
    summary: str
    date: str
    published: int
    updated: str
    """The latest of its update and its corrections, if that is after its date."""
    seconds: int
    """Reading time rounded up to whole minutes, so that a few words more or less leave the card alone."""
    authors: tuple[CardAuthor, ...]
    tags: tuple[str, ...]
    image: ShownPicture | None
    text: str = ""
    """The whole text of a brief as HTML; '' for other types."""
    portrait: ShownPicture | None = None
    """The first author's, on opinion pieces."""


def is_brief(article: Article) -> bool:
    """Say whether an article's card shows its whole text."""
    return article.type == "brief"


def portrayed(article: Article, authors: tuple[Author, ...]) -> Author | None:
    """Return the author whose portrait stands on an article's card, or None."""
    return authors[0] if authors and article.type == "opinion" else None


def card_of(
    article: Article, authors: tuple[Author, ...], pictures: tuple[ShownPicture | None, ShownPicture | None], text: str
) -> Card:
    """Return the card of an article.

    It is given the known authors in order, the article's picture and the portrait as published, and a brief's text.
    """
    return Card(
        id=article.id,
        url=article.url,
        section=article.section,
        type=article.type,
        lang=article.lang,
        title=article.title,
        title_html=article.title_html,
        summary=article.summary,
        date=article.date,
        published=article.published,
        updated=changed_after(article),
        seconds=max(1, -(-article.seconds // _MINUTE)) * _MINUTE,
        authors=tuple(CardAuthor(author.id, author.name, author.url, author.kind) for author in authors),
        tags=tuple(tag.name for tag in article.tags),
        image=pictures[0],
        text=text,
        portrait=pictures[1],
    )
