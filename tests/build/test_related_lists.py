"""What "Read more" shows, in the pages of real builds."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.desk import Desk

_CARD: Final = re.compile(r'<div data-id="([^"]+)"')
FERRY: Final = "The ferry broke its cable at the quay and the passengers waited for the tug."
LEVEE: Final = "Engineers raised the levee by a metre before the autumn flood."
FILLERS: Final = ("orchard", "tram", "choir", "vaccine", "ballot", "museum", "quarry", "turbine", "lighthouse")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with old articles that are about nothing else in the test."""
    desk = Desk(tmp_path / "site")
    for number, word in enumerate(FILLERS):
        desk.article(f"world/{word}", f"A {word} and only a {word}, {word * 2}.", date=f"2026-10-0{number + 1}T09:00")
    return desk


def read_more(desk: Desk, name: str) -> list[str]:
    """Build, and return the names of the articles that an article of November is related to."""
    desk.build()
    page = desk.page(f"/2026/11/{name}/")
    section = page.partition('<section class="read-more">')[2].partition("</section>")[0]
    return [ident.rpartition("/")[2] for ident in _CARD.findall(section)]


def test_without_tags_or_sections_in_common_the_words_decide(desk: Desk) -> None:
    desk.article("world/cable", FERRY, date="2026-10-20T09:00")
    desk.article("world/levee", LEVEE, date="2026-10-21T09:00")
    desk.article("city/tug", "A second tug came for the passengers; the ferry had no cable.", title="Help")
    assert read_more(desk, "tug")[0] == "cable"
    assert "levee" not in read_more(desk, "tug")[:1]


def test_the_order_is_picked_then_storyline_then_about_the_same(desk: Desk) -> None:
    desk.write("content/storylines/flood.md", "---\ntitle: Flood\n---\nThe flood.\n")
    desk.article("world/about", FERRY, date="2026-10-20T09:00")
    desk.article("world/old-story", "Rain.", date="2026-10-18T09:00", storyline="flood")
    desk.article("world/new-story", "Hail.", date="2026-10-19T09:00", storyline="flood")
    desk.article("world/picked", "Sun.", date="2026-10-01T10:00")
    desk.article("world/main", FERRY + " Again.", storyline="flood", related=["world/picked"], tags=["none"])
    found = read_more(desk, "main")
    assert found[:3] == ["picked", "new-story", "old-story"]


def test_hand_picked_come_in_the_given_order_and_may_be_newer(desk: Desk) -> None:
    desk.article("world/later", "Later.", date="2026-11-05T09:00")
    desk.article("world/main", FERRY, related=["world/tram", "world/later", "world/choir"])
    assert read_more(desk, "main")[:3] == ["tram", "later", "choir"]


def test_the_same_story_is_not_told_twice(desk: Desk) -> None:
    text = f"{FERRY} {LEVEE}"
    desk.article("world/first", text, title="Cable and levee", date="2026-10-20T09:00")
    desk.article("world/again", text, title="Cable and levee", date="2026-10-21T09:00")
    desk.article("world/main", "The ferry and its cable, the tug, the passengers, the levee.")
    found = read_more(desk, "main")
    assert len({"first", "again"}.intersection(found)) == 1


def test_the_article_itself_told_before_is_not_shown(desk: Desk) -> None:
    desk.article("world/first", FERRY, title="Cable", date="2026-10-20T09:00")
    desk.article("world/main", FERRY, title="Cable")
    assert "first" not in read_more(desk, "main")


def test_what_the_text_promotes_is_not_shown_again(desk: Desk) -> None:
    desk.article("world/cable", FERRY, date="2026-10-20T09:00")
    desk.article("world/main", f"{FERRY} And more.\n\n[Read about it](cable.md)\n")
    assert "cable" not in read_more(desk, "main")


def test_a_translation_is_never_shown_nor_another_language(desk: Desk) -> None:
    desk.article("world/cable", FERRY, date="2026-10-20T09:00", lang="de")
    desk.article("world/main", FERRY)
    assert "cable" not in read_more(desk, "main")


def test_two_languages_of_one_story_are_not_both_shown(desk: Desk) -> None:
    desk.article("world/one", "Cable.", date="2026-10-20T09:00")
    desk.article("world/eins", "Kabel.", date="2026-10-21T09:00", lang="de", translation_of="world/one")
    desk.article("world/main", FERRY, related=["world/eins"], storyline=None)
    desk.article("world/main", FERRY + " Cable cable.", related=["world/eins"])
    found = read_more(desk, "main")
    assert found[0] == "eins"
    assert "one" not in found


@pytest.mark.parametrize(
    ("keys", "code"),
    [({"status": "draft"}, "article-withheld"), ({"embargo": "2027-01-01T09:00"}, "article-withheld"), (None, "article-unknown")],
    ids=["draft", "embargo", "missing"],
)  # fmt: skip
def test_a_picked_article_that_readers_may_not_see_is_named_at_its_line(
    desk: Desk, keys: dict[str, object] | None, code: str
) -> None:
    if keys is not None:
        desk.article("world/secret", FERRY, date="2026-10-20T09:00", **keys)
    desk.article("world/main", FERRY, related=["world/secret"])
    assert "secret" not in read_more(desk, "main")
    (finding,) = [one for one in desk.diagnostics if one.path == "content/world/main.md"]
    lines = (desk.root / finding.path).read_text(encoding="utf-8").splitlines()
    assert finding.code == code
    assert "world/secret" in lines[finding.line - 1]


def test_a_follow_up_writes_its_address_on_the_article_that_it_follows_and_nowhere_else(desk: Desk) -> None:
    desk.article("world/cable", FERRY, date="2026-10-20T09:00")
    desk.article("world/main", "Nothing in common.", date="2026-11-02T09:00")
    desk.build()
    before = desk.tree()
    desk.article("world/main", "Nothing in common.", date="2026-11-02T09:00", updates="world/cable")
    desk.build()
    assert {path for path in desk.touched() if path.endswith("index.html")} == {
        "2026/10/cable/index.html",
        "2026/11/main/index.html",
    }
    assert desk.tree() != before
    assert desk.tree() == desk.clean_tree()
