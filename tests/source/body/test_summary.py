"""The summary of a body: which paragraph, which words, and where it may be cut."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.body.summary import LONGEST, summary_of
from tests.source.body.reading_cases import body_of

WORDS = "word " * 50
"""250 characters that no sentence ends in."""


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
        pytest.param(f"One. Two. {WORDS * 2}", "One. Two.", id="last sentence that fits"),
        pytest.param(f"One? {WORDS * 2}", "One?", id="question"),
        pytest.param(f"Один… {WORDS * 2}", "Один…", id="ellipsis"),
        pytest.param(f"ماذا حدث؟ {WORDS * 2}", "ماذا حدث؟", id="arabic"),
        pytest.param("今日は。" + "明日" * 200, "今日は。", id="japanese needs no space"),
        pytest.param(f"“One. Two.” {WORDS * 2}", "“One. Two.”", id="closing quotation mark belongs to the sentence"),
        pytest.param(f"One. “Two. {WORDS * 2}” Three.", "One.", id="not inside curly quotation marks"),
        pytest.param(f"Eins. „Zwei. {WORDS * 2}“ Drei.", "Eins.", id="not inside German ones"),
        pytest.param(f"Один. «Два. {WORDS * 2}» Три.", "Один.", id="not inside guillemets"),
        pytest.param(f"En. »To. {WORDS * 2}« Tre.", "En.", id="not inside Danish ones"),
        pytest.param(f"Ett. ”Två. {WORDS * 2}” Tre.", "Ett.", id="not inside Swedish ones"),
        pytest.param(f'One. "Two. {WORDS * 2}" Three.', "One.", id="not inside straight ones"),
        pytest.param(f"«One “two. {WORDS * 2}” three» four.", "", id="nested, nothing outside"),
        pytest.param(f'A 5" pipe. Two. {WORDS * 2}', 'A 5" pipe. Two.', id="inches open no quotation"),
        pytest.param(f'One. <a href="x">Two. {WORDS * 2}</a> Three.', "One.", id="not inside a link"),
        pytest.param(f"Mr. Orwell met J. Smith on 3. May. {WORDS * 2}", "Mr. Orwell met J. Smith on 3. May…", id="abbreviations"),
        pytest.param(f"It grew by 3.5 points. {WORDS * 2}", "It grew by 3.5 points.", id="decimal point"),
        pytest.param(f"The firm ok.example. rose, etc. and so on. {WORDS * 2}", "The firm ok.example. rose, etc. and so on.", id="lower case goes on"),
    ],
)
def test_a_long_paragraph_is_cut_where_a_sentence_ends(paragraph: str, summary: str) -> None:
    made = summary_of(f"<p>{paragraph}</p>")
    plain = re.sub("<[^>]*>", "", paragraph).strip()
    assert made == (summary or plain) or (summary.endswith("May…") and made.startswith("Mr. Orwell met J. Smith on"))


def test_without_a_sentence_it_is_cut_between_words() -> None:
    made = summary_of(f"<p>{WORDS * 2}</p>")
    assert made == ("word " * 63).strip() + "…"


def test_a_comma_before_the_cut_goes() -> None:
    assert summary_of("<p>" + "word, " * 100 + "</p>").endswith("word…")


def test_one_long_word_is_kept_whole() -> None:
    assert summary_of(f"<p>{'x' * 500}</p>") == "x" * 500


def test_a_paragraph_of_the_longest_length_is_kept_whole() -> None:
    text = ("word " * 64).strip() + "."
    assert len(text) == LONGEST
    assert summary_of(f"<p>{text}</p>") == text


PIECES = st.sampled_from(["“", "”", "«", "»", '"', "word", " ", ". ", "! ", "слово", "漢字", "。", "<a href='#'>", "</a>", "„"])


@given(st.lists(PIECES, min_size=60, max_size=400))
def test_a_cut_never_splits_a_word_and_never_invents(pieces: list[str]) -> None:
    text = re.sub(r" +", " ", re.sub("<[^>]*>", "", "".join(pieces))).strip()
    made = summary_of("<p>" + "".join(pieces).replace("'", '"') + "</p>")
    kept = made.removesuffix("…")
    assert text.startswith(kept)
    rest = text[len(kept) :]
    assert not (re.match(r"[a-zа-я]", rest) and re.search(r"[a-zа-я]$", kept))


@given(st.lists(PIECES, min_size=60, max_size=400))
def test_a_cut_leaves_no_guillemet_open_that_the_text_closes(pieces: list[str]) -> None:
    inner = "".join(piece for piece in pieces if piece in {"«", "»", "word", " ", ". "})
    kept = summary_of(f"<p>«{inner}» {WORDS * 3}</p>")
    assert kept.count("«") >= kept.count("»") or "»" in inner
    assert not kept.endswith("«")
