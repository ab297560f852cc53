"""The preview in a real browser: what is saved is there, what is wrong shows and goes, and the reader's place is kept."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PATIENCE
from tests.preview.previewing import Shown, news_desk, shown

pytestmark = pytest.mark.xdist_group("browser")

SLIP = "---\ntitle: Summit\ndate: 2026-11-02T09:00\nstatus: published\n---\n\nWords.\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Shown]:
    """Give a preview of a small site with pages long enough to scroll."""
    desk = news_desk(tmp_path / "site")
    desk.article("world/story-1", long("Words of 1."), date="2026-11-02T09:00")
    with shown(desk) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser of its own to a test, which sees no error of a script."""
    opened = browser.new_context(viewport={"width": 900, "height": 600})
    opened.set_default_timeout(PATIENCE)
    problems: list[str] = []
    opened.on("weberror", lambda error: problems.append(str(error.error)))
    yield opened
    opened.close()
    assert problems == []


def long(words: str) -> str:
    """Return a body of many paragraphs."""
    return "\n\n".join([words, *(f"Paragraph {number} of a long day." for number in range(120))])


def opened(context: BrowserContext, site: Shown, target: str) -> Page:
    """Return a tab that shows an address and follows the news."""
    page = context.new_page()
    page.goto(site.preview.address + target)
    expect(page.locator("newsdesk-preview .clock")).to_be_attached(timeout=PATIENCE)
    return page


