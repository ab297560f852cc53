"""Every kind of layout, in a site whose own language runs from right to left."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser import looking
from tests.browser.pages import PAGES
from tests.browser.served import Served, serving_otherwise
from tests.site.judge import Site

pytestmark = pytest.mark.xdist_group("browser")

KINDS: Final = (
    "home",  # the top and its grid, rows by day, parts of sections, breaking news
    "section",  # a listing with a rubric; sealed pages and tags have the same parts and no others
    "author",  # a listing under a portrait
    "storyline",  # a timeline, whose line and dots hang on the side where lines begin
    "article",  # a byline with portraits that overlap, a picture with its caption, a promo card, tags
    "feature",  # a pull quote that text runs around, and a table
    "live",  # updates with their times
    "gallery",  # figures side by side
    "search",  # a form, and lists to browse as in the archive
    "corrections",  # boxes, each in the language of its article
    "contact",  # a page of its own, of plain text
    "Ukrainian",  # a page that runs the other way than its site
)
"""What lies differently. Another kind of article is told from these by its words and pictures, of which none has a side;
and the colours of all kinds are judged from left to right, where all kinds are opened."""


@pytest.fixture(scope="module")
def arabic(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the sample site as an Arabic newspaper would have it; its articles keep their words."""
    with serving_otherwise(site, tmp_path_factory.mktemp("arabic"), "lang: en", "lang: ar") as served:
        yield served


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_from_right_to_left(browser: Browser, arabic: Served, kind: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(arabic.at(PAGES[kind]))
        page.wait_for_load_state("networkidle")
        name = page.locator(".masthead .name a").bounding_box()
        assert name is not None
        mirrored = name["x"] > 640
        assert mirrored == (page.evaluate("document.documentElement.dir") == "rtl")
        assert mirrored or kind == "Ukrainian"
        flaws = [*looking.unsteady(page), *looking.inaccessible(page, "light")]
        page.set_viewport_size({"width": 360, "height": 740})
        flaws += [*looking.inaccessible(page, "dark"), *looking.too_wide(page)]
    assert not flaws, "\n".join(flaws)
