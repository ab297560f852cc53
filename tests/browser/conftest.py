"""What tests in a real browser share."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.served import Served, serving
from tests.site.conftest import site
from tests.site.judge import Site

__all__ = ["site"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a headless chromium, one for a module."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def served(site: Site) -> Iterator[Served]:
    """Serve the sample site, one server for a module."""
    with serving(site.tree) as running:
        yield running
