"""Which engine this is: a catalogue made by another one is begun anew."""

import importlib.util
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

import builder
from builder.model.digest import digest_of

LIBRARIES: Final = {
    "markdown": "markdown",
    "jinja2": "jinja2",
    "nh3": "nh3",
    "msgspec": "msgspec",
    "yaml": "pyyaml",
    "babel": "babel",
    "PIL": "pillow",
    "tzdata": "tzdata",
    "uharfbuzz": "uharfbuzz",
    "Stemmer": "pystemmer",
}
"""Libraries whose version can change a byte of the output: module and distribution."""


def engine_identity() -> str:
    """Return 32 hexadecimal digits that change with newsdesk, Python, or a library that shapes pages.

    Contents and versions count, no file's time: a fresh installation of the same engine is the same engine.
    """
    package = Path(builder.__file__).parent
    parts = [builder.__version__.encode(), (sys.implementation.cache_tag or "").encode()]
    for path in sorted(_files(package)):
        parts.append(os.path.relpath(path, package).encode())
        parts.append(Path(path).read_bytes())
    parts.extend(_version(module, name).encode() for module, name in LIBRARIES.items())
    return digest_of(parts).hex()


def _files(package: Path) -> list[str]:
    found: list[str] = []
    for here, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in {"__pycache__", "themes", "skeleton"}]
        found.extend(os.path.join(here, name) for name in names if name.endswith((".py", ".sql", ".ttf")))
    return found


def _version(module: str, distribution: str) -> str:
    """Return a library's name and version, as the folder beside it says; importlib.metadata would take 20 ms."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return f"{distribution} absent"
    for name in _entries(str(Path(spec.origin).parent.parent)):
        if name.lower().startswith(f"{distribution}-") and name.endswith((".dist-info", ".egg-info")):
            return name
    return f"{distribution} {Path(spec.origin).stat().st_size}"


@lru_cache(maxsize=8)
def _entries(folder: str) -> tuple[str, ...]:
    return tuple(sorted(os.listdir(folder)))
