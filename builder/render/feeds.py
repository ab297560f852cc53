"""RSS 2.0 feeds, to the RSS Advisory Board's Best Practices Profile, made of cards.

Knows no clock: the feed's own date is that of the latest change among its cards. Identifiers never change with
an article's address: they are the site's host and the article's id.
"""

from datetime import datetime
from typing import Final

import msgspec

from builder.model.card import Card
from builder.model.site import Site
from builder.model.views import FeedView
from builder.render import xml
from builder.render.addresses import absolute
from builder.render.dates import rfc822

_SPACES: Final = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
_CARD: Final = msgspec.msgpack.Decoder(Card)


def rss(site: Site, view: FeedView) -> str:
    """Return the feed of a listing, newest card first."""
    cards = [_CARD.decode(data) for data in view.cards]
    head = "".join([line + "\n" for line in _channel(site, view, cards)])
    items = "".join([_item(site, card) for card in cards])
    return f'{xml.DECLARATION}<rss version="2.0" {_SPACES}>\n<channel>\n{head}{items}</channel>\n</rss>\n'


def _channel(site: Site, view: FeedView, cards: list[Card]) -> list[str]:
    title = f"{view.title} – {site.title}" if view.title else site.title
    myself = (("href", absolute(site, view.url)), ("rel", "self"), ("type", "application/rss+xml"))
    lines = [
        xml.element("title", title),
        xml.element("link", absolute(site, view.front)),
        xml.element("description", site.description or title),
        xml.element("language", site.lang),
        xml.empty("atom:link", myself),
    ]
    latest = max((_changed(card) for card in cards), key=datetime.fromisoformat, default="")
    return [*lines, xml.element("lastBuildDate", rfc822(latest))] if latest else lines


def _changed(card: Card) -> str:
    return card.updated or card.date


def _item(site: Site, card: Card) -> str:
    host = site.url.partition("://")[2].partition("/")[0]
    section = next((section.title for section in site.sections if section.id == card.section), card.section)
    lines = [
        xml.element("title", card.title),
        xml.element("link", absolute(site, card.url)),
        xml.element("guid", f"{host}:{card.id}", (("isPermaLink", "false"),)),
        xml.element("pubDate", rfc822(card.date)),
        *([xml.element("description", xml.text(card.summary))] if card.summary else ()),  # readers take it for HTML
        *(xml.element("dc:creator", author.name) for author in card.authors),
        *(xml.element("category", name) for name in (section, *card.tags) if name),
        *([xml.element("atom:updated", card.updated)] if card.updated else ()),
        *([xml.element("dc:language", card.lang)] if card.lang != site.lang else ()),
        _picture(site, card),
    ]
    return "<item>\n" + "".join([line + "\n" for line in lines if line]) + "</item>\n"


def _picture(site: Site, card: Card) -> str:
    if card.image is None:
        return ""
    picture = card.image
    size = (("width", str(picture.width)), ("height", str(picture.height)))
    content = (("url", absolute(site, picture.url)), ("medium", "image"), *size)
    if not picture.alt:
        return xml.empty("media:content", content)
    described = xml.element("media:description", picture.alt)
    return xml.empty("media:content", content).removesuffix("/>") + f">{described}</media:content>"
