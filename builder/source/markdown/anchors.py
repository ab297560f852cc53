"""The anchors of an article: slugs for headings, and the ids that its HTML offers.

Pure functions over text; which ids are already taken is the caller's business.
"""

import re
import unicodedata
from html import unescape
from typing import Final

EMPTY: Final = "section"

_ASCII_GAP: Final = re.compile(r"[^a-z0-9]+")
_GAP: Final = re.compile(r"[\W_]+")

# A comment is matched so that the tags inside it are stepped over. Every run is possessive, and before what might be
# given back stands a quote where the pattern wants an end: no input makes the scan go far back.
_TAG: Final = re.compile(
    r"""<!--.*?-->|<[a-zA-Z][^\s<>"'/]*+([^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*)>""", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def slug(text: str, _separator: str = "-") -> str:
    """Return the anchor of a heading's plain text: letters, marks and digits of any script, joined by hyphens.

    The second parameter is there because the parser's table of contents passes its separator; ours is fixed.
    """
    if text.isascii():
        return _ASCII_GAP.sub("-", text.lower()).strip("-") or EMPTY
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return _GAP.sub(_gap, folded).strip("-") or EMPTY


def _gap(found: re.Match[str]) -> str:
    """Keep combining marks, which belong to the letter before them; make the rest of a gap one hyphen."""
    kept = "".join(c if unicodedata.category(c)[0] == "M" else "-" for c in found.group())
    return re.sub("-+", "-", kept)


def ids_of(html: str) -> tuple[str, ...]:
    """Return the id attributes of all tags of `html`, in order."""
    tags = (tag[1] for tag in _TAG.finditer(html))
    ids = (_id_of(attributes) for attributes in tags if attributes and "=" in attributes)
    return tuple(ident for ident in ids if ident)


def _id_of(attributes: str) -> str:
    """Return the value of a tag's id attribute, '' if it has none."""
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == "id":
            return unescape(found[2] or found[3] or found[4] or "")
    return ""
