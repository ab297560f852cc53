"""`make fonts`: make the fonts of the default theme anew from the npm package of Source Serif 4.

Each file is a subset in WOFF2: letters of one script, weights 400 to 700, one optical size that serves text and headlines
alike. The family is called Newsdesk Serif, because the licence keeps the name Source for what its authors made.
The same package and fonttools give the same bytes.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tests.unpack import unpack

PACKAGE: Final = "@fontsource-variable/source-serif-4@5.3.1"
FONTS: Final = Path(__file__).resolve().parents[2] / "themes" / "default" / "assets" / "fonts"
FAMILY: Final = "Newsdesk Serif"

OPTICAL_SIZE: Final = 22
"""Points for which the letters are drawn: between text (12) and headlines (40)."""

_LATIN: Final = (
    "20-7E A0-A1 A3 A7 A9 AB B0 B7 BB BD BF-CB CD CE D1 D3-D8 DA DC DF-EF F1-F6 F8-FC 131 152-153 2011 2013-2014"
    " 2018-201A 201C-201E 2022 2026 2032-2033 2039-203A 20AC 2190 2192 2212"
)
_ITALIC: Final = "20-7E A0 AB BB E0-EF F1-F6 F9-FC 2013-2014 2018-201A 201C-201E 2026"
_LATIN_MORE: Final = "100-130 132-151 154-17F 218-21B 1E9E"
_CYRILLIC: Final = "400-45F 490-491 2116"


class Web(NamedTuple):
    """A font to make: our file, the package's, the letters (hexadecimal), and the weights."""

    name: str
    source: str
    letters: str
    weights: tuple[int, int]


MADE: Final = (
    Web("serif-latin.woff2", "source-serif-4-latin-opsz-normal.woff2", _LATIN, (400, 700)),
    Web("serif-latin-more.woff2", "source-serif-4-latin-ext-opsz-normal.woff2", _LATIN_MORE, (400, 700)),
    Web("serif-cyrillic.woff2", "source-serif-4-cyrillic-opsz-normal.woff2", _CYRILLIC, (400, 700)),
    Web("serif-italic.woff2", "source-serif-4-latin-opsz-italic.woff2", _ITALIC, (400, 400)),
)


def made(folder: Path, web: Web) -> TTFont:
    """Return one font, given the folder of the package's files."""
    font = TTFont(folder / web.source, recalcTimestamp=False)
    light, heavy = web.weights
    axes = {"opsz": OPTICAL_SIZE, "wght": light if light == heavy else (light, heavy)}
    font = instantiateVariableFont(font, axes)
    options = subset.Options(
        layout_features=["ccmp", "kern", "mark"], hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True
    )
    tailor = subset.Subsetter(options)
    tailor.populate(unicodes=subset.parse_unicodes(",".join(web.letters.split())))
    tailor.subset(font)
    font["name"].setName(FAMILY, 1, 3, 1, 0x409)
    font.flavor = "woff2"
    return font


def main() -> None:
    """Fetch the package and make every font."""
    npm = shutil.which("npm") or sys.exit("npm is missing. Debian: apt install npm")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        unpack(next(folder.glob("*.tgz")), folder)
        for web in MADE:
            made(folder / "package" / "files", web).save(FONTS / web.name)
            sys.stdout.write(f"{web.name}: {(FONTS / web.name).stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
