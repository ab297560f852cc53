"""The look of the default theme does not drift: each page is compared with what it looked like when it was last judged good."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from PIL import ImageFilter
from playwright.sync_api import Browser

from tests.browser import looks
from tests.browser.looks import LOOKS, drifted, kept, reference
from tests.browser.screenshots import README, SHOWN
from tests.browser.served import Served
from tests.browser.shooting import photographed, studio
from tests.site.judge import Site

pytestmark = pytest.mark.xdist_group("browser")
KILO: Final = 1_000
TASTES: Final = {
    "the ink's colour": ("home desk", "tokens.css", r"--ink: #17181a", "--ink: #4a3d7a"),
    "the colour of paper at night": ("article phone night", "tokens.css", r"--paper: #121314", "--paper: #33281c"),
    "a wash": ("home desk", "tokens.css", r"--wash: #f5f3ee", "--wash: #e0ecf8"),
    "the size of headlines": ("home desk", "tokens.css", r"--size-4: [^;]*", "--size-4: 1.25rem"),
    "the size of small letters": ("home phone", "tokens.css", r"--size-1: \.9375rem", "--size-1: 1.0625rem"),
    "the page's width": ("article desk", "tokens.css", r"--page: 80rem", "--page: 72rem"),
    "the serif": ("home phone", "tokens.css", r'--serif: "Newsdesk Serif"', "--serif: monospace"),
    "room between Arabic lines": ("arabic phone", "tokens.css", r"--leading-text: 1\.85", "--leading-text: 1.6"),
    "the grid of the top": ("home desk", "style.css", r"1\.62fr 1fr", "1fr 1fr"),
    "the colour of breaking news": (
        "home phone",
        "style.css",
        r"background: var\(--alarm\); color: var\(--on-alarm\); font-size",
        "background: #1e5bb3; font-size",
    ),
    "what paper leaves out": ("article print", "style.css", r"\.skip, \.sections, \.tools,", ".skip,"),
}
"""Changes of a stylesheet that a reader would see, by name: in which look, and what is replaced by what."""


@pytest.fixture(scope="module")
def shot_site(site: Site) -> Iterator[Served]:
    """Serve the sample site with letters of its own."""
    with studio(site.tree) as served:
        yield served


@pytest.mark.parametrize("name", LOOKS)
def test_a_page_looks_as_it_did(browser: Browser, shot_site: Served, name: str) -> None:
    places = drifted(reference(name).read_bytes(), kept(photographed(browser, shot_site, LOOKS[name])))
    assert len(places) <= looks.CHANGED, f"differs at {places[:12]}: if it is meant, `make screenshots` and look at it"


@pytest.mark.parametrize("taste", TASTES)
def test_a_change_of_taste_is_seen(browser: Browser, site: Site, taste: str) -> None:
    look, file, pattern, other = TASTES[taste]
    with studio(site.tree) as served:
        changed, count = re.subn(pattern, other, served.tree[f"assets/{file}"].decode())
        assert count == 1
        served.tree[f"assets/{file}"] = changed.encode()
        new = kept(photographed(browser, served, LOOKS[look]))
    assert len(drifted(reference(look).read_bytes(), new)) > looks.CHANGED


@pytest.mark.parametrize("name", ["home desk", "article phone", "arabic desk night"])
def test_letters_drawn_softer_or_sharper_are_no_change(browser: Browser, shot_site: Served, name: str) -> None:
    taken = photographed(browser, shot_site, LOOKS[name])
    for other in (ImageFilter.GaussianBlur(0.6), ImageFilter.UnsharpMask(1, 60, 0)):
        assert len(drifted(kept(taken), kept(taken.filter(other)))) <= looks.CHANGED


def test_pictures_in_the_repository_are_small() -> None:
    shown = [(SHOWN / f"{name}.webp").stat().st_size for name in README]
    assert max(shown) <= 150 * KILO
    assert sum(shown) <= 700 * KILO
    assert {path.stem for path in SHOWN.iterdir()} == set(README)
    references = list(looks.FOLDER.iterdir())
    assert set(references) == {reference(name) for name in LOOKS}
    assert sum(path.stat().st_size for path in references) <= KILO * KILO
