"""What is said at an article when the settings are at fault."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.mark.parametrize(("path", "section"), [("town/storm", "town"), ("storm", "news")])
def test_a_site_without_sections_is_told_how_to_have_one(tmp_path: Path, path: str, section: str) -> None:
    desk = Desk(tmp_path / "site", sections=None)
    desk.article(path)
    desk.build()
    (found,) = desk.diagnostics
    assert found.code == "section-unknown"
    assert found.hint == f"site.yaml has no sections; add a line such as sections: [{section}] there"
