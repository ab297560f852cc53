"""Every kind of page, in a site whose own language runs from right to left."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import looking
from tests.browser.pages import PAGES
from tests.browser.served import Served, serving
from tests.site.conftest import NOW, run
from tests.site.judge import Site, read_tree

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def arabic(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the sample site as an Arabic newspaper would have it; its articles keep their words."""
    root = tmp_path_factory.mktemp("arabic") / "site"
    shutil.copytree(site.root, root)
    settings = root / "content" / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("\nlang: en\n", "\nlang: ar\n"), encoding="utf-8")
    run(root, "build", "--now", NOW)
    with serving(read_tree(root / "output")) as served:
        yield served


@pytest.mark.parametrize("kind", PAGES)
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
