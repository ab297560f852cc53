"""Which editor opens a file from a page, and with which words."""

import time
from pathlib import Path

import pytest

from builder.model.site import EDITORS
from builder.preview.editor import Editors, chosen, command_for
from tests.preview.previewing import PATIENCE, Shown, news_desk, shown

SCRIPT = '#!/bin/sh\necho "$0 $*" >> "{noted}"\n'


def editors_in(folder: Path, *names: str) -> Path:
    """Put editors into a folder that note how they were called; return the note."""
    folder.mkdir()
    noted = folder / "noted"
    noted.touch()
    for name in names:
        script = folder / name
        script.write_text(SCRIPT.format(noted=noted), encoding="utf-8")
        script.chmod(0o755)
    return noted


def opened(site: Shown, noted: Path) -> str:
    """Open an article's file from a page; return how the editor was called."""
    before = noted.read_text(encoding="utf-8")
    status, _ = site.ask("open", path="content/world/story-1.md", line=4, column=9)
    assert status == 200
    ends = time.monotonic() + PATIENCE
    while not (words := noted.read_text(encoding="utf-8").removeprefix(before)).endswith("\n"):
        assert time.monotonic() < ends
        time.sleep(0.01)
    return words.rstrip("\n")


def test_the_site_names_an_editor_and_a_writer_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "programs"
    noted = editors_in(programs, "code", "zed", "mine")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    desk = news_desk(tmp_path / "site", articles=3)
    desk.settings(serve={"editor": "code"})
    file = desk.root / "content/world/story-1.md"
    with shown(desk, editor="") as site:
        assert opened(site, noted) == f"{programs}/code --goto {file}:4:9"
        desk.settings(serve={"editor": "zed"})
        site.settle()
        assert opened(site, noted) == f"{programs}/zed {file}:4:9"
    with shown(desk, editor=f"{programs}/mine +{{line}} {{file}}") as site:
        assert opened(site, noted) == f"{programs}/mine +4 {file}"


def test_the_writers_own_editor_comes_before_the_sites_and_that_before_the_usual_one() -> None:
    assert chosen(Editors("own", "usual"), "site") == "own"
    assert chosen(Editors("", "usual"), "site") == "site"
    assert chosen(Editors("", "usual"), "") == "usual"
    assert command_for(chosen(Editors("", ""), ""), Path("/a b.md"), 2, 3)[1:] == ["vscode://file/a%20b.md:2:3"]


@pytest.mark.parametrize("name", EDITORS)
def test_every_editor_that_the_settings_may_name_is_told_the_line(name: str) -> None:
    words = command_for(name, Path("/content/a.md"), 41, 7)
    assert any("41" in word for word in words)
    assert any("/content/a.md" in word for word in words)


def test_no_page_depends_on_the_editor(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=3)
    desk.build()
    desk.settings(serve={"editor": "code"})
    desk.build()
    assert desk.touched() == ()
    assert desk.tree() == desk.clean_tree()


def test_a_command_that_cannot_be_read_is_said_to_be_the_reason(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site", articles=2), editor="mine 'never closed") as site:
        status, words = site.ask("open", path="content/world/story-1.md")
        assert status == 502
        assert b"--editor" in words
