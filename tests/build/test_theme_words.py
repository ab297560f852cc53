"""A slip in a theme's files of words, or in theme.yaml, is told of at its line; it used to show, or hide, on the pages."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an article, whose theme changes words of the default one."""
    desk = Desk(tmp_path / "site", theme="quay")
    desk.theme("theme.yaml", "name: quay\nparent: default\n")
    desk.article("world/ferry", "It runs.", title="Ferry", date="2026-11-20")
    return desk


def told(desk: Desk) -> list[str]:
    """Build and return `path:line: code: message (hint)` of every finding."""
    desk.build()
    return [f"{one.path}:{one.line}: {one.code}: {one.message} ({one.hint})" for one in desk.diagnostics]


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        (
            "locales/en.yaml",
            "home: Front\nraed_more: Further reading\n",
            '2: word-unused: no template says "raed_more" (did you mean read_more?)',
        ),
        (
            "locales/de.yaml",
            "minuten.one: Eine Minute\nminuten.other: Minuten\n",
            '1: word-unused: no template says "minuten" (did you mean minutes?)',
        ),
        (
            "locales/de.yaml",
            "updated: Neu am {tme}\n",
            '1: word-place-unknown: nothing fills "{tme}", so readers would see it (did you mean time?)',
        ),
        (
            "locales/uk.yaml",
            'minutes.one: "{n} хвилина"\n',
            '1: word-place-unknown: nothing fills "{n}", so readers would see it (there is {count})',
        ),
        (
            "locales/german.yaml",
            "read_more: Weiter\n",
            '1: word-unused: no page is in a language named "german" (name the file by the language\'s code, such as de.yaml)',
        ),
        (
            "locales/de.yml",
            "read_more: Weiter\n",
            "1: word-unused: words are read from files whose names end in .yaml (rename the file to de.yaml)",
        ),
        (
            "locales/de.yaml",
            "- read_more\n",
            "1: value-type: a list stands where keys and values are expected (write one `key: text` a line)",
        ),
        (
            "locales/de.yaml",
            "home: Start\nminutes:\n  one: Eine Minute\n",
            "3: value-type: a map stands where words are expected (write minutes: and the words; plural forms are minutes.one, minutes.other)",
        ),
        (
            "locales/de.yaml",
            'minutes.one: "{count} Minute"\nminutes.many_more: "{count} Minuten"\n',
            '2: key-unknown: there is no plural form "many_more" (use minutes. with zero, one, two, few, many, other)',
        ),
    ],
)
def test_a_slip_in_words_is_told_of_at_its_line(desk: Desk, path: str, text: str, finding: str) -> None:
    desk.theme(path, text)
    assert told(desk) == [f"themes/quay/{path}:{finding}"]
    desk.delete(f"themes/quay/{path}")
    assert told(desk) == []


def test_words_that_a_template_of_the_child_says_are_used(desk: Desk) -> None:
    desk.theme("locales/en.yaml", "by_hand: By hand, {name}\nkind_podcast: Podcast\n")
    desk.theme(
        "templates/article.html",
        '{% extends "default/article.html" %}{% block byline %}{{ t("by_hand", name=article.title) }}{% endblock %}',
    )
    assert told(desk) == []


def test_a_child_whose_parent_is_misspelled_as_a_key_is_told_so_once(desk: Desk) -> None:
    desk.theme("theme.yaml", "name: quay\nparnt: default\n")
    (finding,) = told(desk)
    assert finding.startswith("themes/quay/theme.yaml:2: theme-missing: the theme names no parent, ")
    assert finding.endswith('there is no key "parnt" (did you mean parent?)')
