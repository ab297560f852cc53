"""A storyline: what it is about, its latest article, and a timeline of the rest that grows in place."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import PAGES
from tests.browser.served import Served, serving_otherwise
from tests.site.judge import Site

pytestmark = pytest.mark.xdist_group("browser")
MOMENTS = ".feed .month > ol > li"


@pytest.fixture(scope="module")
def short_pages(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the sample site with three articles to a page."""
    with serving_otherwise(site, tmp_path_factory.mktemp("short"), "page_size: 10", "page_size: 3") as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def moments(page: Page) -> list[str]:
    """Return the moments of the timeline, in its order."""
    found: list[str] = page.locator(f"{MOMENTS} > time").evaluate_all("(times) => times.map((one) => one.dateTime)")
    return found


def articles_of(root: Path, storyline: str) -> int:
    texts = (path.read_text(encoding="utf-8") for path in (root / "content").rglob("*.md"))
    return sum(f"\nstoryline: {storyline}\n" in text for text in texts)


def test_the_latest_stands_above_a_timeline_of_all_others(page: Page, served: Served, site: Site) -> None:
    page.goto(served.at(PAGES["storyline"]))
    expect(page.locator(".introduction p")).not_to_be_empty()
    expect(page.locator(".newest .card")).to_have_count(1)
    times = moments(page)
    assert len(times) == articles_of(site.root, "flood-wall") - 1 > 5
    assert all(a > b for a, b in pairwise([page.locator(".newest time").get_attribute("datetime") or "", *times]))
    months = page.locator(".feed .month h2 time").evaluate_all("(times) => times.map((one) => one.dateTime)")
    assert months == sorted({one[:7] for one in times}, reverse=True)


def test_the_timeline_grows_in_place_month_by_month_to_the_end(page: Page, short_pages: Served, site: Site) -> None:
    page.goto(short_pages.at(PAGES["storyline"]))
    while page.locator(".pages [rel=next]").count():
        known = page.locator(MOMENTS).count()
        page.locator(".pages [rel=next]").click()
        expect(page.locator(MOMENTS)).not_to_have_count(known)
        expect(page.locator(f"{MOMENTS} h3 a").nth(known)).to_be_focused()
        expect(page.locator("[aria-busy]")).to_have_count(0)
    times = moments(page)
    assert times == sorted(times, reverse=True)
    assert len(times) == articles_of(site.root, "flood-wall") - 1
    months = page.locator(".feed .month h2 time").evaluate_all("(times) => times.map((one) => one.dateTime)")
    assert months == sorted({one[:7] for one in times}, reverse=True)
