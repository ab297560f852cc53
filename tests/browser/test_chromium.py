"""The browser of the tests is there and runs scripts."""

import pytest
from playwright.sync_api import Browser


@pytest.mark.xdist_group("browser")
def test_the_browser_shows_a_page_and_runs_its_script(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<title>before</title><script>document.title = 'after ' + (1 + 1)</script>")
    assert page.title() == "after 2"
    page.close()
