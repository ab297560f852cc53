"""What is printed of a file never commands the terminal or the build server that shows it."""

from pathlib import Path

import pytest

from builder.cli.findings import as_annotation, as_text
from tests.desk import Desk


@pytest.mark.parametrize("name", ["a\n::stop-commands::x", "b\x1b]0;owned\x07", "c\r::error::x", "d\u2028x", "e\x9b1m"])
def test_a_file_whose_name_holds_a_control_character_is_refused_and_shown_harmless(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / "site")
    desk.article(f"world/{name}")
    desk.article(f"world/{name}s/below", status="darft")
    desk.build()
    assert [found.code for found in desk.diagnostics] == ["name-invalid", "name-invalid"]
    said = as_text(desk.root, desk.diagnostics)
    assert all(line.startswith(("content/world/", "  hint: ")) for line in said.split("\n"))
    assert said.replace("\n", "").isprintable()
    assert f"content/world/{name[0]}\ufffd" in said


def test_a_line_with_control_characters_is_shown_with_signs_in_their_places(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.write("content/world/a.md", "---\ntitle: A \x1b[31mred\x9b0m\ndate: 2026-11-01\n---\n")
    desk.build()
    said = as_text(desk.root, desk.diagnostics)
    assert "\n  | title: A \ufffd[31mred\ufffd0m\n  |          ^\n" in said
    assert said.replace("\n", "").isprintable()
    assert all(as_annotation(found).isprintable() for found in desk.diagnostics)
