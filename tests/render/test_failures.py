"""A template's failure names the template's own file and line, and the page that met it."""

import pytest

from builder.model.diagnostics import Diagnostic
from builder.model.page import Kit, Rendered
from builder.render.shard import render_shard
from tests.render import kits

PROBE = "themes/default/templates/probe.html"


def failure(source: str, **others: str) -> Diagnostic:
    rendered = kits.made(kits.article_view(), "probe.html", using=kits.kit(probe_html=source, **others))
    assert rendered.data is None
    assert rendered.digest == b""
    (found,) = rendered.diagnostics
    return found


@pytest.mark.parametrize(
    ("source", "code", "line", "said"),
    [
        ("a\n{{ page.zork }}", "template-failed", 2, "ArticleView has no 'zork'"),
        ("{{ page.url }} a\n{{ page.url }} {{\n\n zork }}", "template-failed", 4, "'zork' is undefined"),
        ("\n\n{{ 1 / 0 }}", "template-failed", 3, "division by zero"),
        ("\n{{ page.url + 1 }}", "template-failed", 2, "can only concatenate str"),
        ("\n{{ t('nope') }}", "template-failed", 2, "no words for 'nope'"),
        ("\n{% for x in page.authors %}\n{{ x.nope }}{% endfor %}", "template-failed", 3, "Signed has no 'nope'"),
        ("\n{% include 'nope.html' %}", "template-failed", 2, "there is no template nope.html"),
        ("\n{% include 'probe.html' %}", "template-failed", 2, "include each other without end"),
        ("\n{{ card(page.newer, 'nope') }}", "template-failed", 2, "there is no template partials/nope.html"),
        ("a\n{% if %}", "template-invalid", 2, "Expected an expression"),
        ("a\n\n{{ page.url|nope }}", "template-invalid", 3, "No filter named 'nope'"),
        (
            "{% block a %}\n{% endblock %}\n{% block a %}{% endblock %}",
            "template-invalid",
            3,
            "block 'a' defined twice",
        ),
    ],
)
def test_failure_names_file_line_and_cause(source: str, code: str, line: int, said: str) -> None:
    found = failure(source)
    assert (found.code, found.path, found.line) == (code, PROBE, line)
    assert said in found.message
    assert found.excerpt == source.split("\n")[line - 1]


def at_depth(depth: int, kit: Kit) -> Rendered:
    return at_depth(depth - 1, kit) if depth else kits.made(kits.article_view(), "probe.html", using=kit)


def test_endless_includes_are_found_at_the_same_place_whoever_calls() -> None:
    kit = kits.kit(
        probe_html="\n{% include 'a.html' %}", a_html="{% include 'b.html' %}", b_html="\n\n{% include 'a.html' %}"
    )
    places = {(found.path, found.line) for depth in range(12) for found in at_depth(depth, kit).diagnostics}
    assert places == {(PROBE, 2)}


def test_failure_names_the_page_that_met_it() -> None:
    assert "content/x.md" in failure("{{ nope }}").message


def test_failure_within_a_partial_names_the_partial() -> None:
    found = failure('{{ card(page.newer, "odd") }}', partials__odd_html="\n\n{{ item.nope }}")
    assert (found.path, found.line) == ("themes/default/templates/partials/odd.html", 3)


def test_mistake_in_a_partial_names_the_partial() -> None:
    found = failure('{{ once("partials/odd.html") }}', partials__odd_html="\n{{ }}")
    assert (found.code, found.path, found.line) == ("template-invalid", "themes/default/templates/partials/odd.html", 2)


def test_template_that_is_not_there_is_a_gap_in_the_theme() -> None:
    (found,) = kits.made(kits.article_view(), "nope.html").diagnostics
    assert (found.code, found.path) == ("theme-missing", "themes/default/templates/nope.html")


def test_other_pages_of_the_shard_are_made() -> None:
    kit = kits.kit(probe_html="{{ nope }}")
    view = kits.article_view()
    shard = kits.shard(kit, kits.job(view, "probe.html"), kits.job(view, "article.html"))
    assert [page.data is None for page in render_shard(shard).pages] == [True, False]


def test_an_error_of_ours_is_not_blamed_on_a_theme() -> None:
    job = kits.job(kits.article_view(), form="rss")
    with pytest.raises(AttributeError):
        render_shard(kits.shard(kits.kit(), job))
