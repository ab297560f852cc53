"""What is not there is answered with what was meant, and what is suggested works when it is written down."""

from pathlib import Path

import pytest

from builder.build import making
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with one of everything that can be named, and nothing that names it."""
    desk = Desk(tmp_path / "site")
    desk.article("city/2026-11-19-night-ferries")
    desk.article("city/2026-11-14-first-frost")
    for name in ("flood-wall", "football-ground"):
        desk.picture(f"pictures/{name}.jpg")
    desk.author("tobias-renn")
    desk.author("ines-carvalhal")
    desk.write("content/storylines/flood-wall.md", "---\ntitle: The wall\n---\n\nIt began.\n")
    desk.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
    return desk


def hint(desk: Desk) -> str:
    """Build, compare with a clean build, and return the hint of the only finding."""
    desk.build()
    assert desk.diagnostics == desk.clean().outcome.diagnostics
    (found,) = (one for one in desk.diagnostics if one.severity == "error")
    return found.hint


def test_authors(desk: Desk) -> None:
    meant = {
        "tobias-ren": "did you mean tobias-renn?",
        "content/authors/tobias-renn.md": "did you mean tobias-renn?",
        "Tobias Renn and Ines Carvalhal": "write a list: [tobias-renn, ines-carvalhal]",
        "jane": "write content/authors/jane.md, or correct the id",
    }
    for written, suggested in meant.items():
        desk.article("world/signed", authors=[written])
        assert hint(desk) == suggested


def test_storylines_and_standing_pages(desk: Desk) -> None:
    desk.article("world/told", storyline="The flood wal")
    assert hint(desk) == "did you mean flood-wall?"
    desk.delete("content/world/told.md")
    desk.settings(footer=["abuot"])
    assert hint(desk) == "did you mean about?"


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("/pictures/flod-wall.jpg", "/pictures/flood-wall.jpg"),
        ("/pictures/Flood-Wall.JPG", "/pictures/flood-wall.jpg"),
        ("/pictures/flood-wall.png", "/pictures/flood-wall.jpg"),
        ("pictures/flood-wall.jpg", "/pictures/flood-wall.jpg"),
        ("content/pictures/flood-wall.jpg", "/pictures/flood-wall.jpg"),
        ("/pictures/fog-horn.jpg", ""),
    ],
)
def test_pictures(desk: Desk, written: str, suggested: str) -> None:
    desk.article("world/shown", image=written)
    if not suggested:
        assert hint(desk).startswith("add the file")
        return
    assert hint(desk) == f"did you mean {suggested}?"
    desk.article("world/shown", image=suggested)
    desk.build()
    assert "content/world/shown.md: picture-missing" not in desk.codes


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("../city/2026-11-19-night-ferry.md", "/city/2026-11-19-night-ferries.md"),
        ("2026-11-19-night-ferries.md", "/city/2026-11-19-night-ferries.md"),
        ("content/city/2026-11-19-night-ferries.md", "/city/2026-11-19-night-ferries.md"),
        ("../city/2026-11-19-ferries-by-night.md", "/city/2026-11-19-night-ferries.md"),
        ("2026-11-19-thaw.md", ""),
        ("stori.md", "story.md"),
    ],
)
def test_links(desk: Desk, written: str, suggested: str) -> None:
    desk.article("world/story")
    desk.article("world/links", f"See [this]({written}).")
    if not suggested:
        assert hint(desk) == "correct the link, or write the page that it means"
        return
    assert hint(desk) == f"did you mean {suggested}?"
    desk.article("world/links", f"See [this]({suggested}).")
    desk.build()
    assert desk.codes == []


def _never(shard: bytes) -> bytes:
    raise AssertionError(f"{len(shard)} bytes were rendered")


def test_an_author_whom_the_settings_name_is_told_of_there_and_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings(default_author="tobias-ren", sections=[{"id": "world"}, {"id": "city", "author": "city-desk"}])
    settings = (desk.root / "content/site.yaml").read_text(encoding="utf-8").splitlines()
    desk.article("world/one")
    desk.article("world/two")
    desk.build()
    assert desk.diagnostics == desk.clean().outcome.diagnostics
    assert [(found.path, found.message, found.hint) for found in desk.diagnostics] == [
        (
            "content/site.yaml",
            '"city-desk" has no file in content/authors/',
            "write content/authors/city-desk.md, or correct the id",
        ),
        (
            "content/site.yaml",
            '"tobias-ren" has no file in content/authors/',
            "did you mean tobias-renn?",
        ),
    ]
    for found in desk.diagnostics:  # each stands where its name is written
        assert settings[found.line - 1][found.column - 1 :].lstrip('"').startswith(found.message.split('"')[1])
    desk.write("content/site.yaml", "# moved down\n" + "\n".join(settings) + "\n")
    with monkeypatch.context() as watched:
        watched.setattr(making, "render_packed", _never)  # no page knows where settings stand
        desk.build()
    assert [found.line for found in desk.diagnostics] == [found.line for found in desk.clean().outcome.diagnostics]
    desk.author("tobias-ren")
    desk.author("city-desk")
    desk.build()
    assert desk.codes == []


def test_files_that_would_be_read_by_another_name(desk: Desk) -> None:
    sound = "---\ntitle: A summit\ndate: 2026-11-01\n---\n"
    meant = {
        "content/fronts/home.yml": "home.yaml",
        "content/breaking.yml": "breaking.yaml",
        "content/world/summit.markdown": "summit.md",
        "content/world/summit.md.txt": "summit.md",
    }
    for path, better in meant.items():
        desk.write(path, sound)
        desk.build()
        assert [found.hint for found in desk.diagnostics] == [f"rename it to {better}, if it is meant to be read"]
        desk.delete(path)
    desk.write("content/world/table.yml", sound)
    desk.build()
    assert [found.hint.partition(",")[0] for found in desk.diagnostics] == ["articles end in .md"]


def test_settings_by_another_name(desk: Desk) -> None:
    desk.move("content/site.yaml", "content/site.yml")
    assert desk.check()[0].hint == "rename content/site.yml to content/site.yaml"


def test_settings_that_cannot_be_read_are_not_to_be_written_anew(desk: Desk) -> None:
    desk.move("content/site.yaml", "settings")
    (desk.root / "content/site.yaml").symlink_to(desk.root / "settings")
    assert desk.check()[0].hint == "check the file's permissions"


def test_two_files_of_one_name_are_to_be_renamed(desk: Desk) -> None:
    desk.write("content/authors/Tobias Renn.md", "---\nname: T\n---\n\nWrites.\n")
    assert hint(desk) == "rename one of the two files, or make one of both"
