"""The word that a writer probably meant."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.article_keys import ARTICLE
from builder.source.suggest import closest, slips
from tests.source.front_matter_cases import PATH, outcome_of

SHORT = st.text(st.sampled_from("abc"), max_size=6)


@cache
def distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance by its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-2:][::-1]:
        best = min(best, distance(one[:-2], other[:-2]) + 1)
    return best


@given(SHORT, SHORT)
def test_slips_are_counted_as_defined(one: str, other: str) -> None:
    assert slips(one, other) == distance(one, other)


@given(st.text(st.sampled_from("abcd"), min_size=1, max_size=7), st.lists(st.text(st.sampled_from("abcd"), max_size=7)))
def test_the_nearest_choice_within_the_limit_is_found(word: str, choices: list[str]) -> None:
    limit = 1 if len(word) <= 4 else 2
    best = min(choices, key=lambda choice: distance(word, choice), default="")
    found = closest(word, choices)
    assert found == (best if choices and distance(word, best) <= limit else "")


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("category", "call it section"),
        ("categories", "write section: for the section, or tags: for topics"),
        ("description", "call it summary"),
        ("excerpt", "call it summary"),
        ("subtitle", "call it summary"),
        ("published", "call it date"),
        ("pubDate", "call it date"),
        ("publishDate", "call it date"),
        ("modified", "call it updated"),
        ("lastmod", "call it updated"),
        ("last-modified-at", "call it updated"),
        ("draft", "write status: draft, or remove it"),
        ("permalink", "write slug: for its last part, or list old addresses under aliases:"),
        ("url", "write slug: for its last part, or list old addresses under aliases:"),
        ("layout", "remove it; type: says what kind of article this is"),
        ("cover", "call it image"),
        ("thumbnail", "call it image"),
        ("headline", "remove it; title stands there already"),
        ("athors", "did you mean authors?"),
        ("Tags", "did you mean tags?"),
        ("titel", "remove it; title stands there already"),
        ("translation-of", "did you mean translation_of?"),
        ("expire", "did you mean expires?"),
    ],
)
def test_a_foreign_key_is_told_its_name_here(key: str, hint: str) -> None:
    diagnostics = outcome_of(PATH, f"---\ntitle: a\n{key}: x\n---\n".encode()).diagnostics
    assert [found.hint for found in diagnostics if found.code == "key-unknown"] == [hint]


def test_no_foreign_key_is_one_of_ours() -> None:
    assert set(ARTICLE.foreign).isdisjoint(ARTICLE.names)
