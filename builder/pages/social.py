"""Cards for sharing: a picture of the headline, for articles that have none of their own.

They are made where the settings ask for them (`media.social`), and kept in the media cache like other pictures.
"""

from collections.abc import Iterable
from functools import lru_cache

from builder.catalogue import articles
from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.model.digest import name_digest
from builder.model.page import Job, direction_of
from builder.model.picture import ShownPicture, developer
from builder.model.urls import output_path
from builder.model.views import SocialView
from builder.pages.archive import ENCODE, Archive, Planned, crops_of
from builder.pages.kind import Kind

_CARDS = 1
"""Version of what cards look like. Whoever changes a pixel of any counts on."""

_WIDTH, _HEIGHT = 1200, 630


def shared_picture(archive: Archive, article: Article, crops: tuple[ShownPicture, ...]) -> ShownPicture | None:
    """Return what stands for an article where its address is shared: its picture 16x9, its card, or nothing."""
    if crops:
        return crops[0]
    if not _has_cards(archive):
        return None
    url = _address(ENCODE(_view(archive, article)))
    return ShownPicture(url, article.title, _WIDTH, _HEIGHT, "", ("png",))


def _has_cards(archive: Archive) -> bool:
    return archive.site.media.social == "make"


def _view(archive: Archive, article: Article) -> SocialView:
    section = next((section for section in archive.site.sections if section.id == article.section), None)
    title, colour = (section.title, section.colour) if section else ("", "")
    lang = article.lang or archive.site.lang
    return SocialView(article.title, title, colour, archive.site.title, lang, direction_of(lang))


def _address(view: bytes) -> str:
    return f"/media/{name_digest(view + _maker())}-{_WIDTH}.png"


@lru_cache(maxsize=1)
def _maker() -> bytes:
    """Name what makes cards of their views: their version, and those of the libraries that draw and set them."""
    from importlib.metadata import version  # noqa: PLC0415 - 20 ms, for sites that have cards; the library takes more

    return f"card {_CARDS} {developer()} {version('uharfbuzz')}".encode()


def _keys(archive: Archive) -> Iterable[str]:
    return (f"social:{path}" for path in articles.all_paths(archive.catalogue)) if _has_cards(archive) else ()


def _touched(archive: Archive, row: Row, article: Article) -> Iterable[str]:
    return (f"social:{row.path}",) if _has_cards(archive) else ()


def _plan(archive: Archive, path: str) -> Planned:
    row = articles.at(archive.catalogue, path) if _has_cards(archive) else None
    if row is None or not row.shown:
        return Planned(None)
    article = row.article()
    if crops_of(archive, article.image):
        return Planned(None)
    data = ENCODE(_view(archive, article))
    return Planned(Job(f"social:{path}", output_path(_address(data)), "picture", "", "SocialView", data, path))


SOCIAL = Kind("social", _keys, _touched, _plan)
