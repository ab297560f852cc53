"""Draw the sample site's pictures into content/: the same bytes on every run with one version of Pillow.

Nothing is written but the JPEG files named in `SCENES` and `PORTRAITS`, and nothing is read.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script's own folder is on the path, the project's root is not

from tests.pictures import events, landscapes  # noqa: E402 - the line above makes it possible
from tests.pictures.strokes import Colour  # noqa: E402 - likewise

CONTENT: Final = ROOT / "content"
LIMIT: Final = 58_000
"""Largest picture in bytes; the quality falls until a picture fits."""

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
PORTRAITS: Final[dict[str, tuple[float, Colour, Colour, Colour, Colour]]] = {
    "maren-holloway": (2, (232, 190, 164), (150, 88, 44), (40, 66, 96), (120, 150, 160)),
    "tobias-renn": (9, (214, 160, 130), (60, 52, 50), (20, 84, 76), (176, 160, 130)),
    "ines-carvalhal": (5, (196, 140, 106), (34, 26, 28), (120, 44, 90), (190, 170, 180)),
    "oksana-lozynets": (13, (240, 204, 180), (206, 168, 104), (150, 60, 48), (130, 160, 130)),
    "samira-halwani": (21, (188, 136, 104), (74, 36, 30), (52, 92, 70), (206, 158, 104)),
}


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Yield every picture's path below content/ and the picture, at its final size."""
    for path, scene in SCENES.items():
        picture = scene()
        yield path, picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    for name, look in PORTRAITS.items():
        yield f"pictures/people/{name}.jpg", events.portrait(*look).resize((400, 400), Image.Resampling.LANCZOS)


def save(path: Path, picture: Image.Image) -> None:
    """Write a JPEG file of at most `LIMIT` bytes, at the best quality that fits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in range(86, 30, -4):
        picture.save(path, "JPEG", quality=quality, optimize=True, progressive=True)
        if path.stat().st_size <= LIMIT:
            return


def main() -> None:
    """Draw every picture."""
    for path, picture in pictures():
        save(CONTENT / path, picture)


if __name__ == "__main__":
    main()
