"""A build that ends in the middle, by Ctrl-C or a failing disk: the next goes on from there and does not begin anew."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from builder.build import applying, making, pipeline, theming, workshop
from builder.build.output import Folder
from builder.catalogue import pages
from tests.desk import Desk
from tests.properties.chains import first_difference

PLACES: Final[dict[str, tuple[Any, str]]] = {
    "while sources are taken in": (applying, "_take_in"),
    "before pages are named by the theme": (workshop, "name_by_theme"),
    "while pages are named by the theme": (theming, "keys_naming"),
    "before damaged pages are named": (workshop.Workshop, "inspect"),
    "before pages are made": (making.Making, "run"),
    "while pages are planned": (making.Making, "_plan"),
    "while pages are written": (Folder, "write"),
    "while pages are recorded": (pages, "record"),
    "before the output is finished": (Folder, "finish"),
}


def edited(root: Path, title: str) -> Desk:
    """Return a built desk with edits of every kind that no build has seen."""
    desk = Desk(root)
    for number in range(6):
        desk.article(f"world/story-{number}", tags=["a"], date=f"2026-11-0{number + 1}T09:00")
    desk.build()
    desk.theme("templates/article.html", (root / "themes/tiny/templates/article.html").read_text() + "<!-- new -->")
    desk.theme("assets/new.css", "b { order: 1 }")
    desk.article("world/story-1", "Other words.", title="Another title")
    desk.delete("content/world/story-2.md")
    desk.settings(title=title)
    return desk


def failing(times: int, problem: BaseException, inner: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that works a few times and then fails."""
    left = [times]

    def call(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise problem
        return inner(*args, **kwargs)

    return call


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=["stop", "disk"])
@pytest.mark.parametrize("times", [0, 1])
@pytest.mark.parametrize("title", ["The Desk", "The Other Desk"])
@pytest.mark.parametrize("place", PLACES)
def test_the_next_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, title: str, times: int, problem: BaseException
) -> None:
    desk = edited(tmp_path / "site", title)
    owner, name = PLACES[place]
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, failing(times, problem, getattr(owner, name)))
        stopped = False
        try:
            desk.build()
        except type(problem):
            stopped = True
    assert stopped or times
    assert desk.build().notes == ()
    assert first_difference(desk.tree(), desk.clean_tree()) == ""


def test_a_transaction_that_sqlite_has_undone_tells_its_own_failure(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/story")
    with pipeline.opened(desk.request()) as (catalogue, _):
        with pytest.raises(sqlite3.OperationalError, match="database or disk is full"), catalogue.changing():
            catalogue.db.execute("PRAGMA max_page_count = 1")
            catalogue.db.execute("CREATE TABLE much AS SELECT randomblob(9000000) AS words")
        catalogue.db.execute("PRAGMA max_page_count = 1000000")
    assert desk.build().notes == ()
