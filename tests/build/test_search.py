"""What the search searches in: a file for each month, which only that month's articles change."""

import json
from pathlib import Path

import pytest

from builder.pages.search import TOPICS
from tests.desk import Desk

FOLDER = "fragments/search"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with articles in two months, built; its site lives below a path."""
    desk = Desk(tmp_path / "site", url="https://desk.example/news")
    desk.author("ann", name="Ann Lee")
    desk.article("world/storm", "It blew.", date="2026-10-05", authors=["ann"], tags=["Sea port"])
    desk.article("city/tram", "It ran.", date="2026-11-01")
    desk.article("city/bus", "It ran too.", date="2026-11-02", lang="uk")
    desk.build()
    return desk


def file(desk: Desk, name: str) -> list[object]:
    """Return what a file of the search holds."""
    found: list[object] = json.loads(desk.tree()[f"{FOLDER}/{name}.json"])
    return found


def test_the_index_names_the_months_and_a_month_its_articles_newest_first(desk: Desk) -> None:
    assert file(desk, "index") == ["2026-11", "2026-10"]
    assert file(desk, "2026-10") == [
        ["/news/2026/10/storm/", "Storm", "It blew.", "2026-10-05T00:00:00+03:00", "en", "Ann Lee Sea port"]
    ]
    assert [hit[1:3] + hit[4:] for hit in file(desk, "2026-11")] == [  # type: ignore[index]
        ["Bus", "It ran too.", "uk", ""],
        ["Tram", "It ran.", "en", ""],
    ]


def test_a_publication_writes_its_month_alone(desk: Desk) -> None:
    desk.article("city/ferry", date="2026-11-03")
    desk.build()
    assert [path for path in desk.touched() if path.startswith(FOLDER)] == [f"{FOLDER}/2026-11.json"]
    assert desk.tree() == desk.clean_tree()


def test_a_withdrawn_article_is_found_no_more_and_an_empty_month_goes(desk: Desk) -> None:
    desk.edit("content/world/storm.md", "title:", "status: withdrawn\ntitle:")
    desk.build()
    assert file(desk, "index") == ["2026-11"]
    assert f"{FOLDER}/2026-10.json" not in desk.tree()
    assert desk.tree() == desk.clean_tree()


def test_the_page_has_an_address_of_its_own_that_nobody_else_may_take(desk: Desk) -> None:
    desk.article("city/linking", "See [search](/search/).")
    desk.article("city/search", slug="search", date="2026-11-01")
    desk.settings(permalink="/{slug}/")
    desk.build()
    assert desk.codes == ["content/city/search.md: address-reserved"]
    assert '<input name="q">' in desk.page("/search/")


def test_the_page_names_topics_that_readers_may_see_and_changes_when_they_do(desk: Desk) -> None:
    assert '<a href="/news/tag/sea-port/">Sea port</a>' in desk.page("/search/")
    desk.article("city/ferry", date="2026-11-03", tags=["sea-port"])
    desk.build()
    assert "search/index.html" not in desk.touched()
    desk.article("city/fog", date="2026-11-04", tags=["Weather"])
    desk.article("city/plan", date="2026-11-05", tags=["Secret plan"], status="draft")
    desk.build()
    page = desk.page("/search/")
    assert page.index("Sea port") < page.index("Weather")
    assert "Secret" not in page
    assert desk.tree() == desk.clean_tree()
    for name in ("world/storm", "city/ferry"):
        desk.edit(f"content/{name}.md", "title:", "status: withdrawn\ntitle:")
    desk.build()
    assert "Sea port" not in desk.page("/search/")
    assert desk.tree() == desk.clean_tree()


def test_of_many_topics_the_largest_are_named(desk: Desk) -> None:
    for number in range(TOPICS):
        desk.article(f"city/a{number}", tags=[f"Two {number:02}"])
        desk.article(f"city/b{number}", tags=[f"Two {number:02}"])
    desk.build()
    page = desk.page("/search/")
    assert page.count("/tag/") == TOPICS
    assert "Sea port" not in page
    assert desk.tree() == desk.clean_tree()
