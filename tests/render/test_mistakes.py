"""Mistakes of templates are found by reading them, at their line, and what is right is left alone."""

import pytest

from builder.model.diagnostics import Diagnostic
from builder.model.page import Kit
from builder.render.leaves import read_all
from builder.render.mistakes import mistakes
from builder.render.press import sandbox_of
from tests.render import kits
from tests.render.test_theme import child


def found(kit: Kit) -> list[Diagnostic]:
    """Return what is wrong with a kit's templates."""
    room = sandbox_of(kit)
    return list(mistakes(kit, room, read_all(room, kit.templates)))


def of_article(text: str) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and hint of what is wrong with a child theme's template of articles."""
    return [(one.code, one.line, one.column, one.hint) for one in found(child(article=text))]


def test_the_default_theme_has_none() -> None:
    assert found(kits.kit()) == []


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ("{% block headlin %}x{% endblock %}", "block-unknown", (2, 10), "did you mean headline?"),
        ("{% block text %}\n{{ pgae.url }}{% endblock %}", "variable-unknown", (3, 4), "did you mean page?"),
        ("{% block text %}{{ page.titel }}{% endblock %}", "field-unknown", (2, 25), "it has url, article, body, "),
        ("{% block text %}{{ article.titel }}{% endblock %}", "field-unknown", (2, 28), "did you mean title?"),
        ("{% block text %}{{ site.sections[0].nmae }}{% endblock %}", "field-unknown", (2, 37), "it has id, title, "),
        (
            "{% block text %}{% for one in page.authors %}{{ one.author.nmae }}{% endfor %}{% endblock %}",
            "field-unknown",
            (2, 60),
            "did you mean name?",
        ),
        (
            '{% block text %}{% set part = section("world") %}{{ part.ulr }}{% endblock %}',
            "field-unknown",
            (2, 58),
            "did you mean url?",
        ),
        ("{% block text %}{{ page.url|uri }}{% endblock %}", "filter-unknown", (2, 29), "did you mean url?"),
        ("{% block text %}{{ 1 is oddd }}{% endblock %}", "filter-unknown", (2, 25), "did you mean odd?"),
        ('{% block text %}{{ t("skpi") }}{% endblock %}', "word-unknown", (2, 23), "did you mean skip?"),
        ('{% block text %}{{ plurals("frehs")|tojson }}{% endblock %}', "word-unknown", (2, 29), "did you mean fresh?"),
        (
            '{% block text %}{% include "partials/lien.html" %}{% endblock %}',
            "template-missing",
            (2, 38),
            "did you mean partials/line.html?",
        ),
        (
            '{% block text %}{{ card(page.newer, "lien") }}{% endblock %}',
            "template-missing",
            (2, 38),
            "did you mean partials/line.html?",
        ),
        (
            '{% block text %}{{ once("partials/footre.html") }}{% endblock %}',
            "template-missing",
            (2, 35),
            "did you mean partials/footer.html?",
        ),
    ],
)
def test_each_is_said_at_its_place(text: str, code: str, place: tuple[int, int], hint: str) -> None:
    ((said, line, column, advice),) = of_article('{% extends "default/article.html" %}\n' + text)
    assert (said, (line, column)) == (code, place)
    assert advice.startswith(hint)


@pytest.mark.parametrize(
    "text",
    [
        "{% block text %}{% block of_my_own %}{{ page.url }}{% endblock %}{% endblock %}",
        "{% block text %}{{ nothing is defined }}{% if nothing is defined %}{{ nothing }}{% endif %}{% endblock %}",
        '{% block text %}{{ page.nothing|default("x") }}{% endblock %}',
        '{% block text %}{% include "partials/none.html" ignore missing %}{% endblock %}',
        '{% block text %}{% include ["partials/none.html", "partials/footer.html"] %}{% endblock %}',
        '{% set mine = page.url %}{% block text %}{{ mine }}{{ t("type_" ~ article.type) }}{% endblock %}',
        "{% macro pair(a, b) %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}{% block text %}{{ super() }}{% endblock %}",
        "{% block text %}{% for one in page.related %}{{ loop.index }}{{ card(one) }}{% endfor %}{% endblock %}",
        '{% block text %}{{ t("minutes", count=3) }}{{ range(3)|list|length }}{% endblock %}',
        "{% block text %}{% for a in page.authors %}{% set one = a %}{{ one.role }}{% endfor %}{% endblock %}",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert of_article('{% extends "default/article.html" %}\n' + text) == []


def test_a_part_that_sees_only_the_site_is_not_given_the_page() -> None:
    (one,) = found(kits.kit(partials__footer_html="<footer>\n{{ page.url }}</footer>"))
    assert (one.code, one.path, one.line) == (
        "variable-unknown",
        "themes/default/templates/partials/footer.html",
        2,
    )


def test_a_part_of_cards_is_given_the_card() -> None:
    text = '{{ item.titel }}{{ foreign }}{{ page.url }}{{ card(item.image, "odd") }}'
    said = [
        one.message for one in found(kits.kit(partials__odd_html=text, partials__line_html='{{ card("", "odd") }}'))
    ]
    assert said == ['Card has no field "titel"', 'no page gives this template "page"']


def test_a_part_that_several_pages_include_is_given_what_any_of_them_has() -> None:
    include = '{% include "partials/part.html" %}'
    part = "{{ article.title }}{{ page.nothing }}{{ artcle.title }}"
    kit = kits.kit(partials__part_html=part, day_html=include, article_html=include, partials__odd_html="{{ what }}")
    assert [(one.path, one.message) for one in found(kit)] == [
        ("themes/default/templates/partials/part.html", 'no page gives this template "artcle"')
    ]


def test_a_template_that_cannot_be_read_is_left_to_the_pages_that_need_it() -> None:
    assert found(kits.kit(day_html="{% if %}")) == []


def test_a_block_that_a_childs_partial_took_away_is_told_with_the_partial() -> None:
    told = found(child(partials__card="<p>{{ item.title }}</p>"))
    assert [one.path.rpartition("/")[2] for one in told] == ["opening.html", "top.html"]
    assert {one.code for one in told} == {"block-unknown"}
    assert {one.hint for one in told} == {"partials/card.html has none: give it one"}
    assert found(child(partials__card="{% block picture %}{% endblock %}<p>{{ item.title }}</p>")) == []
