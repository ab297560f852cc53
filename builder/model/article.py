"""An article, as one Markdown file says it: nothing here depends on another file or on the clock.

Positions are 1-based lines and columns of the source, for diagnostics. Moments are whole seconds
since 1970-01-01T00:00Z; texts of moments are RFC 3339 with the offset of the site's zone.
"""

from datetime import datetime
from typing import Final, Literal

import msgspec

from builder.model.picture import CENTRE

ArticleType = Literal[
    "article", "brief", "video", "live", "opinion", "analysis", "explainer", "interview", "gallery", "correction"
]
TYPES: Final[tuple[ArticleType, ...]] = (
    "article",
    "brief",
    "video",
    "live",
    "opinion",
    "analysis",
    "explainer",
    "interview",
    "gallery",
    "correction",
)

Status = Literal["draft", "ready", "withdrawn"]
STATUSES: Final[tuple[Status, ...]] = ("draft", "ready", "withdrawn")


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """A word in a source that names something else, and where it stands."""

    target: str
    line: int
    column: int


class Byline(msgspec.Struct, frozen=True, array_like=True):
    """One author of an article, in order; `author` is an id of content/authors/."""

    author: str
    role: str
    line: int
    column: int

    @property
    def is_written(self) -> bool:
        """Whether the article itself names the author: front matter has its keys from the second line on."""
        return self.line > 1


class Tag(msgspec.Struct, frozen=True, array_like=True):
    """A tag: `key` is its address and identity, `name` the writer's own spelling."""

    key: str
    name: str


class Picture(msgspec.Struct, frozen=True, array_like=True):
    """A picture that a source names; `src` is a path such as content/pictures/x.jpg, or a foreign address."""

    src: str
    alt: str
    caption: str
    credit: str
    line: int
    column: int
    silent: bool = False
    """Whether nothing is said of what it shows, so that the original's own words stand in."""
    focus: tuple[int, int] = CENTRE
    """What crops keep: thousandths from the left and from the top."""


class Correction(msgspec.Struct, frozen=True, array_like=True):
    """A correction shown on the article; `at` is a text moment, `text` plain text."""

    at: str
    text: str


SlotKind = Literal["link", "promo", "picture", "figure"]


class Slot(msgspec.Struct, frozen=True, array_like=True):
    """A place in a body that only the whole site can fill: an address, a promo card or a picture.

    In the body's HTML slot number `n` stands as the text that `slot_mark(n)` gives.

    link     href of `<a href="MARK">`; becomes the target's address, or the link is unwrapped.
    promo    a whole block; becomes a promo card, or a paragraph with the link when the target is no article.
    picture  src of an inline `<img src="MARK" ...>`.
    figure   a whole block; becomes a figure.
    """

    kind: SlotKind
    target: str
    """content/....md, an address of the site (/2026/11/x/), content/....jpg, or a foreign picture's address."""
    anchor: str
    """Fragment without '#', or ''."""
    line: int
    column: int
    text: str
    """The link's own text (HTML) for a promo; '' otherwise."""
    picture: Picture | None = None


class Article(msgspec.Struct, frozen=True, array_like=True):
    """Everything that one file says about an article, but for its body's HTML."""

    path: str
    id: str
    url: str
    section: str
    lang: str
    type: ArticleType
    status: Status
    title: str
    title_html: str
    summary: str
    date: str
    """The moment of publication that the writer gave, as text in the site's zone."""
    day: str
    """Its day in the site's zone, YYYY-MM-DD."""
    published: int
    """The first moment at which readers may see it: the later of `date` and `embargo`. The order of all lists."""
    expires: int | None
    updated: str
    bylines: tuple[Byline, ...]
    tags: tuple[Tag, ...]
    image: Picture | None
    storyline: Reference | None
    related: tuple[Reference, ...]
    updates: Reference | None
    translation_of: Reference | None
    corrections: tuple[Correction, ...]
    aliases: tuple[Reference, ...]
    extra: str
    """The free map `extra:` as JSON with sorted keys, or ''."""
    seconds: int
    """Reading time in seconds."""
    slots: tuple[Slot, ...]
    anchors: tuple[str, ...]
    """Every id in the body that a link may name."""
    slug_line: int
    """Line of what decided the address (slug, else title), for conflicts."""
    id_line: int
    """Line of the id, or of what decided the address where the file's name is the id."""


def changed_after(article: Article) -> str:
    """Return the latest of an article's update and its corrections, if that is after its date; else ''."""
    latest = max((article.date, article.updated or article.date, *(one.at for one in article.corrections)), key=_moment)
    return "" if latest == article.date else latest


_moment: Final = datetime.fromisoformat

_MARK: Final = "\ue000{}\ue001"


def slot_mark(number: int) -> str:
    """Return the text that stands for slot `number` in a body's HTML.

    The two private-use characters around the number never reach a body from a source: sources that hold
    them are refused.
    """
    return _MARK.format(number)


MARK_PATTERN: Final = "\ue000(\\d+)\ue001"
"""Regular expression that finds a slot's mark."""
