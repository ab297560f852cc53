"""Dates and times as writers write them, to moments.

A time without offset is read in the site's zone, from the zone database that newsdesk depends on. Neither the clock
nor the machine's zone is ever asked.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

import msgspec

from builder.source.kinds import Kind, Schema, read_text
from builder.source.likely_dates import FIRST_YEAR, LAST_YEAR, MONTHS, likely
from builder.source.nodes import Node
from builder.source.reading import Reading, Trouble, quoted
from builder.source.zones import zone

DAY: Final = r"\d{4}-\d\d-\d\d"
_TIME: Final = r"\d\d:\d\d(?::\d\d)?"
_OFFSET: Final = r"[Zz]|[+-](?:\d\d:?\d\d|\d{1,2})"
PATTERN: Final = rf"^{DAY}(?:[Tt ]{_TIME}(?: ?(?:{_OFFSET}))?)?$"
"""Shape of every accepted date, for JSON Schema."""
TIME_PATTERN: Final = rf"^{DAY}[Tt ]{_TIME}(?: ?(?:{_OFFSET}))?$"
"""Shape of a date that has a time."""

_FORM: Final = re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d))?(?: ?({_OFFSET}))?)?", re.ASCII)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400
_MINUTE: Final = timedelta(minutes=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LARGEST_OFFSET: Final = 14 * 3600
"""Kiribati's; none is larger."""
_MONTHS: Final = 12
_LONGEST_MONTH: Final = 31


class Moment(msgspec.Struct, frozen=True):
    """A moment: seconds since 1970, RFC 3339 text and day in the site's zone, and the place where it was written."""

    at: int
    text: str
    day: str
    has_time: bool
    line: int = 1
    column: int = 1


def moment(text: str, zone_name: str) -> Moment | Trouble:
    """Return the moment that a text means in a zone of the zone database, or what is wrong with it."""
    found = _FORM.fullmatch(text)
    if found is None:
        return _unreadable(text)
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    wrong = _impossible_day(text, year, month, day)
    if wrong is not None:
        return wrong
    place = zone(zone_name)
    if found[4] is None:
        return _whole_day(text, datetime(year, month, day, tzinfo=place), place)
    clock = int(found[4]), int(found[5]), int(found[6] or 0)
    wrong = _impossible_time(text, *clock, found[7])
    if wrong is not None:
        return wrong
    if not found[7]:
        return _in_zone(text, datetime(year, month, day, *clock, tzinfo=place), place)
    days = date(year, month, day).toordinal() - _EPOCH_DAY
    return _shown(days * _DAY + clock[0] * 3600 + clock[1] * 60 + clock[2] - _offset(found[7]), place, has_time=True)


def rfc3339(at: int, zone_name: str) -> str:
    """Return a moment (seconds since 1970) as RFC 3339 text in a zone."""
    return _shown(at, zone(zone_name), has_time=True).text


def _unreadable(text: str) -> Trouble:
    hint = likely(text)
    for reading in re.findall(rf"{DAY}", hint):
        wrong = _impossible_day(text, *map(int, reading.split("-")))
        if wrong is not None:
            return wrong
    return Trouble("date-invalid", f"{quoted(text)} is not a date", hint)


def _impossible_day(text: str, year: int, month: int, day: int) -> Trouble | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        hint = f"years go from {FIRST_YEAR} to {LAST_YEAR}"
    elif not 1 <= month <= _MONTHS:
        swapped = 1 <= day <= _MONTHS < month <= _LONGEST_MONTH
        hint = f"did you mean {year}-{day:02}-{month:02}?" if swapped else "months go from 01 to 12"
    elif not 1 <= day <= monthrange(year, month)[1]:
        hint = f"{MONTHS[month - 1].title()} {year} has {monthrange(year, month)[1]} days"
    else:
        return None
    return Trouble("date-invalid", f"{quoted(text)} is not a date", hint)


def _impossible_time(text: str, hour: int, minute: int, second: int, offset: str | None) -> Trouble | None:
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock's own limits
        hint = "hours go from 00 to 23, minutes and seconds from 00 to 59"
        return Trouble("date-invalid", f"{quoted(text)} is not a time of the day", hint)
    if offset and (abs(_offset(offset)) > _LARGEST_OFFSET or (offset[-2:] > "59" and len(offset) > 3)):  # noqa: PLR2004
        hint = "offsets go from -14:00 to +14:00, such as +02:00"
        return Trouble("date-invalid", f"{quoted(text)} has an impossible offset", hint)
    return None


