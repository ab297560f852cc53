"""The portrait on an opinion piece's card is its first author's, and keeps up with the author's file and picture."""

import re
from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an opinion piece by two authors and a report by one of them, built."""
    desk = Desk(tmp_path / "site")
    desk.picture("people/ann.jpg", "red", (400, 400))
    desk.author("ann", image={"src": "/people/ann.jpg", "alt": "Ann"})
    desk.author("bo")
    desk.article("world/view", type="opinion", authors=["ann", "bo"])
    desk.article("world/news", authors=["ann"])
    desk.build()
    assert desk.diagnostics == ()
    return desk


def portraits(desk: Desk) -> dict[str, list[str]]:
    """Return the addresses of the portraits on the cards of the home page, by the article's id."""
    cards = re.findall(r'<div data-id="([^"]+)"(.*?)</div>', desk.page("/"), re.DOTALL)
    return {ident: re.findall(r'class="avatar[^"]*" src="([^"]+)"', card) for ident, card in cards}


def test_only_an_opinion_piece_has_one(desk: Desk) -> None:
    found = portraits(desk)
    assert found["world/news"] == []
    assert len(found["world/view"]) == 1
    assert found["world/view"][0].lstrip("/") in desk.tree()


def test_another_picture_in_the_file_s_place_reaches_the_card(desk: Desk) -> None:
    before = portraits(desk)
    desk.picture("people/ann.jpg", "blue", (400, 400))
    desk.build()
    assert portraits(desk)["world/view"] != before["world/view"]
    assert desk.tree() == desk.clean_tree()


def test_it_goes_and_comes_with_the_author_s_picture_and_the_order_of_authors(desk: Desk) -> None:
    desk.delete("content/people/ann.jpg")
    desk.build()
    assert portraits(desk)["world/view"] == []
    assert desk.tree() == desk.clean_tree()
    desk.picture("people/ann.jpg", "green", (400, 400))
    desk.build()
    assert len(portraits(desk)["world/view"]) == 1
    desk.article("world/view", type="opinion", authors=["bo", "ann"])
    desk.build()
    assert portraits(desk)["world/view"] == []
    desk.delete("content/authors/bo.md")
    desk.build()
    assert len(portraits(desk)["world/view"]) == 1
    assert desk.tree() == desk.clean_tree()


def test_a_withheld_piece_makes_no_portrait(desk: Desk) -> None:
    desk.delete("content/world/news.md")
    desk.edit("content/world/view.md", "title:", "status: draft\ntitle:")
    desk.build()
    assert not any(path.startswith("media/") for path in desk.tree())


def test_a_picture_in_a_biography_or_a_standfirst_is_left_out_and_told_of(desk: Desk) -> None:
    """Neither place has room for one. Its words stay where it stood amid others."""
    text = 'Writes ![of "boats" > 1](/people/ann.jpg) at sea.\n\n![A boat](/people/none.jpg "Caption | Bo")\n\nEnd.'
    desk.author("bo", text)
    desk.write("content/storylines/sea.md", f"---\ntitle: The sea\n---\n\n{text}\n")
    desk.article("world/story", storyline="sea", authors=["bo"])
    desk.build()
    told = {(one.path, one.line, one.code) for one in desk.diagnostics}
    assert told == {
        (path, line, "picture-unshown")
        for path in ("content/authors/bo.md", "content/storylines/sea.md")
        for line in (5, 7)
    }
    for page in ("/author/bo/", "/storyline/sea/", "/2026/11/story/"):
        shown = desk.page(page)
        assert re.search(r"<p>Writes of (“|&quot;)boats(”|&quot;) &gt; 1 at sea\.</p>", shown)
        assert "<p></p>" not in shown
        assert "<p>End.</p>" in shown
    assert desk.tree() == desk.clean_tree()
