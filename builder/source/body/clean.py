"""Cleaning: whatever HTML a text made, only an article's own elements leave this module.

The allow-list speaks for body, biography and standing page alike. Nothing that runs, embeds, submits, styles or names
an address other than a link's or a picture's is on it. Comments go without a word: they are notes to colleagues.
"""

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.source.body.ids import without_bad_ids
from builder.source.body.targets import Wrong, unsafe_scheme

if TYPE_CHECKING:
    import nh3

TAGS: Final = frozenset(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub"
    " summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""The elements of an article."""

ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "*": frozenset({"class", "dir", "id", "lang", "title"}),
    "a": frozenset({"href", "rel"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "src"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "td": frozenset({"colspan", "headers", "rowspan"}),
    "th": frozenset({"abbr", "colspan", "headers", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
"""The attributes of each element, and under '*' those of all."""

_EMPTIED: Final = frozenset(
    "applet canvas iframe math noembed noframes noscript object script style svg template title".split()
)
"""Elements that go with all they hold; of others the words stay."""

_PLAIN_TAGS: Final = (
    "p|a|em|strong|h[1-6]|ul|ol|li|blockquote|br|hr|img|code|pre|sup|abbr|dl|dt|dd|table|thead|tbody|tr|th|td|div|span"
)
_NOT_PLAIN: Final = re.compile(
    rf"<(?!/(?:{_PLAIN_TAGS})>|(?:{_PLAIN_TAGS})(?: (?:id|class|href|src|alt|title|start)=\"[^\"<>]*\")*(?: ?/)?>)"
)
"""A tag that Markdown alone does not make, or that is not written as a serialiser writes it."""

_ALIGNED: Final = re.compile(r'(<t[dh]) style="text-align: ?(left|right|center);?"')

_MARKUP: Final = re.compile(
    r"""
    <!--(?:>|->|.*?(?:--!?>|\Z))                       # a comment
    | <(/?)([a-z][^\s/>]*)                             # a tag's name
      ((?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+))?+)*+)
      [\s/]*+(>?)
    | <[!?/]                                           # a declaration or an instruction
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>\"'][^\s>]*+)))?+", re.DOTALL
)


class Removed(NamedTuple):
    """Something that cleaning takes away: how a message names it, what finds it in the source, and a way to mend it."""

    name: str
    pattern: str
    hint: str


class Cleaned(NamedTuple):
    """HTML that holds nothing but an article's elements, what was taken away, and links with forbidden schemes."""

    html: str
    removed: tuple[Removed, ...]
    unsafe: tuple[tuple[str, Wrong], ...]
    """Each target as written, with its finding."""


def clean(html: str, *, trusted: bool) -> Cleaned:
    """Clean the HTML of one body.

    A `trusted` body comes from Markdown without '<' and '{'. It is balanced already, so when every tag of it is one
    that Markdown makes, parsing it again would change nothing (a test proves it) and is saved.
    """
    if 'style="text-align:' in html:
        html = _ALIGNED.sub(r'\1 class="align-\2"', html)
    if trusted and _NOT_PLAIN.search(html) is None:
        return Cleaned(html, (), ())
    removed, unsafe = _losses(html)
    html, bad_ids = without_bad_ids(_cleaner().clean(html).replace("\ue000", "\ufffd").replace("\ue001", "\ufffd"))
    removed += [_bad_id(ident) for ident in bad_ids]
    return Cleaned(html, tuple(removed), tuple(unsafe))


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # noqa: PLC0415 - most articles hold no HTML, and then nothing imports it

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags=set(_EMPTIED),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _losses(html: str) -> tuple[list[Removed], list[tuple[str, Wrong]]]:
    """Say what the cleaner will take away, each name once, and which targets it will take for their scheme."""
    removed: dict[str, Removed] = {}
    unsafe: list[tuple[str, Wrong]] = []
    ignored = ""
    for piece in _MARKUP.finditer(html):
        loss = None
        tag = (piece[2] or "").lower()
        if ignored:
            ignored = "" if piece[1] and tag == ignored else ignored
        elif tag and not piece[4]:
            loss = Removed("an unfinished tag", re.escape(piece[0][:8]), "close it with '>', or write &lt; for '<'")
        elif tag not in TAGS and not piece[0].startswith("<!--"):
            loss = None if piece[1] else _lost_tag(tag, piece[0])
            ignored = tag if tag in _EMPTIED and not piece[1] else ""
        elif piece[3]:
            for one in _lost_attributes(tag, piece[3], unsafe):
                removed.setdefault(one.name, one)
        if loss is not None:
            removed.setdefault(loss.name, loss)
    return list(removed.values()), unsafe


def _lost_tag(tag: str, written: str) -> Removed:
    if not tag:
        return Removed(f"{written[:2]}…", re.escape(written[:2]), "write &lt; for a '<' that readers shall see")
    hint = _TAG_HINTS.get(tag, "write it in Markdown, or leave it to the theme")
    return Removed(f"<{tag}>", f"<{re.escape(tag)}", hint)


def _lost_attributes(tag: str, written: str, unsafe: list[tuple[str, Wrong]]) -> list[Removed]:
    lost = []
    for found in _ATTRIBUTE.finditer(written):
        name = found[1].lower()
        if name in {"href", "src"} and name in ATTRIBUTES.get(tag, ()):
            target = unescape(found[2] or found[3] or found[4] or "")
            flaw = unsafe_scheme(target)
            if flaw is not None:
                unsafe.append((target, flaw))
        elif name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
            hint = _ATTRIBUTE_HINTS.get("on" if name.startswith("on") else name, "leave it out")
            lost.append(Removed(f"{name} of <{tag}>", rf"(?<![\w-]){re.escape(name)}(?![\w-])", hint))
    return lost


def _bad_id(ident: str) -> Removed:
    if not ident.strip():
        return Removed("an empty id", r"(?<![\w-])id(?![\w-])", "give it a name, or leave it out")
    return Removed(f'the id "{ident}"', re.escape(ident), "an id is one word, and stands once")


_TAG_HINTS: Final = {
    "script": "scripts belong to the theme",
    "style": "looks belong to the theme",
    "iframe": "link to the page that it shows",
    "video": "link to the video",
    "audio": "link to the recording",
    "svg": "save the drawing as a picture and name it with ![text](file.png)",
    "font": "looks belong to the theme",
    "center": "looks belong to the theme",
}
_ATTRIBUTE_HINTS: Final = {
    "on": "scripts belong to the theme",
    "style": "looks belong to the theme: write a class",
    "target": "readers choose where a link opens",
    "name": "write an id",
    "width": "the theme knows the picture's size",
    "height": "the theme knows the picture's size",
    "srcset": "the theme makes the sizes of a picture",
    "align": "looks belong to the theme: write a class",
}
