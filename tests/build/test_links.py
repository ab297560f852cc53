"""Links to addresses that look like files: the pages that hold them follow whatever comes to stand there."""

import pytest

from tests.desk import Desk


@pytest.mark.parametrize("link", ["/2026/11/dotted.html", "/2026/11/dotted.html/"])
@pytest.mark.parametrize(
    "before", [{}, {"slug": "dotted.html", "status": "draft"}, {"aliases": ["/2026/11/dotted.html"]}]
)
def test_a_link_finds_an_article_whose_address_has_a_dot_when_it_comes(
    desk: Desk, link: str, before: dict[str, object]
) -> None:
    desk.write("content/pages/about.md", f"---\ntitle: About\n---\n\nSee [this]({link}) now.\n")
    if before:
        desk.article("world/before", "Words.", **before)
    desk.build()
    desk.article("world/dotted", slug="dotted.html", date="2026-11-04T09:00")
    desk.build()
    assert '<a href="/2026/11/dotted.html/">this</a>' in desk.page("/about/")
    assert desk.tree() == desk.clean_tree()
    desk.delete("content/world/dotted.md")
    desk.build()
    assert desk.tree() == desk.clean_tree()


def test_the_file_of_a_page_is_answered_with_the_page_s_address(desk: Desk) -> None:
    desk.article("world/told")
    desk.article("world/linking", "See [this](/world/2026/11/told/index.html).")
    desk.build()
    (found,) = desk.diagnostics
    assert (found.code, found.hint) == ("link-broken", "leave index.html out: /world/2026/11/told/")
