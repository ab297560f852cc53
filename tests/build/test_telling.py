"""What a mistake of a theme makes of page after page is told of once, where the mistake is."""

from pathlib import Path
from typing import Final

import pytest

from tests.desk import Desk

PARTIAL: Final = "templates/partials/newer.html"
PAGES: Final = 4


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with some articles, whose theme changes the default one."""
    desk = Desk(tmp_path / "site", theme="quay")
    desk.theme("theme.yaml", "name: quay\nparent: default\n")
    for number in range(PAGES):
        desk.article(f"world/story-{number}")
    return desk


def told(desk: Desk) -> list[str]:
    """Build, compare with a clean build, and return `path:line: code: message` of each finding below themes/."""
    desk.build()
    assert desk.diagnostics == desk.clean().outcome.diagnostics
    return [
        f"{one.path}:{one.line}: {one.code}: {one.message}" for one in desk.diagnostics if one.path.startswith("themes")
    ]


def test_what_fails_on_every_page_is_told_of_once(desk: Desk) -> None:
    desk.theme("templates/article.html", "<p>\n{{ 1 // 0 }}\n")
    (finding,) = told(desk)
    assert finding.startswith("themes/quay/templates/article.html:2: template-failed: integer division")
    assert finding.endswith(f"making the page of content/world/story-0.md and {PAGES - 1} others")
    desk.delete("content/world/story-0.md")
    (finding,) = told(desk)
    assert finding.endswith(f"making the page of content/world/story-1.md and {PAGES - 2} others")
    desk.theme("templates/article.html", "<p>Mended</p>\n")
    assert told(desk) == []


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ('<p>\n{% include "partials/nwer.html" %}\n', "template-missing"),
        ("<p>\n{{ page.url|uper }}\n", "filter-unknown"),
        ("<p>\n{{ t('raed_more') }}\n", "word-unknown"),
        ("<p>\n{{ pgae.title }}\n", "variable-unknown"),
        ("<p>\n{{ page.titel }}\n", "field-unknown"),
    ],
)
def test_what_reading_the_template_finds_is_not_told_of_again(desk: Desk, template: str, code: str) -> None:
    desk.theme("templates/article.html", template)
    (finding,) = told(desk)
    assert finding.startswith(f"themes/quay/templates/article.html:2: {code}: ")


def test_another_failure_of_that_template_is_told_of(desk: Desk) -> None:
    desk.theme("templates/article.html", "<p>\n{% if 1 // 0 %}\n{{ pgae.title }}\n{% endif %}\n")
    assert [finding.split(": ")[1] for finding in told(desk)] == ["template-failed", "variable-unknown"]


def test_a_file_of_words_that_cannot_be_read_is_told_of_alone(desk: Desk) -> None:
    desk.theme("locales/en.yaml", "read_more: Read: more\n")
    desk.theme("templates/article.html", "<p>\n{{ t('raed_more') }}\n")
    (finding,) = told(desk)
    assert finding.startswith("themes/quay/locales/en.yaml:1: yaml-invalid: ")
