"""Dates read as Babel would write them, from the kit's names alone."""

from datetime import datetime

import pytest
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from hypothesis import given
from hypothesis import strategies as st

from builder.model.page import Names
from builder.render.dates import PLAIN, Calendar, rfc822, writer, zone
from tests.render import kits

MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31))  # noqa: DTZ001 - local by design
LANGUAGES = (*kits.LANGUAGES, "pl", "fr", "es", "pt", "it", "nl", "sv", "cs", "ro", "el", "he", "ja", "en_GB")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(moment=MOMENTS)
def test_dates_equal_babels(lang: str, moment: datetime) -> None:
    calendar, text = Calendar(kits.names(lang)), moment.strftime("%Y-%m-%dT%H:%M:%S+02:00").rjust(25, "0")
    assert calendar.date(text) == format_date(moment, "long", locale=lang)
    assert calendar.date_short(text) == format_skeleton("MMMd", moment, locale=lang)
    assert calendar.time(text) == format_time(moment, "short", locale=lang)


@pytest.mark.parametrize("lang", kits.LANGUAGES)
def test_date_and_time_stand_together_as_babel_glues_them(lang: str) -> None:
    glued = kits.names(lang).date_time.replace("'", "")
    calendar = Calendar(kits.names(lang))
    moment = "2026-11-22T14:05:00+02:00"
    assert calendar.date_time(moment) == glued.format(calendar.time(moment), calendar.date(moment))


@pytest.mark.parametrize(
    "pattern", ["EEEE, d MMMM y", "dd.MM.yy", "yyyy-LL-dd", "h 'o''clock' a", "hh:mm", "H:m", "''yy"]
)
@given(moment=MOMENTS)
def test_every_pattern_equals_babels(pattern: str, moment: datetime) -> None:
    assert writer(pattern, kits.names("en"))(moment) == format_datetime(moment, pattern, locale="en")


def test_unknown_field_is_refused_and_the_calendar_falls_back_to_figures() -> None:
    with pytest.raises(ValueError, match="'G'"):
        writer("d MMMM y G", kits.names("en"))
    strange = Names("th", (), (), (), "d MMMM G y", "d MMM", "HH:mm", "{1} {0}", "ltr")
    assert Calendar(strange).date_time("2026-11-22T14:05:00+02:00") == "2026-11-22 14:05"


def test_day_without_time_has_no_time() -> None:
    assert Calendar(PLAIN).time("2026-11-22") == ""
    assert Calendar(PLAIN).date_time("2026-11-22") == "2026-11-22"


@given(MOMENTS, st.sampled_from(["+02:00", "-03:30", "Z", "+00:00"]))
def test_rfc822_is_what_the_standard_library_reads(moment: datetime, offset: str) -> None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - the oracle, not the subject

    text = moment.replace(microsecond=0).isoformat() + offset
    assert parsedate_to_datetime(rfc822(text)).isoformat() == datetime.fromisoformat(text).isoformat()
    assert rfc822(text)[:3] == datetime.fromisoformat(text).strftime("%a")


@pytest.mark.parametrize(
    ("offset", "name"),
    [("+02:00", "UTC+2"), ("-03:30", "UTC−3:30"), ("+00:00", "UTC"), ("Z", "UTC"), ("+11:00", "UTC+11")],
)
def test_zone_is_named_by_its_offset(offset: str, name: str) -> None:
    assert zone("2026-11-22T14:05:00" + offset) == name
