"""The default theme says everything in each of its languages, with every plural form that the language has."""

import re

import pytest
from babel import Locale

from tests.render import kits

WORDS = {lang: dict(words) for lang, words in kits.strings()}
PLURALS = {key.partition(".")[0] for key in WORDS["en"] if "." in key}
PLAIN = {key for key in WORDS["en"] if "." not in key}


def test_every_word_that_a_template_says_is_there() -> None:
    said = {
        key
        for text in kits.theme_templates().values()
        for key in re.findall(r"\b(?:t|plurals)\([\"'](\w+)[\"'][,)]", text)
    }
    assert said <= PLAIN | PLURALS


def forms(lang: str) -> set[str]:
    """Return the plural forms of a language for whole and broken numbers, by the CLDR."""
    return {*Locale.parse(lang).plural_form.tags, "other"}


def places(text: str) -> set[str]:
    """Return the names that stand in braces."""
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("lang", WORDS)
def test_every_language_has_every_key_and_form_and_no_other(lang: str) -> None:
    assert set(WORDS[lang]) == PLAIN | {f"{key}.{form}" for key in PLURALS for form in forms(lang)}


@pytest.mark.parametrize("lang", WORDS)
def test_no_word_is_empty_and_each_has_the_places_of_the_english_one(lang: str) -> None:
    for key, text in WORDS[lang].items():
        assert text.strip(), key
        if "." in key:
            assert places(text) <= {"count"}, key
        else:
            assert places(text) == places(WORDS["en"][key]), key
