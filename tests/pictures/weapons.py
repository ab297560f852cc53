"""Pictures made to take a builder's memory or time, to lie, or to be two things at once.

`WEAPONS` has a function for each file name, which returns the file's bytes: small, but not all are quick to make. Those in
`REFUSED` must cost one diagnostic each; those in `BEARABLE` hold a picture that may be published once their burden is gone, and
may be refused as well. In either case within a second and 600 MB.
"""

import io
import itertools
import struct
import zipfile
from collections.abc import Callable
from typing import Final

from PIL import Image

from tests.pictures import planting
from tests.pictures.containers import (
    avif_grid,
    canvas,
    chunk,
    frame,
    gif,
    packed_zeros,
    png,
    riff,
    rows,
    saved,
    webp_frame,
    zeros,
)
from tests.source.svg_vectors import REFUSED as DRAWINGS

MIB: Final = 1 << 20


def _halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _noisy(form: str) -> bytes:
    return saved(form, Image.effect_mandelbrot((320, 240), (-2, -1.2, 1, 1.2), 60).convert("RGB"))


def _patched(data: bytes, mark: bytes, skip: int, new: bytes) -> bytes:
    """Return a file with some bytes replaced `skip` bytes after a mark."""
    place = data.index(mark) + len(mark) + skip
    return data[:place] + new + data[place + len(new) :]


def _many_scans() -> bytes:
    """Return a progressive JPEG whose last scan comes ten thousand times: each costs a walk over all blocks."""
    data = saved("JPEG", Image.new("L", (5_000, 5_000), 128), progressive=True)
    start = data.rindex(b"\xff\xda")
    scan = data[start:-2]
    return data[:start] + scan * 10_000 + b"\xff\xd9"


def _zip_after(picture: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        into.writestr("secret.txt", "the whole archive")
    return picture + archive.getvalue()


def _script_gif() -> bytes:
    """Return a GIF that is also a script: its width spells the start of a comment."""
    body = gif(0x2A2F, 1, [frame(1, 1, b"\x44\x01")])
    return body + b"*/=1;alert(document.domain)//"


def _icc(size: int) -> bytes:
    count = -(-size // 65_000)
    parts = [b"ICC_PROFILE\0" + bytes([number + 1, count]) + bytes(65_000) for number in range(count)]
    return planting.with_segments(saved("JPEG"), *(planting.segment(0xE2, part) for part in parts))


def _looping_exif() -> bytes:
    """Return notes whose second directory is their first one again."""
    entry = struct.pack("<HHI4s", 0x0112, 3, 1, b"\1\0\0\0")
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 8)


def _deep_xmp() -> bytes:
    return planting.xmp("<dc:title>" * 3_000 + "</dc:title>" * 3_000)


def _entity_xmp() -> bytes:
    names = "abcdefgh"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]><x>&h;</x>'.encode()


def _animated_webp(frames: int) -> bytes:
    picture = saved("WEBP", Image.new("RGB", (16_383, 16)))
    small = saved("WEBP", Image.new("RGB", (16, 16)))
    parts = [webp_frame(16_383, 16, picture), *[webp_frame(16, 16, small)] * frames]
    return riff(canvas(16_383, 16_383, 2), (b"ANIM", bytes(6)), *parts)


def _apng(frames: int) -> bytes:
    control = struct.pack(">IIIIIHHBB", 0, 8, 8, 0, 0, 1, 100, 0, 0)
    return png(8, 8, rows(8, 8), chunk(b"acTL", struct.pack(">II", frames, 0)), chunk(b"fcTL", control))


_GIF_FRAME: Final = frame(1, 1, b"\x44\x01")

