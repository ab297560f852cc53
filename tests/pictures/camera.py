"""What cameras and editors leave in files, written by hand: EXIF with GPS, serial numbers and a thumbnail, a wide profile.

Every text among it holds `LEAK`, so that a search finds what got out.
Source: CIPA DC-008 (Exif 2.32), 4.6; ICC.1:2004-10, 7 and 10; SMPTE EG 432-1 (the primaries of P3).
"""

import io
import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

from PIL import Image, ImageCms, ImageDraw

LEAK: Final = "PLANTED-LEAK"
"""Stands in every note that must not be published."""

PLACE: Final = (38.6916, -9.2160)
"""Degrees of latitude and longitude: the river's mouth, where a source might live."""

_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 2, 3, 4, 5, 7
_EXIF_POINTER, _GPS_POINTER, _THUMBNAIL, _THUMBNAIL_LENGTH = 0x8769, 0x8825, 0x0201, 0x0202


class Entry(NamedTuple):
    """One field of a directory: number, type, count of values, and their bytes."""

    tag: int
    kind: int
    many: int
    value: bytes


def text(tag: int, words: str) -> Entry:
    """Return a field of text."""
    data = words.encode() + b"\0"
    return Entry(tag, _ASCII, len(data), data)


def short(tag: int, value: int) -> Entry:
    """Return a field of one 16-bit number."""
    return Entry(tag, _SHORT, 1, struct.pack("<H", value))


def long(tag: int, value: int) -> Entry:
    """Return a field of one 32-bit number."""
    return Entry(tag, _LONG, 1, struct.pack("<I", value))


def degrees(tag: int, value: float) -> Entry:
    """Return a field of degrees, minutes and seconds."""
    seconds = round(abs(value) * 360_000)
    whole, rest = divmod(seconds, 360_000)
    return Entry(tag, _RATIONAL, 3, struct.pack("<6I", whole, 1, rest // 6_000, 1, rest % 6_000, 100))


def exif(orientation: int, caption: str, owner: str, scene: Image.Image) -> bytes:
    """Return the notes of a camera about a scene, in the form that Pillow's `save(exif=...)` takes."""
    first = [
        text(0x010E, caption),
        text(0x010F, f"{LEAK} Optics"),
        text(0x0110, f"{LEAK} Model 7"),
        short(0x0112, orientation),
        text(0x0131, f"{LEAK} Editor 4.2"),
        text(0x013B, f"{LEAK} {owner}"),
        text(0x8298, f"© 2026 {owner}"),
        long(_EXIF_POINTER, 0),
        long(_GPS_POINTER, 0),
    ]
    camera = [
        text(0x9003, "2026:09:21 22:50:00"),
        Entry(0x927C, _UNDEFINED, 40, f"{LEAK} maker note".encode().ljust(40, b"\0")),
        Entry(0x9286, _UNDEFINED, 40, f"ASCII\0\0\0{LEAK} comment".encode().ljust(40, b"\0")),
        text(0xA430, f"{LEAK} owner {owner}"),
        text(0xA431, f"{LEAK}-SN-7741"),
        text(0xA435, f"{LEAK}-LENS-0093"),
    ]
    gps = [
        text(1, "N"),
        degrees(2, PLACE[0]),
        text(3, "W"),
        degrees(4, PLACE[1]),
        text(0x1D, "2026:09:21"),
    ]
    return b"Exif\0\0" + _tiff(first, camera, gps, _thumbnail(scene))


def _thumbnail(scene: Image.Image) -> bytes:
    """Return a small JPEG of the scene with somebody in it who was cut out of the large one."""
    small = scene.convert("RGB").resize((160, 90))
    ImageDraw.Draw(small).ellipse((20, 30, 50, 80), fill=(255, 0, 0))
    target = io.BytesIO()
    small.save(target, "JPEG", quality=70, comment=f"{LEAK} thumbnail".encode())
    return target.getvalue()


def _tiff(first: list[Entry], camera: list[Entry], gps: list[Entry], thumbnail: bytes) -> bytes:
    """Return the directories one after another; `first` holds the pointers to the next two."""
    starts = [8]
    for directory in (first, camera, gps):
        starts.append(starts[-1] + len(_directory(directory, 0, 0)))
    second = [short(0x0103, 6), long(_THUMBNAIL, 0), long(_THUMBNAIL_LENGTH, len(thumbnail))]
    after = starts[3] + len(_directory(second, 0, 0))
    second[1] = long(_THUMBNAIL, after)
    pointers = {_EXIF_POINTER: starts[1], _GPS_POINTER: starts[2]}
    first = [long(entry.tag, pointers[entry.tag]) if entry.tag in pointers else entry for entry in first]
    parts = [
        _directory(first, starts[0], starts[3]),
        _directory(camera, starts[1], 0),
        _directory(gps, starts[2], 0),
        _directory(second, starts[3], 0),
    ]
    return struct.pack("<2sHI", b"II", 42, 8) + b"".join(parts) + thumbnail


def _directory(entries: Sequence[Entry], start: int, following: int) -> bytes:
    fields, data = b"", b""
    place = start + 2 + 12 * len(entries) + 4
    for entry in entries:
        value = entry.value
        if len(value) > 4:
            padded = value + b"\0" * (len(value) % 2)
            value, data = struct.pack("<I", place + len(data)), data + padded
        fields += struct.pack("<HHI", entry.tag, entry.kind, entry.many) + value.ljust(4, b"\0")
    return struct.pack("<H", len(entries)) + fields + struct.pack("<I", following) + data


def wide_profile() -> bytes:
    """Return a profile whose red and green lie outside sRGB: the primaries of P3, adapted to D50, and a plain gamma."""
    colours = {
        b"rXYZ": (0.51512, 0.2412, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.1571, 0.06657, 0.78407),
    }
    tags = {name: b"XYZ \0\0\0\0" + _numbers(values) for name, values in colours.items()}
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags |= {b"rTRC": curve, b"gTRC": curve, b"bTRC": curve, b"wtpt": b"XYZ \0\0\0\0" + _numbers((0.9642, 1.0, 0.8249))}
    words = f"{LEAK} wide gamut".encode() + b"\0"
    tags[b"desc"] = (b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words).ljust(
        12 + len(words) + 78 + 3 & ~3, b"\0"
    )
    tags[b"cprt"] = (b"text\0\0\0\0" + words).ljust(8 + len(words) + 3 & ~3, b"\0")
    table, data, place = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        table += struct.pack(">4sII", name, place + len(data), len(value))
        data += value
    body = table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += (
        struct.pack(">6H", 2026, 11, 24, 0, 0, 0) + b"acsp" + b"\0" * 28 + _numbers((0.9642, 1.0, 0.8249)) + b"\0" * 48
    )
    return head + body


def _numbers(values: Sequence[float]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def widened(picture: Image.Image) -> Image.Image:
    """Return a picture of sRGB in the numbers of the wide profile: whoever ignores the profile sees it pale."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(wide_profile()))
    made = ImageCms.profileToProfile(picture, ImageCms.createProfile("sRGB"), profile, outputMode="RGB")
    assert made is not None
    return made
