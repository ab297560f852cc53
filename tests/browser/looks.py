"""The look of the sample site, small: what each page looked like when somebody last judged it good, and how far it has drifted.

References are a quarter of a page's width and height. Two pictures are compared by cells of a few letters' size, in which the edge
of a letter, drawn a little differently by another machine, weighs next to nothing, and another colour, measure or place much.
"""

import io
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageStat

from tests.browser.pages import PAGES
from tests.browser.shooting import Shot

FOLDER: Final = Path(__file__).with_name("looks")
SCALE: Final = 4
"""CSS pixels that become one of a reference, along each side."""
CELL: Final = 6
"""Pixels of a reference along the side of a cell."""
DRIFT: Final = 14.0
"""Mean difference of a cell's colour, of 255, above which the cell counts as changed."""
CHANGED: Final = 3
"""Changed cells that a picture may have: a letter more in a relative time, a picture coded a little differently."""

PHONE: Final = (360, 1400)
DESK: Final = (1280, 1400)
PAPER: Final = (794, 1123)
DAY: Final = (
    "home",
    "section",
    "storyline",
    "author",
    "article",
    "opinion",
    "live",
    "video",
    "Ukrainian",
    "Arabic",
    "search",
    "day",
)
NIGHT: Final = ("home", "article", "Arabic")


def _looks() -> dict[str, Shot]:
    looks: dict[str, Shot] = {}
    for name, (width, height) in {"phone": PHONE, "desk": DESK}.items():
        looks |= {f"{kind} {name}".lower(): Shot(PAGES[kind], width, height) for kind in DAY}
        looks |= {f"{kind} {name} night".lower(): Shot(PAGES[kind], width, height, "dark") for kind in NIGHT}
    return looks | {f"{kind} print".lower(): Shot(PAGES[kind], *PAPER, media="print") for kind in ("article", "Arabic")}


LOOKS: Final = _looks()
"""What is looked at, by name; the name is that of the reference's file too."""


def reference(name: str) -> Path:
    """Return where the reference of a look is kept."""
    return FOLDER / f"{name.replace(' ', '-')}.webp"


def kept(picture: Image.Image) -> bytes:
    """Return a picture as the file of a reference: each pixel the mean of those that it stands for."""
    file = io.BytesIO()
    picture.reduce(SCALE).save(file, "WEBP", quality=80, method=6)
    return file.getvalue()


def drifted(reference: bytes, now: bytes) -> list[tuple[int, int]]:
    """Return the places (CSS pixels from left and top) of the cells in which two files of `kept` differ.

    Both were packed alike, so what packing takes from a picture is taken from both.
    """
    old, new = (Image.open(io.BytesIO(data)).convert("RGB") for data in (reference, now))
    return [(left * SCALE, top * SCALE) for left, top in differing(old, new)]


def differing(old: Image.Image, new: Image.Image) -> list[tuple[int, int]]:
    """Return the places (pixels from left and top) of the cells in which two pictures differ: all, if in size."""
    size = (max(old.width, new.width), max(old.height, new.height))
    cells = [(left, top) for top in range(0, size[1], CELL) for left in range(0, size[0], CELL)]
    if old.size != new.size:
        return cells
    difference = ImageChops.difference(old, new)
    return [place for place in cells if max(_mean(difference, *place)) > DRIFT]


def _mean(picture: Image.Image, left: int, top: int) -> list[float]:
    cell = (left, top, min(left + CELL, picture.width), min(top + CELL, picture.height))
    return ImageStat.Stat(picture.crop(cell)).mean
