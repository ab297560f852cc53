"""How languages write dates and count, from the CLDR through Babel: read once a build, so that pages need it not."""

from typing import Literal

from builder.model.page import COUNTED, Names


def names_of(lang: str) -> Names:
    """Return a language's names and patterns; an unknown language gets English ones."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 31 ms, only when pages are made

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    months = locale.months["format"]
    days = locale.days["format"]["wide"]
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Names(
        lang=lang,
        months=tuple(months["wide"][number] for number in range(1, 13)),
        months_short=tuple(months["abbreviated"][number] for number in range(1, 13)),
        weekdays=tuple(days[number] for number in range(7)),
        date=locale.date_formats["long"].pattern,
        date_short=locale.datetime_skeletons["MMMd"].pattern,
        time=_hours_to_24(locale.time_formats["short"].pattern),
        date_time=str(locale.datetime_formats["long"]),
        direction=direction,
        months_alone=tuple(locale.months["stand-alone"]["wide"][number] for number in range(1, 13)),
        month=locale.datetime_skeletons["yMMMM"].pattern,
        plurals=tuple(locale.plural_form(number) for number in range(COUNTED)),
    )


def _hours_to_24(pattern: str) -> str:
    """Return a time pattern by the 24-hour clock, which newsrooms use and which needs no a.m. or p.m."""
    return (
        pattern.replace("hh", "HH")
        .replace("h", "HH")
        .replace("H:", "HH:")
        .replace("HHH", "HH")
        .replace("a", "")
        .strip("\u202f ")
    )
