"""A source as it lies in content/, and what reading it gave.

These cross process borders as msgpack, so a worker on another machine needs nothing but the package.
"""

from typing import Final, Literal

import msgspec

from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.model.urls import author_url, file_slug, storyline_url
from builder.model.wording import NOTHING, Wording

SourceKind = Literal[
    "settings", "article", "author", "storyline", "page", "front", "breaking", "media", "theme", "ignored"
]

MEDIA_SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})
"""Suffixes of pictures, lower case."""


class Source(msgspec.Struct, frozen=True, array_like=True):
    """One file to parse: its path from the site's root, its kind and its bytes."""

    path: str
    kind: SourceKind
    data: bytes


class ParseShard(msgspec.Struct, frozen=True, array_like=True):
    """Some sources to parse, with the settings that parsing depends on."""

    site: Site
    sources: tuple[Source, ...]


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """What parsing one source gave.

    `record` is the msgpack of an Article, Author, Storyline, StandingPage, RunningOrder or Banner (by `kind`), or b''
    when an error leaves nothing to publish. `body` is the HTML of its Markdown with slots' marks.
    """

    path: str
    kind: SourceKind
    record: bytes
    body: str
    diagnostics: tuple[Diagnostic, ...]
    wording: Wording = NOTHING
    """What an article is about."""
    names: tuple[str, ...] = ()
    """What other sources may call it, as far as that can be told, when it has no record."""


class ParsedShard(msgspec.Struct, frozen=True, array_like=True):
    """What parsing a shard gave, in the order of its sources."""

    parsed: tuple[Parsed, ...]


def names_by_path(path: str, kind: SourceKind) -> tuple[str, ...]:
    """Return what other sources may call a file by its path alone: its path, its id or address, its feed.

    What is of no kind may be a folder, by whose path with a slash behind it everything in it is meant.
    """
    if kind in {"media", "ignored"}:
        return (path if kind == "media" else f"{path}/",)
    if kind == "article":
        return path, path.removeprefix("content/").removesuffix(".md")
    ident = file_slug(path.rpartition("/")[2].removesuffix(".md"))
    if kind == "page":
        return path, f"content/pages/{ident}.md", f"/{ident}/"
    if kind == "author":
        return path, f"author:{ident}", author_url(ident), author_url(ident) + "feed.xml"
    if kind == "storyline":
        return path, f"storyline:{ident}", storyline_url(ident), storyline_url(ident) + "feed.xml"
    return ()


def suffix_of(path: str) -> str:
    """Return a file's suffix in lower case, with its dot: what its bytes should be."""
    return "." + path.rpartition(".")[2].lower()


def kind_of(path: str) -> SourceKind:
    """Say what a file below the site's root is, by its path alone (content/world/summit.md is an article)."""
    parts = path.split("/")
    if parts[0] == "themes":
        return "theme"
    if path == "content/site.yaml":
        return "settings"
    if path == "content/breaking.yaml":
        return "breaking"
    suffix = "." + parts[-1].rpartition(".")[2].lower() if "." in parts[-1] else ""
    folder = parts[1] if parts[2:] else ""
    if suffix == ".md":
        return _MARKDOWN_FOLDERS.get(folder, "article")
    if folder == "fronts" and suffix == ".yaml":
        return "front"
    return "media" if suffix in MEDIA_SUFFIXES else "ignored"


_MARKDOWN_FOLDERS: Final[dict[str, SourceKind]] = {"authors": "author", "storylines": "storyline", "pages": "page"}
