"""A template that nests too deep is refused at its line, whoever calls; what lies within the limits is made."""

from typing import Final

import pytest

from builder.model.page import Kit, Rendered
from builder.render.nesting import DIVIDING, LINKED, OPEN
from tests.render import kits
from tests.render.test_shelf import carrying

PROBE: Final = "themes/default/templates/probe.html"

OPENED: Final = {
    "brackets": ("(", "1", ")"),
    "lists": ("[", "1", "]"),
    "maps": ("{1: ", "1", "}"),
    "calls": ("range(", "1", ")|length"),
    "places": ("[1][", "0", "]"),
}
BLOCKS: Final = {
    "conditions": ("{% if 1 %}", "{% endif %}"),
    "loops": ("{% for x in page.authors %}", "{% endfor %}"),
    "texts": ("{% set x %}", "{% endset %}"),
    "withs": ("{% with x = 1 %}", "{% endwith %}"),
    "filters": ("{% filter upper %}", "{% endfilter %}"),
}
SWITCH: Final = ("{% autoescape true %}", "{% endautoescape %}")
LINKS: Final = {
    "denials": ("not ", "1"),
    "signs": ("- ", "1"),
    "choices": ("1 if page else ", "1"),
    "sums": ("1 + ", "1"),
    "alternatives": ("page.url == 'x' or ", "1"),
    "filters": ("page.url", "|upper"),
    "fields": ("page", ".url"),
    "places": ("page", "[0]"),
    "calls": ("page", "()"),
}


def bracketed(kind: str, depth: int) -> str:
    before, middle, after = OPENED[kind]
    return "\n{{ (" + before * (depth - 1) + middle + after * (depth - 1) + ")|string }}"


def blocked(kind: str, depth: int) -> str:
    before, after = BLOCKS[kind]
    return (
        "\n" + before * (depth - 1) + '{% if 1 %}{% include "partials/footer.html" %}{% endif %}' + after * (depth - 1)
    )


def linked(kind: str, length: int) -> str:
    first, last = LINKS[kind]
    return "\n{{ " + (first + last * length if last != "1" else first * length + last) + " }}"


def made(text: str) -> Rendered:
    return kits.made(kits.article_view(), "probe.html", using=carrying(kits.kit(probe_html=text)))


def made_from_afar(text: str, depth: int) -> Rendered:
    return made_from_afar(text, depth - 1) if depth else made(text)


def refused(text: str, said: str) -> None:
    (found,) = made(text).diagnostics
    assert (found.code, found.path, found.line, found.hint) == ("template-invalid", PROBE, 2, DIVIDING)
    assert said in found.message


def not_refused(text: str) -> None:
    assert "template-invalid" not in [found.code for found in made_from_afar(text, 250).diagnostics]


@pytest.mark.parametrize("depth", [OPEN + 1, 300, 3_000])
@pytest.mark.parametrize("kind", OPENED)
def test_brackets_lie_no_deeper_than_they_may(kind: str, depth: int) -> None:
    refused(bracketed(kind, depth), f"lies inside {OPEN} open brackets and blocks")


@pytest.mark.parametrize("depth", [OPEN + 1, 300, 3_000])
@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_lie_no_deeper_than_they_may(kind: str, depth: int) -> None:
    refused(blocked(kind, depth), f"lies inside {OPEN} open brackets and blocks")


@pytest.mark.parametrize("length", [LINKED + 1, 3_000])
@pytest.mark.parametrize("kind", LINKS)
def test_an_expression_is_no_longer_than_it_may_be(kind: str, length: int) -> None:
    refused(linked(kind, length), f"more than {LINKED} operators, filters or other parts")


@pytest.mark.parametrize("kind", OPENED)
def test_brackets_within_the_limit_are_read_by_callers_that_lie_deep_themselves(kind: str) -> None:
    not_refused(bracketed(kind, OPEN))


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_within_the_limit_are_read_by_callers_that_lie_deep_themselves(kind: str) -> None:
    not_refused(blocked(kind, OPEN))


@pytest.mark.parametrize("kind", LINKS)
def test_long_expressions_within_the_limit_are_read_by_callers_that_lie_deep_themselves(kind: str) -> None:
    not_refused(linked(kind, LINKED - 10))


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in page.authors %}{% endfor %}" * 40,
        '{% set x = "else" %}' * 40 + '{% set x = range(2) %}{{ ("not", "not") | string }}' * 40,
        "{{ [" + "-1, " * 200 + "not 1]|string }}",
        "{{ " + "1 ~ " * 200 + "1 }}",
        "{{ " + "(1)[1:2], " * 40 + " 2 }}",
        "not ((((((((((((((((( else {# {{{{{{{{{{{{{{{{{{{{{{ #}",
        "{% if 1 %}" + "{% elif (1) %}" * 200 + "{% else %}{% endif %}",
    ],
)
def test_what_stands_side_by_side_is_not_nested(text: str) -> None:
    not_refused(text)


def test_a_comma_hides_no_depth() -> None:
    refused("\n{{ " + "not (1, " * 300 + "1" + ")" * 300 + " }}", 'this "(" lies inside')
    refused("\n{{ [1, " + "not " * 300 + "1] }}", "operators, filters or other parts")


@pytest.mark.parametrize("name", ["rparen", "rbrace", "block_end", "variable_end"])
def test_a_name_that_sounds_like_a_sign_closes_nothing(name: str) -> None:
    refused("\n{{ " + f"({name}, " * 300 + "1" + ")" * 300 + " }}", 'this "(" lies inside')


@pytest.mark.parametrize("name", ["comma", "variable_end", "block_begin"])
def test_a_name_that_sounds_like_a_sign_divides_nothing(name: str) -> None:
    refused("\n{{ " + f"1 if {name} else " * 3_000 + "1 }}", "operators, filters or other parts")


def test_a_name_that_sounds_like_a_sign_opens_nothing() -> None:
    not_refused(
        "{% with add = 1, sub = 1, lparen = 1 %}{{ [" + "add ~ sub ~ lparen ~ " * 60 + "1]|string }}{% endwith %}"
    )


@pytest.mark.parametrize(
    "before", ["".join(SWITCH) * 300 + "{% if 1 %}" * 300, SWITCH[0] * 300], ids=["side by side", "nested"]
)
def test_switches_that_no_template_may_use_hide_no_depth(before: str) -> None:
    refused("\n" + before, f"lies inside {OPEN} open brackets and blocks")


def test_the_line_is_that_of_the_first_that_lies_too_deep() -> None:
    (found,) = made("{{ x }}\n" + "{% if 1 %}\n" * 300 + "{% endif %}" * 300).diagnostics
    assert (found.line, found.excerpt) == (OPEN + 2, "{% if 1 %}")


def test_other_pages_are_made() -> None:
    using: Kit = carrying(kits.kit(probe_html=bracketed("lists", 300)))
    assert kits.made(kits.article_view(), "article.html", using=using).data is not None
