"""Facts about a picture, from its header alone: no pixel is decoded here."""

import io
import warnings
from typing import Final, NamedTuple

MAX_PIXELS: Final = 40_000_000
"""Larger pictures are refused: no page needs them, and decoding them is a known weapon."""

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
"""The only decoders that a picture can reach."""

_TURNED: Final = frozenset({5, 6, 7, 8})
_ORIENTATION: Final = 0x0112


class PictureFacts(NamedTuple):
    """Width and height in pixels, upright; or (0, 0) and what is wrong."""

    width: int
    height: int
    problem: str


def picture_facts(data: bytes, widest: int) -> PictureFacts:
    """Return the size that a picture will have in output/, at most `widest` pixels wide."""
    from PIL import Image  # noqa: PLC0415 - 24 ms that a site without new pictures need not pay

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            width, height = picture.size
            if width * height > MAX_PIXELS:
                return PictureFacts(0, 0, f"{width} x {height} pixels are more than {MAX_PIXELS:,}")
            if picture.getexif().get(_ORIENTATION) in _TURNED:
                width, height = height, width
    except Exception as problem:  # noqa: BLE001 - whatever a decoder raises, the file is at fault and is named
        return PictureFacts(0, 0, f"not a picture that can be read ({type(problem).__name__})")
    if width > widest:
        return PictureFacts(widest, max(1, round(height * widest / width)), "")
    return PictureFacts(width, height, "")
