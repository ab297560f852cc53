"""Cleaning: what is saved when nothing needs it, and that nobody sees the difference."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builder.source.body.allowed import ATTRIBUTES, TAGS
from builder.source.body.clean import clean
from builder.source.markdown.convert import convert
from tests.source.body.reading_cases import Case, body_of, cases

PLAIN = [
    case
    for case in cases("body-*.md")
    if "<" not in case.text and not re.search("link-unsafe|has no host", case.expected)
]
"""Texts that need no cleaning, and whose targets the cleaner would not take away before the links are read."""

BLOCKS = st.sampled_from(
    [
        "# Head *one*",
        "Two\n---",
        'Text *em* **strong** `code & "x"` [link](https://example.org/?a=1&b=2 "T & \'t\'") -- \'q\' "q" it\'s',
        "- a\n- b\n    1. c\n    2. d",
        "7. seven\n8. eight",
        "> quoted\n> > twice",
        '    code & "x" &lt;',
        '~~~ python\ncode > "x"\n~~~',
        "| a | b |\n|:--|--:|\n| 1 | `2` |",
        "Term\n:   Definition\n\n    More",
        '*[KI]: Kyiv "Independent"\n\nThe KI.',
        "Text.[^n] And again.[^n]\n\n[^n]: Note *one*.\n\n    Second.",
        '![A "ship" & more](a.jpg "C | D")',
        "line  \nbreak",
        "***",
        "AT&T &copy; &amp;lt; &nbsp; &#8212; &notanentity;",
        "[a][b]\n\n[b]: /x/ 'T'",
    ]
)


@given(st.lists(BLOCKS, max_size=8))
def test_skipping_gives_what_cleaning_gives(blocks: list[str]) -> None:
    html = convert("\n\n".join(blocks), "en").html
    skipped, cleaned = clean(html, trusted=True), clean(html, trusted=False)
    assert not cleaned.removed
    assert not cleaned.unsafe
    assert skipped.html.count("<") == html.count("<")  # it was not parsed again
    assert _tree(skipped.html) == _tree(cleaned.html)


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case.name)
def test_skipping_gives_what_cleaning_gives_in_the_tables(case: Case) -> None:
    html = convert(case.text, "en").html
    assert _tree(clean(html, trusted=True).html) == _tree(clean(html, trusted=False).html)


def test_markdown_alone_imports_no_cleaner() -> None:
    script = (
        "import sys; from tests.source.body.reading_cases import body_of;"
        "body_of('# One\\n\\n[two](b.md) *three* ![four](a.jpg)\\n\\n| a |\\n|--:|\\n| b |');"
        "print('nh3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        '<p onclick="x">y</p>',
        "<p>y</P>",
        '<p style="color:red">x</p>',
        "<p class=x>y</p>",
        '<a href="x"onclick="y">z</a>',
        '<img src="x" onerror="y">',
        "<svg></svg>",
        "<!-- x -->",
        "<?x?>",
        "< p>",
        "<p",
        '<p class="<b>">',
    ],
)
def test_whatever_markdown_does_not_make_is_cleaned_even_in_a_trusted_body(html: str) -> None:
    made = clean(html, trusted=True).html
    assert not re.search(r"<script|onclick|onerror|style=|<svg|<!--|<\?|<p class=x|</P|< p", made)


def test_the_lists_name_nothing_that_runs_or_embeds() -> None:
    names = {name for allowed in ATTRIBUTES.values() for name in allowed}
    assert not TAGS & set("script style iframe object embed svg math form input link meta base video audio".split())
    assert not names & set("style srcset poster background action formaction cite data ping name target".split())
    assert not {name for name in names if name.startswith("on")}
    assert set(ATTRIBUTES) - {"*"} <= TAGS


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_every_element_of_the_list_passes(tag: str) -> None:
    inside = {
        "caption": "<table>{}</table>",
        "colgroup": "<table>{}</table>",
        "tbody": "<table>{}</table>",
        "thead": "<table>{}</table>",
        "tfoot": "<table>{}</table>",
        "tr": "<table><tbody>{}</tbody></table>",
        "td": "<table><tbody><tr>{}</tr></tbody></table>",
        "th": "<table><tbody><tr>{}</tr></tbody></table>",
        "col": "<table><colgroup>{}</colgroup></table>",
    }.get(tag, "<div>{}</div>")
    cleaned = clean(inside.format(f'<{tag} class="x">'), trusted=False)
    assert f'<{tag} class="x"' in cleaned.html
    assert cleaned.removed == ()


def test_losses_are_named_once_each_and_in_one_diagnostic() -> None:
    found = body_of(
        "<b onclick='1'>x</b> <i onclick=2>y</i> <u onclick=3>z</u> <font>1</font><font>2</font>"
    ).diagnostics
    assert [d.message for d in found] == ["onclick of <b> was removed (also onclick of <i>, onclick of <u>, <font>)"]


def test_the_cleaned_html_is_stable() -> None:
    for case in cases("body-html.md"):
        once = clean(convert(case.text, "en").html, trusted=False).html
        assert clean(once, trusted=False).html == once


def _tree(html: str) -> str:
    """Write a document's elements, attributes and texts, as a parser understands them."""
    return json.dumps(list(_nodes(LexborHTMLParser(f"<body>{html}").body)), ensure_ascii=False, indent=0)


def _nodes(node: LexborNode | None) -> Iterator[object]:
    if node is None:
        return
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text(deep=False)
        else:
            yield [child.tag, sorted((name, value or "") for name, value in child.attributes.items())]
            yield list(_nodes(child))
