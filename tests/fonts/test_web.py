"""The fonts of the default theme are small, under their licence, and hold the letters that its stylesheet promises."""

import re

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from tests.fonts.web import FAMILY, FONTS, MADE, Web

STYLES = (FONTS.parent / "tokens.css").read_text(encoding="utf-8")


def promised(name: str) -> set[int]:
    """Return the code points for which the stylesheet sends browsers to a file."""
    found = re.search(rf'{re.escape(name)}"\).*?unicode-range: ([^;]+);', STYLES, re.DOTALL)
    assert found is not None, name
    return set(subset.parse_unicodes(found[1].replace("U+", "")))


def test_every_font_is_there_and_none_else() -> None:
    assert {path.name for path in FONTS.glob("*.woff2")} == {web.name for web in MADE}


@pytest.mark.parametrize("web", MADE, ids=lambda web: web.name)
def test_a_font_is_ours_by_name_small_and_what_the_stylesheet_says(web: Web) -> None:
    path = FONTS / web.name
    font = TTFont(path)
    assert path.stat().st_size < 26_000
    assert font["name"].getDebugName(1) == FAMILY
    assert "OFL" in font["name"].getDebugName(14)
    letters = set(font.getBestCmap())
    assert letters <= promised(web.name) | {0x0D}
    assert ("fvar" in font) == (web.weights[0] != web.weights[1])


def test_the_licence_lies_beside_them() -> None:
    text = (FONTS / "ofl.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "Reserved Font Name" in text
