"""Weapons: bodies made to take long. Whatever comes after the conversion takes time in proportion to its size."""

import tracemalloc

import pytest

from builder.model.diagnostics import Diagnostic
from builder.source.body.body import Body
from builder.source.body.clean import MOST_WORK, clean
from builder.source.body.code import code_ranges, raw_ranges
from builder.source.body.ids import settle_ids
from builder.source.body.links import set_links
from builder.source.body.lists import too_deep_at
from builder.source.body.losses import losses_of
from builder.source.body.manuscript import Manuscript
from builder.source.body.nesting import COUNTED, parsing_work
from builder.source.body.promos import space_lone_lines
from builder.source.body.reading import plain_text, reading_seconds
from builder.source.body.summary import summary_of
from tests.pace import too_long
from tests.source.body.reading_cases import PATH, SITE, body_of, line_of

SIZE = 100_000
LONGEST = 1.0
"""Seconds for 100 KB, as tests/pace.py counts them: ten times what the slowest takes; a square would take a hundred."""

TEXTS = [
    "<a ",
    "[a](",
    "![",
    "[",
    "](",
    "`",
    "` `` ",
    "```\n",
    "~~~a\n",
    "<",
    "<!--",
    "<pre>\n",
    "<a href=",
    "<a href='",
    "[a](b.md)\n",
    "[a][r] ",
    "[r]: b.md\n",
    "\\",
    "    a\n\n",
    "- \n\n    a\n",
    "[a](b.md ",
    '[a](b.md "',
    "{: #a }\n",
    "<b id=a>",
    "![a](b.jpg)\n",
    "[a](b c",
    "\n",
    " ",
    "[[[a]]](b.md)\n",
    "[a](((((",
    "<!-- -->\n[a](b.md)\n",
]

HTML = [
    "<a ",
    '<a href="',
    '<a href="x.md">',
    '<a href="x.md">a</a>',
    '<p><a href="x.md">a</a></p>\n',
    '<a href="#x">a</a>',
    '<a id="a">',
    '<a id="a" ',
    "<img ",
    '<img src="a.jpg">',
    '<p><img src="a.jpg" alt="a"></p>\n',
    "<p>",
    "<p ",
    "</p>",
    "<",
    "</a>",
    "<p></p>",
    "<p>“a. ”</p>",
    "“a. ",
    "a. ",
    '"',
    '<sup id="fnref',
    "&amp;",
    "&",
    "\ue000",
    "漢",
    ' id="a"',
    "<a\n\n",
    '<img src="https://x.example/">',
    '<a href="javascript:x">a</a>',
    '<a href="%6aavascript:%3a&amp;">',
]


