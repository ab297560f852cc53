"""Every kind of page, in a real browser, on a phone and on a desk: what a reader would complain of is a flaw here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import looking
from tests.browser.pages import PAGES
from tests.browser.served import Served

PHONE: Final = ViewportSize(width=360, height=740)
TABLET: Final = ViewportSize(width=768, height=900)
DESK: Final = ViewportSize(width=1280, height=900)
KILO: Final = 1_000
NOT_THERE: Final = "Failed to load resource: the server responded with a status of 404 (Not Found)"


class Visit:
    """A page that has come to rest, what it asked for and what it said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))


@contextmanager
def visiting(browser: Browser, address: str, viewport: ViewportSize, **options: Any) -> Iterator[Visit]:
    """Open an address and wait until nothing more comes."""
    with browser.new_context(viewport=viewport, **options) as context:
        visit = Visit(context.new_page())
        visit.page.goto(address)
        visit.page.wait_for_load_state("networkidle")
        yield visit


def _elsewhere(served: Served, visit: Visit) -> Iterator[str]:
    page = visit.page
    own = (served.at("/"), "data:")
    yield from (f"asked {address}" for address in visit.asked if not address.startswith(own))
    yield from (f"kept the cookie {cookie}" for cookie in page.context.cookies())
    if page.evaluate("localStorage.length + sessionStorage.length"):
        yield "kept something in the browser"
    yield from (f"said {said!r}" for said in visit.said if said != NOT_THERE)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_on_a_phone(browser: Browser, served: Served, kind: str) -> None:
    with visiting(browser, served.at(PAGES[kind]), PHONE, device_scale_factor=2) as visit:
        page = visit.page
        flaws = [*looking.unsteady(page), *looking.wasteful(page)]
        page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        page.wait_for_load_state("networkidle")
        flaws += [*_elsewhere(served, visit), *looking.too_wide(page)]
        assert (NOT_THERE in visit.said) == (kind == "not found")
    assert not flaws, "\n".join(flaws)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_on_a_desk_and_for_everybody(browser: Browser, served: Served, kind: str) -> None:
    with visiting(browser, served.at(PAGES[kind]), DESK, bypass_csp=True) as visit:
        page = visit.page
        flaws = [*looking.unsteady(page), *looking.wasteful(page)]
        flaws += [*looking.inaccessible(page, "light"), *looking.inaccessible(page, "dark")]
        page.set_viewport_size(PHONE)
        flaws += [*looking.inaccessible(page, "dark"), *looking.inaccessible(page, "light")]
    assert not flaws, "\n".join(flaws)


def test_flaws_are_seen(browser: Browser, served: Served) -> None:
    with visiting(browser, served.at("/"), DESK, bypass_csp=True) as visit:
        visit.page.evaluate("document.querySelector('img').removeAttribute('alt')")
        visit.page.evaluate("document.querySelector('main').style.minInlineSize = '2000px'")
        visit.page.evaluate("new Image().src = 'http://127.0.0.1:9/third-party.gif'")
        (found,) = looking.inaccessible(visit.page, "light")
        assert found.startswith('axe, light: ["image-alt"')
        assert "in a window of 1920: 80 pixels" in [flaw.split(";")[0] for flaw in looking.too_wide(visit.page)]
        assert "asked http://127.0.0.1:9/third-party.gif" in list(_elsewhere(served, visit))


@pytest.mark.parametrize("kind", ["article", "brief", "opinion", "live", "Ukrainian", "Arabic"])
def test_an_article_without_its_pictures_is_light(browser: Browser, served: Served, kind: str) -> None:
    served.sent.clear()
    with visiting(browser, served.at(PAGES[kind]), PHONE):
        weight = sum(size for path, size in served.sent.items() if not path.startswith("/media/"))
    assert weight <= 60 * KILO, served.sent


def test_a_home_page_on_a_phone_is_light_with_all_its_pictures(browser: Browser, served: Served) -> None:
    served.sent.clear()
    with visiting(browser, served.at("/"), PHONE, device_scale_factor=2) as visit:
        for step in range(0, visit.page.evaluate("document.body.scrollHeight"), 600):
            visit.page.evaluate(f"scrollTo({{ top: {step}, behavior: 'instant' }})")
            visit.page.wait_for_timeout(30)
        visit.page.wait_for_load_state("networkidle")
        weight = sum(served.sent.values())
    assert weight <= 350 * KILO, served.sent


@pytest.mark.parametrize("place", ["/", "/harbour/", PAGES["article"]])
@pytest.mark.parametrize(("size", "density"), [(PHONE, 2), (TABLET, 1), (DESK, 1)])
def test_pictures_are_as_fine_as_they_are_shown(
    browser: Browser, served: Served, place: str, size: ViewportSize, density: int
) -> None:
    """What `sizes` says of a picture's place is what the layout makes of it; a twentieth less is seen by nobody."""
    with visiting(browser, served.at(place), size, device_scale_factor=density) as visit:
        visit.page.evaluate(_ALL_LOADED)
        shown = visit.page.evaluate(_SHOWN)
    assert len(shown) > 1
    coarse = [one for one in shown if one["fetched"] < min(one["shown"] * 0.95, one["widest"])]
    assert coarse == []


_ALL_LOADED: Final = """Promise.all([...document.querySelectorAll("picture img")].map((img) => {
  img.loading = "eager";
  return img.decode();
}))"""
_SHOWN: Final = r"""[...document.querySelectorAll("picture img")].filter((img) => img.clientWidth).map((img) => ({
  shown: img.clientWidth * devicePixelRatio,
  fetched: Number(img.currentSrc.match(/-(\d+)\.\w+$/)[1]),
  widest: Math.max(...[...img.parentElement.firstElementChild.srcset.matchAll(/ (\d+)w/g)].map((one) => Number(one[1]))),
  sizes: img.parentElement.firstElementChild.sizes,
}))"""


def test_stylesheets_and_scripts_are_small(served: Served) -> None:
    sizes = {path: len(data) for path, data in served.tree.items() if path.startswith("assets/")}
    assert sum(size for path, size in sizes.items() if path.endswith(".css")) <= 25 * 1024
    assert sum(size for path, size in sizes.items() if path.endswith(".js")) <= 12 * 1024
