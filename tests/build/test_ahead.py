"""A theme that is made ready beside the lists gives the same site, whatever becomes of the process that makes it."""

import os
from pathlib import Path
from typing import Final

import pytest

from builder.build import ahead, kit, workshop
from builder.build.kit import Tools
from builder.build.theming import Ingredients
from tests.desk import Desk

WORKERS: Final = 2
_HERE: Final = os.getpid()
_MADE_HERE: Final[list[str]] = []


def counted(*made_of: object) -> Tools:
    """Make a kit, and remember it if it is made in this process."""
    if os.getpid() == _HERE:
        _MADE_HERE.append("kit")
    return kit.make_tools(*Ingredients(*made_of))  # type: ignore[arg-type] # handed on as it came


def deadly(*made_of: object) -> Tools:
    """Kill the process that makes a kit, unless it is this one."""
    if os.getpid() != _HERE:
        os._exit(1)
    return counted(*made_of)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk whose first build makes its theme ready ahead."""
    monkeypatch.setattr(workshop, "AHEAD", 0)
    monkeypatch.setattr(ahead, "make_tools", counted)
    _MADE_HERE.clear()
    desk = Desk(tmp_path / "site", footer=["imprint"])
    desk.write("content/pages/imprint.md", "---\ntitle: Imprint\n---\nWe.\n")
    for number in range(300):
        desk.article(f"world/story-{number}")
    return desk


def test_a_first_build_makes_its_theme_ready_beside_the_lists(desk: Desk) -> None:
    desk.build(jobs=WORKERS)
    assert _MADE_HERE == []
    made = desk.tree()
    assert "Imprint" in desk.page("/")
    assert made == desk.clean(jobs=1).tree
    assert _MADE_HERE == ["kit"]
    desk.edit("content/pages/imprint.md", "title: Imprint", "title: Who we are")
    desk.build(jobs=WORKERS)
    assert desk.tree() == desk.clean(jobs=WORKERS).tree


def test_where_its_process_is_killed_it_is_made_here(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "make_tools", deadly)
    desk.build(jobs=WORKERS)
    assert _MADE_HERE == ["kit"]
    assert desk.tree() == desk.clean(jobs=1).tree


def test_a_theme_made_of_something_else_is_dropped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = ahead.ThemeAhead.begin

    def begun_too_early(self: ahead.ThemeAhead, made_of: Ingredients) -> None:
        begin(self, made_of._replace(paths=made_of.paths[1:]))

    monkeypatch.setattr(ahead.ThemeAhead, "begin", begun_too_early)
    desk.build(jobs=WORKERS)
    assert _MADE_HERE == ["kit"]
    assert desk.tree() == desk.clean(jobs=1).tree


def test_what_a_theme_says_wrongly_is_told_all_the_same(desk: Desk) -> None:
    desk.theme("theme.yaml", "name: tiny\nverison: 1\n")
    desk.build(jobs=WORKERS)
    assert _MADE_HERE == []
    assert desk.diagnostics == desk.clean(jobs=1).outcome.diagnostics
    assert [one.code for one in desk.diagnostics] == ["key-unknown"]
