"""What is kept of an article: its heaviest terms."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.article import Article, Tag
from builder.model.wording import HEAVIEST, NOTHING
from builder.source import wording
from builder.source.body.reading import plain_text
from builder.source.wording import wording_of
from tests.render import kits


def about(html: str, **fields: object) -> dict[str, int]:
    """Return the terms of an article with their weights."""
    found = wording_of(article(**fields), plain_text(html).split())
    return dict(zip(found.terms(), found.weights, strict=True))


def article(**fields: object) -> Article:
    """Return an article that says nothing beyond what is given."""
    return msgspec.structs.replace(
        kits.article(), **{"title": "", "summary": "", "tags": (), "lang": "en", "section": "world"} | fields
    )


def test_a_word_weighs_more_in_the_headline_than_in_the_text() -> None:
    terms = about("<p>levee levee ferry ferry</p>", title="Levee")
    assert terms["leve"] > terms["ferri"]


def test_a_headline_counts_four_times_a_standfirst_once_and_a_tag_twice() -> None:
    text = "<p>anchor anchor anchor anchor beacon canal canal</p>"
    terms = about(text, title="Levee", summary="Harbour", tags=(Tag("quay", "Quay"),))
    assert terms["leve"] == terms["anchor"] > terms["quay"] == terms["canal"] > terms["harbour"] == terms["beacon"]


def test_the_tenth_time_says_less_than_the_second() -> None:
    once, twice, ten = (about(f"<p>{'ferry ' * times}</p>")["ferri"] for times in (1, 2, 10))
    assert once < twice < ten < 5 * twice


def test_a_tag_and_the_section_are_terms_too() -> None:
    terms = about("<p>text</p>", tags=(Tag("flood wall", "Flood wall"),))
    assert {"#flood-wall", "/world", "flood", "wall"} <= terms.keys()


def test_longer_articles_are_held_back() -> None:
    filling = " ".join(f"word{number}" for number in range(3_000))
    assert about(f"<p>ferry ferry ferry {filling}</p>")["ferri"] < about("<p>ferry ferry ferry</p>")["ferri"]


def test_a_sentence_more_leaves_other_words_alone() -> None:
    text = " ".join(f"word{number}" for number in range(100))
    short, long = about(f"<p>{text}</p>"), about(f"<p>{text} one sentence more</p>")
    assert {term: long[term] for term in short} == short


def test_of_equals_the_first_are_kept() -> None:
    text = " ".join(f"word{number}" for number in range(2 * wording.TERMS))
    terms = about(f"<p>{text}</p>", title="Levee")
    assert len(terms) == wording.TERMS
    assert {"leve", "word0", "word100"} <= terms.keys()
    assert f"word{2 * wording.TERMS - 1}" not in terms


def test_an_article_without_words_has_its_section() -> None:
    assert about("") == {"/world": about("<p>ferry</p>")["/world"]}


def test_nothing_has_no_terms() -> None:
    assert NOTHING.terms() == []


@given(st.text(max_size=400), st.text(max_size=60), st.sampled_from(["en", "uk", "ar", "zh", "he", "th", "xx"]))
def test_any_text_has_bounded_terms(text: str, title: str, lang: str) -> None:
    found = wording_of(article(title=title, lang=lang), text.split())
    terms = found.terms()
    assert len(terms) == len(set(terms)) == len(found.weights) <= wording.TERMS
    assert all(terms)
    assert all(1 <= weight <= HEAVIEST for weight in found.weights)
    assert wording_of(article(title=title, lang=lang), text.split()) == found


@pytest.mark.parametrize("times", [1, 50, 99, 100, 5_000])
def test_no_word_weighs_more_than_fits(times: int) -> None:
    assert 1 <= about("<p>" + "ferry " * times + "</p>")["ferri"] <= HEAVIEST
