"""The home page's front holds the newest articles of each section, below its feed."""

import re
from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with six articles in one section and none in the other."""
    desk = Desk(tmp_path / "site", sections=[{"id": "city"}, {"id": "world"}])
    for number in range(1, 7):
        desk.article(f"world/story-{number}", date=f"2026-11-0{number}")
    desk.build()
    return desk


def parts(desk: Desk, url: str = "/") -> dict[str, list[str]]:
    """Return the headlines of each section on a page, by the section's id, in order."""
    found = re.findall(r'<nav data-section="(\w+)">(.*?)</nav>', desk.page(url), re.DOTALL)
    return {ident: re.findall(r">\s*(Story-\d)", inner) for ident, inner in found}


def test_a_section_shows_its_newest_four_and_an_empty_one_nothing(desk: Desk) -> None:
    assert parts(desk) == {"world": ["Story-6", "Story-5", "Story-4", "Story-3"]}


def test_sections_stand_in_menu_order_and_keep_up_with_what_is_published_and_withdrawn(desk: Desk) -> None:
    desk.article("city/tram")
    desk.edit("content/world/story-5.md", "title:", "status: withdrawn\ntitle:")
    desk.build()
    assert list(parts(desk)) == ["city", "world"]
    assert parts(desk)["world"] == ["Story-6", "Story-4", "Story-3", "Story-2"]
    assert desk.tree() == desk.clean_tree()


def test_no_other_front_and_no_sealed_page_has_them(desk: Desk) -> None:
    assert parts(desk, "/world/") == parts(desk, "/page/1/") == {}
