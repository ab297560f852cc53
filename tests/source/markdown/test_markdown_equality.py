"""Every conversion equals the stock parser's, byte for byte."""

import os
from collections.abc import Callable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.source.markdown.direct import convert_directly
from builder.source.markdown.lean import convert_leanly
from builder.source.markdown.quotes import quotes_of
from tests.source.markdown.corpora import ARCHIVE, BENCH, archive_bodies, bench_bodies, own_files
from tests.source.markdown.hostile_articles import WEAPONS, grown
from tests.source.markdown.random_articles import SOUP, article, simple, soup
from tests.source.markdown.reference import LANGUAGES, expected, ours

MAKERS = (article, simple, simple, soup)
DOCUMENTS = 100_000 if os.environ.get("NEWSDESK_LONG") else 3_200
CHUNKS = 16

# Every text of so many signs: what goes wrong at all mostly goes wrong in a small one.
SMALL = {
    "emphasis": (("*", "_", "a", " ", "[b](c)"), 5),
    "quotes": (("'", '"', "s", "8", "a", " ", "-", "*b*", "—"), 3),
    "blocks": (("\n", "- ", "> ", "# ", "a", "1. ", "---"), 4),
    "links": (("[", "]", "(", ")", "!", "a", '"', "\\", "_"), 3),
    "others": (("&", "a", ";", "\\", "*", "  \n", ">", "`", "{", "|", "<"), 3),
}


def _document(seed: int) -> tuple[str, str]:
    random = Random(seed)
    return MAKERS[seed % len(MAKERS)](random), random.choice(LANGUAGES)


def _check(text: str, lang: str) -> None:
    assert ours(text, lang) == expected(text, lang), (lang, text)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_documents(chunk: int) -> None:
    for seed in range(chunk, DOCUMENTS, CHUNKS):
        _check(*_document(seed))


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_very_many_random_documents(chunk: int) -> None:
    for seed in range(1_000_000 + chunk, 1_100_000, CHUNKS):
        _check(*_document(seed))


@pytest.mark.parametrize(
    "text",
    [
        "*[]()_.__*",  # the library reads the text behind a link again
        "|  \n\\\\|",  # a table line of backslashes
        "---\n\n\u00a0 \n\na",  # a paragraph of nothing
        "*`a`* **b*c [d](e) f* g** _h_",
        "# a \\> b & \\#35;",
        '> "a\n> - b\n\n> - c\n',
    ],
)
def test_texts_that_went_wrong_once(text: str) -> None:
    _check(text, "en")
    _check(text, "uk")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(SOUP), max_size=30).map("".join), st.sampled_from(LANGUAGES))
def test_marks_in_any_order(text: str, lang: str) -> None:
    _check(text, lang)


@pytest.mark.parametrize("name", SMALL)
def test_every_short_text(name: str) -> None:
    signs, longest = SMALL[name]
    for length in range(1, longest + 1):
        for text in map("".join, product(signs, repeat=length)):
            _check(text, "en")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.text("ab s'\"-–—.,!*_[]()`\\&;#x{}>\n\u00a0é8", max_size=24), st.sampled_from(LANGUAGES))
def test_characters_in_any_order(text: str, lang: str) -> None:
    _check(text, lang)


@pytest.mark.parametrize(("maker", "least"), [(simple, 120), (article, 5)])
def test_the_direct_way_takes_part(maker: Callable[[Random], str], least: int) -> None:
    quotes = quotes_of("en")
    taken = sum(convert_directly(maker(Random(seed)), quotes) is not None for seed in range(400))
    assert taken >= least


def test_both_ways_agree_where_both_go() -> None:
    quotes = quotes_of("uk")
    for seed in range(1_000):
        text = simple(Random(seed))
        directly = convert_directly(text, quotes)
        assert directly is None or directly == convert_leanly(text, quotes), text


@pytest.mark.parametrize("name", sorted(WEAPONS))
def test_weapons_while_they_are_small(name: str) -> None:
    _check(grown(name, 200), "en")


@pytest.mark.parametrize(
    "text", ["{}a{}(b)", "!{}a{}(b)", "{}a{}[r]\n\n[r]: /r", "{}a {}[c](d){}(b)", "[{}a{}", "{}a{}]{}(b)"]
)
@pytest.mark.parametrize("depth", [30, 40, 100])
def test_deep_brackets(text: str, depth: int) -> None:
    for before in ("", "x\\[ "):
        filled = (
            text.replace("{}", "[" * depth, 1).replace("{}", "]" * depth, 1).replace("{}", "[" * depth + "]" * depth)
        )
        _check(before + filled, "en")


@pytest.mark.parametrize("path", sorted(own_files()))
def test_our_own_files(path: str) -> None:
    _check(own_files()[path], "en")
    _check(own_files()[path], "uk")


@pytest.mark.skipif(not BENCH.exists(), reason="needs ../shared/bench/corpus.py")
def test_benchmark_corpus() -> None:
    bodies = bench_bodies(200)
    assert len(bodies) == 200
    for body in bodies:
        _check(body, "en")


@pytest.mark.skipif(not ARCHIVE.exists(), reason="needs ../shared/corpora/18f.tar.gz")
def test_18f_corpus() -> None:
    bodies = archive_bodies()
    assert len(bodies) > 500
    for body in bodies.values():
        _check(body, "en")
