"""Every pending page is planned once, files of the search before all others."""

from pathlib import Path

import pytest

from builder.build import making
from tests.desk import Desk


def test_the_search_comes_first_and_every_page_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[str] = []
    read_ahead = making.Making._read_ahead

    def noting(self: making.Making, keys: list[str]) -> None:
        planned.extend(keys)
        read_ahead(self, keys)

    monkeypatch.setattr(making.Making, "_read_ahead", noting)
    monkeypatch.setattr(making, "BATCH", 5)
    desk = Desk(tmp_path / "site")
    for number in range(9):
        desk.article(f"world/story-{number}", date=f"2026-{number + 1:02}-03T10:00")
    desk.build()
    assert planned[0].startswith("search:")
    assert len(planned) == len(set(planned))
    assert {f"article:content/world/story-{number}.md" for number in range(9)} <= set(planned)
    assert planned[-1] < "search" < planned[0]
