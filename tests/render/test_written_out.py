"""What compiled templates do without a detour is what they did with it: reading fields, calling, printing."""

import pytest

from builder.render.environment import PLAINLY_READ, escaped, escaped_in_steps
from tests.render import kits

SAME = {
    "{{ article.title }}": "A &amp; B",
    "{{ page.article.title|upper }}": "A &amp; B",
    "{{ page.authors[0].author.name }}": "Ada Lind",
    "{{ {'url': '/a'}.url }}": "/a",
    "{{ {'author': {'url': '<'}}.author.url }}": "&lt;",
    "{% set n = namespace(title='<') %}{{ n.title }}": "&lt;",
    "{% for one in page.authors if one.author.name %}{{ one.author.name }}{{ loop.index }}{% endfor %}": "Ada Lind1",
    "{{ article.title if article.title == page.article.title }}": "A &amp; B",
    "{{ [article.title, page.authors[0].author.name]|join('<') }}": "A &amp; B&lt;Ada Lind",
    "{% set kept %}{{ article.title }}<{% endset %}{{ kept }}": "A &amp; B<",
    "{{ section(article.section).title }}": "World",
    "{{ section(section(article.section).id).title }}": "World",
    "{% macro m(x, y='<') %}{{ x }}{{ y }}{% endmacro %}{{ m(article.title) }}{{ m(1, y=2) }}": "A &amp; B&lt;12",
    "{% macro m() %}[{{ caller('<') }}]{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}": "[&lt;]",
    "{% for one in [[1], []] recursive %}({{ loop(one) if one is iterable }}){% endfor %}": "(())()",
    "{% block part %}{{ t('home') }}{% for one in [1] %}{{ t('minutes', count=one) }}{% endfor %}{% endblock %}": (
        "Home1 min read"
    ),
    "{{ t(*['home']) }}{{ t(**{'key': 'home'}) }}": "HomeHome",
    "{{ t('home', class='x') }}": "Home",
    "{{ 'x'.upper() }}{{ range(3)|list|length }}": "X3",
}


@pytest.mark.parametrize(("source", "printed"), SAME.items())
def test_a_short_way_prints_what_the_long_way_did(source: str, printed: str) -> None:
    assert kits.snippet(source, article=kits.article(title="A & B"), authors=(kits.signed(),)) == printed


@pytest.mark.parametrize(
    "source", ["{{ article.address }}", "{{ article.titel }}", "{{ none.title }}", "{{ page.url() }}"]
)
def test_a_field_that_a_record_lacks_is_still_missed(source: str) -> None:
    rendered = kits.made(kits.article_view(), "probe.html", using=kits.kit(probe_html=source))
    assert [found.code for found in rendered.diagnostics] == ["template-failed"]


def test_no_field_that_is_read_plainly_begins_with_an_underscore() -> None:
    assert not [field for field in PLAINLY_READ if field.startswith("_")]
    assert "title" in PLAINLY_READ


@pytest.mark.parametrize("text", ["", "a", "<&>\"'", "&amp;", "Ще – «заголовок»'", "\U0001f600<\0>"])
def test_escaping_in_one_step_is_escaping_in_steps(text: str) -> None:
    assert escaped(text) == escaped_in_steps(text)
