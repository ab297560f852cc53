"""Where things stand in a manuscript, and what of it is code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.body.code import code_ranges, fenced_ranges, inside, raw_ranges
from builder.source.body.manuscript import Manuscript
from builder.source.body.promos import space_lone_lines
from tests.source.body.reading_cases import SITE, body_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("plain", []),
        ("a `b` c", ["`b`"]),
        ("a ``b ` c`` d `e`", ["``b ` c``", "`e`"]),
        ("a \\`b` c", []),
        ("open ` tick\n\nand ` tick", []),
        ("```\na\n```\nb", ["```\na\n```"]),
        ("~~~ python\na\n~~~~\n~~~\nb", ["~~~ python\na\n~~~~\n~~~"]),
        ("```\nnever closed\n", []),
        ("```\na\n```\n```\nb\n```", ["```\na\n```", "```\nb\n```"]),
        ("text\n\n    code\n    more\n\ntext", ["    code\n", "    more\n"]),
        ("    code at the top", ["    code at the top"]),
        ("\tcode by a tab", ["\tcode by a tab"]),
        ("text\n    goes on", []),
        ("- item\n\n    goes on\n\nend\n\n    code", ["    code"]),
        ("[^1]: note\n\n    goes on", []),
        ("Term\n\n:   Def\n\n    goes on", []),
        ("1. item\n\n    goes on", []),
        ("```\n`x`\n```", ["```\n`x`\n```"]),
    ],
)
def test_code_is_found(text: str, code: list[str]) -> None:
    assert [text[start:end] for start, end in code_ranges(text)] == code


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("<!-- a\nb --> c <!-- d -->", ["<!-- a\nb -->", "<!-- d -->"]),
        ("<PRE class=x>a</Pre> <pre>b", ["<PRE class=x>a</Pre"]),
        ("<script>a</script><style>b</style>", ["<script>a</script", "<style>b</style"]),
        ("<preface>a</preface>", []),
        ("nothing", []),
    ],
)
def test_raw_text_is_found(text: str, raw: list[str]) -> None:
    assert [text[start:end] for start, end in raw_ranges(text)] == raw


@given(st.text(alphabet="`~\n a", max_size=80))
def test_ranges_are_in_order_and_apart(text: str) -> None:
    for ranges in (fenced_ranges(text), code_ranges(text)):
        flat = [offset for pair in ranges for offset in pair]
        assert flat == sorted(flat)
        assert all(inside(ranges, start) and not (end < len(text) and start <= end < start) for start, end in ranges)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a](x.md)", [(5, 5)]),
        ("é [a](x.md)\n[b](x.md)", [(5, 7), (6, 5)]),
        ("[a](\n  x.md)", [(6, 3)]),
        ("[a](x\\_y.md) [b](x_y.md)", [(5, 5), (5, 18)]),
        ("[a](x.md 'T (1)') [b](x.md \"T\")", [(5, 5), (5, 23)]),
        ("[a][1], [b][], [1]\n\n[1]: x.md\n[b]: x.md", [(7, 6), (8, 6), (7, 6)]),
        ("[a][N n]\n\n[n N]: y.md\n[m]: x.md", [(7, 8)]),
        ("<a href='x.md'>a</a> [b](x.md) <a HREF = x.md>c</a>", [(5, 10), (5, 26), (5, 42)]),
        ("![a](x.jpg) [b](x.jpg)", [(5, 6), (5, 17)]),
        ("1. a\n\n    [b](x.md)\n", [(7, 9)]),
    ],
)
def test_every_use_has_its_place(text: str, places: list[tuple[int, int]]) -> None:
    assert [(slot.line, slot.column) for slot in body_of(text).slots] == places


def test_an_excerpt_is_the_line_and_the_column_points_into_it() -> None:
    (found,) = body_of("One\n\nSee [a](other/) there\n\nTwo").diagnostics
    assert (found.line, found.excerpt) == (7, "See [a](other/) there")
    assert found.excerpt[found.column - 1 :].startswith("other/")


def test_the_line_of_a_weapon_is_not_repeated() -> None:
    found = body_of("[a](b/) " * 1000).diagnostics
    assert len(found) == 1000
    assert {one.excerpt for one in found} == {""}


def test_anchors_are_the_ids_that_are_left() -> None:
    lines = [
        "# One",
        "![a](../../x.jpg){: #two }",
        "![a](x.jpg){: #three }",
        "[a](no/){: #four }",
        "[a](b.md){: #five }",
    ]
    assert body_of("\n\n".join(lines)).anchors == ("one", "three", "four", "five")


def test_an_unknown_place_is_the_first_line() -> None:
    assert Manuscript("a\nb", "content/a.md", 9).place(-1) == (9, 1)


LINES = st.sampled_from(
    [
        "text",
        "",
        "[a](b.md)",
        "![a](b.jpg)",
        "- item",
        "> quote",
        "---",
        "```",
        "    [a](b.md)",
        "[a](b.md) x",
        "{: .c }",
    ]
)


@given(st.lists(LINES, max_size=12))
def test_spacing_adds_only_empty_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    spaced = space_lone_lines(text, "content/world", SITE)
    assert [line for line in spaced.text.split("\n") if line] == [line for line in lines if line]
    assert space_lone_lines(spaced.text, "content/world", SITE).text == spaced.text
    assert all(text.startswith("b.md", offset) for offset in spaced.lone)
    assert not fenced_ranges(text) or not any(inside(fenced_ranges(text), offset) for offset in spaced.lone)


@pytest.mark.parametrize("inner", ['a.jpg  "a b" ', ' "a b"', "\t'>'", ' "a b" ', "\\ 'a'", "  ", ' <a.jpg>\t"a"'])
def test_gaps_around_a_target_and_its_title_count_for_nothing(inner: str) -> None:
    assert space_lone_lines(f"a\n![a]({inner})\nb", "content", SITE).text == f"a\n\n![a]({inner})\n\nb"
