"""A theme's words: plural forms, what is missing in a language, what stands in braces."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from builder.render.words import Words, plural
from tests.render import kits

THEME = {lang: dict(words) for lang, words in kits.strings()}


@pytest.mark.parametrize("lang", ["en", "de", "uk", "ar", "ru", "be", "pl", "nl", "sv", "ja", "zh", "ko"])
@given(number=st.integers(min_value=0, max_value=10**5))
def test_plural_is_the_cldrs(lang: str, number: int) -> None:
    assert plural(lang, number) == Locale.parse(lang).plural_form(number)


@pytest.mark.parametrize("number", [0, 1, 2, 10, 21])
def test_french_counts_zero_as_one(number: int) -> None:
    assert plural("fr", number) == Locale.parse("fr").plural_form(number)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 хвилина читання"), (3, "3 хвилини читання"), (5, "5 хвилин читання")]
)
def test_count_chooses_the_form(count: int, said: str) -> None:
    assert Words("uk", (("uk", THEME["uk"]),)).say("minutes", count=count) == said


def test_missing_words_are_said_in_the_next_language_with_its_own_plurals() -> None:
    words = Words(
        "uk", (("uk", {"a": "А"}), ("en", {"a": "A", "b": "B", "n.one": "{count} day", "n.other": "{count} days"}))
    )
    assert (words.say("a"), words.say("b")) == ("А", "B")
    assert words.say("n", count=21) == "21 days"


def test_all_forms_come_with_the_language_that_they_are_in() -> None:
    words = Words("uk", (("uk", {"a": "А"}), ("en", {"n.one": "{count} day", "n.other": "{count} days", "no": "No"})))
    assert words.plurals("n") == {"one": "{count} day", "other": "{count} days", "lang": "en"}
    with pytest.raises(LookupError, match="'no'"):
        words.plurals("no")


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(LookupError, match="'nope'"):
        Words("en", (("en", {}),)).say("nope")


def test_braces_that_name_nothing_stay_and_values_are_not_read_again() -> None:
    words = Words("en", (("en", {"k": "{a} {b}"}),))
    assert words.say("k", a="{b}") == "{b} {b}"


def test_markup_among_the_values_makes_markup_and_escapes_the_rest() -> None:
    said = Words("en", (("en", {"k": "<{a} {b}>"}),)).say("k", a=Markup("<i>x</i>"), b="<")
    assert said == Markup("&lt;<i>x</i> &lt;&gt;")


def test_every_language_of_the_theme_has_every_key() -> None:
    keys = {lang: {key.partition(".")[0] for key in words} for lang, words in THEME.items()}
    assert set(keys) == {"en", "uk", "ar", "de"}
    assert all(keys[lang] == keys["en"] for lang in keys)


@pytest.mark.parametrize("lang", sorted(THEME))
def test_every_language_of_the_theme_has_every_plural_form_it_needs(lang: str) -> None:
    counted = {key.partition(".")[0] for key in THEME[lang] if "." in key}
    forms = {plural(lang, number) for number in range(1, 200)}
    assert {f"{key}.{form}" for key in counted for form in forms} <= set(THEME[lang])
