"""What is wrong with a page is told of the file that the page is of now."""

from pathlib import Path

from tests.desk import Desk


def failure(desk: Desk) -> str:
    """Return the message about the only template that fails."""
    (message,) = [finding.message for finding in desk.diagnostics if finding.code == "template-failed"]
    return message


def test_a_page_that_is_another_files_now_is_told_of_that_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.theme("templates/redirect.html", "<p>{{ 1 // 0 }}</p>\n")
    one = desk.article("world/one", slug="summit", id="summit", aliases=["/old/summit/"])
    two = desk.article("world/two", slug="vote", id="vote")
    desk.build()
    assert "content/world/one.md" in failure(desk)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    desk.build()
    assert "content/world/two.md" in failure(desk)
    clean = desk.clean()
    assert desk.diagnostics == clean.outcome.diagnostics
    assert desk.tree() == clean.tree
