"""Headings, their anchors, and every id that a link may name."""

import pytest

from builder.source.markdown.anchors import ids_of, slug
from builder.source.markdown.convert import convert


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Council votes", "council-votes"),
        ("  What -- now?!  ", "what-now"),
        ("Рада ухвалила: бюджет-2027", "рада-ухвалила-бюджет-2027"),
        ("İstanbul ÇAĞRI", "i\u0307stanbul-çağri"),
        ("Straße", "strasse"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("مَدينة السلام", "مَدينة-السلام"),
        ("東京 2026年", "東京-2026年"),
        ("e\u0301te\u0301", "été"),
        ("snake_case", "snake-case"),
        ("R&D", "r-d"),
        ("…", "section"),
        ("", "section"),
    ],
)
def test_slugs(text: str, anchor: str) -> None:
    assert slug(text) == anchor


def test_headings_in_order_with_levels_anchors_and_plain_text() -> None:
    made = convert('# "One" & *two*\n\ntext\n\n## One\n\n> ### `in` [a](/b) quote\n\nOne\n---\n', "en")
    assert made.headings == (
        (1, "one-two", "“One” & two"),
        (2, "one", "One"),
        (3, "in-a-quote", "in a quote"),
        (2, "one_1", "One"),
    )
    assert made.ids == ("one-two", "one", "in-a-quote", "one_1")


def test_headings_with_an_id_or_a_label_of_their_own() -> None:
    made = convert("# One {#own}\n\n# Two {data-toc-label='Short'}\n\n# own\n\n# <b>X</b>", "en")
    assert made.headings == ((1, "own", "One"), (1, "two", "Short"), (1, "own_1", "own"), (1, "x", "X"))


def test_ids_of_headings_footnotes_attributes_and_html() -> None:
    made = convert("# A\n\ntext[^1]\n\npara\n{: #para }\n\n<b id=raw data-id='no'>b</b>\n\n[^1]: note", "en")
    assert made.ids == ("a", "fnref:1", "para", "raw", "fn:1")


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ('<p id="a">', ("a",)),
        ("<p class='x' ID = 'b'>", ("b",)),
        ("<p id=c>", ("c",)),
        ('<p title="x id=d">', ()),
        ('<p id="a&amp;b">', ("a&b",)),
        ('<p title=">" id="e">', ("e",)),
        ('<!-- <p id="f"> --><p\nid="g">', ("g",)),
        ("id='h' &lt;p id='i'>", ()),
        ('<p data-id="j" id="">', ()),
        ("<p id", ()),
    ],
)
def test_ids_of_html(html: str, ids: tuple[str, ...]) -> None:
    assert ids_of(html) == ids
