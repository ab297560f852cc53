"""Every page can be asked about, by any address that leads to it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli.explain_command import command
from tests.desk import Desk

NOW = "2026-11-23T12:00:00Z"
URL = "https://desk.example/paper"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a site below a path with a page of every kind, built."""
    desk = Desk(tmp_path / "site", theme="default", url=URL, page_size=1, icon="/pics/icon.png")
    desk.picture("pics/icon.png", size=(600, 600))
    desk.author("ann")
    desk.write("content/storylines/grain.md", "---\ntitle: Grain\n---\n")
    desk.write("content/pages/about.md", "---\ntitle: About\n---\n")
    for number in (1, 2, 3):
        desk.article(
            f"world/{number}-ціна",
            authors=["ann"],
            tags=["Хліб"],
            storyline="grain",
            aliases=[f"/old/{number}/"],
            corrections=[{"date": "2026-11-02", "text": "Fixed."}],
        )
    desk.build()
    return desk


def explained(desk: Desk, target: str) -> Result:
    return CliRunner().invoke(command, ["--root", str(desk.root), "--now", NOW, target])


def test_every_page_is_known_by_its_address(desk: Desk) -> None:
    pages = [path for path in desk.tree() if not path.startswith("media/") and not path.endswith((".png", ".ico"))]
    assert len(pages) > 50
    for path in pages:
        said = explained(desk, "/" + path.removesuffix("index.html"))
        assert (said.exit_code, f"output    {path}\n" in said.stdout) == (0, True), path


@pytest.mark.parametrize(
    "target",
    [
        "/2026/11/1-ціна/",
        "/2026/11/1-ціна",
        "/2026/11/1-ціна/index.html",
        "/2026/11/1-%D1%86%D1%96%D0%BD%D0%B0/?from=mail#top",
        "/paper/2026/11/1-ціна/",
        f"{URL}/2026/11/1-ціна/",
        f"{URL}/2026/11/1-%D1%86%D1%96%D0%BD%D0%B0/",
        "http://127.0.0.1:8000/paper/2026/11/1-%D1%86%D1%96%D0%BD%D0%B0/",
    ],
)
def test_an_address_may_be_as_a_browser_shows_it(desk: Desk, target: str) -> None:
    assert explained(desk, target).stdout.startswith("page      article:content/world/1-ціна.md\n")


@pytest.mark.parametrize("target", ["/nothing/", "/archive/2025/01/", "/fragments/x.html", "/assets/x.css"])
def test_what_is_no_page_is_no_page(desk: Desk, target: str) -> None:
    assert explained(desk, target).exit_code == 1