def _offset(text: str) -> int:
    """Return an offset such as Z, +02:00, -0430 or -4 in seconds."""
    if text in "Zz":
        return 0
    digits = text[1:].replace(":", "")
    minutes = int(digits[-2:]) if len(digits) == 4 else 0  # noqa: PLR2004 - hhmm
    seconds = int(digits[:2]) * 3600 + minutes * 60
    return -seconds if text[0] == "-" else seconds


def _in_zone(text: str, local: datetime, place: tzinfo) -> Moment | Trouble:
    """Return the moment of a local time; a time that clocks skip or repeat is refused with both readings (PEP 495)."""
    early, late = _seconds(local), _seconds(local.replace(fold=1))
    if early == late:
        return _shown(early, place, has_time=True)
    readings = " or ".join(_shown(at, place, has_time=True).text for at in sorted((early, late)))
    if early > late:
        message = f"{quoted(text)} does not exist in {place}: clocks go forward over it"
        return Trouble("date-gap", message, f"write {readings}")
    message = f"{quoted(text)} exists twice in {place}: clocks go back over it"
    return Trouble("date-overlap", message, f"write {readings}")


def _whole_day(text: str, midnight: datetime, place: tzinfo) -> Moment | Trouble:
    """Return the first moment of a day, also where clocks skip or repeat midnight."""
    early, late = _seconds(midnight), _seconds(midnight.replace(fold=1))
    # Where midnight is skipped, the day begins at the change, which lies between the two readings of midnight.
    for at in (early,) if early <= late else range(late, early + 1, 60):
        shown = _shown(at, place, has_time=False)
        if shown.day == midnight.date().isoformat():
            return shown
    message = f"{quoted(text)} does not exist in {place}: clocks went forward over the whole day"
    return Trouble("date-gap", message, "write the day before or after it")


def _seconds(local: datetime) -> int:
    """Return a local time's seconds since 1970, its zone's offset taken in whole minutes."""
    return round((local.replace(tzinfo=UTC) - _EPOCH - _whole_minutes(local)).total_seconds())


def _whole_minutes(local: datetime) -> timedelta:
    """Return the offset at a local time, in whole minutes: local mean time has seconds, and RFC 3339 has none."""
    return (local.utcoffset() or timedelta()) // _MINUTE * _MINUTE


def _shown(at: int, place: tzinfo, *, has_time: bool) -> Moment:
    offset = _offset_of_day(at // _DAY, place)
    shown = (_EPOCH + timedelta(seconds=at)).astimezone(offset or place)
    if offset is None:
        shown = shown.astimezone(timezone(_whole_minutes(shown)))
    text = shown.isoformat()
    return Moment(at, text, text[:10], has_time)


@lru_cache(maxsize=4096)
def _offset_of_day(day: int, place: tzinfo) -> timezone | None:
    """Return a zone's offset in whole minutes on a day of UTC (from 1970-01-01 on, 0), or None when clocks change then.

    Asking the zone itself costs four times as much, and an archive has many articles a day.
    """
    midnights = [(_EPOCH + timedelta(days=number)).astimezone(place) for number in (day, day + 1)]
    before, after = map(_whole_minutes, midnights)
    return timezone(before) if before == after else None


def _read(node: Node, reading: Reading) -> Moment | None:
    text = read_text(node, reading)
    if text is None:
        return None
    found = moment(text, reading.site.timezone)
    if isinstance(found, Trouble):
        reading.report(node, found)
        return None
    return Moment(found.at, found.text, found.day, found.has_time, node.line, node.column)


def _read_time(node: Node, reading: Reading) -> Moment | None:
    found = _read(node, reading)
    if found is None or found.has_time:
        return found
    message = f"{quoted(found.day)} is only a day; a limit needs a time"
    hint = f"write {found.day}T00:00 or another time, with an offset if it is not the site's"
    reading.report(node, Trouble("date-zone-missing", message, hint))
    return None


def _schema(pattern: str) -> Schema:
    return {"type": "string", "pattern": pattern}


DATE: Final = Kind(_read, _schema(PATTERN))
TIME: Final = Kind(_read_time, _schema(TIME_PATTERN))
