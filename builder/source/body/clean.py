"""Cleaning: whatever HTML a text made, only an article's own elements leave this module.

The allow-list speaks for body, biography and standing page alike. Nothing that runs, embeds, submits, styles or names
an address other than a link's or a picture's is on it. Comments go without a word: they are notes to colleagues.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.source.body.allowed import ATTRIBUTES, EMPTIED, TAGS
from builder.source.body.ids import settle_ids
from builder.source.body.losses import Removed, bad_id, losses_of
from builder.source.body.nesting import parsing_work
from builder.source.body.targets import Wrong

if TYPE_CHECKING:
    import nh3

_PLAIN_TAGS: Final = (
    "p|a|em|strong|h[1-6]|ul|ol|li|blockquote|br|hr|img|code|pre|sup|abbr|dl|dt|dd|table|thead|tbody|tr|th|td|div|span"
)
_NOT_PLAIN: Final = re.compile(
    rf"<(?!/(?:{_PLAIN_TAGS})>|(?:{_PLAIN_TAGS})(?: (?:id|class|href|src|alt|title|start)=\"[^\"<>]*\")*(?: ?/)?>)"
)
"""A tag that Markdown alone does not make, or that is not written as a serialiser writes it."""

MOST_WORK: Final = 500_000
"""Most work that a parser may be given, in elements open at each tag: half a second. Articles make a hundredth."""

_ALIGNED: Final = re.compile(r'(<t[dh]) style="text-align: ?(left|right|center);?"')


class Cleaned(NamedTuple):
    """HTML that holds nothing but an article's elements, what was taken away, and links with forbidden schemes."""

    html: str
    ids: tuple[str, ...]
    """Every id in it, in order."""
    removed: tuple[Removed, ...]
    unsafe: tuple[tuple[str, Wrong], ...]
    """Each target as written, with its finding."""
    unclosed: str = ""
    """The element whose missing end takes all that follows it away, or ''."""
    too_deep: bool = False
    """Nothing is left of it, because it has too many elements within each other."""


def clean(html: str, *, trusted: bool) -> Cleaned:
    """Clean the HTML of one body.

    A `trusted` body comes from Markdown without '<'. It is balanced, so when every tag and attribute of it is one that
    Markdown makes, parsing it again would change nothing (a test proves it) and is saved.
    """
    if 'style="text-align:' in html:
        html = _ALIGNED.sub(r'\1 class="align-\2"', html)
    removed: tuple[Removed, ...] = ()
    unsafe: tuple[tuple[str, Wrong], ...] = ()
    unclosed = ""
    if not trusted or _NOT_PLAIN.search(html) is not None:
        if parsing_work(html) > MOST_WORK:
            return Cleaned("", (), (), (), too_deep=True)
        removed, unsafe, unclosed = losses_of(html)
        html = _cleaner().clean(html).replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")
    html, ids, bad_ids = settle_ids(html)
    return Cleaned(html, ids, (*removed, *map(bad_id, bad_ids)), unsafe, unclosed)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # noqa: PLC0415 - most articles hold no HTML, and then nothing imports it

    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags=set(EMPTIED),
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
