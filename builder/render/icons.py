"""A site's icons from one picture: for tabs, home screens and bookmarks, and the manifest that names them.

Pure functions, one file at a time, so that a plan can name files without decoding anything. Only pixels of the original
pass.
Source: W3C, Web Application Manifest (members, icons); WHATWG, HTML, "Link type icon"; Apple, "Configuring Web
Applications".
"""

import io
import json
from collections.abc import Iterable
from typing import Final

from PIL import Image, ImageCms

from builder.source.decode import MAX_PIXELS, opened, orientation, upright

VECTOR: Final = "favicon.svg"
ICO: Final = "favicon.ico"
TOUCH: Final = "apple-touch-icon.png"

SQUARES: Final = {"icon-192.png": 192, "icon-512.png": 512, TOUCH: 180}
"""Sides in pixels."""

_ICO_SIDES: Final = (48, 32, 16)
_TOUCH_SHARE: Final = 0.82
"""Of the touch icon's side, for a picture with transparent parts: systems cut the corners off."""

_LARGE_SIDE: Final = 2_048
"""Four times that of the largest icon."""


def icon(name: str, raster: bytes, ground: str = "#ffffff") -> bytes:
    """Return one of the files made of pixels. `ground` (#rrggbb) is what stands behind a transparent touch icon.

    Raises:
        KeyError: for a name that is no such file.
        OSError, ValueError: for a picture that cannot be decoded; facts about it are known before.
    """
    if name == ICO:
        return _ico(_square(raster))
    side = SQUARES[name]
    square = _square(raster)
    return _png(_opaque(square, side, ground) if name == TOUCH else _resized(square, side))


def web_manifest(name: str, lang: str, direction: str, colour: str, icons: Iterable[str]) -> bytes:
    """Return the manifest: the site's name, its theme colour (#rrggbb), and its icons, which lie beside it."""
    found = set(icons)
    listed = [
        {"src": file, "sizes": f"{side}x{side}", "type": "image/png"}
        for file, side in SQUARES.items()
        if file in found and file != TOUCH
    ]
    if VECTOR in found:
        listed.append({"src": VECTOR, "sizes": "any", "type": "image/svg+xml"})
    manifest = {
        "name": name,
        "lang": lang,
        "dir": direction,
        "start_url": "./",
        "display": "browser",
        "theme_color": colour,
        "background_color": "#ffffff",
        "icons": listed,
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _square(raster: bytes) -> Image.Image:
    """Return a picture upright, in sRGB, in the middle of a transparent square, without any note.

    Of a long and narrow one, whose square would fill the memory of the machine, a smaller one.
    """
    image = _bare(raster)
    if max(image.size) ** 2 > MAX_PIXELS:
        image.thumbnail((_LARGE_SIDE, _LARGE_SIDE))
    side = max(image.size)
    if image.size == (side, side):
        return image
    square = Image.new("RGBA", (side, side))
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return square


def _bare(raster: bytes) -> Image.Image:
    with opened(raster) as file:
        image = _in_srgb(upright(file, orientation(file))).convert("RGBA")
    image.info = {}
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile says nothing about the pixels
    return image if made is None else made


def _resized(square: Image.Image, side: int) -> Image.Image:
    return square.resize((side, side), Image.Resampling.LANCZOS)


def _opaque(square: Image.Image, side: int, ground: str) -> Image.Image:
    """Return the picture on a ground, which shows round it only where the picture has transparent parts itself."""
    least, _ = square.getchannel("A").getextrema()
    share = 1.0 if least == 255 else _TOUCH_SHARE  # noqa: PLR2004 - fully opaque
    inner = _resized(square, round(side * share))
    canvas = Image.new("RGB", (side, side), ground)
    edge = (side - inner.width) // 2
    canvas.paste(inner, (edge, edge), inner)
    return canvas


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _ico(square: Image.Image) -> bytes:
    largest, *others = (_resized(square, side) for side in _ICO_SIDES)
    target = io.BytesIO()
    sizes = [(side, side) for side in _ICO_SIDES]
    largest.save(target, "ICO", sizes=sizes, append_images=others)
    return target.getvalue()
