"""The fonts of social cards, which come with newsdesk; a site's own fonts are its theme's affair."""

from pathlib import Path
from typing import Final

import builder

_FOLDER: Final = Path(builder.__file__).parent / "fonts"


def card_fonts() -> dict[str, bytes]:
    """Return the font files by name, for builder/render/social.py; 0.5 MB."""
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.glob("*.ttf"))}
