"""The archive's months and their days."""

import re
from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with articles in three months of two years, built."""
    desk = Desk(tmp_path / "site")
    for number, date in enumerate(("2025-12-31", "2026-10-01", "2026-11-01", "2026-11-02T10:00", "2026-11-02T11:00")):
        desk.article(f"world/story-{number}", date=date)
    desk.build()
    return desk


def links(desk: Desk, url: str) -> list[str]:
    """Return the addresses of the archive that a page links to, in order."""
    return re.findall(r'<a href="(/archive/[^"]+)"', desk.page(url))


def test_months_and_days_stand_newest_first(desk: Desk) -> None:
    assert links(desk, "/archive/") == ["/archive/2026/11/", "/archive/2026/10/", "/archive/2025/12/"]
    assert "November 2026" in desk.page("/archive/")
    assert links(desk, "/archive/2026/11/") == ["/archive/2026/11/02/", "/archive/2026/11/01/"]


def test_a_publication_on_a_known_day_touches_neither(desk: Desk) -> None:
    desk.article("world/more", date="2026-11-02T12:00")
    desk.build()
    touched = [path for path in desk.touched() if path.startswith("archive/")]
    assert touched == ["archive/2026/11/02/index.html"]


def test_a_new_month_and_one_that_empties(desk: Desk) -> None:
    desk.delete("content/world/story-1.md")
    desk.article("world/more", date="2026-09-02")
    desk.build()
    assert links(desk, "/archive/") == ["/archive/2026/11/", "/archive/2026/09/", "/archive/2025/12/"]
    assert "archive/2026/10/index.html" not in desk.tree()
    assert desk.tree() == desk.clean_tree()


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("/archive/", []),
        ("/archive/2026/11/", []),
        ("/archive/2026/", ["link-broken"]),
        ("/archive/2026/01/", ["link-broken"]),
    ],
)
def test_links_to_the_archive(desk: Desk, url: str, codes: list[str]) -> None:
    desk.article("city/linking", f"See [this]({url}).")
    desk.build()
    assert [one.code for one in desk.diagnostics] == codes


def test_ukrainian_months_stand_alone_in_the_nominative(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", lang="uk")
    desk.article("world/story", date="2026-11-01")
    desk.build()
    assert "листопад 2026" in desk.page("/archive/")
