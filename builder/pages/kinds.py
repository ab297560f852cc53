"""Every kind of page. A new kind is a file beside this one and an entry here; there is no other way in."""

from collections.abc import Iterable
from typing import Final

from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.pages.archive import Archive, Planned
from builder.pages.article import ARTICLE
from builder.pages.colours import COLOURS
from builder.pages.corrections import CORRECTIONS
from builder.pages.day import DAY
from builder.pages.feed import FEED
from builder.pages.fixed import ASSET, PLAIN, ROBOTS
from builder.pages.fragment import FRAGMENT
from builder.pages.icons import MANIFESTS
from builder.pages.kind import Kind
from builder.pages.listing import FRONT, SEALED
from builder.pages.month import MONTHS
from builder.pages.picture import PICTURE, RENDITION
from builder.pages.redirect import REDIRECT
from builder.pages.search import SEARCH
from builder.pages.sitemap import SITEMAP
from builder.pages.social import SOCIAL
from builder.pages.standing import STANDING

KINDS: Final[tuple[Kind, ...]] = (
    ARTICLE,
    FRONT,
    SEALED,
    DAY,
    MONTHS,
    CORRECTIONS,
    FEED,
    SITEMAP,
    SEARCH,
    FRAGMENT,
    REDIRECT,
    STANDING,
    PLAIN,
    ROBOTS,
    ASSET,
    COLOURS,
    PICTURE,
    RENDITION,
    SOCIAL,
    MANIFESTS,
)
_BY_NAME: Final = {kind.name: kind for kind in KINDS}


def all_keys(archive: Archive) -> Iterable[str]:
    """Return the key of every page that there may be."""
    for kind in KINDS:
        yield from kind.keys(archive)


def touched(archive: Archive, row: Row, article: Article) -> Iterable[str]:
    """Return the keys of the pages that an article may change, as the catalogue stands."""
    for kind in KINDS:
        yield from kind.touched(archive, row, article)


def plan(archive: Archive, key: str) -> Planned:
    """Say what a page is made of now, or that there is none. A key of an unknown kind has no page."""
    name, _, rest = key.partition(":")
    kind = _BY_NAME.get(name)
    return kind.plan(archive, rest) if kind else Planned(None)
