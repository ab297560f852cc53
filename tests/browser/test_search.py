"""The search in a real browser: newest first, accents and case do not count, nobody else is asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import Served, serving
from tests.desk import Desk

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a site of the default theme with thirty articles in two months."""
    desk = Desk(tmp_path_factory.mktemp("search") / "site", "default")
    for number in range(1, 26):
        desk.article(f"world/ferry-{number}", "The ferry.", title=f"Ferry {number} at the Café", date="2026-11-03")
    desk.article("city/storm", "It blew.", title="The last ferry", date="2026-10-03", tags=["Sea port"])
    desk.article("city/kava", "Текст.", title="Кав'ярня «Їжак»", date="2026-10-04", lang="uk")
    desk.article("city/abbara", "عادت العبّارة.", title="العبّارة تعود!", date="2026-10-05", lang="ar")
    desk.build()
    with serving(desk.tree()) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page."""
    page = browser.new_page()
    yield page
    page.close()


def headlines(page: Page) -> list[str]:
    """Return the headlines that were found, in order."""
    return page.locator(".search-results h2 a").all_inner_texts()


def test_words_are_found_whatever_their_case_and_accents(site: Served, page: Page) -> None:
    page.goto(site.at("/search/?q=CAFE+ferry+7"))
    expect(page.locator(".search-status")).to_have_text("Articles found: 1")
    assert headlines(page) == ["Ferry 7 at the Café"]
    page.fill("input[name=q]", "їжак")
    page.keyboard.press("Enter")
    expect(page.locator(".search-results h2 a")).to_have_text(["Кав’ярня «Їжак»"])
    assert page.locator(".search-results h2").get_attribute("lang") == "uk"
    page.go_back()
    expect(page.locator("input[name=q]")).to_have_value("CAFE ferry 7")
    expect(page.locator(".search-results li")).to_have_count(1)


def test_a_result_has_the_day_of_the_archive_wherever_its_reader_is(site: Served, browser: Browser) -> None:
    with browser.new_context(timezone_id="America/New_York") as context:
        page = context.new_page()
        page.goto(site.at("/search/?q=ferry+7"))
        expect(page.locator(".search-results time")).to_have_text(["November 3, 2026"])


def test_a_result_runs_the_way_of_its_language(site: Served, page: Page) -> None:
    page.goto(site.at("/search/?q=تعود"))
    for words in ("h2", ".summary"):
        found = page.locator(f".search-results {words}")
        expect(found).to_have_css("direction", "rtl")


def test_older_months_wait_until_they_are_asked_for(site: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.at("/search/?q=ferry"))
    expect(page.locator(".search-results li")).to_have_count(25)
    assert not any(address.endswith("2026-10.json") for address in asked)
    page.click(".search-older")
    expect(page.locator(".search-results li")).to_have_count(26)
    expect(page.locator(".search-older")).to_be_hidden()
    assert headlines(page)[-1] == "The last ferry"
    assert all(address.startswith(site.at("/")) for address in asked)


def test_a_topic_is_found_and_a_result_leads_to_its_article(site: Served, page: Page) -> None:
    page.goto(site.at("/search/?q=sea+port"))
    page.click(".search-results a")
    assert page.url == site.at("/2026/10/storm/")


def test_what_nobody_wrote_is_not_found(site: Served, page: Page) -> None:
    page.goto(site.at("/search/?q=zeppelin"))
    expect(page.locator(".search-status")).to_have_text("No article has these words.")


def test_a_search_that_fails_says_so(site: Served, page: Page) -> None:
    page.route("**/2026-*.json", lambda route: route.abort())
    page.goto(site.at("/search/?q=ferry"))
    expect(page.locator(".search-status")).to_contain_text("does not answer")


def test_without_scripts_it_says_what_there_is(site: Served, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.at("/search/?q=ferry"))
    assert "needs scripts" in page.locator("main").inner_text()
    assert page.locator(".search-browse a").all_inner_texts() == ["World", "City", "Browse by day", "Sea port"]
    context.close()
