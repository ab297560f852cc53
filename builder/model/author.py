"""Who writes: people and desks, storylines and standing pages, as their files say it."""

from typing import Literal

import msgspec

from builder.model.article import Picture, Slot

AuthorKind = Literal["person", "desk"]


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A link of an author's own: its title and address."""

    title: str
    url: str


class Author(msgspec.Struct, frozen=True, array_like=True):
    """A person or a desk, from content/authors/<id>.md."""

    path: str
    id: str
    url: str
    name: str
    kind: AuthorKind
    role: str
    email: str
    links: tuple[Link, ...]
    image: Picture | None
    slots: tuple[Slot, ...]


class Storyline(msgspec.Struct, frozen=True, array_like=True):
    """A running story, from content/storylines/<id>.md; its body is the standfirst."""

    path: str
    id: str
    url: str
    title: str
    summary: str
    slots: tuple[Slot, ...]


class StandingPage(msgspec.Struct, frozen=True, array_like=True):
    """About, contact and the like, from content/pages/<name>.md, at /<name>/."""

    path: str
    name: str
    url: str
    title: str
    summary: str
    lang: str
    slots: tuple[Slot, ...]
    anchors: tuple[str, ...]
