"""`make fonts`: make the fonts of social cards anew from Debian's package fonts-noto-core.

Each font of builder/fonts/ is a subset of one of the package's: the letters of the languages that we set, with the rules by
which they join, kern and carry marks. Every glyph gets a code point of the private use area, U+F0000 and its number,
because HarfBuzz says which glyph stands where by number and Pillow draws by code point.
The same package and fonttools give the same bytes. Nothing is read but the package's files, and nothing is written but ours.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import cmap_format_12

PACKAGE: Final = Path("/usr/share/fonts/truetype/noto")
FONTS: Final = Path(__file__).resolve().parents[2] / "builder" / "fonts"

PRIVATE: Final = 0xF0000
"""Code point of glyph 0, which has none, for it is the box that stands for what is missing; typesetting.py knows it."""

FEATURES: Final = "calt ccmp fina init isol kern liga locl mark medi mkmk rclt rlig".split()

_SIGNS: Final = (
    *range(0x0020, 0x007F),
    *range(0x00A0, 0x00C0),
    0x00D7,
    0x00F7,
    *range(0x200C, 0x2028),
    *range(0x202F, 0x203B),
    *(0x203D, 0x203E, 0x2044, 0x2070, *range(0x2074, 0x208F)),
    *range(0x20A0, 0x20C0),
    *(0x2113, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CC),
)
_EUROPE: Final = (
    *range(0x00C0, 0x0250),
    *(0x0259, 0x02BB, 0x02BC, 0x02BD, 0x02C6, 0x02C7, *range(0x02D8, 0x02DE)),
    *range(0x0300, 0x0313),
    *(0x031B, 0x0323, 0x0324, 0x0326, 0x0327, 0x0328, 0x032D, 0x032E, 0x0331),
    *range(0x0370, 0x0400),
    *range(0x0400, 0x0530),
    *range(0x1E00, 0x1F00),
)
_ARABIC: Final = tuple(range(0x0600, 0x0700))
_HEBREW: Final = tuple(range(0x0590, 0x0600))

MADE: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "serif.ttf": ("NotoSerif-Bold.ttf", _EUROPE),
    "serif-arabic.ttf": ("NotoNaskhArabic-Bold.ttf", _ARABIC),
    "serif-hebrew.ttf": ("NotoSerifHebrew-Bold.ttf", _HEBREW),
    "sans.ttf": ("NotoSans-Bold.ttf", _EUROPE),
    "sans-arabic.ttf": ("NotoSansArabic-Bold.ttf", _ARABIC),
    "sans-hebrew.ttf": ("NotoSansHebrew-Bold.ttf", _HEBREW),
}
"""Our file, the package's, and the letters that it keeps beside signs and digits."""


def made(source: Path, letters: tuple[int, ...]) -> TTFont:
    """Return a font's subset, every glyph with a code point of its own."""
    options = subset.Options(
        layout_features=FEATURES,
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    font = TTFont(source, recalcTimestamp=False)
    tailor = subset.Subsetter(options)
    tailor.populate(unicodes=[*_SIGNS, *letters])
    tailor.subset(font)
    _number_glyphs(font)
    return font


def _number_glyphs(font: TTFont) -> None:
    """Replace the font's tables of characters by one that has its letters and each glyph by number."""
    table = cmap_format_12(12)
    table.platformID, table.platEncID, table.language, table.format, table.reserved = 3, 10, 0, 12, 0
    table.cmap = font.getBestCmap() | {
        PRIVATE + number: name for number, name in enumerate(font.getGlyphOrder()) if number
    }
    font["cmap"].tables = [table]


def main() -> None:
    """Make every font."""
    if not PACKAGE.is_dir():
        sys.exit(f"{PACKAGE} is missing. Debian: apt install fonts-noto-core")
    for name, (source, letters) in MADE.items():
        made(PACKAGE / source, letters).save(FONTS / name)
        sys.stdout.write(f"{name}: {(FONTS / name).stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
