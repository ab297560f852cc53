"""The weapons are what their names say: else a builder that withstands them proves nothing."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from builder.source.picture_notes import Notes, picture_notes
from tests.pictures import weapons
from tests.pictures.containers import avif_grid, frame, gif, packed_zeros
from tests.pictures.weapons import MIB, WEAPONS


def test_there_are_enough() -> None:
    assert len(WEAPONS) >= 40
    assert not weapons.REFUSED.keys() & weapons.BEARABLE.keys()


@pytest.mark.parametrize("name", WEAPONS)
def test_they_are_small_files(name: str) -> None:
    data = WEAPONS[name]()
    assert isinstance(data, bytes)
    assert len(data) < 16 * MIB


def test_a_valid_bomb_is_ten_kilobytes() -> None:
    assert len(WEAPONS["81-megapixels.png"]()) < 11_000


@pytest.mark.parametrize("name", ["81-megapixels.png", "gigantic-rest.png"])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_bombs_decode_for_those_who_do_not_ask_first(name: str) -> None:
    with Image.open(io.BytesIO(WEAPONS[name]())) as image:
        image.load()
        assert image.getpixel((0, 0)) == 0


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("wide.png", (50_001, 1)),
        ("claims-65535-sides.gif", (65_535, 65_535)),
        ("claims-65500-sides.jpg", (65_500, 65_500)),
        ("lying-canvas.webp", (16_384, 16_384)),
        ("grid-of-a-gigapixel.avif", (32_640, 32_768)),
        ("lying-sides.avif", (60_000, 60_000)),
    ],
)
def test_sides_that_they_claim(name: str, size: tuple[int, int]) -> None:
    assert (
        struct.pack(">I", size[0])[-2:] in WEAPONS[name]()
        or struct.pack("<H", size[0]) in WEAPONS[name]()
        or ((size[0] - 1).to_bytes(3, "little") in WEAPONS[name]())
    )


def test_scans_and_frames() -> None:
    assert WEAPONS["ten-thousand-scans.jpg"]().count(b"\xff\xda") >= 10_000
    assert WEAPONS["million-frames.gif"]().count(b",\0\0\0\0\1\0\1\0") == 1_000_000


def test_frames_of_zeros_are_whole() -> None:
    with Image.open(io.BytesIO(gif(3_000, 3_000, [frame(3_000, 3_000, packed_zeros(9_000_000))]))) as image:
        assert image.convert("L").getextrema() == (0, 0)


def test_the_grid_opens_where_it_is_small() -> None:
    with Image.open(io.BytesIO(avif_grid(2, 2, 64))) as image:
        assert image.size == (128, 128)
        assert image.convert("RGB").getpixel((100, 100))[0] > 150  # type: ignore[index] # three values, as RGB has


def test_polyglots_are_two_things() -> None:
    for name in ("archive-after.jpg", "archive-after.png"):
        data = WEAPONS[name]()
        with Image.open(io.BytesIO(data)) as image:
            image.load()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.namelist() == ["secret.txt"]
    assert WEAPONS["script.gif"]()[6:8] == b"/*"


@pytest.mark.parametrize("name", sorted(weapons.BEARABLE))
@pytest.mark.filterwarnings("ignore")
def test_burdens_say_nothing_and_raise_nothing(name: str) -> None:
    try:
        image = Image.open(io.BytesIO(WEAPONS[name]()))
    except (ValueError, OSError):
        return  # Pillow will not open it, which is one diagnostic
    with image:
        assert picture_notes(image) == Notes()
