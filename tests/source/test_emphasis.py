"""Headlines: emphasis and typographic marks."""

from functools import partial
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.emphasis import headline, plain
from builder.source.markdown.quotes import quotes_of
from tests.pace import too_long

SOUP = st.text(st.sampled_from("a b*_\\'\"<>&-.«é5"), max_size=60)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*a*", "<em>a</em>"),
        ("_a_", "<em>a</em>"),
        ("**a**", "<strong>a</strong>"),
        ("__a__", "<strong>a</strong>"),
        ("***a***", "<strong><em>a</em></strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a _b* c_", "<em>a _b</em> c_"),
        ("a*b*c", "a<em>b</em>c"),
        ("a_b_c", "a_b_c"),
        ("* a *", "* a *"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("**a*", "**a*"),
        ("*a", "*a"),
        ("a*", "a*"),
        ("****a****", "****a****"),
        (r"\*a\*", "*a*"),
        (r"*a\*", r"*a*"),
        ("(*a*)", "(<em>a</em>)"),
        ("*a*'s", "<em>a</em>’s"),
        ('"*a*"', "“<em>a</em>”"),
        ('*"a"*', "<em>“a”</em>"),
        ("a -- b --- c ... d", "a – b — c … d"),
        ("'80s -- *rock 'n' roll*", "’80s – <em>rock ‘n’ roll</em>"),
        ("<b> & *c*", "&lt;b&gt; &amp; <em>c</em>"),
        ("R&amp;D", "R&amp;amp;D"),
    ],
)
def test_a_headline_in_html(source: str, html: str) -> None:
    assert headline(source, "en").html == html


@given(SOUP, st.sampled_from(["en", "uk", "de", "fr"]))
def test_the_html_is_the_text_with_tags_that_nest(source: str, lang: str) -> None:
    text, html = headline(source, lang)
    bare = html
    for tag in ("<em>", "</em>", "<strong>", "</strong>"):
        bare = bare.replace(tag, "")
    assert "<" not in bare
    assert unescape(bare) == text
    while (smaller := html.replace("<em></em>", "").replace("<strong></strong>", "")) != html:
        html = smaller
    assert html.count("<em>") == html.count("</em>")
    assert html.count("<strong>") == html.count("</strong>")


@given(st.text(st.sampled_from("ab c,.é5"), max_size=60))
def test_a_text_without_marks_is_itself(source: str) -> None:
    if "..." not in source:
        assert headline(source, "uk") == (source, source)


@pytest.mark.parametrize("lang", ["en", "uk", "de", "pl", "sv", "fr", "ar"])
def test_quotation_marks_are_the_languages_own(lang: str) -> None:
    marks = quotes_of(lang)
    assert plain('Say "a b".', lang) == f"Say {marks.opening}a b{marks.closing}."


def test_the_longest_headline_of_nothing_but_marks_takes_no_time() -> None:
    for soup in ("*a _b ", "***a** b* ", "\"'", "'\"a", "--", "\\*", "_" * 7 + "a", "<&"):
        source = (soup * 5_000)[:5_000]
        assert too_long(partial(headline, source, "en"), 1) == ""  # a weapon would take minutes
