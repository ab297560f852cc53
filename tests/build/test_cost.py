"""What pictures cost those who have none: nothing."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from builder.catalogue import open as opening
from tests.desk import Desk

WATCHED = """
import sys
from tests.desk import Desk
from pathlib import Path
desk = Desk.__new__(Desk)
desk.__dict__.update({"root": Path(sys.argv[1]), "output": Path(sys.argv[1], "output"), "now": int(sys.argv[2]), "last": None})
before = {name for name in sys.modules if name.split(".")[0] == "PIL"}
for name in before:
    del sys.modules[name]
desk.build(jobs=1)
print(sorted(name for name in sys.modules if name.split(".")[0] in {"PIL", "uharfbuzz"}))
"""


def imported_by_a_build(desk: Desk) -> str:
    """Return what of Pillow a build in a process of its own brings in."""
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, desk.root, str(desk.now)], check=True, capture_output=True, text=True
    )
    return ended.stdout.strip()


@pytest.fixture
def plain(tmp_path: Path) -> Desk:
    """Return a desk without any picture, not built."""
    desk = Desk(tmp_path / "site")
    for number in range(8):
        desk.article(f"world/story-{number}", body="Words and [a link](story-1.md).")
    return desk


def test_a_site_without_pictures_never_loads_the_library(plain: Desk) -> None:
    assert imported_by_a_build(plain) == "[]"
    plain.edit("content/world/story-1.md", "Words", "Other words")
    assert imported_by_a_build(plain) == "[]"
    assert not (plain.root / ".newsdesk/media").exists()


def test_a_site_with_a_picture_does(plain: Desk) -> None:
    plain.picture("pics/a.png")
    assert "PIL" in imported_by_a_build(plain)


def test_an_edit_asks_the_catalogue_about_no_picture(plain: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plain.build()
    asked: list[str] = []
    connect = opening._connect

    def listening(file: Path, journal: Literal["WAL", "MEMORY"]) -> object:
        db = connect(file, journal)
        db.set_trace_callback(asked.append)
        return db

    monkeypatch.setattr(opening, "_connect", listening)
    plain.edit("content/world/story-1.md", "Words", "Other words")
    plain.build()
    assert asked
    assert [statement for statement in asked if " media" in statement] == []
