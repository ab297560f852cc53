"""A theme's words: plural forms, what is missing in a language, what stands in braces."""

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from markupsafe import Markup

from builder.model.page import COUNTED
from builder.render.words import Words, plural
from builder.source.locale import names_of
from tests.render import kits

NAMES = {lang: kits.names(lang) for lang in ("en", "uk")}
THEME = {lang: dict(words) for lang, words in kits.strings()}


THOUSANDS = {"kw"}
"""Cornish has rules for thousands."""


def locales() -> list[str]:
    """Return every language of the CLDR, without countries and scripts."""
    return sorted(name for name in locale_identifiers() if "_" not in name)


@pytest.mark.parametrize("lang", [lang for lang in locales() if lang not in THOUSANDS])
def test_plurals_are_the_cldr_s_in_every_language(lang: str) -> None:
    rule, categories = Locale.parse(lang).plural_form, names_of(lang).plurals
    numbers = [
        *range(2 * COUNTED),
        999,
        *range(1000, 1125),
        9999,
        *range(10**4, 10**4 + 25),
        *range(10**5, 10**5 + 120),
    ]
    assert {number for number in numbers if plural(categories, number) != rule(number)} == set()


@pytest.mark.parametrize(
    ("lang", "said"), [("cs", "few"), ("hr", "few"), ("lt", "few"), ("ro", "few"), ("he", "other"), ("sl", "few")]
)
def test_three_is_few_where_it_is(lang: str, said: str) -> None:
    assert plural(names_of(lang).plurals, 3) == said


def test_a_language_without_rules_has_one_form() -> None:
    assert [plural((), number) for number in (0, 1, 5, 1000)] == ["other"] * 4


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 хвилина читання"), (3, "3 хвилини читання"), (5, "5 хвилин читання")]
)
def test_count_chooses_the_form(count: int, said: str) -> None:
    assert Words("uk", (("uk", THEME["uk"]),), NAMES).say("minutes", count=count) == said


def test_missing_words_are_said_in_the_next_language_with_its_own_plurals() -> None:
    words = Words(
        "uk",
        (("uk", {"a": "А"}), ("en", {"a": "A", "b": "B", "n.one": "{count} day", "n.other": "{count} days"})),
        NAMES,
    )
    assert (words.say("a"), words.say("b")) == ("А", "B")
    assert words.say("n", count=21) == "21 days"


def test_all_forms_come_with_the_language_that_they_are_in() -> None:
    words = Words(
        "uk", (("uk", {"a": "А"}), ("en", {"n.one": "{count} day", "n.other": "{count} days", "no": "No"})), NAMES
    )
    assert words.plurals("n") == {"one": "{count} day", "other": "{count} days", "lang": "en"}
    with pytest.raises(LookupError, match="'no'"):
        words.plurals("no")


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(LookupError, match="'nope'"):
        Words("en", (("en", {}),), NAMES).say("nope")


def test_braces_that_name_nothing_stay_and_values_are_not_read_again() -> None:
    words = Words("en", (("en", {"k": "{a} {b}"}),), NAMES)
    assert words.say("k", a="{b}") == "{b} {b}"


def test_markup_among_the_values_makes_markup_and_escapes_the_rest() -> None:
    said = Words("en", (("en", {"k": "<{a} {b}>"}),), NAMES).say("k", a=Markup("<i>x</i>"), b="<")
    assert said == Markup("&lt;<i>x</i> &lt;&gt;")


def test_every_language_of_the_theme_has_every_key() -> None:
    keys = {lang: {key.partition(".")[0] for key in words} for lang, words in THEME.items()}
    assert set(keys) == {"en", "uk", "ar", "de"}
    assert all(keys[lang] == keys["en"] for lang in keys)


@pytest.mark.parametrize("lang", sorted(THEME))
def test_every_language_of_the_theme_has_every_plural_form_it_needs(lang: str) -> None:
    counted = {key.partition(".")[0] for key in THEME[lang] if "." in key}
    forms = {*kits.names(lang).plurals[1:]}
    assert {f"{key}.{form}" for key in counted for form in forms} <= set(THEME[lang])
