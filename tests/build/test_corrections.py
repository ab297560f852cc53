"""The corrections pages: the newest of all visible articles, and those of a year."""

import re
from pathlib import Path
from typing import Any

import pytest

from builder.pages.corrections import LENGTH
from tests.desk import Desk, moment

FRONT = "/corrections/"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with corrections of two years, built."""
    desk = Desk(tmp_path / "site")
    corrections = [{"date": "2026-11-02", "text": "Second."}, {"date": "2025-12-31T23:30", "text": "First."}]
    desk.article("world/flood", title="Flood *nears*", corrections=corrections)
    desk.article("city/tram", corrections=[{"date": "2026-11-03", "text": "Third."}])
    desk.article("city/plain")
    desk.build()
    return desk


def texts(desk: Desk, url: str = FRONT) -> list[str]:
    """Return the corrections of a page, in order."""
    return re.findall(r'<p lang="en">\S+ (\w+)\. \w+ <a', desk.page(url))


def test_newest_come_first_with_their_articles(desk: Desk) -> None:
    assert texts(desk) == ["Third", "Second", "First"]
    assert '<a href="/2026/11/flood/" title="Flood nears">Flood <em>nears</em></a>' in desk.page(FRONT)
    assert texts(desk, "/corrections/2026/") == ["Third", "Second"]
    assert texts(desk, "/corrections/2025/") == ["First"]
    assert re.findall(r'href="(/corrections/\d+/)"', desk.page(FRONT)) == ["/corrections/2026/", "/corrections/2025/"]
    assert "<loc>https://desk.example/corrections/</loc>" in desk.page("/sitemap-fronts.xml")


def test_a_publication_without_a_correction_touches_none_of_them(desk: Desk) -> None:
    desk.article("world/more")
    desk.build()
    assert not any(path.startswith("corrections/") for path in desk.touched())


def test_a_correction_reaches_its_article_the_corrections_and_the_feeds_alone(desk: Desk) -> None:
    desk.settings(theme="default")
    desk.build()
    desk.article("city/plain", corrections=[{"date": "2026-11-04", "text": "Fourth."}])
    desk.build()
    assert desk.touched() == (
        "2026/11/plain/index.html",
        "city/feed.xml",
        "corrections/2026/index.html",
        "corrections/index.html",
        "feed.xml",
        "sitemap-2026-11.xml",
    )
    desk.settings(theme="tiny")
    desk.build()
    assert texts(desk) == ["Fourth", "Third", "Second", "First"]
    assert desk.tree() == desk.clean_tree()


def test_a_withdrawn_article_takes_its_corrections_along_and_an_empty_year_its_page(desk: Desk) -> None:
    desk.article("city/linking", "See [2025](/corrections/2025/) now.")
    desk.build()
    assert desk.diagnostics == ()
    desk.edit("content/world/flood.md", "title:", "status: withdrawn\ntitle:")
    desk.build()
    assert texts(desk) == ["Third"]
    assert "corrections/2025/index.html" not in desk.tree()
    assert desk.codes == ["content/city/linking.md: link-broken"]
    assert desk.tree() == desk.clean_tree()


def test_an_article_brings_its_corrections_when_its_time_comes(desk: Desk) -> None:
    desk.article("world/later", date=moment(desk.now + 60), corrections=[{"date": "2026-11-05", "text": "Fifth."}])
    desk.build()
    assert "Fifth" not in texts(desk)
    desk.advance(60)
    desk.build()
    assert texts(desk)[0] == "Fifth"
    assert desk.tree() == desk.clean_tree()


def test_the_front_ends_and_a_year_does_not(desk: Desk) -> None:
    many = [{"date": f"2026-10-{day:02}", "text": f"T{day}."} for day in range(1, 26)]
    desk.article("world/much", corrections=many)
    desk.build()
    assert len(texts(desk)) == LENGTH
    assert len(texts(desk, "/corrections/2026/")) == 27


def test_the_address_is_kept_for_them(desk: Desk) -> None:
    desk.write("content/pages/corrections.md", "---\ntitle: Ours\n---\nText.\n")
    assert [one.code for one in desk.check()] == ["address-reserved"]


@pytest.mark.parametrize(
    ("keys", "changed"),
    [
        ({"corrections": [{"date": "2026-11-05", "text": "Fixed."}]}, "2026-11-05T00:00:00+02:00"),
        (
            {"updated": "2026-11-07", "corrections": [{"date": "2026-11-05", "text": "Fixed."}]},
            "2026-11-07T00:00:00+02:00",
        ),
        ({"corrections": [{"date": "2026-11-01", "text": "Fixed that morning."}]}, ""),
        ({"updated": "2026-11-01"}, ""),
    ],
    ids=["correction", "later update", "correction with the day alone", "update with the day alone"],
)
def test_a_correction_is_a_change_to_feeds_sitemaps_and_search_engines(
    tmp_path: Path, keys: dict[str, Any], changed: str
) -> None:
    desk = Desk(tmp_path / "site", theme="default")
    desk.article("world/flood", date="2026-11-01T09:00")
    desk.build()
    desk.article("world/flood", date="2026-11-01T09:00", **keys)
    desk.build()
    assert re.findall("<atom:updated>(.*?)<", desk.page("/feed.xml")) == ([changed] if changed else [])
    assert re.findall("<lastmod>(.*?)<", desk.page("/sitemap-2026-11.xml")) == [changed or "2026-11-01T09:00:00+02:00"]
    assert re.findall('"dateModified":"(.*?)"', desk.page("/2026/11/flood/")) == [
        changed or "2026-11-01T09:00:00+02:00"
    ]
    assert desk.tree() == desk.clean_tree()
