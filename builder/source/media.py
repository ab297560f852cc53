"""Facts about a picture: a pure function of its name and bytes, for any worker anywhere.

The picture is decoded once here, as small as its format allows, so that a broken one is known before any page names it.
"""

import re
from typing import Final

from PIL import Image

from builder.model.picture import Facts
from builder.model.source import suffix_of
from builder.source.decode import (
    MAX_FRAMES,
    MAX_MOVING,
    SIDEWAYS,
    SUFFIXES,
    RefusedError,
    frames_of,
    opened,
    orientation,
)
from builder.source.picture_notes import picture_notes

_THUMB: Final = (32, 32)
_COLOURS: Final = 5
_TAIL: Final = 66_000
"""Where the directory of an archive can stand, in bytes from the end."""

_CODE: Final = re.compile(rb"<(?:script|html|iframe)[\s>]|<!doctype html|<\?php", re.IGNORECASE)


def picture_facts(path: str, data: bytes) -> Facts:
    """Return what a picture is, or what is wrong with it; `path` tells what its bytes should be."""
    if suffix_of(path) == ".svg":
        return _drawing(data)
    try:
        with opened(data) as image:
            _check(path, data, image)
            return _facts(data, image)
    except RefusedError as refusal:
        return Facts(0, 0, str(refusal))
    except Exception as problem:  # noqa: BLE001 - whatever a decoder raises, the file is at fault and is named
        return Facts(0, 0, _trouble(data, problem))


def _drawing(data: bytes) -> Facts:
    from builder.source.svg import clean_svg  # noqa: PLC0415 - few sites have drawings

    drawing = clean_svg(data)
    return Facts(drawing.width, drawing.height, drawing.problem, vector=not drawing.problem)


def _check(path: str, data: bytes, image: Image.Image) -> None:
    """Refuse a picture that is something else, too."""
    suffix = suffix_of(path)
    form = "JPEG" if image.format == "MPO" else str(image.format)
    if suffix not in SUFFIXES[form]:
        raise RefusedError(f"its bytes are {form}, whatever its name says; call it {SUFFIXES[form][0]}")
    other = _second_nature(data)
    if other:
        raise RefusedError(f"it is a picture and {other} in one")


def _second_nature(data: bytes) -> str:
    """Return what else a picture's bytes are, for programs that begin reading elsewhere."""
    if _ends_as_archive(data):
        return "an archive"
    if b"%PDF-" in data[:1024]:
        return "a PDF"
    if data[:3] == b"GIF" and data[6:8] in {b"/*", b"=1"}:
        return "a script"
    return "a page or script" if _CODE.search(data) else ""


def _ends_as_archive(data: bytes) -> bool:
    """Say whether the bytes end with the directory of a ZIP archive (APPNOTE 6.3.10, section 4.3.16).

    Its length has to fit: four bytes alone stand by chance at the end of one picture in 65,000.
    """
    at = data.find(b"PK\x05\x06", max(0, len(data) - _TAIL))
    while at >= 0:
        if at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data):
            return True
        at = data.find(b"PK\x05\x06", at + 1)
    return False


def _facts(data: bytes, image: Image.Image) -> Facts:
    width, height = image.size
    frames = frames_of(image, data)
    if frames > MAX_FRAMES or frames * width * height > MAX_MOVING:
        raise RefusedError(f"it moves for too long: at most {MAX_FRAMES} frames, and {MAX_MOVING:,} pixels in all")
    image.draft(None, (max(1, width // 8), max(1, height // 8)))
    image.load()
    if orientation(image) in SIDEWAYS:
        width, height = height, width
    clear = _is_clear(image)
    notes = picture_notes(image)
    return Facts(
        width,
        height,
        colour="" if clear else _colour(image),
        clear=clear,
        moving=frames > 1,
        alt=notes.alt,
        caption=notes.caption,
        credit=notes.credit,
        copyright=notes.copyright,
        source_type=notes.source_type,
    )


def _is_clear(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    least = image.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(least, int | float) and least < 255  # noqa: PLR2004 - the most that eight bits hold


def _colour(image: Image.Image) -> str:
    """Return the colour that most of a picture has, as #rrggbb; '' for the depths that no screen shows."""
    if image.mode.startswith(("I", "F")):
        return ""
    small = image.convert("RGB").resize(_THUMB, Image.Resampling.BOX, reducing_gap=1.0)
    reduced = small.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    shades = reduced.tobytes()
    most = max(range(_COLOURS), key=lambda shade: (shades.count(shade), -shade))
    red, green, blue = (reduced.getpalette() or [0] * 3 * _COLOURS)[most * 3 : most * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _trouble(data: bytes, problem: Exception) -> str:
    if not data:
        return "the file is empty"
    if "truncated" in str(problem):
        return "the file breaks off: it is truncated"
    return "not a picture that can be read"
