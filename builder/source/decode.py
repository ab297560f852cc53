"""Bytes of a picture to pixels, within limits: the only door to the decoders.

Whatever a decoder raises at hostile bytes is let through; callers turn it into a finding.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PIL import Image

MAX_PIXELS: Final = 40_000_000
"""Larger pictures are refused: no page needs them, and decoding them is a known weapon."""

MAX_SIDE: Final = 50_000
"""Pixels."""

MAX_SCANS: Final = 100
"""Scans of a progressive JPEG: encoders make ten, weapons ten thousand, and each is decoded whole."""

MAX_PARTS: Final = 256
"""Parts of an AVIF: telephones make some fifty of a picture, and the library takes minutes for a hundred thousand."""

MAX_FRAMES: Final = 600
MAX_MOVING: Final = 250_000_000
"""Pixels of all frames of a moving picture together."""

SUFFIXES: Final = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif",),
}
"""The suffixes that each format's files may have. MPO is what Pillow calls a JPEG with a second picture inside."""

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""The only decoders that a picture can reach."""

_ORIENTATION: Final = 0x0112
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by its EXIF orientation (EXIF 2.32, table 6)."""

SIDEWAYS: Final = frozenset({5, 6, 7, 8})
"""Orientations that change width and height."""


class RefusedError(ValueError):
    """A picture is beyond the limits; the message says which."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Give a picture whose header has been read and found within the limits; Pillow's remarks are not passed on.

    Raises RefusedError, and whatever a decoder raises.
    """
    if data[4:8] == b"ftyp" and data.count(b"infe") > MAX_PARTS:
        raise RefusedError(f"it is an AVIF of more than {MAX_PARTS} parts, which no camera makes")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on odd notes and sizes: we drop the one, and limit the other
        with _open(data) as image:
            _check(image, data)
            yield image


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise RefusedError(f"its pixels are more than {MAX_PIXELS:,}") from None


def _check(image: Image.Image, data: bytes) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise RefusedError(f"{width} x {height} pixels are more than {MAX_PIXELS:,}")
    if max(width, height) > MAX_SIDE:
        raise RefusedError(f"a side of {max(width, height):,} pixels is longer than {MAX_SIDE:,}")
    if image.format in {"JPEG", "MPO"} and data.count(b"\xff\xda") > MAX_SCANS:
        raise RefusedError(f"it is a JPEG of more than {MAX_SCANS} scans, which no camera makes")


def orientation(image: Image.Image) -> int:
    """Return a picture's EXIF orientation; 1 where it has none, or notes so broken that nothing can be said."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - broken notes of a camera say nothing about the pixels
        return 1


def upright(image: Image.Image, turn: int) -> Image.Image:
    """Return a picture turned as its orientation says."""
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def frames_of(image: Image.Image, data: bytes) -> int:
    """Return how many frames an animated GIF or WebP has, counted no further than one beyond the limit; else 1."""
    if image.format == "GIF":
        return _gif_frames(data)
    return min(int(getattr(image, "n_frames", 1)), MAX_FRAMES + 1) if image.format == "WEBP" else 1


def _gif_frames(data: bytes) -> int:
    """Count the image descriptors of a GIF (GIF89a, section 20) without decoding any."""
    place, frames = _after_table(13, data[10]), 0
    while place < len(data) and frames <= MAX_FRAMES:
        kind = data[place]
        if kind == 0x2C and place + 10 < len(data):  # noqa: PLR2004 - an image descriptor
            frames += 1
            place = _after_blocks(data, _after_table(place + 10, data[place + 9]) + 1)
        elif kind == 0x21:  # noqa: PLR2004 - an extension
            place = _after_blocks(data, place + 2)
        else:
            break
    return max(frames, 1)


def _after_table(place: int, flags: int) -> int:
    return place + (3 << ((flags & 7) + 1)) if flags & 0x80 else place


def _after_blocks(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += data[place] + 1
    return place + 1
