"""Photographs of 12 megapixels drawn by script: patches of every size, fine detail and grain, so that they cost what real ones do.

Each is another picture, a JPEG of 3 to 6 MB, and the same bytes on every run with one version of Pillow.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from tests.pictures import texture

SIZE: Final = (4000, 3000)
QUALITY: Final = 91

_SHEET: Final = (5200, 4200)
"""Size of the sheets that every photograph is cut from, in pixels."""
_FINE: Final = 9
"""Octaves: the finest patches are of two pixels."""


def draw_photos(folder: Path, count: int) -> None:
    """Write photo-0001.jpg and so on, those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [n for n in range(1, count + 1) if not (folder / name_of(n)).exists()]
    if missing:
        sheets = list(_sheets())
        for number in missing:
            part = folder / f".{name_of(number)}.part"
            photo(sheets, number).save(part, "JPEG", quality=QUALITY)
            part.rename(folder / name_of(number))


def name_of(number: int) -> str:
    """Return the file name of a photograph."""
    return f"photo-{number:04}.jpg"


def photo(sheets: list[Image.Image], number: int) -> Image.Image:
    """Return one photograph: land below, sky above, other patches and colours for each number."""
    chance = hashlib.sha256(str(number).encode()).digest()
    light, land, detail, grain = (_cut(sheet, chance[2 * n : 2 * n + 2]) for n, sheet in enumerate(sheets))
    tones = [texture.stretched(light, chance[8 + n] % 50, 210 + chance[11 + n] % 60) for n in range(3)]
    picture = Image.merge("RGB", tones)
    ground = texture.tinted(
        picture, (chance[14], chance[15] // 2 + 60, chance[16] // 2), texture.stretched(land, 100, 170)
    )
    sharp = ImageChops.overlay(ground, Image.merge("RGB", [detail] * 3))
    return ImageChops.add(sharp, Image.merge("RGB", [grain] * 3), 1, -128)


def _sheets() -> Iterator[Image.Image]:
    """Yield what light, land, detail and grain are cut from."""
    yield texture.fog(_SHEET, "light", (3, 2), 5)
    yield texture.fog(_SHEET, "land", (4, 3), _FINE)
    yield texture.stretched(texture.fog(_SHEET, "detail", (40, 30), 7), 30, 225)
    noise = texture.speckle(_SHEET, "grain").filter(ImageFilter.GaussianBlur(0.8))
    yield noise.point([round((value - 128) * 0.24 + 128) for value in range(256)])


def _cut(sheet: Image.Image, chance: bytes) -> Image.Image:
    left, top = chance[0] * (_SHEET[0] - SIZE[0]) // 255, chance[1] * (_SHEET[1] - SIZE[1]) // 255
    return sheet.crop((left, top, left + SIZE[0], top + SIZE[1]))
