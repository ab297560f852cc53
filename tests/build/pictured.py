"""What tests of pictures ask of a desk."""

import re
from typing import Final

from tests.desk import Desk

MEDIA: Final = re.compile(r"/(media/[0-9a-f]{16}-\d+\.[a-z]+)")
"""The address of a rendition, and its path below output/."""


def media(desk: Desk) -> set[str]:
    """Return the paths of all renditions in the output."""
    return {path for path in desk.tree() if path.startswith("media/")}


def forget_catalogue(desk: Desk) -> None:
    """Lose the catalogue and keep the media cache."""
    for file in (desk.root / ".newsdesk").glob("build.*"):
        file.unlink()
