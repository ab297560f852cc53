"""Standing pages at the foot of every page, through whole builds."""

import pytest

from tests.desk import Desk


def standing(desk: Desk, name: str, title: str, lang: str = "en") -> None:
    desk.write(f"content/pages/{name}.md", f"---\ntitle: {title}\nlang: {lang}\n---\nWords.\n")


@pytest.fixture
def site(desk: Desk) -> Desk:
    """Return a desk with two standing pages in its footer, built."""
    standing(desk, "about", "Who we are")
    standing(desk, "contact", "Write to us")
    desk.settings(footer=["contact", "about"])
    desk.build()
    assert desk.diagnostics == ()
    return desk


def foot(desk: Desk) -> list[str]:
    """Return where each standing page is named on the article's page, those that are not left out."""
    page = desk.page("/2026/11/ferry/")
    links = [f'<a href="/{name}/" lang="{lang}">' for name in ("about", "contact") for lang in ("en", "uk")]
    return sorted((link for link in links if link in page), key=page.index)


def test_the_settings_name_the_pages_and_their_order(site: Desk) -> None:
    assert foot(site) == ['<a href="/contact/" lang="en">', '<a href="/about/" lang="en">']
    site.settings(footer="about")
    site.build()
    assert foot(site) == ['<a href="/about/" lang="en">']
    assert site.tree() == site.clean_tree()


def test_a_page_stands_there_by_its_own_title_and_language(site: Desk) -> None:
    standing(site, "about", "Хто ми", "uk")
    site.build()
    assert '<a href="/about/" lang="uk">Хто ми</a>' in site.page("/2026/11/ferry/")
    assert site.tree() == site.clean_tree()


def test_the_text_of_a_page_touches_no_other(site: Desk) -> None:
    site.edit("content/pages/about.md", "Words.", "Other words.")
    site.build()
    assert site.touched() == ("about/index.html",)


def test_a_page_that_there_is_not_is_an_error_at_its_place_until_there_is(site: Desk) -> None:
    site.delete("content/pages/contact.md")
    site.build()
    assert site.codes == ["content/site.yaml: page-unknown"]
    assert foot(site) == ['<a href="/about/" lang="en">']
    assert site.tree() == site.clean_tree()
    standing(site, "contact", "Write to us")
    site.build()
    assert site.diagnostics == ()
    assert len(foot(site)) == 2
    assert site.tree() == site.clean_tree()


def test_a_line_more_in_the_settings_makes_no_page_anew(site: Desk) -> None:
    text = (site.root / "content" / "site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", "# The settings.\n" + text)
    site.build()
    assert site.touched() == ()
