"""An author's file to its record: front matter, and the biography as body."""

import re
from typing import Final

from builder.model.article import Slot
from builder.model.author import Author, AuthorKind, Link
from builder.model.site import Site
from builder.model.source import Parsed, Source
from builder.model.urls import author_url
from builder.source.body.body import read_body
from builder.source.body.targets import Foreign, link_target
from builder.source.fields import Field, Keys, table
from builder.source.front_matter import read_halves, read_keys
from builder.source.kinds import TEXT, WORD, Kind, choice, read_reference, read_text
from builder.source.names import read_name
from builder.source.nodes import Mapping, Node, Sequence, described
from builder.source.parsed import parsed
from builder.source.reading import Reading, Trouble, quoted
from builder.source.references import PICTURE

_EMAIL: Final = re.compile(r"[^\s@<>\"%?#:;,]+@[^\s@<>\"%?#:;,.]+(?:\.[^\s@<>\"%?#:;,.]+)+")
"""An address without what means more than itself after mailto: (RFC 6068), such as another header's beginning."""


def _read_email(node: Node, reading: Reading) -> str | None:
    """Return an address of electronic mail."""
    text = read_text(node, reading)
    if text is None or _EMAIL.fullmatch(text):
        return text
    hint = "write it alone, such as desk@example.org"
    reading.report(node, Trouble("value-invalid", f"{quoted(text)} is not a mail address", hint))
    return None


_LINK_TITLE: Final = Field("title", TEXT, "What the link is called.", required=True)
_LINK_URL: Final = Field("url", WORD, "Where it leads.", required=True)
_LINK: Final = table("Link", _LINK_TITLE, _LINK_URL, foreign={"name": "call it title", "href": "call it url"})


def _read_links(node: Node, reading: Reading) -> tuple[Link, ...] | None:
    """Return links from a list of maps of title and url, or from a map of titles and addresses."""
    if isinstance(node, Mapping):
        found = [_link(entry.key.text, entry.value, reading) for entry in node.entries]
    elif isinstance(node, Sequence):
        found = [_read_link(item, reading) for item in node.items]
    else:
        message = f"{described(node)} stands where a list of links is expected"
        hint = "write a list of title: and url:, or lines such as Website: https://example.org"
        reading.report(node, Trouble("value-type", message, hint))
        return None
    return tuple(link for link in found if link is not None)


def _read_link(node: Node, reading: Reading) -> Link | None:
    keys = _LINK.keys(node, reading)
    if keys is None:
        return None
    title, entry = _LINK_TITLE.take(keys, reading), keys.get("url")
    return _link(title, entry.value, reading) if title and entry else None


def _link(title: str, node: Node, reading: Reading) -> Link | None:
    written = read_reference(node, reading)
    if written is None:
        return None
    found = link_target(written.target, reading.folder, reading.site)
    if isinstance(found, Foreign):
        return Link(title, found.url)
    if written.target.startswith(("https://", "http://")):
        return Link(title, written.target)
    hint = "write the whole address, beginning with https:// or mailto:"
    reading.report(node, Trouble("value-invalid", f"{quoted(written.target)} is not the address of another site", hint))
    return None


NAME: Final = Field("name", TEXT, "The name that readers see.", required=True)
KIND: Final[Field[AuthorKind]] = Field(
    "kind", choice("person", "desk", meant={"organisation": "desk", "team": "desk"}), "A person or a desk (person)."
)
ROLE: Final = Field("role", TEXT, "What the author does, such as Europe correspondent.")
IMAGE: Final = Field("image", PICTURE, "A portrait: a file, or a map of src, alt, credit and focus.")
EMAIL: Final = Field(
    "email", Kind(_read_email, {"type": "string", "pattern": f"^(?:{_EMAIL.pattern})$"}), "Where readers may write to."
)
LINKS: Final = Field(
    "links",
    Kind(
        _read_links,
        {
            "anyOf": [
                {"type": "array", "items": _LINK.schema()},
                {"type": "object", "additionalProperties": TEXT.schema},
            ]
        },
    ),
    "Other places of the author's: a list of title and url.",
)

AUTHOR: Final = table(
    "Front matter of an author",
    NAME,
    KIND,
    ROLE,
    IMAGE,
    EMAIL,
    LINKS,
    foreign={
        "title": "write name: for the name, or role: for what the author does",
        "bio": "write the biography below the second line of ---",
        "biography": "write the biography below the second line of ---",
        "description": "write the biography below the second line of ---",
        "avatar": "call it image",
        "photo": "call it image",
        "portrait": "call it image",
        "src": "indent it beneath image:",
        "alt": "indent it beneath image:",
        "credit": "indent it beneath image:",
        "mail": "call it email",
        "job": "call it role",
        "position": "call it role",
        "type": "call it kind",
        "website": "write it under links:",
        "url": "write it under links:",
        "twitter": "write it under links:",
        "id": "remove it; the file's name is the author's id",
    },
)
"""Every key of an author."""


def parse_author(source: Source, site: Site) -> Parsed:
    """Return an author's record and biography, or what is wrong with the file."""
    halves, reading = read_halves(source.data, source.path, site)
    ident = read_name(reading)
    if halves is None:
        return parsed(source, None, "", reading)
    body = read_body(halves.body, path=source.path, first_line=halves.body_line, lang=site.lang, site=site)
    reading.findings.extend(body.diagnostics)
    keys = read_keys(halves.head, AUTHOR, reading)
    author = None if keys is None else _author(ident, keys, body.slots, reading)
    return parsed(source, author, body.html, reading)


def _author(ident: str, keys: Keys, slots: tuple[Slot, ...], reading: Reading) -> Author:
    return Author(
        path=reading.path,
        id=ident,
        url=author_url(ident),
        name=NAME.take(keys, reading) or "",
        kind=KIND.take(keys, reading) or "person",
        role=ROLE.take(keys, reading) or "",
        email=EMAIL.take(keys, reading) or "",
        links=LINKS.take(keys, reading) or (),
        image=IMAGE.take(keys, reading),
        slots=slots,
    )
