"""Quotation marks, apostrophes, dashes and dots by language, from the tables in tests/cases/."""

import re
from pathlib import Path
from random import Random

import pytest
from markdown import Markdown

from builder.source.markdown.convert import convert
from builder.source.markdown.quotes import quotes_of
from tests.source.markdown.random_articles import simple

TABLE = Path(__file__).parents[2] / "cases" / "markdown-quotes.md"
ROWS = re.findall(r"^\| (\S+) \| (.+) \| (.+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)[2:]


@pytest.mark.parametrize(("lang", "text", "html"), ROWS)
def test_typography(lang: str, text: str, html: str) -> None:
    assert convert(text, lang).html == f"<p>{html}</p>"


def test_the_table_is_found() -> None:
    assert len(ROWS) > 40


@pytest.mark.parametrize("lang", ["uk", "uk-UA", "UK", "uk_UA", "uk-Cyrl-UA"])
def test_the_first_part_of_a_tag_decides(lang: str) -> None:
    assert quotes_of(lang) == quotes_of("uk")


def test_a_whole_tag_goes_before_its_first_part() -> None:
    assert quotes_of("pt-BR") == quotes_of("en") != quotes_of("pt")


@pytest.mark.parametrize("lang", ["", "xx", "en-GB", "-"])
def test_english_is_the_default(lang: str) -> None:
    assert quotes_of(lang) == quotes_of("en")


def test_english_is_the_librarys_own_smarty() -> None:
    marks = ("left-single-quote", "right-single-quote", "left-double-quote", "right-double-quote")
    names = dict(zip((*marks, "mdash", "ndash", "ellipsis"), "‘’“”—–…", strict=True))
    plain = Markdown(
        extensions=["smarty"], extension_configs={"smarty": {"substitutions": names}}, output_format="html"
    )
    for seed in range(300):
        text = "text " + re.sub(r"[^\w\s'\"&;.,!?—–-]", "", simple(Random(seed))).replace("\n", " ")
        assert convert(text, "en").html == plain.reset().convert(text), text
