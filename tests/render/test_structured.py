"""Structured data names what the page is, who wrote it and when, and nothing that is not there."""

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from builder.model.views import ArchiveView, CorrectionsView, SearchView
from tests.render import kits

EMPTY: tuple[object, ...] = (None, "", [], {})


def graph(view: Any, template: str = "article.html") -> list[dict[str, Any]]:
    tree = LexborHTMLParser(kits.page(view, template))
    found: list[dict[str, Any]] = json.loads(kits.first(tree, 'script[type="application/ld+json"]').text())["@graph"]
    return found


def empties(node: object) -> list[object]:
    if isinstance(node, dict):
        return [key for key, value in node.items() if value in EMPTY] + [
            one for value in node.values() for one in empties(value)
        ]
    return [one for value in node for one in empties(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("article", "NewsArticle"), ("brief", "NewsArticle"), ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"), ("explainer", "BackgroundNewsArticle"),
    ],
)  # fmt: skip
def test_type_of_article_is_schema_orgs(kind: str, named: str) -> None:
    assert graph(kits.article_view(article=kits.article(type=kind)))[0]["@type"] == named


def test_article_says_who_when_where() -> None:
    desk = kits.signed("desk", kind="desk", name="The desk")
    article = graph(kits.article_view(authors=(kits.signed(), desk)))[0]
    assert article["author"] == [
        {"@type": "Person", "name": "Ada Lind", "url": "https://ferry.example/author/ada/"},
        {"@type": "Organization", "name": "The desk", "url": "https://ferry.example/author/desk/"},
    ]
    assert (article["datePublished"], article["dateModified"]) == (
        "2026-11-22T14:05:00+02:00",
        "2026-11-23T09:30:00+02:00",
    )
    assert article["mainEntityOfPage"] == "https://ferry.example/2026/11/ferry/"
    wide, square = article["image"]
    assert wide["url"] == "https://ferry.example/media/00000000000000cc-1200.jpg"
    assert (wide["width"], wide["height"], wide["creditText"]) == (1200, 675, "Jo Vale")
    assert (square["width"], square["height"]) == (900, 900)
    assert (wide["caption"], square["caption"]) == ("At the pier", "At the pier")  # as the page has it
    plain = kits.shown("00000000000000ff", "The ferry", 1600, 900)
    assert graph(kits.article_view(image=plain))[0]["image"][0]["caption"] == "The ferry"
    assert article["correction"][0]["text"] == "The ferry carries 40, not 400."
    assert article["publisher"]["@type"] == "NewsMediaOrganization"
    assert article["isAccessibleForFree"] is True


def test_article_never_updated_was_modified_when_it_was_published() -> None:
    article = graph(kits.article_view(article=kits.article(updated="", corrections=())))[0]
    assert article["dateModified"] == article["datePublished"]


def test_no_field_is_ever_empty() -> None:
    bare = kits.article(summary="", updated="", tags=(), corrections=(), section="nowhere", image=None)
    assert empties(graph(kits.article_view(article=bare, authors=(), image=None, crops=()))) == []
    assert empties(graph(kits.listing_view(kind="home", title=""), "home.html")) == []
    assert (
        empties(graph(kits.listing_view(kind="author", signed=kits.signed(email="", links=(), role="")), "author.html"))
        == []
    )


def test_way_to_the_article_leads_through_its_section() -> None:
    steps = graph(kits.article_view())[1]["itemListElement"]
    assert [(step["position"], step["name"]) for step in steps] == [
        (1, "The Ferry Post"),
        (2, "World"),
        (3, "The ferry is back & running"),
    ]


def test_authors_page_is_a_profile() -> None:
    page = graph(kits.listing_view(kind="author", title="Ada Lind", signed=kits.signed()), "author.html")[0]
    assert page["@type"] == "ProfilePage"
    assert page["mainEntity"]["@type"] == "Person"
    assert page["mainEntity"]["description"] == "Ada writes about water."
    assert page["mainEntity"]["sameAs"] == ["https://ada.example/"]


@pytest.mark.parametrize(
    ("view", "template", "kind", "name", "way"),
    [
        (ArchiveView("/archive/", "", (), ()), "archive.html", "CollectionPage", "Archive", ["Archive"]),
        (ArchiveView("/archive/2026/11/", "2026-11", (), ()), "archive.html", "CollectionPage", "November 2026", ["Archive", "November 2026"]),
        (CorrectionsView("/corrections/2026/", "2026", (), ()), "corrections.html", "CollectionPage", "2026", ["Corrections and clarifications", "2026"]),
        (SearchView("/search/", ()), "search.html", "SearchResultsPage", "Search", None),
    ],
)  # fmt: skip
def test_archive_corrections_and_search_say_what_they_are(
    view: Any, template: str, kind: str, name: str, way: list[str] | None
) -> None:
    page, *rest = graph(view, template)
    assert (page["@type"], page["name"], page["url"]) == (kind, name, "https://ferry.example" + view.url)
    assert [[item["name"] for item in crumbs["itemListElement"]][1:] for crumbs in rest] == ([way] if way else [])
    assert not empties([page, *rest])
