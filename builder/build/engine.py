"""Which engine this is: a catalogue made by another one is begun anew."""

import importlib.util
import os
from pathlib import Path
from typing import Final

import builder
from builder.model.digest import digest_of

LIBRARIES: Final = ("markdown", "jinja2", "nh3", "msgspec", "yaml", "babel", "PIL")
"""Libraries whose version can change a byte of the output."""


def engine_identity() -> str:
    """Return 32 hexadecimal digits that change whenever newsdesk or a library that shapes pages changes."""
    package = Path(builder.__file__).parent
    parts = [builder.__version__.encode()]
    parts.extend(_stamp(path) for path in sorted(_files(package)))
    parts.extend(_library(name) for name in LIBRARIES)
    return digest_of(parts).hex()


def _files(package: Path) -> list[str]:
    found: list[str] = []
    for here, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in {"__pycache__", "themes", "skeleton"}]
        found.extend(os.path.join(here, name) for name in names if name.endswith((".py", ".sql")))
    return found


def _library(name: str) -> bytes:
    spec = importlib.util.find_spec(name)
    return _stamp(spec.origin) if spec and spec.origin else name.encode()


def _stamp(path: str) -> bytes:
    stat = os.stat(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}".encode()
