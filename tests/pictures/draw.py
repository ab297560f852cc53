"""Draw the sample site's pictures into content/: the same bytes on every run with one version of Pillow.

Each is an original as a camera and an agency would hand it in: large, told about in IPTC and XMP, and full of what must not
be published (captions.py, camera.py). Nothing is written but the JPEG files named in `SCENES` and `PORTRAITS`, and nothing is
read. Arguments name those to draw, by a part of their paths; without any, all are drawn.
"""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script's own folder is on the path, the project's root is not

from tests.pictures import camera, captions, events, landscapes, planting, portraits, texture  # noqa: E402 - the line above makes it possible
from tests.pictures.strokes import Colour  # noqa: E402 - likewise

CONTENT: Final = ROOT / "content"
LIMIT: Final = 400_000
"""Largest picture in bytes; the quality falls until a picture fits."""

WIDE: Final = (1920, 1080)
SQUARE: Final = (1200, 1200)

SCENES: Final[dict[str, Callable[[], Image.Image]]] = {
    "pictures/harbour-dawn.jpg": landscapes.harbour_dawn,
    "pictures/flood-wall.jpg": landscapes.flood_wall,
    "pictures/ferry-kingfisher.jpg": landscapes.ferry,
    "pictures/old-quay-night.jpg": landscapes.old_quay_night,
    "pictures/upper-sallow.jpg": landscapes.upper_sallow,
    "pictures/orpheum-facade.jpg": events.orpheum_facade,
    "pictures/orpheum-stalls.jpg": events.orpheum_stalls,
    "pictures/budget-chart.jpg": events.budget_chart,
    "harbour/2026/tide-gauge.jpg": events.tide_gauge,
    "pictures/rowing-eight.jpg": landscapes.rowing_eight,
    "pictures/football-ground.jpg": events.football_ground,
    "pictures/school-gate.jpg": events.school_gate,
    "pictures/storm-pier.jpg": landscapes.storm_pier,
    "pictures/market-square.jpg": landscapes.market_square,
    "pictures/people/news-desk.jpg": events.emblem,
}
CHARTS: Final = frozenset({"pictures/budget-chart.jpg", "harbour/2026/tide-gauge.jpg", "pictures/people/news-desk.jpg"})
"""Scenes that no camera saw."""

PORTRAITS: Final[dict[str, tuple[float, Colour, Colour, Colour, Colour]]] = {
    "maren-holloway": (2, (232, 190, 164), (150, 88, 44), (40, 66, 96), (120, 150, 160)),
    "tobias-renn": (9, (214, 160, 130), (60, 52, 50), (20, 84, 76), (176, 160, 130)),
    "ines-carvalhal": (5, (196, 140, 106), (34, 26, 28), (120, 44, 90), (190, 170, 180)),
    "oksana-lozynets": (13, (240, 204, 180), (206, 168, 104), (150, 60, 48), (130, 160, 130)),
    "samira-halwani": (21, (188, 136, 104), (74, 36, 30), (52, 92, 70), (206, 158, 104)),
}

_TURNS: Final = {
    1: (),
    3: (Image.Transpose.ROTATE_180,),
    6: (Image.Transpose.ROTATE_90,),
    8: (Image.Transpose.ROTATE_270,),
}
"""How a camera held otherwise stores what it sees, by the orientation that it notes."""


def pictures(wanted: tuple[str, ...] = ("",)) -> Iterator[tuple[str, Image.Image]]:
    """Yield path below content/ and picture, upright and at its final size, of those whose paths hold a wanted word."""
    for path, scene in SCENES.items():
        if any(word in path for word in wanted):
            picture = scene()
            seen = picture if path in CHARTS else texture.finished(picture, path)
            size = WIDE if picture.width > picture.height else (picture.width, picture.height)
            yield path, seen.resize(size, Image.Resampling.LANCZOS)
    for name, look in PORTRAITS.items():
        path = f"pictures/people/{name}.jpg"
        if any(word in path for word in wanted):
            face = texture.finished(portraits.portrait(*look), name, wear=0.1, grain=2.5)
            yield path, face.resize(SQUARE, Image.Resampling.LANCZOS)


def original(path: str, picture: Image.Image) -> bytes:
    """Return a picture as handed in: at the best quality that fits, with all that a camera and an agency wrote."""
    told = captions.TOLD[path]
    notes = {
        "exif": camera.exif(told.orientation, told.caption, told.credit, picture),
        "xmp": captions.packet(told),
        "comment": f"{camera.LEAK} comment".encode(),
    }
    if told.wide:
        picture, notes["icc_profile"] = camera.widened(picture), camera.wide_profile()
    for turn in _TURNS[told.orientation]:
        picture = picture.transpose(turn)
    data = b""
    for quality in range(88, 40, -4):
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True, **notes)
        data = target.getvalue()
        if len(data) <= LIMIT:
            break
    trailer = f"{camera.LEAK} film after the picture".encode()
    return planting.with_segments(data, planting.iim_segment(captions.datasets(told))) + trailer


def main() -> None:
    """Draw what the arguments name."""
    for path, picture in pictures(tuple(sys.argv[1:]) or ("",)):
        (CONTENT / path).parent.mkdir(parents=True, exist_ok=True)
        (CONTENT / path).write_bytes(original(path, picture))


if __name__ == "__main__":
    main()
