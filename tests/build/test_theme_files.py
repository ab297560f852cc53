"""What a theme says about itself and in its words: slips are told of at their place, and cost nothing else."""

from pathlib import Path

import pytest

from builder.model.diagnostics import Diagnostic
from tests.desk import Desk


@pytest.fixture
def child(tmp_path: Path) -> Desk:
    """Return a desk whose theme is a child of the default one, with an article."""
    desk = Desk(tmp_path / "site", theme="quay")
    desk.theme("theme.yaml", "parent: default\n")
    desk.article("world/summit")
    return desk


def told(desk: Desk) -> list[str]:
    """Return what a build says, as text."""
    return [_line(one) for one in desk.build().diagnostics]


def _line(one: Diagnostic) -> str:
    return f"{one.path.removeprefix('themes/quay/')}:{one.line}:{one.column}: {one.code}: {one.message} ({one.hint})"


@pytest.mark.parametrize(
    ("file", "text", "finding"),
    [
        (
            "theme.yaml",
            "parent: default\nverison: 1\nlicence: MIT\n",
            'theme.yaml:2:1: key-unknown: there is no key "verison" (did you mean version?)',
        ),
        (
            "theme.yaml",
            "parent: default\ndescription: Blue: and white\n",
            (
                "theme.yaml:2:18: yaml-invalid: a colon followed by a space stands inside a value that is not in quotes"
                ' (put the value in quotes: description: "Blue: and white")'
            ),
        ),
        (
            "template/article.html",
            "<p>Lost</p>\n",
            (
                "template/article.html:1:1: file-ignored: a theme has no folder template/, so nothing in it is used"
                " (call the folder templates/)"
            ),
        ),
    ],
)
def test_a_slip_is_told_of_at_its_place(child: Desk, file: str, text: str, finding: str) -> None:
    child.theme(file, text)
    assert told(child) == [finding]
    assert child.tree() == child.clean_tree()


def test_a_folder_of_another_program_is_told_of_once(child: Desk) -> None:
    for name in ("a", "b", "c"):
        child.theme(f"static/{name}.css", "/* */\n")
    (finding,) = told(child)
    assert finding.endswith("(call the folder assets/)")


def test_notes_beside_a_theme_are_let_be(child: Desk) -> None:
    child.theme("README.md", "Ours.\n")
    child.theme("screens/phone.png", "")
    assert told(child) == []


def test_the_other_words_of_a_file_with_a_slip_are_said(child: Desk) -> None:
    child.theme("locales/en.yaml", "read_more: Further reading\nminutes.lots: many\n")
    child.build()
    assert "<h2>Further reading</h2>" in child.page("/2026/11/summit/")
