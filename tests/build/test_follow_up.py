"""A follow-up is announced on the article that it follows, and nowhere else."""

from pathlib import Path

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
