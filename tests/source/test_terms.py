"""Words and stems of texts in many scripts."""

from collections import Counter

import pytest

from builder.source import terms
from builder.source.function_words import FUNCTION_WORDS
from builder.source.terms import count_stems, language_of, words_of

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
    "a soft hyphen parts nothing": ("Gesund\u00adheit", ["gesundheit"]),
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


def test_words_stand_in_order_whatever_their_letters() -> None:
    assert words_of("Café one « two » две") == ["café", "one", "two", "две"]


def counted(text: str, lang: str) -> dict[str, int]:
    """Return how often each stem stands in a text."""
    return dict(count_stems(text.split(), lang))


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
    assert counted(text, lang) == Counter(stems)


def test_what_says_too_little_has_no_stem() -> None:
    assert counted("The a, x 12 2026! 水", "en") == {"2026": 1, "水": 1}


def test_stems_are_counted_also_where_several_stand_together() -> None:
    assert counted("Ferry, ferries—quay; the “quay” 東京大学 東京。", "en") == {
        "ferri": 2, "quay": 2, "東京": 2, "京大": 1, "大学": 1
    }  # fmt: skip


def test_a_word_is_the_same_with_any_punctuation_about_it() -> None:
    assert counted("quay quay, (quay) “quay” quay—quay QUAY’S 'quay'", "en") == {"quay": 8}


@pytest.mark.parametrize("lang", terms._ALGORITHMS)
def test_every_language_has_the_stemmer_that_is_named(lang: str) -> None:
    assert sum(counted("abcdefgh", lang).values()) == 1


@pytest.mark.parametrize("lang", FUNCTION_WORDS)
def test_function_words_are_left_out_as_writers_spell_them(lang: str) -> None:
    assert counted(" ".join(FUNCTION_WORDS[lang]).title(), lang) == {}


def test_what_was_read_before_changes_no_stem(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"harbour{number}s, {'long' * number}" for number in range(40))
    terms._stems.cache_clear()
    expected = counted(text, "en")
    monkeypatch.setattr(terms, "_MOST_PIECES", 7)
    terms._stems.cache_clear()
    for _ in range(3):
        assert counted(text, "en") == expected
    assert counted(" ".join(reversed(text.split())), "en") == expected
    terms._stems.cache_clear()


def test_a_language_is_the_tag_without_its_region() -> None:
    assert [language_of(tag) for tag in ("en", "pt-BR", "ZH-Hant")] == ["en", "pt", "zh"]
