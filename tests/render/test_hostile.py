"""Whatever a field says, it says it as text: in HTML, in JSON-LD, in XML."""

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from builder.model.article import Correction, Picture, Tag
from builder.model.author import Author, Link
from builder.model.card import Card, CardAuthor
from builder.model.picture import ShownPicture
from builder.model.site import Section, Site
from builder.model.views import FeedView, Signed, SitemapView, StoryLink, Translation
from tests.render import kits

WEAPONS = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "</script <p>",
    "<!--<script ",
    "]]><x/>",
    "-->",
    "'\"><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    " JAVASCRIPT:alert(1)",
    "data:text/html,<script>",
    "\u2028\u2029\u202e\ufeff",
    "\x00\x0b\x1f\x7f\ufffe\uffff",
    "&amp;&#x3c;&lt",
    "\\u003c/script\\u003e",
    "</title></style></textarea>",
    "\ue000 0\ue001",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOSTILE = st.one_of(st.sampled_from(WEAPONS), TEXTS, st.builds(str.__add__, TEXTS, st.sampled_from(WEAPONS)))

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Written down here once more, from XML 1.0, so that the test does not ask the code."""

SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*):")
"""RFC 3986, behind whatever browsers pass over."""


def hostile_card(word: str) -> Card:
    picture = ShownPicture(word, word, 3, 2, "", ("webp", "jpg"))
    return kits.card(
        1, id=word, url=word, section=word, title=word, summary=word, tags=(word,), image=picture,
        authors=(CardAuthor("a", word, word, "person"),),
    )  # fmt: skip


def hostile_page(word: str) -> str:
    author = Author("p", "a", word, word, "person", word, word, (Link(word, word),), None, ())
    article = kits.article(
        title=word, summary=word, section=word, tags=(Tag(word, word),), image=Picture(word, word, word, word, 1, 1),
        corrections=(Correction("2026-11-23T09:30:00+02:00", word),),
    )  # fmt: skip
    cards = kits.packed(hostile_card(word))
    view = kits.article_view(
        url=word, body="", article=article, image=ShownPicture(word, word, 3, 2, "", ("webp", "jpg"), word, word),
        related=cards, newer=cards[0], older=cards[0],
        authors=(kits.signed(), Signed(author, word, "", ShownPicture(word, word, 1, 1, "", ("jpg",)))),
        storyline=StoryLink(word, word), translations=(Translation("uk", word, word),), follows=cards[0],
    )  # fmt: skip
    return kits.page(view, "article.html")


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page with the names of their attributes: what no text may change."""
    tree = LexborHTMLParser(html)
    return [(str(node.tag), tuple(sorted(node.attributes))) for node in tree.css("*")]


CALM = shape(hostile_page("x"))


@given(HOSTILE.filter(lambda word: word != ""))
@settings(max_examples=500, deadline=None)
def test_no_field_changes_the_shape_of_an_article_page(word: str) -> None:
    assert shape(hostile_page(word)) == CALM


@given(HOSTILE.filter(lambda word: word != ""))
@settings(max_examples=500, deadline=None)
def test_links_keep_to_safe_schemes_whatever_an_address_says(word: str) -> None:
    tree = LexborHTMLParser(hostile_page(word))
    nodes = [node.attributes for node in tree.css("[href], [src]")]
    found = [SCHEME.match(found.get("href") or found.get("src") or "") for found in nodes]
    schemes = {scheme[1].lower() for scheme in found if scheme}
    assert schemes <= {"http", "https", "mailto", "tel"}


@given(HOSTILE)
@settings(max_examples=500, deadline=None)
def test_structured_data_reads_back_as_it_was(word: str) -> None:
    article = kits.article(title=word, summary=word, tags=(Tag("k", word),))
    tree = LexborHTMLParser(
        kits.page(kits.article_view(article=article, authors=(kits.signed(name=word),)), "article.html")
    )
    graph = json.loads(kits.first(tree, 'script[type="application/ld+json"]').text())["@graph"]
    assert graph[0].get("headline", "") == graph[0].get("description", "") == word
    assert graph[0]["keywords"] == [word]
    assert graph[0]["author"][0].get("name", "") == word
    assert graph[1]["itemListElement"][2]["name"] == word


@given(HOSTILE)
@settings(max_examples=500, deadline=None)
def test_feed_parses_strictly_and_says_what_the_card_says(word: str) -> None:
    data = kits.page(FeedView("/f", "/", word, kits.packed(hostile_card(word))), form="rss").encode()
    root = etree.fromstring(data, etree.XMLParser(recover=False, resolve_entities=False))
    plain = FORBIDDEN.sub("", word)
    assert (root.findtext("channel/item/title") or "") == plain
    summary = root.findtext("channel/item/description") or ""  # HTML, as feed readers expect
    assert "<" not in summary
    assert html.unescape(summary) == plain
    assert [one.text or "" for one in root.findall("channel/item/category")] == ([plain, plain] if word else [])
    content = root.find("channel/item/{http://search.yahoo.com/mrss/}content")
    assert content is not None
    assert (content.findtext("{http://search.yahoo.com/mrss/}description") or "") == plain


@given(HOSTILE)
@settings(max_examples=500, deadline=None)
def test_sitemap_parses_strictly_and_holds_ascii_addresses(word: str) -> None:
    text = kits.page(SitemapView("/s", "", (("/" + word.lstrip("/"), ""),)), form="sitemap")
    address = etree.fromstring(text.encode())[0][0].text
    assert address is not None
    assert address.isascii()
    assert not re.search(r'[\x00-\x20<>"{}|\\^`]', address)


@pytest.mark.parametrize("word", WEAPONS)
def test_no_setting_changes_the_shape_of_a_listing(word: str) -> None:
    def made(value: str) -> list[tuple[str, tuple[str, ...]]]:
        section = Section(value, value, value, value, "/" + value)
        site = Site(value, "https://e.example", "", "en", "UTC", value, "default", (section,), "", 20, "")
        view = kits.listing_view(title=value, description="", ident=value, front="/" + value, feed="/" + value)
        return shape(kits.page(view, "section.html", using=kits.kit(site)))

    assert made(word) == made("x")
