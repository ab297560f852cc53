"""Words and stems of texts in many scripts."""

import pytest

from builder.source import terms
from builder.source.function_words import FUNCTION_WORDS
from builder.source.terms import language_of, stems_of, words_of

WORDS = {
    "plain letters": ("The Tide came IN at 06:30, again.", ["the", "tide", "came", "in", "at", "06", "30", "again"]),
    "an apostrophe parts words in Latin letters": ("the town's l'eau O'Brien", ["the", "town", "s", "l", "eau", "o", "brien"]),
    "a typographer's apostrophe too": ("the town’s ‘quay’", ["the", "town", "s", "quay"]),
    "dashes and quotation marks are no words": ("“Yes”—she… said – «no»", ["yes", "she", "said", "no"]),
    "snake_case is two words": ("to_do", ["to", "do"]),
    "capitals and ligatures are folded": ("STRASSE straße ﬁnance", ["strasse", "strasse", "finance"]),
    "accents stay": ("Café déjà", ["café", "déjà"]),
    "an apostrophe parts nothing in Ukrainian": ("Сім’я й об'єкт", ["сімя", "й", "обєкт"]),
    "points and marks of Hebrew are left out": ("שָׁלוֹם ירושלים", ["שלום", "ירושלים"]),
    "spellings of Arabic become one": ("أحمد احمد مدينة مدينه مُدُن", ["احمد", "احمد", "مدينه", "مدينه", "مدن"]),
    "Chinese is read by two signs": ("東京大学", ["東京", "京大", "大学"]),
    "a single sign is a word": ("水 。", ["水"]),
    "Chinese and Latin in one word": ("北京2026年", ["北京", "年", "2026"]),
    "Thai is read by two signs": ("ข่าว", ["ข่", "่า", "าว"]),
    "Hindi keeps its vowel signs": ("नदी में", ["नदी", "में"]),
    "emoji are no words": ("rain ☔🌧️ again", ["rain", "again"]),
    "wide letters are letters": ("ＮＡＴＯ", ["nato"]),
    "nothing": (" \n\t—", []),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_words_of_a_text(name: str) -> None:
    text, words = WORDS[name]
    assert sorted(words_of(text)) == sorted(words)


@pytest.mark.parametrize("name", WORDS)
def test_white_space_makes_no_difference(name: str) -> None:
    text, _ = WORDS[name]
    assert words_of("\n\n " + text.replace(" ", " \n\t ") + " ") == words_of(text)


def test_plain_words_stand_in_order_and_the_others_behind_them() -> None:
    assert words_of("Café one две two") == ["one", "two", "café", "две"]


STEMS = {
    "en": ("harbours harbour flooding", ["harbour", "harbour", "flood"]),
    "de": ("Häfen Zeitungen", ["zeitung", "haf"]),
    "uk": ("повені повінь портами", ["повен", "повін", "порт"]),
    "xx": ("harbours", ["harbours"]),
    "zh": ("東京大学", ["東京", "京大", "大学"]),
}


@pytest.mark.parametrize("lang", STEMS)
def test_stems(lang: str) -> None:
    text, stems = STEMS[lang]
    assert list(stems_of(words_of(text), lang)) == stems


def test_what_says_too_little_has_no_stem() -> None:
    assert list(stems_of(["the", "a", "x", "12", "2026", "水"], "en")) == ["", "", "", "", "2026", "水"]


@pytest.mark.parametrize("lang", terms._ALGORITHMS)
def test_every_language_has_the_stemmer_that_is_named(lang: str) -> None:
    assert len(list(stems_of(["abcdefgh"], lang))) == 1


@pytest.mark.parametrize("lang", FUNCTION_WORDS)
def test_function_words_are_left_out_as_writers_spell_them(lang: str) -> None:
    words = words_of(" ".join(FUNCTION_WORDS[lang]).title())
    assert set(stems_of(words, lang)) == {""}


def test_what_was_read_before_changes_no_stem(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"harbour{number}s" for number in range(40)]
    terms._stems.cache_clear()
    expected = list(stems_of(words, "en"))
    monkeypatch.setattr(terms, "_MOST_STEMS", 7)
    terms._stems.cache_clear()
    assert [*stems_of(words, "en"), *stems_of(reversed_words := words[::-1], "en")] == [*expected, *expected[::-1]]
    assert reversed_words[0] == words[-1]
    terms._stems.cache_clear()


def test_a_language_is_the_tag_without_its_region() -> None:
    assert [language_of(tag) for tag in ("en", "pt-BR", "ZH-Hant")] == ["en", "pt", "zh"]
