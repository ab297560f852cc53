"""What a telephone fetches for the home page of the sample site."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.pages import PAGES
from tests.site.judge import Site

WIDTH = 390
"""CSS pixels of a telephone held upright."""

BUDGET = 150_000


def wanted(sizes: str, density: int) -> float:
    """Return how many pixels of width a browser looks for: none of our conditions for wide windows holds."""
    last = sizes.rpartition(",")[2].strip()
    number, unit = re.fullmatch(r"([\d.]+)(vw|rem)", last).groups()  # type: ignore[union-attr] # nothing else is written
    return float(number) * (WIDTH / 100 if unit == "vw" else 16) * density


def chosen(srcset: str, width: float) -> str:
    """Return the smallest file that is wide enough, else the widest."""
    files: list[tuple[int, str]] = sorted((int(wide), url) for url, wide in re.findall(r"(\S+) (\d+)w", srcset))
    return next((url for wide, url in files if wide >= width), files[-1][1])


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize("density", [1, 2])
def test_the_pictures_of_the_home_page_are_light_on_a_telephone(site: Site, density: int) -> None:
    page = LexborHTMLParser(site.tree["index.html"].decode())
    sources = page.css('picture source[type="image/avif"]')
    files = {
        chosen(str(source.attributes["srcset"]), wanted(str(source.attributes["sizes"]), density)) for source in sources
    }
    assert len(files) >= 5
    assert sum(len(site.tree[url.lstrip("/")]) for url in files) < BUDGET


@pytest.mark.xdist_group("site")
def test_one_picture_of_a_page_at_most_is_fetched_eagerly(site: Site) -> None:
    for path, data in site.tree.items():
        if path.endswith(".html"):
            assert data.count(b'fetchpriority="high"') <= 1, path
            page = LexborHTMLParser(data.decode())
            assert len(page.css('img:not([loading="lazy"])')) - len(page.css(".portraits img")) <= 1, path


@pytest.mark.xdist_group("site")
def test_the_article_that_is_photographed_shows_no_picture_twice(site: Site) -> None:
    page = LexborHTMLParser(site.tree[f"{PAGES['article'].lstrip('/')}index.html"].decode())
    shown = [re.sub(r"-\d+\.\w+$", "", str(one.attributes["src"])) for one in page.css("article figure img")]
    assert len(set(shown)) == len(shown) == 2
