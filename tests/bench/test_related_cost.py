"""The measure of related lists finds every piece that it times, and moves what it says it moves."""

from pathlib import Path

from tests.bench import related_cost
from tests.desk import Desk

SAYINGS = "The ferry waits for fog.", "Fog holds the ferry.", "The council counts its ferries.", "A levee holds."


def newspaper(root: Path) -> Path:
    """Return a site whose articles lie as those of the benchmark do, by section, year and month."""
    desk = Desk(root)
    for number in range(40):
        path = f"content/world/2026/{number % 9 + 1:02}/story-{number}.md"
        date = f"2026-{number % 9 + 1:02}-03T10:00:{number:02}+02:00"
        head = f"title: Story {number}\ndate: {date}\nsection: world\nslug: story-{number}"
        desk.write(path, f"---\n{head}\n---\n{SAYINGS[number % len(SAYINGS)]}\n")
    return root


def test_each_piece_of_a_clean_build_and_of_one_article_more_takes_time(tmp_path: Path) -> None:
    site = newspaper(tmp_path / "site")
    share = related_cost.share_of_build(site)
    assert [name for name, spent in share.pieces.items() if not 0 < spent < share.whole] == []
    for newest in (True, False):
        added = related_cost.add_articles(site, newest=newest)
        assert len(added) == related_cost.ADDED
        assert [name for one in added for name, spent in one.pieces.items() if not spent > 0] == []
