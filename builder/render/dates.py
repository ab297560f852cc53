"""Moments in the words of a language, by CLDR patterns that the kit brings.

Reads no clock and no locale: texts of moments are RFC 3339 with the offset of the site's zone, and the words
come from a `Names` record. Source of the patterns: Unicode UTS 35, part 4, "Date Format Patterns".
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from builder.model.page import Names

PLAIN: Final = Names("", (), (), (), "y-MM-dd", "MM-dd", "HH:mm", "{1} {0}", "ltr", month="y-MM")
"""Figures alone, for languages that the kit has no names of."""

_TOKEN: Final = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^'A-Za-z]+")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Part = Callable[[datetime], str]


def writer(pattern: str, names: Names) -> Part:
    """Compile a CLDR pattern into a function from moments to text; raises ValueError for fields unknown here."""
    parts = tuple(_part(token, names) for token in _TOKEN.finditer(pattern))
    return lambda moment: "".join([part(moment) for part in parts])


def _part(token: re.Match[str], names: Names) -> Part:
    text = token[0]
    if token[2] is None:
        literal = "'" if text == "''" else (token[1].replace("''", "'") if token[1] is not None else text)
        return lambda _moment: literal
    field = _FIELDS.get(text)
    if field is None:
        raise ValueError(f"the date pattern field {text!r} is not one that newsdesk writes")
    return lambda moment: field(moment, names)


_FIELDS: Final[dict[str, Callable[[datetime, Names], str]]] = {
    "d": lambda moment, _: str(moment.day),
    "dd": lambda moment, _: f"{moment.day:02}",
    "M": lambda moment, _: str(moment.month),
    "MM": lambda moment, _: f"{moment.month:02}",
    "MMM": lambda moment, names: names.months_short[moment.month - 1],
    "MMMM": lambda moment, names: names.months[moment.month - 1],
    "L": lambda moment, _: str(moment.month),
    "LL": lambda moment, _: f"{moment.month:02}",
    "LLL": lambda moment, names: names.months_short[moment.month - 1],
    "LLLL": lambda moment, names: (names.months_alone or names.months)[moment.month - 1],
    "y": lambda moment, _: str(moment.year),
    "yy": lambda moment, _: f"{moment.year % 100:02}",
    "yyyy": lambda moment, _: f"{moment.year:04}",
    "E": lambda moment, names: names.weekdays[moment.weekday()],
    "EEE": lambda moment, names: names.weekdays[moment.weekday()],
    "EEEE": lambda moment, names: names.weekdays[moment.weekday()],
    "H": lambda moment, _: str(moment.hour),
    "HH": lambda moment, _: f"{moment.hour:02}",
    "h": lambda moment, _: str(moment.hour % 12 or 12),
    "hh": lambda moment, _: f"{moment.hour % 12 or 12:02}",
    "m": lambda moment, _: str(moment.minute),
    "mm": lambda moment, _: f"{moment.minute:02}",
    "a": lambda moment, names: names.periods[moment.hour // 12],
}


class Calendar:
    """Writes moments in one language; keeps what it wrote, since days and minutes return on every page."""

    def __init__(self, names: Names) -> None:
        try:
            self._date, self._short, self._time, self._month = (
                writer(pattern, names) for pattern in (names.date, names.date_short, names.time, names.month)
            )
        except ValueError:
            self._date, self._short, self._time, self._month = (
                writer(pattern, PLAIN) for pattern in (PLAIN.date, PLAIN.date_short, PLAIN.time, PLAIN.month)
            )
        self._glue = re.sub(r"'([^']*)'", r"\1", names.date_time)
        self._dates: dict[str, str] = {}
        self._shorts: dict[str, str] = {}
        self._times: dict[str, str] = {}

    def date(self, moment: str) -> str:
        """Write the day of a moment, or of a day given as YYYY-MM-DD: 22 November 2026."""
        return _kept(self._dates, moment[:10], self._date)

    def month(self, moment: str) -> str:
        """Write the month of a moment, a day or a month given as YYYY-MM: November 2026."""
        return self._month(datetime.fromisoformat(f"{moment[:7]}-01"))

    def date_short(self, moment: str) -> str:
        """Write the day without its year: 22 Nov."""
        return _kept(self._shorts, moment[:10], self._short)

    def time(self, moment: str) -> str:
        """Write the time of day: 14:05; '' for a day without time."""
        return _kept(self._times, "2000-01-01" + moment[10:16], self._time) if len(moment) > len("YYYY-MM-DD") else ""

    def date_time(self, moment: str) -> str:
        """Write day and time together: 22 November 2026 at 14:05."""
        if len(moment) <= len("YYYY-MM-DD"):
            return self.date(moment)
        return self._glue.replace("{1}", self.date(moment)).replace("{0}", self.time(moment))


def _kept(memory: dict[str, str], text: str, write: Part) -> str:
    found = memory.get(text)
    if found is None:
        if len(memory) > _DAYS_KEPT:
            memory.clear()
        found = memory[text] = write(datetime.fromisoformat(text))
    return found


_DAYS_KEPT: Final = 20_000


def zone(moment: str) -> str:
    """Name the offset of a moment as readers know it, in every language alike: UTC+2, UTC−3:30, UTC."""
    offset = moment[19:]
    if len(offset) != len("+00:00") or offset[1:] == "00:00":
        return "UTC"
    sign = "+" if offset[0] == "+" else "−"
    return f"UTC{sign}{int(offset[1:3])}" + ("" if offset[4:] == "00" else offset[3:])


def rfc822(moment: str) -> str:
    """Return an RFC 3339 moment as RSS wants it: Sun, 22 Nov 2026 14:05:00 +0200, in English everywhere."""
    day = datetime.fromisoformat(moment[:10])
    time, offset = moment[11:19], moment[19:].replace(":", "") or "Z"
    zone = "+0000" if offset in {"Z", "z"} else offset
    return f"{_WEEKDAYS[day.weekday()]}, {day.day:02} {_MONTHS[day.month - 1]} {day.year:04} {time} {zone}"
