"""The text of a brief on its card: whole, and without anything that only the article's own page can have."""

from pathlib import Path

import pytest

from builder.model.article import slot_mark
from builder.pages.brief import text_of_brief
from tests.desk import Desk

MARK = slot_mark(0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One <em>two</em>.</p>\n<p>Three.</p>\n", "<p>One <em>two</em>.</p>\n<p>Three.</p>"),
        (f'<p>See <a href="{MARK}" title="a &lt; b">this <b>one</b></a>.</p>', "<p>See this <b>one</b>.</p>"),
        ('<p>At <a href="https://x.example/?a&amp;b" rel="external">x</a></p>', "<p>At x</p>"),
        (f"<p>Before</p>\n{MARK}\n<p>After</p>", "<p>Before</p>\n<p>After</p>"),
        (f'<div class="wide">{MARK}</div><p>After</p>', "<p>After</p>"),
        (f'<p><img src="{MARK}" alt="A dog" /></p><p>Words <img src="{MARK}" alt="" />.</p>', "<p>Words .</p>"),
        ('<h2 id="why">Why</h2><p id="p" class="c" lang="uk">Бо.</p>', '<p>Why</p><p lang="uk">Бо.</p>'),
        ("<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>", "<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>"),
        ("<p>Old</p><table><tr><td>1<table></table></td></tr></table><p>New</p>", "<p>Old</p><p>New</p>"),
        ('<p>Note<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><div class="footnote"><p>n</p></div>', "<p>Note</p>"),
        ("<p>1 &lt; 2 &amp; 3<br />4</p><hr />", "<p>1 &lt; 2 &amp; 3<br>4</p>"),
        ('<p title="x &lt;b&gt; lang=&quot;y&quot;">a</p>', "<p>a</p>"),
        ("", ""),
    ],
)
def test_body_and_text(body: str, text: str) -> None:
    assert text_of_brief(body) == text


def test_an_edited_brief_reaches_the_lists_that_show_it_and_no_feed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/tram", "The tram stopped.\n\nIt was late.", type="brief")
    desk.article("world/long", "The essay.\n\nIt was long.")
    desk.build()
    assert "<p>It was late.</p>" in desk.page("/world/")
    assert "It was long" not in desk.page("/world/")
    desk.edit("content/world/tram.md", "was late", "went on")
    desk.build()
    assert {"index.html", "world/index.html", "2026/11/tram/index.html"} <= set(desk.touched())
    assert not any(path.endswith(".xml") for path in desk.touched())
    assert "<p>It went on.</p>" in desk.page("/world/")
    assert desk.tree() == desk.clean_tree()
    desk.edit("content/world/long.md", "was long", "was short")
    desk.build()
    assert desk.touched() == ("2026/11/long/index.html",)


def test_a_brief_that_comes_into_its_hour_shows_its_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/tram", "The tram stopped.\n\nIt was late.", type="brief", date="2026-11-23T13:00Z")
    desk.build()
    desk.advance(7200)
    desk.build()
    assert "<p>It was late.</p>" in desk.page("/")
    assert desk.tree() == desk.clean_tree()
