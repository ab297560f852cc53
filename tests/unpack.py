"""Archives taken apart into a folder, and never beside it."""

import tarfile
from pathlib import Path
from typing import Any, Final

_SAFELY: Final[dict[str, Any]] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""How tarfile takes nothing out of its folder; Python 3.11.2, which Debian 12 brings, does not know it yet."""


def unpack(archive: Path, folder: Path) -> None:
    """Take an archive that we trust apart into a folder."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, **_SAFELY)  # noqa: S202 - corpora and fonts that we chose ourselves
