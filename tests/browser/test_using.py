"""What a reader does with the pages: with a keyboard, with scripts and without, forwards and back."""

import json
import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.source.body.clean import clean
from tests.browser.served import Served, serving
from tests.site.judge import Site

ROWS: Final = ".feed .row"
FOCUSED: Final = "() => document.activeElement.innerText || document.activeElement.id"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """Give a page in a browser that runs no scripts."""
    with browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.fixture
def changing(site: Site) -> Iterator[Served]:
    """Serve the site from a server whose files a test may change."""
    with serving(site.tree) as served:
        yield served


def test_keyboard_alone_leads_through_menu_feed_and_show_more(page: Page, served: Served) -> None:
    page.goto(served.at("/"))
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Skip to content"
    for expected in ("The Sallowmouth Lantern", "Search", "Council", "Harbour"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED) == expected
    page.keyboard.press("Enter")
    page.wait_for_url("**/harbour/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "newsdesk-main"
    rows = page.locator(ROWS).count()
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "Show more":
            break
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).not_to_have_count(rows)
    headline = page.locator(f"{ROWS} h3 a").nth(rows)
    expect(headline).to_be_focused()
    assert page.url.partition("#")[0] == served.at("/harbour/")


def test_show_more_goes_on_to_the_end_without_a_gap_and_says_so(page: Page, served: Served, site: Site) -> None:
    page.goto(served.at("/harbour/"))
    more = page.locator(".pages [rel=next]")
    for _ in range(50):
        if not more.count():
            break
        rows = page.locator(ROWS).count()
        more.click()
        expect(page.locator(ROWS)).not_to_have_count(rows)
        expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(".end")).to_be_visible()
    shown = page.locator(f"{ROWS} h3 a").evaluate_all("(links) => links.map((link) => decodeURI(link.pathname))")
    visible = {
        article.url for article in site.articles if article.visible and article.path.startswith("content/harbour/")
    }
    assert len(shown) == len(set(shown))
    assert set(shown) == visible
    days = page.locator(".feed .group h2 time").evaluate_all("(times) => times.map((time) => time.dateTime)")
    assert days == sorted(set(days), reverse=True)


def test_the_way_back_leads_to_where_one_was(page: Page, served: Served) -> None:
    page.goto(served.at("/"))
    rows = page.locator(ROWS).count()
    page.locator(".pages [rel=next]").click()
    expect(page.locator(ROWS)).not_to_have_count(rows)
    longer = page.locator(ROWS).count()
    target = page.locator(f"{ROWS} h3 a").nth(longer - 2)
    name = target.inner_text()
    target.scroll_into_view_if_needed()
    target.click()
    expect(page.locator("article.story h1")).to_have_text(re.compile(re.escape(name[:20])))
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(longer)
    assert page.url == served.at("/")
    expect(page.get_by_role("link", name=name).last).to_be_in_viewport()


def test_a_way_back_without_the_browsers_own_memory_leads_there_too(page: Page, served: Served) -> None:
    page.goto(served.at("/"))
    rows = page.locator(ROWS).count()
    page.locator(".pages [rel=next]").click()
    expect(page.locator(ROWS)).not_to_have_count(rows)
    longer = page.locator(ROWS).count()
    page.reload()
    expect(page.locator(ROWS)).to_have_count(longer)


def test_what_cannot_be_fetched_is_visited(page: Page, served: Served) -> None:
    page.goto(served.at("/"))
    address = page.locator(".pages [rel=next]").get_attribute("href")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('no network')); }")
    page.locator(".pages [rel=next]").click()
    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize(("count", "said"), [(1, "1 new article"), (3, "3 new articles")])
def test_new_articles_announce_themselves_politely(page: Page, changing: Served, count: int, said: str) -> None:
    page.clock.install()
    page.goto(changing.at("/"))
    page.wait_for_load_state("networkidle")
    newest = [f"/2026/11/brand-new-{number}/" for number in range(count)]
    front = changing.tree["index.html"].decode()
    row = re.search(r'<article class="row".*?</article>', front, re.DOTALL)
    assert row is not None
    fresh = "".join(re.sub(r'(<h3><a href=")[^"]*', rf"\g<1>{address}", row[0]) for address in newest)
    changing.tree["index.html"] = front.replace(row[0], fresh + row[0], 1).encode()
    page.clock.fast_forward(61_000)
    button = page.locator("button.fresh")
    expect(button).to_have_text(said)
    expect(page.locator(".feed [role=status]")).to_have_text(said)
    page.evaluate("scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })")
    button.evaluate("(one) => one.click()")
    for address in newest:
        expect(page.locator(f'a[href="{address}"]')).to_have_count(1)
    expect(page.locator(f"{ROWS} h3 a").first).to_be_in_viewport()