REFUSED: Final[dict[str, Callable[[], bytes]]] = {
    "empty.jpg": bytes,
    "81-megapixels.png": lambda: png(9_000, 9_000, rows(9_000, 9_000)),
    "wide.png": lambda: png(50_001, 1, rows(50_001, 1)),
    "tall.png": lambda: png(1, 60_000, rows(1, 60_000)),
    "no-sides.png": lambda: png(0, 0, rows(0, 0)),
    "claims-a-gigapixel.png": lambda: png(31_000, 31_000, rows(8, 8)),
    "truncated.png": lambda: _halved(_noisy("PNG")),
    "broken-checksum.png": lambda: _patched(png(64, 64, rows(64, 64)), b"IDAT", 4, b"\xff\xff"),
    "truncated.jpg": lambda: _halved(_noisy("JPEG")),
    "claims-65500-sides.jpg": lambda: _patched(
        saved("JPEG"), b"\xff\xc0\0\x11\x08", 0, struct.pack(">HH", 65_500, 65_500)
    ),
    "ten-thousand-scans.jpg": _many_scans,
    "archive-after.jpg": lambda: _zip_after(saved("JPEG")),
    "archive-after.png": lambda: _zip_after(saved("PNG")),
    "script.gif": _script_gif,
    "truncated.gif": lambda: _halved(_noisy("GIF")),
    "claims-65535-sides.gif": lambda: gif(65_535, 65_535, [_GIF_FRAME]),
    "five-gigapixels-of-frames.gif": lambda: gif(5_000, 5_000, [frame(5_000, 5_000, packed_zeros(25_000_000))] * 200),
    "million-frames.gif": lambda: gif(1, 1, [_GIF_FRAME * 1_000_000]),
    "truncated.webp": lambda: _halved(_noisy("WEBP")),
    "lying-canvas.webp": lambda: riff(canvas(16_384, 16_384, 0), (b"VP8 ", saved("WEBP")[20:])),
    "lying-size.webp": lambda: _patched(_noisy("WEBP"), b"RIFF", 0, struct.pack("<I", 0x7FFF_FFF0)),
    "animated-canvas.webp": lambda: _animated_webp(2_000),
    "truncated.avif": lambda: _halved(_noisy("AVIF")),
    "grid-of-a-gigapixel.avif": lambda: avif_grid(255, 256, 128),
    "grid-of-lies.avif": lambda: avif_grid(2, 2, 64, (60_000, 60_000)),
    "lying-sides.avif": lambda: _patched(saved("AVIF"), b"ispe", 4, struct.pack(">II", 60_000, 60_000)),
    "is-a-png.jpg": lambda: saved("PNG"),
    "is-a-jpeg.png": lambda: saved("JPEG"),
    "is-a-gif.webp": lambda: saved("GIF"),
    "is-a-tiff.jpg": lambda: saved("TIFF"),
    "is-a-bitmap.png": lambda: saved("BMP"),
    "is-postscript.jpg": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n%%EOF\n",
    "is-a-page.gif": lambda: b"<!doctype html><script>alert(1)</script>",
    "is-a-drawing.png": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "billion-uses.svg": DRAWINGS["a billion uses"].encode,
    "entities.svg": DRAWINGS["a billion laughs"].encode,
}
"""Files of which each must cost one diagnostic."""

BEARABLE: Final[dict[str, Callable[[], bytes]]] = {
    "huge-exif.jpg": lambda: planting.with_segments(
        saved("JPEG"), *[planting.segment(planting.APP1, b"Exif\0\0MM\0*" + b"\xff" * 65_000)] * 60
    ),
    "looping-exif.jpg": lambda: saved("JPEG", exif=_looping_exif()),
    "huge-profile.jpg": lambda: _icc(8 * MIB),
    "nested-xmp.jpg": lambda: saved("JPEG", xmp=_deep_xmp()),
    "entities-in-xmp.jpg": lambda: saved("JPEG", xmp=_entity_xmp()),
    "huge-comment.jpg": lambda: planting.with_segments(
        saved("JPEG"), *[planting.segment(planting.COM, b"x" * 65_000)] * 100
    ),
    "gigantic-text.png": lambda: png(64, 64, rows(64, 64), chunk(b"zTXt", b"Comment\0\0" + zeros(512 * MIB))),
    "gigantic-xmp.png": lambda: png(
        64, 64, rows(64, 64), chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zeros(512 * MIB))
    ),
    "gigantic-profile.png": lambda: png(64, 64, rows(64, 64), chunk(b"iCCP", b"x\0\0" + zeros(512 * MIB))),
    "gigantic-rest.png": lambda: png(64, 64, zeros(512 * MIB)),
    "claims-two-billion-frames.png": lambda: _apng(2**31 - 1),
}
"""Files that hold a small picture under a burden."""

WEAPONS: Final[dict[str, Callable[[], bytes]]] = REFUSED | BEARABLE
