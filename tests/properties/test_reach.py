"""Publishing one article writes a handful of files, however large the archive; an edit of a body writes one."""

from pathlib import Path

import pytest

from builder.catalogue import open as opening
from tests.desk import Desk

BUDGET = 20


def archive(root: Path, size: int) -> Desk:
    """Return a built desk with `size` articles in two sections, with authors and a few dozen tags."""
    desk = Desk(root, page_size=20)
    for ident in ("ann", "ben", "cy"):
        desk.author(ident)
    for number in range(size):
        section, author = ("world", "city")[number % 2], ("ann", "ben", "cy")[number % 3]
        day, minute = number // 1_000, number % 1_000
        date = f"2026-{day % 10 + 1:02}-{day // 10 + 1:02}T{minute // 60:02}:{minute % 60:02}"
        tags = [f"tag {number % 7}", f"tag {number % 11}"]
        desk.article(f"{section}/story-{number}", date=date, authors=[author], tags=tags)
    desk.build(jobs=2)
    return desk


def publish(desk: Desk) -> tuple[str, ...]:
    """Publish one more article, newer than all others, and return what was written or removed."""
    desk.article("world/newest", date="2026-11-20T10:00", authors=["ann"], tags=["tag 1", "tag 2"])
    desk.build()
    return desk.touched()


def allowed(path: str) -> bool:
    """Say whether a publication may write a path besides its own page and its neighbour's."""
    fronts = ("index.html", "world/index.html", "tag/tag-1/index.html", "tag/tag-2/index.html", "author/ann/index.html")
    feeds = ("feed.xml", "world/feed.xml", "author/ann/feed.xml", "sitemap.xml", "sitemap-2026-11.xml")
    return path in {*fronts, *feeds, "fragments/latest.html"} | {
        "archive/2026/11/20/index.html",
        "archive/2026/11/index.html",
        "archive/index.html",
        "fragments/search/index.json",
        "fragments/search/2026-11.json",
    }


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many files a publication writes into an archive of 100."""
    return len(publish(archive(tmp_path_factory.mktemp("hundred") / "site", 100)))


@pytest.mark.parametrize("size", [1_000, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_publication_writes_the_same_handful_at_any_size(tmp_path: Path, hundred: int, size: int) -> None:
    written = publish(archive(tmp_path / "site", size))
    assert len(written) == hundred <= BUDGET
    assert len([path for path in written if not allowed(path)]) == 2, written


def test_an_edited_body_writes_one_file(tmp_path: Path) -> None:
    desk = archive(tmp_path / "site", 60)
    desk.edit("content/world/story-10.md", "Words.", "Words.\n\nMore words.")
    desk.build()
    assert len(desk.touched()) == 1


def test_the_catalogue_is_asked_as_often_at_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for size in (400, 1_200):
        desk = archive(tmp_path / str(size), size)
        asked: list[str] = []
        connect = opening._connect
        monkeypatch.setattr(
            opening, "_connect", lambda file, journal, to=connect, log=asked: traced(to(file, journal), log)
        )
        publish(desk)
        monkeypatch.setattr(opening, "_connect", connect)
        # Only what is asked: files so young that they are stored as seen once more are no matter of the archive's size.
        counts.append(sum(statement.startswith("SELECT") for statement in asked))
    assert counts[1] <= counts[0] * 1.1


def traced(db: object, log: list[str]) -> object:
    """Return a connection that writes every statement it runs to a log."""
    db.set_trace_callback(log.append)  # type: ignore[attr-defined]
    return db