def test_a_save_shows_by_itself(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-3/")
    site.desk.article("world/story-3", "Saved a moment ago.", date="2026-11-04T09:00", authors=["ann"])
    expect(page.get_by_text("Saved a moment ago.", exact=True)).to_be_visible(timeout=PATIENCE)


def test_the_overlay_appears_and_clears(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-1/")
    overlay = page.locator("newsdesk-preview .overlay")
    expect(overlay).to_be_hidden()
    site.desk.write("content/world/story-1.md", SLIP)
    expect(overlay).to_be_visible(timeout=PATIENCE)
    expect(overlay).to_contain_text("content/world/story-1.md:4:9", timeout=PATIENCE)  # it may be drawn once more
    for words in (
        "content/world/story-1.md:4:9",
        "error[value-invalid]",
        "status: published",
        "        ^",
        "hint: write ready",
    ):
        assert words in overlay.inner_text()
    expect(page.locator("newsdesk-preview .count")).to_have_text("1 error, 0 warnings")
    expect(page.get_by_text("Words of 1.", exact=True)).to_be_visible()
    site.desk.article("world/story-1", long("Mended words."), date="2026-11-02T09:00")
    expect(page.get_by_text("Mended words.", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(overlay).to_be_hidden(timeout=PATIENCE)


def test_an_error_elsewhere_shows_in_the_open_page_without_a_reload(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-1/")
    page.evaluate("window.untouched = true")
    site.desk.write("content/world/other.md", SLIP)
    overlay = page.locator("newsdesk-preview .overlay")
    expect(overlay).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(overlay).to_be_hidden()
    site.desk.delete("content/world/other.md")
    expect(page.locator("newsdesk-preview .count")).to_have_count(0, timeout=PATIENCE)
    assert page.evaluate("window.untouched") is True


def test_a_style_is_swapped_without_a_reload(context: BrowserContext, site: Shown) -> None:
    site.desk.edit(
        "themes/tiny/templates/base.html", "<body>", '<link rel="stylesheet" href="/assets/style.css">\n<body>'
    )
    site.settle()
    page = opened(context, site, "/2026/11/story-1/")
    page.evaluate("window.untouched = true")
    site.desk.theme("assets/style.css", "body { background-color: rgb(1, 2, 3) }")
    page.wait_for_function("getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.untouched") is True
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")


def test_the_place_is_kept(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-1/")
    page.evaluate("scrollTo(0, 1500)")
    site.desk.article("world/story-1", long("Changed above."), date="2026-11-02T09:00")
    expect(page.get_by_text("Changed above.", exact=True)).to_be_attached(timeout=PATIENCE)
    page.wait_for_function("Math.abs(scrollY - 1500) < 5")


def test_back_leads_to_the_page_as_it_is_now(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-3/")
    page.goto(site.preview.address + "/2026/11/story-5/")
    site.desk.article("world/story-3", "Written while away.", date="2026-11-04T09:00")
    site.until("/2026/11/story-3/", "Written while away.")
    page.go_back()
    expect(page.get_by_text("Written while away.", exact=True)).to_be_visible(timeout=PATIENCE)
    page.go_forward()
    expect(page).to_have_url(site.preview.address + "/2026/11/story-5/")


def test_ten_tabs_follow_and_only_those_concerned_reload(context: BrowserContext, site: Shown) -> None:
    tabs = [opened(context, site, f"/2026/11/story-{number}/") for number in range(2, 12)]
    for tab in tabs:
        tab.evaluate("window.untouched = true")
    known = site.preview.desk.news.number
    site.desk.article("world/story-5", "One of ten.", date="2026-11-06T09:00", tags=["vote"], authors=["ann"])
    expect(tabs[3].get_by_text("One of ten.", exact=True)).to_be_visible(timeout=PATIENCE)
    assert site.preview.desk.settled(20)
    news = site.preview.desk.news.since(known, 5)
    assert news is not None
    concerned = [f"/2026/11/story-{number}/" in news.addresses for number in range(2, 12)]
    assert concerned[3]
    assert not all(concerned)
    for tab, changed in zip(tabs, concerned, strict=True):
        tab.wait_for_function(f"(window.untouched !== true) === {str(changed).lower()}")


def test_labels_and_the_clock_are_in_the_page(context: BrowserContext, site: Shown) -> None:
    site.desk.article("world/due", "It is time.", date="2026-12-01T06:00")
    site.until("/2026/12/due/", "It is time.")
    page = opened(context, site, "/2026/12/due/")
    label = page.locator("newsdesk-preview .label")
    expect(label).to_have_text("Scheduled")
    expect(page.locator("newsdesk-preview .source")).to_have_text("content/world/due.md")
    page.locator("newsdesk-preview input[name=at]").fill("2026-12-01T06:00")
    page.locator("newsdesk-preview button[type=submit]").click()
    expect(label).to_have_count(0, timeout=PATIENCE)
    page.locator("newsdesk-preview .now").click()
    expect(label).to_have_text("Scheduled", timeout=PATIENCE)


def test_a_moment_that_is_typed_stays_while_others_save(context: BrowserContext, site: Shown) -> None:
    page = opened(context, site, "/2026/11/story-1/")
    at = page.locator("newsdesk-preview input[name=at]")
    at.fill("2026-12-01T06:00")
    site.desk.article("world/story-2", "[to nowhere](gone.md)", date="2026-11-03T09:00")
    expect(page.locator("newsdesk-preview .count")).to_have_text("1 error, 0 warnings", timeout=PATIENCE)
    expect(at).to_have_value("2026-12-01T06:00")
    expect(at).to_be_focused()


class Relay:
    """A wire between browser and preview that can be cut, as a laptop's is when it sleeps."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._awake = threading.Event()
        self._awake.set()
        self._wires: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def sleep(self) -> None:
        """Cut every wire, and let no new one through."""
        self._awake.clear()
        for wire in self._wires:
            with contextlib.suppress(OSError):
                wire.shutdown(socket.SHUT_RDWR)
        self._wires.clear()

    def wake(self) -> None:
        """Let wires through again."""
        self._awake.set()

    def close(self) -> None:
        """End."""
        self.sleep()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._socket.accept()
            except OSError:
                return
            if not self._awake.is_set():
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._target))
            self._wires.extend((near, far))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(65_536):
                other.sendall(data.replace(b"127.0.0.1:%d" % self.port, b"127.0.0.1:%d" % self._target))
        except OSError:
            return
        finally:
            one.close()
            other.close()


def test_a_laptop_that_slept_catches_up(context: BrowserContext, site: Shown) -> None:
    relay = Relay(site.preview.port)
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{relay.port}/2026/11/story-3/")
        expect(page.locator("newsdesk-preview .clock")).to_be_attached(timeout=PATIENCE)
        page.evaluate("window.untouched = true")
        relay.sleep()
        site.desk.article("world/story-3", "Written in its sleep.", date="2026-11-04T09:00")
        site.until("/2026/11/story-3/", "Written in its sleep.")
        assert page.evaluate("window.untouched") is True
        relay.wake()
        expect(page.get_by_text("Written in its sleep.", exact=True)).to_be_visible(timeout=PATIENCE)
    finally:
        relay.close()


def test_another_site_cannot_read_the_preview(context: BrowserContext, site: Shown) -> None:
    page = context.new_page()
    page.route(
        "http://evil.example/", lambda route: route.fulfill(body="<title>evil</title>", content_type="text/html")
    )
    page.goto("http://evil.example/")
    script = f"""
        async () => {{
          const found = [];
          for (const path of ["/", "/_newsdesk/state", "/_newsdesk/events"]) {{
            try {{ found.push((await fetch("{site.preview.address}" + path, {{mode: "no-cors"}})).status); }}
            catch (problem) {{ found.push(String(problem)); }}
          }}
          return found;
        }}"""
    assert all(one == 0 or "Failed" in str(one) for one in page.evaluate(script))
    connection = http.client.HTTPConnection("127.0.0.1", site.preview.port)
    connection.request("GET", "/", headers={"Origin": "http://evil.example"})
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize("target", ["/2026/11/story-1/", "/_newsdesk/"])
def test_a_tab_goes_on_with_a_preview_that_was_started_again(
    context: BrowserContext, tmp_path: Path, target: str
) -> None:
    desk = news_desk(tmp_path / "site")
    desk.article("world/draft", status="draft")
    with shown(desk) as earlier:
        page = context.new_page()
        page.goto(earlier.preview.address + target)
        page.wait_for_timeout(1_000)  # it follows the news
        port, token = earlier.preview.port, page.locator("[data-token]").get_attribute("data-token")
    with shown(desk, port=port) as later:
        assert later.preview.port == port
        expect(page.locator("[data-token]")).not_to_have_attribute("data-token", str(token), timeout=PATIENCE)
        button = page.locator("newsdesk-preview .source, button[data-path]").first
        with page.expect_response("**/_newsdesk/open") as answer:
            button.click()
        assert answer.value.status == 200
