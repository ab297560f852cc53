"""A bundle holds one article for an editor: all that its page shows, and nothing else that is withheld."""

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.build.bundle import Bundle, bundle
from builder.cli.bundle_command import command
from builder.render.portable import NOINDEX, portable_page, portable_style
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a site in the default theme with an embargoed article that names a draft, a public one and a picture."""
    desk = Desk(tmp_path / "site", theme="default")
    desk.picture("pics/a.png", size=(400, 300))
    desk.picture("pics/other.png", "blue", size=(400, 300))
    desk.article("world/open", "Open words.", tags=["Grain"])
    desk.article("world/secret", "Secret words.", title="Quite secret", status="draft", tags=["Grain"])
    desk.article(
        "world/later",
        "Later words.",
        title="Also secret",
        date="2030-01-01",
        image={"src": "/pics/other.png", "alt": "x", "credit": "x"},
    )
    desk.article(
        "world/held",
        'Held words: [a draft](secret.md), [a public one](open.md).\n\n![A field](/pics/a.png "A field | Ann")',
        title="Held back",
        embargo="2030-01-01T00:00+00:00",
        tags=["Grain"],
    )
    return desk


def made(desk: Desk, path: str = "content/world/held.md") -> Bundle:
    """Return the bundle of an article."""
    return bundle(desk.request()._replace(output=None, edition="check"), path)


def test_a_bundle_has_the_page_its_style_and_its_pictures(desk: Desk) -> None:
    files = made(desk).files
    page = files["index.html"].decode()
    assert "Held words" in page
    assert NOINDEX in page
    assert "assets/style.css" in files
    assert 'href="assets/style.css"' in page
    pictures = [path for path in files if path.startswith("media/")]
    assert {path.rpartition(".")[2] for path in pictures} == {"avif", "webp", "jpg"}
    assert all(f"{path}" in page for path in pictures)
    assert "<script" not in page
    assert 'href="/' not in page
    assert 'src="/' not in page


@pytest.mark.parametrize("url", ["https://desk.example", "https://desk.example/news"])
def test_a_bundle_asks_the_live_site_for_no_style_and_no_picture(desk: Desk, url: str) -> None:
    desk.settings(url=url, sections=[{"id": "world", "colour": "#1d4e89"}])
    files = made(desk).files
    asked = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|img|source)[^>]*"https?:[^>]*>', files["index.html"].decode()
    )
    assert asked == []
    assert b"#1d4e89" in files["assets/sections.css"]


def test_nothing_else_that_is_withheld_is_inside(desk: Desk) -> None:
    found = made(desk)
    whole = b"".join(found.files.values())
    for words in (
        b"Quite secret",
        b"Secret words",
        b"Also secret",
        b"Later words",
        b"/world/secret",
        b"2026/11/secret",
    ):
        assert words not in whole
    assert b"a draft" in whole
    assert b"2026/11/open/" in whole
    assert ("content/world/held.md", "article-withheld") in {(one.path, one.code) for one in found.findings}


def test_nothing_of_it_stays_behind(desk: Desk) -> None:
    desk.build()
    before, checked = desk.tree(), desk.check()
    made(desk)
    assert desk.check() == checked
    desk.build()
    assert desk.tree() == before
    assert "Held" not in desk.page("/")


@pytest.mark.parametrize("keys", [{"status": "draft"}, {"status": "withdrawn"}, {"expires": "2026-11-02"}, {}])
def test_whatever_holds_an_article_back_it_can_be_read(desk: Desk, keys: dict[str, str]) -> None:
    desk.article("world/any", "Any words.", **keys)
    if "expires" in keys:
        desk.article("world/any", "Any words.", expires="2026-11-02T10:00")
    assert b"Any words." in made(desk, "content/world/any.md").files["index.html"]


def test_an_article_that_cannot_be_read_has_no_bundle(desk: Desk) -> None:
    desk.article("world/broken", status="published")
    found = made(desk, "content/world/broken.md")
    assert found.files == {}
    assert [one.code for one in found.findings] == ["value-invalid"]


def test_the_command_writes_a_folder_or_a_zip_and_overwrites_nothing(desk: Desk, tmp_path: Path) -> None:
    words = ["--root", str(desk.root), "content/world/held.md", "--now", "2026-11-23T12:00:00Z", "--output"]
    folder, archive = tmp_path / "held", tmp_path / "held.zip"
    assert CliRunner().invoke(command, [*words, str(folder)]).exit_code == 0
    assert CliRunner().invoke(command, [*words, str(archive)]).exit_code == 0
    with zipfile.ZipFile(archive) as packed:
        assert packed.read("held/index.html") == (folder / "index.html").read_bytes()
        assert len(packed.namelist()) == sum(path.is_file() for path in folder.rglob("*"))
    assert CliRunner().invoke(command, [*words, str(folder)]).exit_code == 2
    assert CliRunner().invoke(command, ["--root", str(desk.root), "content/site.yaml"]).exit_code == 2
    desk.author("ann")
    refused = CliRunner().invoke(command, ["--root", str(desk.root), "content/authors/ann.md"])
    assert (refused.exit_code, "content/authors/ann.md is no article" in refused.output) == (2, True)


def test_addresses_are_relative_to_files_and_whole_elsewhere() -> None:
    page = (
        '<html><head><link rel="canonical" href="/x/"><meta property="og:title" content="x"></head>'
        '<body><a href="/world/?a#b">w</a><img src="/media/a.png" srcset="/media/a.png 1x, /media/b.png 2x">'
        "<script>if (1 < 2) x()</script>&amp; &#233;</body></html>"
    )
    assert portable_page(page, "", {"media/a.png"}, "https://x.example") == (
        f"<html><head>\n{NOINDEX}</head>"
        '<body><a href="https://x.example/world/?a#b">w</a>'
        '<img src="media/a.png" srcset="media/a.png 1x, https://x.example/media/b.png 2x">'
        "&amp; &#233;</body></html>"
    )
    assert (
        portable_style("a { b: url('/news/assets/f.woff2') }", "assets/css/s.css", "/news")
        == 'a { b: url("../f.woff2") }'
    )
