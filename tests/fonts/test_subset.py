"""The fonts in builder/fonts/ are small, whole, under their licence, and numbered as the renderer expects."""

import pytest
from fontTools.ttLib import TTFont

from tests.fonts.subset import FONTS, MADE, PRIVATE


@pytest.fixture(params=sorted(MADE))
def font(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(FONTS / request.param)


def test_every_font_is_there_and_none_else() -> None:
    assert {path.name for path in FONTS.glob("*.ttf")} == MADE.keys()


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 500_000


def test_the_licence_lies_beside_them(font: TTFont) -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Open Font License" in font["name"].getDebugName(13)


def test_every_glyph_has_its_number(font: TTFont) -> None:
    letters = font.getBestCmap()
    glyphs = font.getGlyphOrder()
    assert [letters[PRIVATE + number] for number in range(1, len(glyphs))] == glyphs[1:]


def test_the_rules_of_layout_are_kept(font: TTFont) -> None:
    assert {"GPOS", "GSUB"} <= set(font.keys())
