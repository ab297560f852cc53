"""Pictures inside a drawing, as `data:` addresses: made anew from their pixels alone, without a camera's notes."""

import base64
import io
import re
import warnings
from typing import Any, Final

from PIL import Image

_PICTURE: Final = re.compile(r"data:image/(png|jpe?g);base64,([A-Za-z0-9+/=\s]+)", re.IGNORECASE)
_SAVED: Final[dict[str, dict[str, Any]]] = {"PNG": {"optimize": True}, "JPEG": {"quality": 85, "optimize": True}}


def pixels_of(address: str) -> int:
    """Return how many pixels the picture at an address says it has; 0 if there is none that can be read."""
    image = _opened(address)
    return image.width * image.height if image else 0


def picture_anew(address: str) -> str:
    """Return the address of the same picture made anew, or '' if there is none that can be read."""
    try:
        image = _opened(address)
        if image is None:
            return ""
        kind = image.format or ""
        pixels = image.convert("RGB" if kind == "JPEG" else "RGBA")
    except Exception:  # noqa: BLE001 - decoders raise anything at hostile bytes, and all of it means this
        return ""
    target = io.BytesIO()
    Image.frombytes(pixels.mode, pixels.size, pixels.tobytes()).save(target, kind, **_SAVED[kind])
    return f"data:image/{kind.lower()};base64,{base64.b64encode(target.getvalue()).decode()}"


def _opened(address: str) -> Image.Image | None:
    found = _PICTURE.fullmatch(address.strip())
    if not found:
        return None
    kind = "PNG" if found[1].lower() == "png" else "JPEG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's remarks on size and odd notes: we limit the one, drop the other
            return Image.open(io.BytesIO(base64.b64decode(found[2])), formats=[kind])
    except Exception:  # noqa: BLE001 - as above
        return None
