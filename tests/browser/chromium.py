"""The chromium of this machine, driven by playwright: a browser for the tests of pages and of the preview.

Nothing is downloaded: playwright is told where Debian's chromium lies. One browser serves a test module; each test opens
contexts of its own, which share nothing, and closes them.
"""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from tests import machine

PATIENCE = 20_000
"""Milliseconds after which what a test waits for is given up."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless browser while the block runs; without a chromium on this machine the test cannot go on."""
    path = machine.program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
        )
        try:
            yield browser
        finally:
            browser.close()
