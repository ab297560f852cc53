"""Time zones by name, from the zone database that newsdesk depends on.

Never the machine's own database: two machines must read one article alike.
"""

import os
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import tzdata

_FOLDER: Final = os.path.dirname(tzdata.__file__)  # importlib.resources takes 10 ms to import


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones, such as Europe/Kyiv."""
    return frozenset(_table("zones").split())


@cache
def places() -> tuple[str, ...]:
    """Return the zones' names of today, without those that are kept for old programs."""
    table = _table("zoneinfo/zone.tab")
    rows = (row.split("\t") for row in table.splitlines() if row and not row.startswith("#"))
    return tuple(sorted(row[2] for row in rows))


@cache
def zone(name: str) -> ZoneInfo:
    """Return a zone by its name. Raises KeyError for a name that is not in the database."""
    if name not in zone_names():
        raise KeyError(name)
    with open(f"{_FOLDER}/zoneinfo/{name}", "rb") as data:
        return ZoneInfo.from_file(data, key=name)


def _table(name: str) -> str:
    with open(f"{_FOLDER}/{name}", encoding="utf-8") as text:
        return text.read()
