"""A conversion leaves nothing behind: footnotes, abbreviations, references, ids, a parser that broke down."""

import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import Converted, MarkdownFailure
from builder.source.markdown.lean import forget_parsers
from tests.source.markdown.random_articles import TAILS, article, simple

TOO_DEEP = "1. " * 2_000


def _text(random: Random) -> str:
    return random.choice((article, article, simple))(random)


@pytest.mark.parametrize("first", [*TAILS, "# Same\n\n# Same", "{: #same }", "[^1]: x\n\n[^1]", "7. seven", TOO_DEEP])
def test_what_one_article_defines_the_next_does_not_see(first: str) -> None:
    second = "# Same\n\nHTML CSS [ref] [Ref][] text[^1] [^2]\n\n# Same\n\n3. three\n\n<b>b</b>"
    forget_parsers()
    alone = convert(second, "en")
    _try(first)
    assert convert(second, "en") == alone


def test_random_pairs() -> None:
    random = Random(16)
    for _ in range(150):
        first, second = _text(random), _text(random)
        forget_parsers()
        alone = convert(second, "en")
        _try(first)
        assert convert(second, "en") == alone, (first, second)


def test_the_same_text_in_two_languages() -> None:
    english, ukrainian = convert('"a" [^1]\n\n[^1]: "b"', "en"), convert('"a" [^1]\n\n[^1]: "b"', "uk")
    assert "“b”" in english.html
    assert "«b»" in ukrainian.html
    assert convert('"a" [^1]\n\n[^1]: "b"', "en") == english


def test_threads_do_not_meet() -> None:
    texts = [_text(Random(seed)) for seed in range(120)]
    alone = [convert(text, "en") for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: convert(text, "en"), texts)) == alone


def test_an_article_comes_out_the_same_however_deep_the_caller_is() -> None:
    text = "> " * 320 + "deep"
    assert _deeper(400, text) == convert(text, "en")


def test_the_interpreters_limit_is_left_as_it_was() -> None:
    before = sys.getrecursionlimit()
    _try(TOO_DEEP)
    convert("<b>x</b>", "en")
    assert sys.getrecursionlimit() == before


def _deeper(levels: int, text: str) -> Converted:
    return _deeper(levels - 1, text) if levels else convert(text, "en")


def _try(text: str) -> None:
    try:
        convert(text, "en")
    except MarkdownFailure:
        assert text == TOO_DEEP
