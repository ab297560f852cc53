"""The summary of a body: which paragraph, which words, and where it may be cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.body.summary import LONGEST, summary_of
from tests.source.body.reading_cases import body_of

WORDS = "Word" + " word" * 49 + " "
"""250 characters that begin like a sentence and end none."""


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("One.\n\nTwo.", "One."),
        ("# Head\n\n*One* [two](b.md) & `three`.", "One two & three."),
        ("[Promo](b.md)\n\n![Figure](a.jpg)\n\nOne.", "One."),
        ("![Elsewhere](https://example.org/a.jpg)\n\nOne.", "One."),
        ("One  \ntwo\nthree.", "One two three."),
        ("One[^1] two.[^2]\n\n[^1]: Note.\n\n[^2]: Note.", "One two."),
        ("![x](a.jpg) ![y](b.jpg)\n\nOne.", "One."),
        ("> One.\n\nTwo.", "One."),
        ("Fish &amp; chips &lt;b&gt; 5&nbsp;km.", "Fish & chips <b> 5\u00a0km."),
        ("<!-- note -->\n\n<p>  </p>\n\nOne <b>two</b>.", "One two."),
        ("- only\n- a list", ""),
        ("", ""),
        ("# Head[^1]\n\n[^1]: Only a note.", ""),
    ],
)
def test_summary_is_the_first_paragraph_with_words(text: str, summary: str) -> None:
    assert body_of(text).summary == summary


@pytest.mark.parametrize(
    ("paragraph", "summary"),
    [
        pytest.param(f"Three. Seven. {WORDS * 2}", "Three. Seven.", id="last sentence that fits"),
        pytest.param(f"Three? {WORDS * 2}", "Three?", id="question"),
        pytest.param(f"Один… {WORDS * 2}", "Один…", id="ellipsis"),
        pytest.param(f"ماذا حدث؟ {WORDS * 2}", "ماذا حدث؟", id="arabic"),
        pytest.param("今日は。" + "明日" * 200, "今日は。", id="japanese needs no space"),
        pytest.param(
            f"“Three. Seven.” {WORDS * 2}", "“Three. Seven.”", id="closing quotation mark belongs to the sentence"
        ),
        pytest.param(f"Three. “Seven. {WORDS * 2}” Three.", "Three.", id="not inside curly quotation marks"),
        pytest.param(f"Eins. „Zwei. {WORDS * 2}“ Drei.", "Eins.", id="not inside German ones"),
        pytest.param(f"Один. «Другий. {WORDS * 2}» Третє.", "Один.", id="not inside guillemets"),
        pytest.param(f"Eight. »Nine. {WORDS * 2}« Tre.", "Eight.", id="not inside Danish ones"),
        pytest.param(f"Seven. ”Eight. {WORDS * 2}” Tre.", "Seven.", id="not inside Swedish ones"),
        pytest.param(f'Three. "Seven. {WORDS * 2}" Three.', "Three.", id="not inside straight ones"),
        pytest.param(f"Three. ‘Seven. {WORDS * 2}end’ Three.", "Three.", id="not inside single ones"),
        pytest.param(f"Three. ‘The dogs’ owners. {WORDS * 2},’ she said.", "Three.", id="nor after a plural in them"),
        pytest.param(
            f"‘No,’ he said. Dogs’ owners don’t care. {WORDS * 2} ‘Yes.’",
            "‘No,’ he said. Dogs’ owners don’t care.",
            id="an apostrophe closes nothing twice",
        ),
        pytest.param(f"It was in the ‘90s. Seven. {WORDS * 2}", "It was in the ‘90s. Seven.", id="nor opens anything"),
        pytest.param(f"«Three “seven. {WORDS * 2}” three» four.", "", id="nested, nothing outside"),
        pytest.param(f'A 5" pipe. Seven. {WORDS * 2}', 'A 5" pipe. Seven.', id="inches open no quotation"),
        pytest.param(f'Three. <a href="x">Seven. {WORDS * 2}</a> Three.', "Three.", id="not inside a link"),
        pytest.param(
            f"He left. Mr. J. Smith came on the 3. May {WORDS * 2}", "He left.", id="abbreviations end nothing"
        ),
        pytest.param(f"It grew by 3.5 points. {WORDS * 2}", "It grew by 3.5 points.", id="decimal point"),
        pytest.param(f"He left. It rose, etc. and so {WORDS[1:] * 2}", "He left.", id="a small letter goes on"),
    ],
)
def test_a_long_paragraph_is_cut_where_a_sentence_ends(paragraph: str, summary: str) -> None:
    assert summary_of(f"<p>{paragraph}</p>") == (summary or paragraph)


def test_without_a_sentence_it_is_cut_between_words() -> None:
    assert summary_of(f"<p>{WORDS * 2}</p>") == (WORDS * 2)[: LONGEST - 1] + "…"


def test_a_comma_before_the_cut_goes() -> None:
    assert summary_of("<p>" + "word, " * 100 + "</p>").endswith("word…")


def test_one_long_word_is_kept_whole() -> None:
    assert summary_of(f"<p>{'x' * 500}</p>") == "x" * 500


def test_a_paragraph_of_the_longest_length_is_kept_whole() -> None:
    text = ("word " * 64).strip() + "."
    assert len(text) == LONGEST
    assert summary_of(f"<p>{text}</p>") == text


PIECES = st.sampled_from(
    ["“", "”", "«", "»", '"', "word", " ", ". ", "! ", "слово", "漢字", "。", "<a href='#'>", "</a>", "„"]
)


@given(st.lists(PIECES, min_size=60, max_size=400))
def test_a_cut_never_splits_a_word_and_never_invents(pieces: list[str]) -> None:
    text = re.sub(r" +", " ", re.sub("<[^>]*>", "", "".join(pieces))).strip()
    made = summary_of("<p>" + "".join(pieces).replace("'", '"') + "</p>")
    kept = made.removesuffix("…")
    assert text.startswith(kept)
    rest = text[len(kept) :]
    assert not (re.match(r"[a-zа-я]", rest) and re.search(r"[a-zа-я]$", kept))


@given(
    st.lists(st.sampled_from(["«One.» ", "«Two. Three» ", "Four. ", "«Five «six.» Seven.» ", "eight "]), min_size=90)
)
def test_a_cut_is_outside_every_quotation(pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    kept = summary_of(f"<p>{text}</p>")
    assert kept.count("«") == kept.count("»")
    assert len(kept) <= LONGEST
