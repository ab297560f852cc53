"""The site's icons through whole builds."""

import io
import json

import pytest
from PIL import Image

from builder.model.picture import ICONS
from tests.desk import Desk

RASTER = {name for name, recipe in ICONS.items() if recipe.suffix != "svg"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'


def icons(desk: Desk) -> set[str]:
    return {path for path in desk.tree() if path in ICONS or path == "site.webmanifest"}


@pytest.fixture
def site(desk: Desk) -> Desk:
    """Return a desk whose settings name an icon, built."""
    desk.picture("pics/icon.png", "green", size=(600, 600))
    desk.settings(icon="/pics/icon.png")
    desk.build()
    assert desk.diagnostics == ()
    return desk


def test_a_picture_becomes_every_icon_and_the_manifest(site: Desk) -> None:
    assert icons(site) == RASTER | {"site.webmanifest"}
    for name in RASTER - {"favicon.ico"}:
        side = ICONS[name].width
        assert Image.open(io.BytesIO(site.tree()[name])).size == (side, side)
    manifest = json.loads(site.tree()["site.webmanifest"])
    assert manifest["name"] == "The Desk"
    assert {icon["src"] for icon in manifest["icons"]} == {"icon-192.png", "icon-512.png"}
    assert '"logo":{"@type":"ImageObject","url":"https://desk.example/icon-512.png"' in site.page("/2026/11/ferry/")
    assert site.tree() == site.clean_tree()


def test_pages_name_the_icons_that_there_are(site: Desk) -> None:
    assert 'href="/favicon.ico"' in site.page("/")
    site.write("content/pics/icon.svg", DRAWING)
    site.settings(icon=["/pics/icon.svg", "/pics/icon.png"])
    site.build()
    assert icons(site) == {*ICONS, "site.webmanifest"}
    assert 'href="/favicon.svg"' in site.page("/")
    site.delete("content/pics/icon.png")
    site.build()
    assert site.codes == ["content/site.yaml: picture-missing"]
    assert icons(site) == {"favicon.svg", "site.webmanifest"}
    assert 'href="/favicon.ico"' not in site.page("/")
    assert site.tree() == site.clean_tree()


def test_a_broken_icon_is_named_in_the_settings_and_no_page_names_it(site: Desk) -> None:
    site.write("content/pics/icon.png", b"broken")
    site.build()
    assert site.codes == ["content/site.yaml: picture-unreadable"]
    assert icons(site) == set()
    assert "favicon" not in site.page("/")
    assert site.tree() == site.clean_tree()


def test_what_is_wrong_with_an_icon_is_said_anew_when_its_file_changes(site: Desk) -> None:
    for data, code in ((None, "picture-missing"), (b"", "picture-unreadable"), (None, "picture-missing")):
        if data is None:
            site.delete("content/pics/icon.png")
        else:
            site.write("content/pics/icon.png", data)
        site.build()
        assert site.codes == [f"content/site.yaml: {code}"]


def test_a_site_without_an_icon_has_none(site: Desk) -> None:
    site.settings(icon=None)
    site.build()
    assert icons(site) == set()


def test_two_pictures_of_a_kind_are_refused(site: Desk) -> None:
    site.settings(icon=["/pics/icon.png", "/pics/quay.jpg"])
    site.build()
    assert site.codes == ["content/site.yaml: value-invalid"]


def test_the_default_theme_links_icons_touch_icon_and_manifest(site: Desk) -> None:
    site.settings(theme="default")
    site.build()
    page = site.page("/")
    assert '<link rel="icon" href="/favicon.ico" sizes="48x48">' in page
    assert '<link rel="apple-touch-icon" href="/apple-touch-icon.png">' in page
    assert '<link rel="manifest" href="/site.webmanifest">' in page
