"""Pull quotes stand at the end of their column where there is room, in the column where there is none, and over nothing."""

from typing import Final, Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import PAGES
from tests.browser.served import Served

pytestmark = pytest.mark.xdist_group("browser")
WINDOWS: Final = {"desk": 1280, "tablet": 768, "phone": 360}
MEASURED: Final = """() => {
  const quote = document.querySelector(".text blockquote:has(.pull)").getBoundingClientRect();
  const column = document.querySelector(".text").getBoundingClientRect();
  const blocks = [...document.querySelectorAll(".text > :is(table, figure, pre, aside, blockquote:not(:has(.pull)))")];
  const over = blocks.map((one) => one.getBoundingClientRect()).filter((one) => one.top < quote.bottom && one.bottom > quote.top);
  return { left: quote.left - column.left, right: column.right - quote.right, over: over.length };
}"""


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("kind", ["feature", "Arabic"])
def test_a_pull_quote_has_its_place(
    browser: Browser, served: Served, kind: str, window: str, media: Literal["screen", "print"]
) -> None:
    with browser.new_context(viewport={"width": WINDOWS[window], "height": 900}) as context:
        page = context.new_page()
        page.goto(served.at(PAGES[kind]))
        page.emulate_media(media=media)
        place = page.evaluate(MEASURED)
    near, far = (place["left"], place["right"]) if kind == "Arabic" else (place["right"], place["left"])
    assert abs(near) < 1
    assert far < 1 if window == "phone" else far > 200
    assert not place["over"]
