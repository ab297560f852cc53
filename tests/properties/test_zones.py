"""The site's zone decides when something is seen, to the second; the machine's own zone and language decide nothing.

Moments lie around both changes of the clocks, the leap day and the turn of the year, in twelve zones.
"""

import datetime as dt
import itertools
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from builder.source.zones import zone
from tests.desk import Desk, tree_of

ZONES: Final = """Europe/Kyiv America/New_York Asia/Kolkata Australia/Lord_Howe America/St_Johns Africa/Casablanca Asia/Tokyo
Pacific/Chatham America/Havana Pacific/Kiritimati Europe/Dublin UTC""".split()

MACHINES: Final = [
    {"TZ": "Pacific/Kiritimati", "LANG": "uk_UA.UTF-8", "LC_ALL": "C"},
    {"TZ": "America/Anchorage", "LANG": "tr_TR.UTF-8", "LC_ALL": "POSIX"},
    {"TZ": "Not/AZone", "LANG": "nonsense", "LC_ALL": "C.UTF-8"},
]

YEAR: Final = 2028
"""A leap year."""


def changes(name: str) -> list[int]:
    """Return the seconds at which clocks change in the year, found by looking at every hour."""
    first = int(dt.datetime(YEAR, 1, 1, tzinfo=dt.UTC).timestamp())
    offsets = [(at, _offset(name, at)) for at in range(first, first + 366 * 86_400, 1800)]
    return [at for (_, before), (at, after) in itertools.pairwise(offsets) if before != after]


def _offset(name: str, at: int) -> dt.timedelta | None:
    return dt.datetime.fromtimestamp(at, zone(name)).utcoffset()


def local(name: str, at: int) -> dt.datetime:
    """Return what a clock in a zone shows, without offset."""
    return dt.datetime.fromtimestamp(at, zone(name)).replace(tzinfo=None)


def moments(name: str) -> list[int]:
    """Return moments of every kind whose local time exists exactly once."""
    noon = dt.datetime(YEAR, 2, 29, 12, tzinfo=zone(name))
    midnight = dt.datetime(YEAR, 2, 29, tzinfo=zone(name))
    year = dt.datetime(YEAR + 1, 1, 1, tzinfo=zone(name))
    around = [at + hours * 3600 for at in changes(name) for hours in (-4, 4)]
    return sorted({int(one.timestamp()) for one in (noon, midnight, year)} | set(around))


def shown(desk: Desk, now: int) -> bool:
    """Build at a moment; say whether the article's page is there."""
    desk.now = now
    desk.build()
    return any(b"only-here" in data for data in desk.tree().values())


@pytest.mark.parametrize("key", ["date", "embargo", "expires"])
@pytest.mark.parametrize("name", ZONES)
def test_a_local_time_comes_to_the_second(tmp_path: Path, name: str, key: str) -> None:
    desk = Desk(tmp_path / "site", timezone=name)
    for at in moments(name):
        keys = {"date": f"{YEAR - 1}-01-01T00:00"} | {key: local(name, at).isoformat(" ")}
        desk.article("world/story", "First.\n\nThis only-here.", summary="Short.", **keys)
        seen = [shown(desk, now) for now in (at - 1, at, at + 1)]
        assert desk.codes == []
        assert seen == ([True, False, False] if key == "expires" else [False, True, True]), (local(name, at), at)
        assert shown(desk, at - 1) == seen[0]  # the clock may be set back
        assert desk.last is not None
        assert desk.last.next_change is not None
        assert desk.last.next_change.at == at


@pytest.mark.parametrize("name", [name for name in ZONES if changes(name)])
def test_a_time_that_clocks_skip_or_repeat_is_an_error_with_both_readings(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / "site", timezone=name)
    assert len(changes(name)) >= 2
    for at in changes(name):
        before, after = _offset(name, at - 1), _offset(name, at)
        assert before is not None
        assert after is not None
        first = dt.datetime.fromtimestamp(at, dt.UTC).replace(tzinfo=None) + min(before, after)
        written = first + abs(after - before) / 2
        desk.article("world/story", date=written.isoformat(" "))
        desk.now = at
        desk.build()
        (found,) = desk.diagnostics
        assert found.code == ("date-gap" if after > before else "date-overlap")
        readings = found.hint.removeprefix("write ").split(" or ")
        assert len({dt.datetime.fromisoformat(reading) for reading in readings}) == 2
        for reading in readings:
            assert dt.datetime.fromisoformat(reading).utcoffset() == _offset(
                name, int(dt.datetime.fromisoformat(reading).timestamp())
            )


@pytest.mark.parametrize("name", ZONES)
def test_a_day_alone_begins_with_its_first_moment_in_the_site_s_zone(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / "site", timezone=name, permalink="/{year}/{month}/{day}/{slug}/")
    desk.article("world/story", "First.\n\nThis only-here.", summary="Short.", date=f"{YEAR}-02-29")
    begins = int(dt.datetime(YEAR, 2, 29, tzinfo=zone(name)).timestamp())
    assert [shown(desk, now) for now in (begins - 1, begins)] == [False, True]
    assert f"{YEAR}/02/29/story/index.html" in desk.tree()
    assert f"archive/{YEAR}/02/29/index.html" in desk.tree()


def false_zones(folder: Path, name: str) -> Path:
    """Return a database of zones as a machine may have one, in which a zone is wrong."""
    tokyo = files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes()
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(tokyo)
    return folder


@pytest.mark.parametrize("name", ["Europe/Kyiv", "Pacific/Chatham", "America/St_Johns"])
def test_neither_zone_nor_language_of_the_machine_decides_anything(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path / "site", timezone=name, lang="uk")
    moment = next(at for at in moments(name) if at > changes(name)[0])
    desk.article("world/due", date=local(name, moment).isoformat(" "))
    desk.article("world/past", date=local(name, moment - 86_400 * 200).isoformat(" "), tags=["Їжак", "ISTANBUL"])
    desk.now = moment - 1
    desk.build()
    expected = desk.tree()
    lies = {"PYTHONTZPATH": str(false_zones(tmp_path / "zones", name))}
    for number, machine in enumerate([*MACHINES, lies]):
        output = tmp_path / f"other-{number}"
        now = dt.datetime.fromtimestamp(desk.now, dt.UTC).isoformat()
        words = ["build", "--root", str(desk.root), "--format", "json", "--now", now, "--output", str(output)]
        newsdesk = Path(sys.executable).with_name("newsdesk")
        ran = subprocess.run([newsdesk, *words], env=os.environ | machine, check=True, capture_output=True)
        assert tree_of(output) == expected
        due = json.loads(ran.stdout)["next_change"]["at"]
        assert due == dt.datetime.fromtimestamp(moment, zone(name)).isoformat()
