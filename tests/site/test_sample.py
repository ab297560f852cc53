"""The sample site, as readers, search engines and feed readers get it."""

import json
from email.utils import parsedate_to_datetime
from urllib.parse import quote, unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site import judge
from tests.site.judge import Listed, Site

pytestmark = pytest.mark.xdist_group("site")

TYPES = {
    "article",
    "brief",
    "video",
    "live",
    "opinion",
    "analysis",
    "explainer",
    "interview",
    "gallery",
    "correction",
}


def page_of(site: Site, article: Listed) -> str:
    return unquote(article.url).lstrip("/") + "index.html"


def shown(site: Site) -> list[Listed]:
    return [article for article in site.articles if article.visible]


def test_the_sample_is_worth_judging(site: Site) -> None:
    assert len(shown(site)) >= 50
    assert len(site.articles) >= 60
    assert {"draft", "ready", "withdrawn"} <= {article.status for article in site.articles}


def test_the_sample_has_no_errors(site: Site) -> None:
    assert [found for found in site.report["diagnostics"] if found["severity"] == "error"] == []


def test_every_shown_article_has_its_page_and_no_other_does(site: Site) -> None:
    missing = [article.path for article in shown(site) if page_of(site, article) not in site.tree]
    withheld = [a for a in site.articles if not a.visible and a.status != "withdrawn"]
    assert missing == []
    assert [article.path for article in withheld if page_of(site, article) in site.tree] == []


def test_every_article_has_the_parts_of_an_article_in_order(site: Site) -> None:
    flaws = {
        article.path: list(judge.bad_structure(LexborHTMLParser(site.tree[page_of(site, article)].decode())))
        for article in shown(site)
    }
    assert {path: found for path, found in flaws.items() if found} == {}


def test_every_path_is_one_file_on_every_system(site: Site) -> None:
    assert list(judge.bad_paths(site.tree)) == []


def test_every_link_leads_somewhere(site: Site) -> None:
    assert list(judge.broken_links(site.tree, site.url)) == []


def test_every_xml_file_parses(site: Site) -> None:
    assert any(path.endswith(".xml") for path in site.tree)
    assert list(judge.bad_xml(site.tree)) == []


def test_sitemaps_keep_the_protocol(site: Site) -> None:
    assert list(judge.bad_sitemaps(site.tree, site.url)) == []


def test_sitemaps_list_every_article(site: Site) -> None:
    text = b"".join(data for path, data in site.tree.items() if path.startswith("sitemap-")).decode()
    assert [a.path for a in shown(site) if f"<loc>{site.url.rstrip('/')}{quote(a.url)}</loc>" not in text] == []


def feeds(site: Site) -> list[str]:
    return [path for path in site.tree if path.endswith("feed.xml")]


def test_home_and_every_section_have_a_feed(site: Site) -> None:
    sections = {article.path.split("/")[1] for article in shown(site)}
    assert {"feed.xml"} | {f"{section}/feed.xml" for section in sections} <= set(feeds(site))


def test_feeds_are_rss_2(site: Site) -> None:
    """By https://www.rssboard.org/rss-specification: what a channel and an item must say."""
    for path in feeds(site):
        top = judge.parse_xml(site.tree[path])
        assert (top.tag, top.get("version")) == ("rss", "2.0"), path
        assert all(top.findtext(f"channel/{name}") for name in ("title", "link", "description")), path
        guids = [item.findtext("guid") for item in top.iterfind("channel/item")]
        assert None not in guids, path
        assert len(set(guids)) == len(guids), path


def test_feed_items_are_dated_and_lead_to_pages(site: Site) -> None:
    for path in feeds(site):
        for item in judge.parse_xml(site.tree[path]).iterfind("channel/item"):
            assert parsedate_to_datetime(item.findtext("pubDate") or "").utcoffset() is not None, path
            link = unquote(item.findtext("link") or "")
            assert f"{link.removeprefix(site.url)}index.html" in site.tree, (path, link)


def test_json_files_parse(site: Site) -> None:
    for path, data in site.tree.items():
        if path.endswith(".json"):
            json.loads(data)


def test_robots_txt_names_the_sitemap(site: Site) -> None:
    assert f"Sitemap: {site.url}sitemap.xml" in site.tree["robots.txt"].decode().splitlines()


def test_the_404_page_is_not_indexed(site: Site) -> None:
    page = LexborHTMLParser(site.tree["404.html"].decode())
    robots = page.css_first('meta[name="robots"]')
    assert robots is not None
    assert "noindex" in (robots.attributes.get("content") or "")


def test_no_word_of_a_withheld_article_leaves(site: Site) -> None:
    hidden = {article.path for article in site.articles if not article.visible}
    texts = {
        path.relative_to(site.root).as_posix(): path.read_text(encoding="utf-8")
        for path in [*site.root.glob("content/**/*"), *site.root.glob("themes/**/*")]
        if path.suffix in {".md", ".yaml", ".html", ".css", ".js", ".xml", ".txt", ".json"}
    }
    public = [text for path, text in texts.items() if path not in hidden]
    # A withdrawn article keeps its address, where a notice stands.
    kept = [article.url for article in site.articles if article.status == "withdrawn"]
    assert hidden <= texts.keys()
    assert list(judge.leaked_words(site.tree, [texts[path] for path in hidden], [*public, *kept])) == []