@pytest.mark.parametrize("unit", TEXTS)
def test_reading_the_text_is_linear(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    manuscript = Manuscript(text, "content/a.md", 1)
    for work in (
        lambda: space_lone_lines(text, "content", SITE),
        lambda: code_ranges(text),
        lambda: raw_ranges(text),
        lambda: [manuscript.use("b.md") for _ in range(1000)],
    ):
        assert too_long(work, LONGEST) == ""


@pytest.mark.parametrize("begun", ["[a](", "[a](b", '[a](b "x"', "[a](<b>", "[a](b)"])
@pytest.mark.parametrize("space", [" ", "\t"])
def test_a_wide_gap_in_a_lone_line_is_no_weapon(begun: str, space: str) -> None:
    text = begun + space * (SIZE // 5) + "x\n"
    assert too_long(lambda: space_lone_lines(text, "content", SITE), LONGEST) == ""


@pytest.mark.parametrize("unit", HTML)
def test_reading_the_html_is_linear(unit: str) -> None:
    html = unit * (SIZE // len(unit))
    text = "[a](x.md) ![a](a.jpg) " * 100
    for work in (
        lambda: set_links(html, Manuscript(text, "content/a.md", 1), SITE, frozenset({4}), ("a", "b")),
        lambda: settle_ids(html),
        lambda: summary_of(f"<p>{html}</p>"),
        lambda: summary_of(html),
        lambda: plain_text(html),
        lambda: reading_seconds(html, html.split(), 1),
        lambda: losses_of(html),
        lambda: clean(html, trusted=False),
    ):
        assert too_long(work, LONGEST) == ""


@pytest.mark.parametrize("unit", ["a=", 'a="b" ', 'a"', "=='b'"])
def test_a_tag_with_many_attributes_takes_no_more_memory_than_its_text(unit: str) -> None:
    html = "<p>" * 600 + "<div " + unit * (SIZE // len(unit)) + ">"
    tracemalloc.start()
    try:
        parsing_work(html)
        assert tracemalloc.get_traced_memory()[1] < 3 * len(html)
    finally:
        tracemalloc.stop()


def test_many_unknown_anchors_among_many_ids_are_no_weapon() -> None:
    html = "".join(f'<p id="heading-{n}"><a href="#headings-{n}">a</a></p>' for n in range(2000))
    html, ids, _ = settle_ids(html)
    assert too_long(lambda: set_links(html, Manuscript("", "content/a.md", 1), SITE, frozenset(), ids), LONGEST) == ""


def test_many_removed_names_are_no_weapon() -> None:
    text = "".join(f"<x{n}>" for n in range(12_000))
    assert too_long(lambda: body_of(text), 2 * LONGEST) == ""
    (found,) = body_of("".join(f"<x{n}></x{n}>" for n in range(20))).diagnostics
    assert found.message.startswith("<x0> was removed (also <x1>, <x2>, ")
    assert found.message.endswith("<x7>, 12 more)")


NESTS = [
    "<div>",
    "<b>",
    "<p><b class=#>x</p>",
    "<div></span>",
    "<div><!</div>",
    "<div><!--</div>-->",
    '<div title="</div>">',
    "<div title=</div>>",
    "<div><script></div></script>",
    "<div><script><!--<script></script></div>--></script>",
    "<div><svg><![CDATA[></svg></div>]]></svg>",
    "<div><table></div></table>",
    "<div><template></div></template>",
    "<div><template><template></template></div></template>",
    "<div><select></div></select>",
    "<title><!--</title><div>",
    "<b class=#><table></b></table>x",
    "<svg><style><div>",
    "<svg><title></svg><div>",
    "<textarea></div></textarea><div>",
    "<b class=#><div></b></div>x",
    "<div><button></div></button>",
    "<em class=#><object></em></object>x",
    "<DIV><Div></span>",
    "<style><div></style>",
    "<td><div></td>",
    "<li><b class=#>x</li>",
    "<dd><i class=#>",
    "<math><annotation-xml encoding=text/html><div></math></div>",
]


@pytest.mark.parametrize("unit", NESTS)
def test_whatever_nests_without_end_is_refused_before_it_is_parsed(unit: str) -> None:
    html = "".join(unit.replace("#", str(n)) for n in range(SIZE // len(unit)))
    assert parsing_work(html) > MOST_WORK
    assert clean(html, trusted=False).too_deep
    assert too_long(lambda: clean(html, trusted=False), LONGEST) == ""


@pytest.mark.parametrize(
    "unit",
    [
        "<div><p>a <b>b</b> <i>c</i></p></div>",
        "<table><tr><td>a<td><a href=x>b</a></table>",
        "<ul><li>a<li>b <em>c</em></ul>",
        "<b><i>misnested</b></i>",
        "<!-- <div> --><p>x",
        "<div><script>'</div>'</script></div>",
        "<img src=a.jpg alt=a><br>",
    ],
)
def test_long_ordinary_html_is_not_refused(unit: str) -> None:
    html = unit * 2000
    assert html.count("<") ** 2 > 2 * COUNTED  # so that its tags were looked at
    assert parsing_work(html) <= MOST_WORK
    assert not clean(html, trusted=False).too_deep


def test_markdown_slow_names_the_line_of_the_file() -> None:
    body = body_of("Intro\n[a](b.md)\nText\n\n" + "<a " * 40_000)
    assert body == empty(body.diagnostics)
    expected = (
        f"{PATH}:9:1: error[markdown-slow]: this text takes longer than 2 seconds to convert: 40,000 '<' near line 9 "
        "(break up what repeats, or write it another way)"
    )
    assert [line_of(found) for found in body.diagnostics] == [expected]


def test_markdown_failed_says_what_is_too_much() -> None:
    body = body_of("Intro\n\n" + "<div>" * 5_000)
    assert body == empty(body.diagnostics)
    expected = (
        f"{PATH}:5:1: error[markdown-failed]: this text has too many HTML elements within each other "
        "(close every element that is opened)"
    )
    assert [line_of(found) for found in body.diagnostics] == [expected]


def test_a_text_that_the_library_cannot_convert_is_a_diagnostic() -> None:
    body = body_of("Intro\n\n" + "1. " * 2_000)
    assert body == empty(body.diagnostics)
    expected = (
        f"{PATH}:7:1: error[markdown-failed]: this text cannot be converted: 2,000 '1. ' in a row near line 7 "
        "(break up what repeats, or write it another way)"
    )
    assert [line_of(found) for found in body.diagnostics] == [expected]


@pytest.mark.parametrize("indent", ["    ", "\t", "     "])
@pytest.mark.parametrize("mark", ["-", "12."])
def test_lists_that_nest_too_deep_are_refused_before_they_are_converted(indent: str, mark: str) -> None:
    text = "Intro\n\n" + "".join(indent * depth + f"{mark} a\n\n" for depth in range(400))
    body = body_of(text)
    assert body == empty(body.diagnostics)
    expected = (
        f"{PATH}:207:{100 * len(indent) + 1}: error[markdown-failed]: lists nest more than 100 deep here "
        "(end the outer lists before, or use headings)"
    )
    assert [line_of(found) for found in body.diagnostics] == [expected]
    assert too_long(lambda: body_of(text), 0.1) == ""


def test_a_hundred_lists_within_each_other_are_converted() -> None:
    ladder = "".join("    " * depth + "- a\n" for depth in range(100))
    body = body_of(f"{ladder}\n{ladder}\nWords.\n\n" + "```\n" + " " * 500 + "- far to the right\n```\n")
    assert body.diagnostics == ()
    assert body.html.count("<li>") == 200


@pytest.mark.parametrize("unit", ["    - a\n", "\t- a\n", " " * 400, "\t" * 25, "1. "])
def test_looking_for_deep_lists_is_linear(unit: str) -> None:
    text = " " * 400 + "\n" + unit * (SIZE // len(unit))
    assert too_long(lambda: too_deep_at(text), LONGEST / 10) == ""


def empty(diagnostics: tuple[Diagnostic, ...]) -> Body:
    return Body(html="", slots=(), anchors=(), summary="", diagnostics=diagnostics)