def test_the_rail_of_an_old_article_holds_the_newest_headlines(page: Page, bare: Page, served: Served) -> None:
    path = "/2026/11/draft-budget/"
    bare.goto(served.at(path))
    neighbours = bare.locator(".news-feed .line a").evaluate_all("(links) => links.length")
    assert neighbours == 2
    page.goto(served.at(path))
    expect(page.locator(".news-feed .line")).not_to_have_count(2)
    links = page.locator(".news-feed .line a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert path not in links


def test_breaking_news_is_on_every_page_and_ends_by_the_readers_clock(page: Page, served: Served) -> None:
    page.clock.install(time="2026-11-24T12:00:00Z")
    for path in ("/", "/2026/11/draft-budget/", "/corrections/"):
        page.goto(served.at(path))
        expect(page.locator(".breaking a")).to_have_attribute("href", "/2026/11/fog-on-the-bar/")
    page.clock.set_system_time("2027-01-01T00:00:00Z")
    for path in ("/", "/2026/11/draft-budget/"):
        page.goto(served.at(path))
        page.wait_for_load_state("networkidle")
        expect(page.locator(".breaking")).to_have_count(0)


def test_a_banner_that_was_dismissed_stays_away_until_there_is_another(page: Page, changing: Served) -> None:
    page.clock.install(time="2026-11-24T12:00:00Z")
    page.goto(changing.at("/2026/11/draft-budget/"))
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".breaking")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "newsdesk-main"
    for path in ("/", "/corrections/"):
        page.goto(changing.at(path))
        page.wait_for_load_state("networkidle")
        expect(page.locator(".breaking")).to_have_count(0)
    banner = changing.tree["fragments/breaking.html"].decode()
    changing.tree["fragments/breaking.html"] = banner.replace("fog lies", "snow lies").encode()
    page.goto(changing.at("/corrections/"))
    expect(page.locator(".breaking")).to_contain_text("snow lies")


def test_an_old_article_says_how_old_it_is_and_a_new_one_how_new(page: Page, served: Served) -> None:
    page.clock.install(time="2026-11-10T19:30:00Z")
    page.goto(served.at("/2026/11/draft-budget/"))
    expect(page.locator(".byline .published")).to_contain_text("(3 hours ago)")
    expect(page.locator(".age")).to_be_hidden()
    page.clock.set_system_time("2029-01-01T00:00:00Z")
    page.goto(served.at("/2026/11/draft-budget/"))
    expect(page.locator(".age")).to_have_text("This article was published 2 years ago.")
    page.clock.set_system_time("2028-03-01T00:00:00Z")
    page.goto(served.at("/2026/11/draft-budget/"))
    expect(page.locator(".age")).to_have_text("This article was published 1 year ago.")  # and not "last year"


def test_how_long_ago_is_said_in_the_language_of_the_words_around_it(page: Page, changing: Served) -> None:
    card = changing.tree["index.html"].decode()
    found = re.search(r'<article class="card".*?</article>', card, re.DOTALL)
    assert found is not None
    foreign = found[0].replace("<article ", '<article lang="uk" dir="ltr" ', 1)
    foreign = re.sub(r'datetime="[^"]*"', 'datetime="2026-11-23T10:00:00+00:00"', foreign)
    changing.tree["index.html"] = card.replace(found[0], foreign, 1).encode()
    page.clock.install(time="2026-11-23T13:00:00Z")
    page.goto(changing.at("/"))
    expect(page.locator(".card[lang=uk] .times").first).to_have_text("3 години тому")


def test_coverage_that_ended_is_called_live_no_longer(page: Page, served: Served) -> None:
    path = "/2026/11/budget-meeting-live/"
    page.clock.install(time="2026-11-17T22:00:00Z")  # the last update came at 22:20 the evening before
    page.goto(served.at(path))
    page.wait_for_load_state("networkidle")
    expect(page.locator("article .label-live")).to_have_text("Live")
    page.clock.set_system_time("2026-11-17T22:30:00Z")
    for where in (path, "/"):
        page.goto(served.at(where))
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("Guildhall budget meeting").first).to_be_visible()
        expect(page.locator(".label-live")).to_have_count(0)


def test_sharing_copies_the_address_and_tells_nobody(browser: Browser, served: Served) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(served.at("/2026/11/draft-budget/"))
        page.evaluate("delete Navigator.prototype.share")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_role("button", name="Share").click()
        expect(page.get_by_role("button", name="Link copied")).to_be_visible()
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert page.evaluate("navigator.clipboard.readText()") == canonical
        assert [
            address for address in asked if "favicon" not in address
        ] == []  # which the browser fetches when it likes


