"""Picture files put together by hand, part by part, where no library would write what a weapon needs.

Source: W3C, PNG (Third Edition), 5 and 11; CompuServe, GIF89a; Google, WebP Container Specification; ISO/IEC 14496-12
(boxes), 23008-12 (items, derived grids); AOM, AVIF 1.1.
"""

import functools
import io
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from PIL import Image

PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def saved(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """Return a picture, a small grey gradient unless one is given, as Pillow writes it."""
    target = io.BytesIO()
    (image or Image.linear_gradient("L").resize((64, 48)).convert("RGB")).save(target, form, **options)
    return target.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return one chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *extra: bytes) -> bytes:
    """Return a PNG file of one bit a pixel from its compressed pixels, with more chunks before them."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return PNG_HEAD + head + b"".join(extra) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def rows(width: int, height: int) -> bytes:
    """Return the compressed rows of a black picture of one bit a pixel."""
    return zeros((1 + (width + 7) // 8) * height)


@functools.cache
def zeros(count: int) -> bytes:
    """Return many zeros, compressed without ever being in memory together."""
    packer, block = zlib.compressobj(9), bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(count >> 20)]
    return b"".join([*parts, packer.compress(bytes(count & 0xFFFFF)), packer.flush()])


def gif(width: int, height: int, frames: Iterable[bytes]) -> bytes:
    """Return a GIF file of two colours from its frames."""
    return (
        b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(3) + b"\xff" * 3 + b"".join(frames) + b";"
    )


def frame(width: int, height: int, pixels: bytes) -> bytes:
    """Return one frame of a GIF file from its packed pixels."""
    blocks = [pixels[place : place + 255] for place in range(0, len(pixels), 255)]
    packed = b"".join(bytes([len(block)]) + block for block in blocks)
    return b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02" + packed + b"\0"


def packed_zeros(count: int) -> bytes:
    """Return many pixels of the first colour as GIF packs them: each code stands for one pixel more than the last."""
    clear, end = 4, 5
    number = bits = 0
    run, following, width = 0, 6, 3
    while count > 0:
        if run in {0, 4_000}:
            number, bits = number | clear << bits, bits + width
            run, following, width = 0, 5, 3
        run, following = run + 1, following + 1  # a reader's table grows with every code but the first
        code = 0 if run == 1 or count == 1 else 4 + min(run, count)
        number, bits = number | code << bits, bits + width
        count -= run
        if following == 1 << width and width < 12:
            width += 1
    return (number | end << bits).to_bytes((bits + width + 7) // 8, "little")


def riff(*parts: tuple[bytes, bytes], claim: int | None = None) -> bytes:
    """Return a WebP file from its chunks; `claim` is the size that it lies about."""
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in parts
    )
    return b"RIFF" + struct.pack("<I", len(body) if claim is None else claim) + body


def canvas(width: int, height: int, flags: int) -> tuple[bytes, bytes]:
    """Return the chunk that says how large a WebP file's canvas is."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"VP8X", bytes([flags, 0, 0, 0]) + sides


def webp_frame(width: int, height: int, picture: bytes) -> tuple[bytes, bytes]:
    """Return one frame of an animated WebP file from a whole WebP file."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"ANMF", bytes(6) + sides + (10).to_bytes(3, "little") + b"\0" + picture[12:]


def box(kind: bytes, *parts: bytes) -> bytes:
    """Return one box of an ISO media file."""
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, flags: int, *parts: bytes) -> bytes:
    """Return one box with a version, which is 0, and flags."""
    return box(kind, struct.pack(">I", flags), *parts)


def avif_grid(across: int, down: int, side: int, claim: tuple[int, int] | None = None) -> bytes:
    """Return an AVIF file that shows one small tile many times; `claim` is the size that it lies about."""
    tile = saved("AVIF", Image.new("RGB", (side, side), (200, 30, 30)))
    config = tile[tile.index(b"av1C") - 4 :]
    pixels = tile[tile.index(b"mdat") + 4 :]
    width, height = claim or (across * side, down * side)
    grid = struct.pack(">BBBBII", 0, 1, down - 1, across - 1, width, height)
    tiles = range(2, across * down + 2)
    properties = box(
        b"ipco",
        full(b"ispe", 0, struct.pack(">II", width, height)),
        full(b"ispe", 0, struct.pack(">II", side, side)),
        config[: struct.unpack_from(">I", config)[0]],
        full(b"pixi", 0, b"\x03\x08\x08\x08"),
    )
    links = [b"\0\1\2\x01\x04", *(struct.pack(">H", number) + b"\3\x02\x83\x04" for number in tiles)]
    items = [_item(1, b"grid"), *(_item(number, b"av01") for number in tiles)]

    def meta(start: int) -> bytes:
        place = struct.pack(">HII", 1, start + len(grid), len(pixels))
        places = [struct.pack(">HHHII", 1, 0, 1, start, len(grid)), *(struct.pack(">HH", n, 0) + place for n in tiles)]
        return full(
            b"meta",
            0,
            full(b"hdlr", 0, bytes(4), b"pict", bytes(13)),
            full(b"pitm", 0, struct.pack(">H", 1)),
            full(b"iloc", 0, struct.pack(">BBH", 0x44, 0, len(tiles) + 1), *places),
            full(b"iinf", 0, struct.pack(">H", len(items)), *items),
            full(b"iref", 0, box(b"dimg", struct.pack(f">HH{len(tiles)}H", 1, len(tiles), *tiles))),
            box(b"iprp", properties, full(b"ipma", 0, struct.pack(">I", len(links)), *links)),
        )

    head = box(b"ftyp", b"avif", bytes(4), b"avifmif1miaf")
    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", grid, pixels)


def _item(number: int, kind: bytes) -> bytes:
    return box(b"infe", struct.pack(">I", 0x0200_0000), struct.pack(">HH", number, 0), kind, b"\0")
