"""Pictures made anew: upright, in sRGB, at most 1920 pixels wide, without a byte of what cameras and editors add.

Only decoded pixels pass from the original to what is published, so no place, name, comment or thumbnail can.
The suffix of the job's path decides the format.
"""

import io
import struct
import warnings
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps

from builder.model.diagnostics import Diagnostic, finding
from builder.model.page import Job

WIDEST: Final = 1920
"""Pixels."""

LARGEST: Final = 40_000_000
"""Pixels: more would take a worker's memory."""

_FORMATS: Final[dict[str, str]] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
_READ: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")

_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 82, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "GIF": {},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
}
_DEEP: Final = 256
"""Steps of a 16-bit grey for each of 8 bits."""


class _TooLargeError(ValueError):
    pass


def published_size(width: int, height: int) -> tuple[int, int]:
    """Return width and height in pixels as published, of an upright picture."""
    return (width, height) if width <= WIDEST else (WIDEST, max(1, round(height * WIDEST / width)))


def remade(job: Job) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the picture as published, or None and why it cannot be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow's remarks on odd metadata and size: we drop the one, limit the other
            return _made(job.data, _FORMATS["." + job.path.rpartition(".")[2].lower()]), ()
    except _TooLargeError as error:
        return None, (_unreadable(job, str(error), f"make it smaller: at most {LARGEST // 1_000_000} megapixels"),)
    except Exception as error:  # noqa: BLE001 - decoders raise anything at hostile bytes, and all of it means this
        return None, (_unreadable(job, f"the picture cannot be decoded: {error}", "save it anew as JPEG or PNG"),)


def _unreadable(job: Job, message: str, hint: str) -> Diagnostic:
    return finding("picture-unreadable", job.source or job.path, message=message, hint=hint)


def _made(data: bytes, form: str) -> bytes:
    image: Image.Image = Image.open(io.BytesIO(data), formats=_READ)
    if image.width * image.height > LARGEST:
        raise _TooLargeError(f"the picture has {image.width} x {image.height} pixels")
    image = _plain(_upright(image), form)
    size = published_size(image.width, image.height)
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    clean = Image.frombytes(image.mode, image.size, image.tobytes())
    target = io.BytesIO()
    clean.save(target, form, **_OPTIONS[form])
    return target.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except (SyntaxError, ValueError, KeyError, TypeError, OSError, struct.error):
        return image  # broken notes of a camera say nothing about the pixels, which are decoded after this


def _plain(image: Image.Image, form: str) -> Image.Image:
    """Return the picture in sRGB with eight bits a channel, grey kept grey and transparency where the format has it."""
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value / _DEEP).convert("L")
    clear = image.has_transparency_data and form != "JPEG"
    profile = image.info.get("icc_profile")
    mode = "L" if image.mode in {"1", "L"} else "RGB"
    if profile and image.mode in {"RGB", "CMYK"}:
        image = _managed(image, profile)
    return image.convert("RGBA" if clear else mode)


def _managed(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile says nothing about the pixels
    return image if made is None else made