def test_a_video_is_fetched_when_it_is_asked_for_and_never_before(browser: Browser, served: Served) -> None:
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.route("**://*/embed/**", lambda route: route.fulfill(body="<p>A film</p>", content_type="text/html"))
        page.route("**://player.*/**", lambda route: route.fulfill(body="<p>A film</p>", content_type="text/html"))
        page.goto(served.at("/2026/11/lantern-parade/"))
        page.wait_for_load_state("networkidle")
        assert page.locator("iframe").count() == 0
        embed = page.locator(".video").get_attribute("data-embed")
        assert embed
        page.locator(".video a").click()
        expect(page.locator(".video iframe")).to_have_attribute("src", embed)
        expect(page.locator(".video iframe")).to_have_attribute("referrerpolicy", "no-referrer")


STING: Final = (
    "<div class=feed><div class=group><h2><time datetime=2026-11-01></time></h2><article class=row>"
    "<h3><a href=/>Here</a></h3><img src=/none onerror=document.title='stung'></article></div></div>"
)
"""What would run if it came from a fetched page into the one that is read."""


@pytest.mark.parametrize("leads_to", ["https://strange.example/", "/fragments/search/2026-11.json"])
def test_no_text_makes_a_script_bring_in_what_is_no_list(browser: Browser, changing: Served, leads_to: str) -> None:
    feigned = f'<div class="feed"></div><div class="pages"><a rel="next" href="{leads_to}">More</a></div>'
    assert clean(feigned, trusted=False).html == feigned
    about = changing.tree["about/index.html"].decode()
    changing.tree["about/index.html"] = about.replace('<div class="text">', f'<div class="text">{feigned}').encode()
    changing.tree["fragments/search/2026-11.json"] = json.dumps([["/", f"A headline {STING}"]]).encode()
    # A host that sets no policy.
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/html"}
        page.route("https://strange.example/**", lambda route: route.fulfill(body=STING, headers=headers))
        page.goto(changing.at("/about/"))
        page.wait_for_load_state("networkidle")
        with page.expect_request(f"**{leads_to.removeprefix('https:')}") as asked:
            page.locator(".pages [rel=next]").click()
        assert asked.value.is_navigation_request()


def test_without_scripts_everything_is_there(bare: Page, served: Served) -> None:
    bare.goto(served.at("/"))
    assert bare.locator(ROWS).count() > 5
    bare.locator(".pages [rel=next]").click()
    assert re.search(r"/page/\d+/$", bare.url)
    assert bare.locator(ROWS).count() > 5
    bare.goto(served.at("/2026/11/lantern-parade/"))
    assert bare.locator(".video a").get_attribute("href", timeout=1000)
    expect(bare.locator(".actions")).to_be_hidden()
    bare.goto(served.at("/search/"))
    expect(bare.locator(".search-browse a").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/2026/11/draft-budget/"])
def test_paper_holds_the_words_and_nothing_to_click(page: Page, served: Served, path: str) -> None:
    page.goto(served.at(path))
    page.emulate_media(media="print")
    expect(page.locator("nav.sections")).to_be_hidden()
    if "budget" in path:
        expect(page.locator(".text")).to_be_visible()
        expect(page.locator(".read-more")).to_be_hidden()
        assert len(page.pdf()) > 1_000


def test_who_wants_no_motion_has_none(browser: Browser, served: Served) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(served.at("/2026/11/budget-meeting-live/"))
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_only_long_words_are_divided_and_no_address_of_mail(page: Page, served: Served) -> None:
    page.goto(served.at("/contact/"))
    style = "(one) => [getComputedStyle(one).hyphens, getComputedStyle(one).hyphenateLimitChars]"
    for words in ("h1", ".text p"):
        assert page.locator(words).first.evaluate(style) == ["auto", "14 5"]
    assert page.locator(".text td a").first.evaluate(style)[0] == "manual"


def test_what_leads_on_from_the_foot_of_an_article_looks_like_a_link(page: Page, served: Served) -> None:
    page.goto(served.at("/2026/11/first-section-finished/"))
    for one in ("p.storyline a", ".translations a"):
        assert page.locator(one).first.evaluate("(one) => getComputedStyle(one).textDecorationLine") == "underline"


def test_a_text_within_a_feed_cannot_pass_for_the_feed_s_end(browser: Browser, changing: Served) -> None:
    feigned = '<div class="pages"><a rel="next" href="/fragments/latest.html">More</a></div>'
    home = changing.tree["index.html"].decode()
    changing.tree["index.html"] = home.replace('<div class="what">', f'<div class="what">{feigned}', 1).encode()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(changing.at("/"))
        page.wait_for_load_state("networkidle")
        answers = "[...document.querySelectorAll('.pages [rel=next]')].map((link) => Boolean(link.onclick))"
        assert page.evaluate(answers) == [False, True]
