"""References to articles, pictures and authors, as front matter writes them.

They are made uniform and kept; whether they lead anywhere is the catalogue's to say.
"""

import re
from typing import Final

import msgspec

from builder.model.article import Byline, Picture, Reference
from builder.model.picture import CENTRE
from builder.source.body.remote import as_settled
from builder.source.body.targets import Foreign, Here, Place, Wrong, link_target, picture_target
from builder.source.emphasis import plain
from builder.source.fields import Field, table
from builder.source.kinds import TEXT, WORD, Kind, read_reference, read_text
from builder.source.nodes import Mapping, Node, Scalar, Sequence
from builder.source.reading import Reading, Trouble, quoted

_ARTICLE_HINT: Final = "name an article by its file (name.md), its address (/2026/11/name/) or its id"


def _read_article(node: Node, reading: Reading) -> Reference | None:
    """Return a reference to an article: content/....md, an address of the site, or an id."""
    written = read_reference(node, reading)
    if written is None:
        return None
    text = written.target.removeprefix("content") if written.target.startswith("content/") else written.target
    if not (text.endswith(".md") or text.startswith(("/", "http:", "https:")) or not {"#", "\\"}.isdisjoint(text)):
        return written
    found = link_target(text, reading.folder, reading.site)
    if isinstance(found, Place) and not found.anchor:
        return Reference(found.target, written.line, written.column)
    message, hint = f"{quoted(written.target)} names no article of this site", _ARTICLE_HINT
    if isinstance(found, Wrong):
        message, hint = found.message, found.hint
    elif isinstance(found, Here | Place):
        message, hint = f"{quoted(written.target)} names a place in an article", "leave out what follows the #"
    reading.report(node, Trouble("value-invalid", message, hint))
    return None


ARTICLE_REFERENCE: Final = Kind(_read_article, WORD.schema)

_SRC: Final = Field(
    "src", WORD, "The picture's file, from this file's folder or (with a slash in front) from content/.", required=True
)
_ALT: Final = Field("alt", TEXT, 'What the picture shows, for readers who cannot see it; "" where it only decorates.')
_CAPTION: Final = Field("caption", TEXT, "The line beneath the picture.")
_CREDIT: Final = Field("credit", TEXT, "Who made it, or owns it.")


def _read_focus(node: Node, reading: Reading) -> tuple[int, int] | None:
    """Return a focal point in thousandths, from two fractions."""
    texts = [read_text(item, reading) for item in node.items] if isinstance(node, Sequence) else []
    found = [round(float(text) * 1000) for text in texts if text and _FRACTION.fullmatch(text)]
    if len(found) == len(texts) == 2:  # noqa: PLR2004 - across and down
        return found[0], found[1]
    hint = "write how far from the left and from the top it is, as in [0.5, 0.3]; [0, 0] is the upper left corner"
    reading.report(node, Trouble("value-invalid", "a focus is a list of two numbers from 0 to 1", hint))
    return None


_FRACTION: Final = re.compile(r"0?\.[0-9]{1,9}|[01](?:\.0{0,9})?|0\.")
_FOCUS: Final = Field(
    "focus",
    Kind(
        _read_focus,
        {
            "type": "array",
            "items": {"type": "number", "minimum": 0, "maximum": 1},
            "minItems": 2,
            "maxItems": 2,
        },
    ),
    "What every crop must keep: fractions from the left and from the top ([0.5, 0.5]).",
)
_PICTURE: Final = table(
    "Picture",
    _SRC,
    _ALT,
    _CAPTION,
    _CREDIT,
    _FOCUS,
    foreign={
        "url": "call it src",
        "path": "call it src",
        "file": "call it src",
        "description": "call it alt",
        "title": "call it caption",
        "author": "call it credit",
        "source": "call it credit",
        "focal_point": "call it focus",
    },
)


def _read_picture(node: Node, reading: Reading) -> Picture | None:
    """Return a picture: a path, or a map with text for it."""
    if not isinstance(node, Mapping):
        written = read_reference(node, reading)
        return None if written is None else _picture(written, ("", "", ""), reading, silent=True)
    keys = _PICTURE.keys(node, reading)
    if keys is None:
        return None
    written = _SRC.take(keys, reading)
    alt, caption, credit = (field.take(keys, reading) or "" for field in (_ALT, _CAPTION, _CREDIT))
    if written is None:
        return None
    said = keys.get("alt")
    decorates = said is not None and isinstance(said.value, Scalar) and not said.value.plain
    texts = (alt, plain(caption, reading.lang), credit)
    picture = _picture(written, texts, reading, silent=not alt and not decorates)
    return picture and msgspec.structs.replace(picture, focus=_FOCUS.take(keys, reading) or CENTRE)


def _picture(written: Reference, texts: tuple[str, str, str], reading: Reading, *, silent: bool) -> Picture | None:
    found = picture_target(written.target, reading.folder, reading.site)
    if isinstance(found, Wrong):
        reading.report(written, Trouble(found.code, found.message, found.hint))
        return None
    if isinstance(found, Foreign):
        message = f"the picture {quoted(written.target)} lies at a foreign address"
        reading.report(written, Trouble("picture-remote", message, "copy it into content/ and name the copy"))
        reading.findings[-1] = as_settled(reading.findings[-1], reading.site)
        return Picture(found.url, *texts, written.line, written.column)
    return Picture(found.target, *texts, written.line, written.column, silent)


PICTURE: Final = Kind(_read_picture, {"anyOf": [TEXT.schema, _PICTURE.schema()]})

_ID: Final = Field("id", WORD, "The author's id: the name of a file in content/authors/, without .md.", required=True)
_ROLE: Final = Field("role", TEXT, "What this author did here, such as photographs.")
_BYLINE: Final = table("Author", _ID, _ROLE, foreign={"name": "call it id, and name a file of content/authors/"})


def _read_byline(node: Node, reading: Reading) -> Byline | None:
    """Return one author of an article: an id, or a map with a role."""
    if not isinstance(node, Mapping):
        written = read_reference(node, reading)
        return None if written is None else Byline(written.target, "", written.line, written.column)
    keys = _BYLINE.keys(node, reading)
    if keys is None:
        return None
    written, role = _ID.take(keys, reading), _ROLE.take(keys, reading) or ""
    return None if written is None else Byline(written.target, role, written.line, written.column)


BYLINE: Final = Kind(_read_byline, {"anyOf": [TEXT.schema, _BYLINE.schema()]})
