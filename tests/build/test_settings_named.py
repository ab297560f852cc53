"""What an article has from the settings, and what is said when they are at fault."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.mark.parametrize(
    "settings",
    [{"default_author": "ann"}, {"sections": [{"id": "world", "author": "ann"}]}],
    ids=["the site's author", "the section's"],
)
def test_an_author_of_the_settings_without_a_file_is_sought_there(tmp_path: Path, settings: dict[str, object]) -> None:
    desk = Desk(tmp_path / "site")
    desk.settings(**settings)
    desk.article("world/storm")
    desk.article("world/signed", authors=["bob"])
    desk.build()
    signed, storm = desk.diagnostics
    assert (signed.line, signed.hint) == (4, "write content/authors/bob.md, or correct the id")
    assert (storm.code, storm.line, storm.column) == ("author-unknown", 1, 1)
    assert storm.hint.startswith("write content/authors/ann.md, or correct site.yaml")
    desk.author("ann")
    desk.build()
    assert [found.path for found in desk.diagnostics] == [signed.path]


@pytest.mark.parametrize(("path", "section"), [("town/storm", "town"), ("storm", "news")])
def test_a_site_without_sections_is_told_how_to_have_one(tmp_path: Path, path: str, section: str) -> None:
    desk = Desk(tmp_path / "site", sections=None)
    desk.article(path)
    desk.build()
    (found,) = desk.diagnostics
    assert found.code == "section-unknown"
    assert found.hint == f"site.yaml has no sections; add a line such as sections: [{section}] there"
