"""Time zones by name, from the zone database that newsdesk depends on.

Never the machine's own database: two machines must read one article alike.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones, such as Europe/Kyiv."""
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def places() -> tuple[str, ...]:
    """Return the zones' names of today, without those that are kept for old programs."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in table.splitlines() if row and not row.startswith("#"))
    return tuple(sorted(row[2] for row in rows))


@cache
def zone(name: str) -> ZoneInfo:
    """Return a zone by its name. Raises KeyError for a name that is not in the database."""
    if name not in zone_names():
        raise KeyError(name)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)
