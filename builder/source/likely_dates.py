"""The date that somebody probably meant, for hints; nothing here is ever taken for the date itself."""

import re
from typing import Final

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

MONTHS: Final = tuple("january february march april may june july august september october november december".split())
_SHORT: Final = tuple(month[:3] for month in MONTHS)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)", re.ASCII)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)(.*)", re.ASCII)
_COMPACT: Final = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)", re.ASCII)
_NAMED: Final = re.compile(
    r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?,? (\d{4})(?!\d)(.*)", re.ASCII
)
_NAMED_FIRST: Final = re.compile(
    r"(?:[a-z]+,? )??([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)(.*)", re.ASCII
)
_CLOCK: Final = re.compile(
    r"[t, ]*(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)? ?(am|pm|a\.m\.|p\.m\.)? ?(z|[+-](?:\d\d:?\d\d|\d{1,2}))?", re.ASCII
)
_HOUR: Final = re.compile(r"[t, ]+(\d{1,2})(?:[.h](\d\d))? ?(am|pm|a\.m\.|p\.m\.|h|uhr)?", re.ASCII)
_ZONED: Final = re.compile(r"(.*\d) ?\(?([a-z]{2,5}|[a-z]+/[a-z_/]+)\)?")
_TYPED: Final = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
"""What word processors make of a hyphen."""
_QUOTES: Final = "\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\"' "
_GENERAL: Final = "write 2026-11-22 or 2026-11-22T14:05"
_NOON: Final = 12


def likely(text: str) -> str:
    """Return a hint for a text that is not a date as we read them."""
    folded = " ".join(text.casefold().translate(_TYPED).strip(_QUOTES).split())[:60]
    if found := _YEAR_FIRST.fullmatch(folded):
        return _write(int(found[1]), int(found[2]), int(found[3]), found[4])
    if found := _COMPACT.fullmatch(folded):
        return _write(int(found[1]), int(found[2]), int(found[3]), "")
    if found := _YEAR_LAST.fullmatch(folded):
        return _either(int(found[1]), int(found[2]), int(found[3]), found[4])
    if (found := _NAMED.fullmatch(folded)) and found[2][:3] in _SHORT:
        return _write(int(found[3]), _SHORT.index(found[2][:3]) + 1, int(found[1]), found[4])
    if (found := _NAMED_FIRST.fullmatch(folded)) and found[1][:3] in _SHORT:
        return _write(int(found[3]), _SHORT.index(found[1][:3]) + 1, int(found[2]), found[4])
    return _GENERAL


def _either(one: int, other: int, year: int, rest: str) -> str:
    """Day first or month first: only one larger than twelve tells."""
    if one > 12 or one == other:  # noqa: PLR2004 - months of a year
        return _write(year, other, one, rest)
    if other > 12:  # noqa: PLR2004 - months of a year
        return _write(year, one, other, rest)
    clock = _clock(rest)
    return f"write {year}-{other:02}-{one:02}{clock} or {year}-{one:02}-{other:02}{clock}, whichever is meant"


def _write(year: int, month: int, day: int, rest: str) -> str:
    return f"write {year}-{month:02}-{day:02}{_clock(rest)}"


def _clock(rest: str) -> str:
    """Return a time as we read it, and what else to do about it; '' where none stands."""
    if found := _CLOCK.fullmatch(rest):
        seconds = f":{found[3]}" if found[3] else ""
        return f"T{_of_day(found[1], found[4])}:{found[2]}{seconds}{(found[5] or '').upper()}"
    if found := _HOUR.fullmatch(rest):
        return f"T{_of_day(found[1], found[3])}:{found[2] or '00'}"
    if (found := _ZONED.fullmatch(rest)) and (clock := _clock(found[1])):
        return f"{clock}, with the offset that is meant behind it, such as +02:00"
    return ", or with a time, as in 2026-11-22T14:05" if rest.strip() else ""


def _of_day(hour: str, half: str | None) -> str:
    """Return an hour of the day in two digits, from one of half a day."""
    if not half or half[0] not in "ap":
        return f"{int(hour):02}"
    return f"{int(hour) % _NOON + (_NOON if half[0] == 'p' else 0):02}"
