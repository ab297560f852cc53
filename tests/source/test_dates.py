"""Dates to moments, checked against the zone database by another way, whatever the machine's own zone."""

import os
import time
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.dates import Moment, moment, rfc3339
from builder.source.reading import Trouble
from builder.source.zones import zone, zone_names

NOON = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - a local time, of whichever zone is asked
ZONES = """Europe/Kyiv America/New_York Asia/Kolkata Australia/Lord_Howe America/St_Johns Africa/Casablanca Asia/Tehran
Pacific/Chatham America/Havana Asia/Beirut Europe/Dublin UTC""".split()


def at(text: str, place: str = "Europe/Kyiv") -> Moment:
    found = moment(text, place)
    assert isinstance(found, Moment), found
    return found


def wrong(text: str, place: str = "Europe/Kyiv") -> Trouble:
    found = moment(text, place)
    assert isinstance(found, Trouble), found
    return found


@pytest.fixture(params=["Pacific/Kiritimati", "America/Anchorage"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    monkeypatch.setenv("PYTHONTZPATH", os.devnull)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("place", ZONES)
@given(st.datetimes(datetime(1950, 1, 1), datetime(2199, 12, 31)))  # noqa: DTZ001 - local times are the subject
def test_a_local_time_is_read_unless_clocks_skip_or_repeat_it(place: str, local: datetime) -> None:
    local = local.replace(microsecond=0)
    # Every instant whose local time this is, found by looking at the hours around: none, one or two.
    rough = int((local - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001 - both are local
    offsets = {zone(place).utcoffset(local.replace(fold=fold)) for fold in (0, 1)}
    instants = sorted(
        second
        for offset in offsets
        if offset is not None
        for second in [rough - int(offset.total_seconds())]
        if datetime.fromtimestamp(second, zone(place)).replace(tzinfo=None) == local
    )
    found = moment(local.isoformat(" "), place)
    if len(instants) == 1:
        assert isinstance(found, Moment)
        assert found.at == instants[0]
        assert datetime.fromisoformat(found.text).timestamp() == instants[0]
        assert found.day == local.date().isoformat()
    else:
        assert isinstance(found, Trouble)
        assert found.code == ("date-overlap" if instants else "date-gap")


@given(st.integers(-2_000_000_000, 7_000_000_000), st.sampled_from(sorted(zone_names())))
def test_a_moment_as_text_is_the_same_moment(second: int, place: str) -> None:
    text = rfc3339(second, place)
    assert datetime.fromisoformat(text).timestamp() == second
    if "1900" <= text < "2200":
        assert at(text, place).at == second


@pytest.mark.usefixtures("machine_zone")
def test_the_machines_zone_decides_nothing() -> None:
    assert at("2026-11-22T14:05").text == "2026-11-22T14:05:00+02:00"
    assert at("2026-07-01").text == "2026-07-01T00:00:00+03:00"
    assert wrong("2026-03-29T03:00").code == "date-gap"


@pytest.mark.parametrize(
    "text",
    """2026-11-22T14:05+02:00|2026-11-22T14:05:00+0200|2026-11-22T14:05 +2|2026-11-22 12:05Z|2026-11-22t12:05:00z
2026-11-22 12:05:00 Z|2026-11-22 08:05 -4|2026-11-22 08:05:00 -0400|2026-11-22T08:05-04|2026-11-22T14:05
2026-11-22 14:05:00""".replace("\n", "|").split("|"),
)
def test_every_accepted_form_is_the_same_moment(text: str) -> None:
    assert at(text).at == datetime(2026, 11, 22, 12, 5, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "text",
    """2026-11-22T|2026-11-22 14|2026-11-22T14:5|2026-11-22  14:05|2026-11-22T14:05+|2026-11-22T14:05+2:00|26-11-22
2026-11|2026-W47-7|2026-326|2026-11-22T14:60|2026-11-22T14:05:60|2026-11-22T14:05+02:60|2026-11-22T14:05-15|+2026-11-22
٢٠٢٦-١١-٢٢|2026-00-10|2026-10-00|0000-01-01|2201-01-01|1899-12-31
2027-02-29|2026-11-31|now|1795298400|2026-11-22 2pm""".replace("\n", "|").split("|"),
)
def test_everything_else_is_refused(text: str) -> None:
    found = wrong(text)
    assert found.code == "date-invalid"
    assert found.hint


@given(st.text(max_size=40) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/., ]{1,2}\d{1,4}(.\d\d:\d\d)?", fullmatch=True))
def test_whatever_is_written_gives_a_moment_or_a_reason(text: str) -> None:
    found = moment(text, "Europe/Kyiv")
    assert isinstance(found, Moment) or (found.code.startswith("date-") and found.hint)


@given(st.dates(datetime(1970, 1, 1).date(), datetime(2199, 12, 31).date()), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_day_begins_with_its_first_moment(day: object, place: str) -> None:
    first = at(f"{day}", place)
    assert first.day == f"{day}"
    assert not first.has_time
    before = datetime.fromtimestamp(first.at - 1, zone(place))
    assert before.date().isoformat() < first.day


def test_a_day_whose_midnight_clocks_skip_begins_later() -> None:
    assert at("2018-03-25", "Asia/Beirut").text == "2018-03-25T01:00:00+03:00"
    assert wrong("2018-03-25T00:00", "Asia/Beirut").code == "date-gap"


def test_a_day_whose_midnight_comes_twice_begins_with_the_first() -> None:
    assert at("2024-11-03", "America/Havana").text == "2024-11-03T00:00:00-04:00"
    assert wrong("2024-11-03T00:00", "America/Havana").code == "date-overlap"


def test_a_day_that_was_skipped_does_not_exist() -> None:
    found = wrong("2011-12-30", "Pacific/Apia")
    assert found.code == "date-gap"
    assert found.message == '"2011-12-30" does not exist in Pacific/Apia: clocks went forward over the whole day'


def test_the_machines_zone_database_is_never_asked(tmp_path: Path) -> None:
    (tmp_path / "Europe").mkdir()
    utc = files("tzdata").joinpath("zoneinfo", "UTC").read_bytes()
    (tmp_path / "Europe" / "Kyiv").write_bytes(utc)
    zoneinfo.reset_tzpath(to=[str(tmp_path)])
    try:
        assert ZoneInfo.no_cache("Europe/Kyiv").utcoffset(NOON) == timedelta(0)
        assert zone.__wrapped__("Europe/Kyiv").utcoffset(NOON) == timedelta(hours=2)
    finally:
        zoneinfo.reset_tzpath()


def test_every_zone_of_the_list_can_be_read() -> None:
    assert len(zone_names()) > 500
    assert all(zone(name).utcoffset(NOON) is not None for name in zone_names())


def test_an_unknown_zone_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        zone("../Kyiv")


def test_offsets_are_whole_minutes_everywhere() -> None:
    for name in zone_names():
        offset = datetime.fromisoformat(rfc3339(-2_208_988_800, name)).utcoffset()
        assert offset is not None
        assert offset % timedelta(minutes=1) == timedelta()
