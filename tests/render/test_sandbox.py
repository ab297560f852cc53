"""A template reaches the words of its page and nothing of the machine."""

import pytest

from tests.render import kits

ESCAPES = (
    "{{ page.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ page|attr('__class__') }}",
    "{{ page['__class__'] }}",
    "{{ '{0.__class__}'.format(page) }}",
    "{{ ('{0.__class__}'|attr('format'))(page) }}",
    "{{ '{x.__class__}'.format_map({'x': page}) }}",
    "{{ page.authors|map(attribute='__class__')|join }}",
    "{{ card.__globals__ }}",
    "{{ card.__closure__ }}",
    "{{ card.__call__ }}",
    "{{ card.func }}",
    "{{ t.__self__ }}",
    "{{ section.__self__ }}",
    "{{ range.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ dict.__subclasses__() }}",
    "{{ self._TemplateReference__context }}",
    "{% for x in [1] %}{{ loop.__init__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__call__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% set x = [1] %}{{ x.append(2) }}",
    "{{ dict(a=1).update(b=2) }}",
    "{{ range(1000000)|length }}",
    "{{ cycler }}",
    "{{ lipsum() }}",
    "{% include '/etc/passwd' %}",
    "{% include '../theme.yaml' %}",
    "{% import 'os' as os %}",
    "{{ os.environ }}",
    "{{ now() }}",
    "{{ config }}",
)
UNKNOWN = (
    "{{ page.body|safe }}",
    "{{ [1]|random }}",
    "{{ 'x'|urlize }}",
    "{% autoescape false %}{% endautoescape %}",
    "{% do 1 %}",
)
PLACES_IN_MEMORY = (
    "{{ card }}",
    "{{ 'x' ~ card }}",
    "{{ [1]|map('string') }}",
    "{{ article.title.upper }}",
    "{{ 'x' ~ article.title.upper }}",
    "{{ page }}",
)


@pytest.mark.parametrize("source", ESCAPES)
def test_template_cannot_leave_the_sandbox(source: str) -> None:
    rendered = kits.made(kits.article_view(), "probe.html", using=kits.kit(probe_html=source))
    assert rendered.data is None
    assert [found.code for found in rendered.diagnostics] == ["template-failed"]


@pytest.mark.parametrize("source", UNKNOWN)
def test_template_cannot_switch_escaping_off_or_throw_dice(source: str) -> None:
    rendered = kits.made(kits.article_view(), "probe.html", using=kits.kit(probe_html=source))
    assert [found.code for found in rendered.diagnostics] == ["template-invalid"]


@pytest.mark.parametrize("source", PLACES_IN_MEMORY)
def test_template_cannot_print_what_is_no_text(source: str) -> None:
    rendered = kits.made(kits.article_view(), "probe.html", using=kits.kit(probe_html=source))
    assert "neither text nor a number" in rendered.diagnostics[0].message


def test_only_fields_of_cleaned_html_are_markup() -> None:
    article = kits.article(title="<i>", title_html="<b>x</b>")
    source = "{{ article.title }}{{ article.title_html }}{{ page.body }}{{ page.authors[0].biography }}"
    assert kits.snippet(source, article=article, body="<p>", authors=(kits.signed(),)) == (
        "&lt;i&gt;<b>x</b><p><p>Ada writes about water.</p>"
    )


def test_nothing_passes_from_page_to_page_through_a_macro_file() -> None:
    counting = "{% from 'count.html' import seen %}{% set seen.n = seen.n + 1 %}{{ seen.n }}"
    kit = kits.kit(probe_html=counting, count_html="{% set seen = namespace(n=0) %}")
    assert [kits.page(kits.article_view(), "probe.html", using=kit) for _ in range(3)] == ["1", "1", "1"]


def test_content_that_looks_like_a_template_stays_text() -> None:
    assert kits.snippet("{{ article.title }}", article=kits.article(title="{{ 7 * 7 }}{% x %}")) == "{{ 7 * 7 }}{% x %}"
