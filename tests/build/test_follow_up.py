"""A follow-up is announced on the article that it follows, and nowhere else."""

from pathlib import Path

import pytest

from tests.desk import Desk


def test_a_follow_up_writes_its_address_on_the_article_that_it_follows_and_nowhere_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/cable", "A cable.", date="2026-10-20T09:00")
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


@pytest.mark.parametrize("name", ["cable.md", "the-cable", "/2026/11/cable/"])
@pytest.mark.parametrize("key", ["updates", "translation_of", "related"])
def test_an_article_that_names_itself_is_an_error_at_its_line_and_shows_nothing(
    tmp_path: Path, key: str, name: str
) -> None:
    desk = Desk(tmp_path / "site", theme="default")
    desk.article("world/cable", "A cable.", id="the-cable")
    desk.build()
    path, url = "content/world/cable.md", "2026/11/cable/index.html"
    before = desk.tree()[url]
    desk.article("world/cable", "A cable.", id="the-cable", **{key: name})
    desk.build()
    (found,) = desk.diagnostics
    assert (found.path, found.line, found.code) == (path, 5, "article-itself")
    assert desk.tree()[url] == before
    assert desk.tree() == desk.clean_tree()
