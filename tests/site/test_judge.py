"""Every judge finds the flaw that it is there for, and is silent where there is none."""

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site import judge

URL = "https://example.org/"
HEAD = '<?xml version="1.0" encoding="utf-8"?>'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGE = f'<!doctype html><link rel="canonical" href="{URL}a/"><h2 id="x">A</h2>'.encode()
GOOD_ARTICLE = (
    "<main><article>A</article><section class='author-box'></section>"
    "<section class='read-more wide'><article>B</article></section><section class='news-feed'></section></main>"
)


def broken(html: str) -> list[str]:
    return list(judge.broken_links({"index.html": html.encode(), "a/index.html": PAGE, "b c.jpg": b""}, URL))


def sitemap_flaws(entries: str, tree: judge.Tree) -> Iterator[str]:
    return judge.bad_sitemaps({"sitemap.xml": f"{HEAD}<urlset {SPACE}>{entries}</urlset>".encode(), **tree}, URL)


@pytest.mark.parametrize("path", ["World/index.html", "cafe\u0301/index.html", "a%20b/index.html"])
def test_bad_path(path: str) -> None:
    assert list(judge.bad_paths({path: b""}))


def test_paths_that_some_systems_take_for_one() -> None:
    assert list(judge.bad_paths({"straße": b"", "strasse": b""}))


def test_good_paths() -> None:
    assert not list(judge.bad_paths({"світ/index.html": b"", "a/b.jpg": b""}))


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ('<a href="/b/">', "no file b/index.html"),
        ('<a href="/a">', "no file a"),
        ('<a href="https://example.org/b/">', "no file b/index.html"),
        ('<img src="x.jpg">', "no file x.jpg"),
        ('<img srcset="b%20c.jpg 1x, y.jpg 2x">', "no file y.jpg"),
        ('<a href="/a/#y">', "no such anchor"),
        ('<a href="#z">', "no such anchor"),
        ('<a href="javascript:alert(1)">', "scheme javascript"),
        ('<meta property="og:image" content="https://example.org/z.jpg">', "no file z.jpg"),
    ],
)
def test_broken_link(html: str, complaint: str) -> None:
    (line,) = broken(html)
    assert line.endswith(complaint)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/a/#x">',
        '<a href="a/">',
        '<a href="#top-of-page"><i id="top-of-page">',
        '<img src="/b%20c.jpg">',
        '<a href="https://elsewhere.org/b/">',
        '<a href="mailto:desk@example.org">',
    ],
)
def test_sound_link(html: str) -> None:
    assert broken(html) == []


def test_link_outside_the_base_path() -> None:
    tree = {"index.html": b'<a href="/a/">'}
    assert list(judge.broken_links(tree, "https://example.org/news/")) == ["index.html: /a/: outside the site"]


def test_good_article() -> None:
    assert not list(judge.bad_structure(LexborHTMLParser(GOOD_ARTICLE)))


@pytest.mark.parametrize(
    "html",
    [
        GOOD_ARTICLE.replace("author-box", "author"),
        GOOD_ARTICLE.replace("<section class='author-box'></section>", "") + "<section class='author-box'></section>",
        GOOD_ARTICLE + "<section class='news-feed'></section>",
    ],
)
def test_bad_article(html: str) -> None:
    assert list(judge.bad_structure(LexborHTMLParser(html)))


@pytest.mark.parametrize(
    "text", ["<rss><a></rss>", "<rss>\x0b</rss>", "<rss>&nbsp;</rss>", "\n<?xml version='1.0'?><a/>"]
)
def test_bad_xml(text: str) -> None:
    assert list(judge.bad_xml({"feed.xml": text.encode()}))


@pytest.mark.parametrize(
    "entries",
    [
        f"<url><loc>{URL}b/</loc></url>",
        f"<url><loc>{URL}a/</loc></url><url><loc>{URL}a/</loc></url>",
        f"<url><loc>{URL}a/</loc><lastmod>2026-13-01</lastmod></url>",
        f"<url><loc>{URL}a/</loc><lastmod>2026-11-01T10:00</lastmod></url>",
        f"<url><loc>{URL}a/</loc><changefreq>often</changefreq></url>",
        "<url><loc>https://elsewhere.org/a/</loc></url>",
        "<url><loc>/a/</loc></url>",
        "<url></url>",
    ],
)
def test_bad_sitemap(entries: str) -> None:
    assert list(sitemap_flaws(entries, {"a/index.html": PAGE}))


def test_sitemap_of_a_page_that_is_not_to_be_found() -> None:
    page = PAGE + b'<meta name="robots" content="noindex">'
    assert list(sitemap_flaws(f"<url><loc>{URL}a/</loc></url>", {"a/index.html": page}))


def test_sitemap_of_a_page_whose_address_is_another() -> None:
    page = PAGE.replace(b"org/a/", b"org/b/")
    assert list(sitemap_flaws(f"<url><loc>{URL}a/</loc></url>", {"a/index.html": page}))


def test_good_sitemap() -> None:
    entry = f"<url><loc>{URL}a/</loc><lastmod>2026-11-01T10:00:00+02:00</lastmod></url>"
    assert not list(sitemap_flaws(entry, {"a/index.html": PAGE}))


def test_sitemap_in_no_index() -> None:
    shard = f"{HEAD}<urlset {SPACE}></urlset>".encode()
    assert list(sitemap_flaws("", {"sitemap-2026-01.xml": shard})) == ["sitemap-2026-01.xml: in no index"]


def test_leaked_word() -> None:
    leaks = judge.leaked_words({"a.html": b"<p>The Resignation"}, ["resignation of the mayor"], ["the mayor spoke"])
    assert list(leaks) == ["a.html: resignation"]


def test_leaked_word_in_a_name() -> None:
    assert list(judge.leaked_words({"resignation/index.html": b""}, ["resignation"], [])) != []


def test_public_word_is_no_leak() -> None:
    assert not list(judge.leaked_words({"a.html": b"<p>The mayor"}, ["the mayor"], ["mayor"]))
