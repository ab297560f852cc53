"""Feeds say what the best practices profile asks for, and their own date is their cards'."""

import html

from lxml import etree

from builder.model.card import Card, CardAuthor
from builder.model.views import FeedView
from tests.render import kits


def channel(*cards: Card, title: str = "World") -> etree._Element:
    root = etree.fromstring(
        kits.page(FeedView("/world/feed.xml", "/world/", title, kits.packed(*cards)), form="rss").encode()
    )
    return root[0]


def test_feed_names_itself_and_its_listing() -> None:
    found = channel(kits.card(1))
    assert found.findtext("title") == "World – The Ferry Post"
    assert found.findtext("link") == "https://ferry.example/world/"
    link = found.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert (link.get("rel"), link.get("href")) == ("self", "https://ferry.example/world/feed.xml")


def test_feed_of_the_whole_site_has_the_sites_name() -> None:
    assert channel(title="").findtext("title") == "The Ferry Post"


def test_item_keeps_its_identifier_when_its_address_changes() -> None:
    before, after = channel(kits.card(1)), channel(kits.card(1, url="/elsewhere/"))
    assert before.findtext("item/guid") == after.findtext("item/guid") == "ferry.example:world/story-1"
    assert before.findtext("item/link") != after.findtext("item/link")


def test_a_summary_is_html_that_says_its_words_and_a_headline_is_text() -> None:
    words = "B & C: 2 < 3, or <img src=x onerror=alert(1)>?"
    item = channel(kits.card(1, title=words, summary=words))[-1]
    assert item.findtext("title") == words
    summary = item.findtext("description") or ""
    assert "<" not in summary
    assert html.unescape(summary) == words


def test_every_author_and_tag_has_an_element_of_its_own() -> None:
    authors = (CardAuthor("a", "A", "/author/a/", "person"), CardAuthor("b", "B & C", "/author/b/", "desk"))
    item = channel(kits.card(1, authors=authors))[-1]
    assert [one.text for one in item.findall("{http://purl.org/dc/elements/1.1/}creator")] == ["A", "B & C"]
    assert [one.text for one in item.findall("category")] == ["World", "Ferries", "River"]


def test_feeds_own_date_is_the_latest_change_across_offsets() -> None:
    cards = (
        kits.card(1, date="2026-11-22T10:00:00+02:00"),
        kits.card(2, date="2026-11-20T10:00:00+02:00", updated="2026-11-22T09:30:00+01:00"),
        kits.card(3, date="2026-11-22T09:45:00+02:00"),
    )
    assert channel(*cards).findtext("lastBuildDate") == "Sun, 22 Nov 2026 09:30:00 +0100"


def test_empty_feed_has_no_date() -> None:
    assert channel().find("lastBuildDate") is None
