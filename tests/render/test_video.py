"""A video article shows a poster with a link, and asks nothing of anybody."""

import json
import re
from pathlib import Path

import pytest

from builder.source.body.video import linked_video
from tests.desk import Desk

ADDRESS = "https://www.youtube.com/watch?v=aB--_c_dE3k"
EMBED = "https://www.youtube-nocookie.com/embed/aB--_c_dE3k"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with the default theme, a picture, and a video article."""
    desk = Desk(tmp_path / "site", "default")
    desk.picture("pics/quay.jpg", size=(700, 400))
    image = {"src": "/pics/quay.jpg", "alt": "A quay", "credit": "Ann"}
    desk.article("world/film", f"{ADDRESS}\n\nThe ferry *at last*.", type="video", image=image)
    desk.build()
    return desk


def figure(desk: Desk) -> str:
    """Return the article's player, or ''."""
    found = re.search(r'<figure class="video".*?</figure>', desk.page("/2026/11/film/"), re.DOTALL)
    return found[0] if found else ""


def graph(desk: Desk) -> dict[str, object]:
    """Return what the article's page tells machines of the article."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', desk.page("/2026/11/film/"))
    assert found
    node: dict[str, object] = json.loads(found[1])["@graph"][0]
    return node


def test_the_line_becomes_a_poster_with_a_link(desk: Desk) -> None:
    assert desk.diagnostics == ()
    player = figure(desk)
    assert f'data-embed="{EMBED}"' in player
    assert f'<a href="{ADDRESS}" rel="external noopener">' in player
    assert "/media/" in player
    assert "YouTube" in player
    assert "<iframe" not in desk.page("/2026/11/film/")
    assert re.findall(r'(?:src|srcset)="(https?:[^"]*)"', desk.page("/2026/11/film/")) == []


def test_the_summary_is_what_the_text_says_and_not_the_address(desk: Desk) -> None:
    assert '<meta name="description" content="The ferry at last.">' in desk.page("/2026/11/film/")
    assert "youtube" not in desk.page("/")


@pytest.mark.parametrize("line", [f"[Our film]({ADDRESS})", f"<{ADDRESS}>", f"Before.\n\n{ADDRESS}\n"])
def test_links_are_written_in_several_ways(desk: Desk, line: str) -> None:
    desk.article("world/film", f"{line}\n\nAfter.", type="video")
    desk.build()
    assert f'data-embed="{EMBED}"' in figure(desk)
    assert desk.tree() == desk.clean_tree()


def test_other_types_and_other_links_stay_as_they_are(desk: Desk) -> None:
    desk.article("world/film", f"[Our film]({ADDRESS})\n\nAfter.")
    desk.build()
    assert figure(desk) == ""
    desk.article("world/film", "https://example.org/page\n\nAfter.", type="video")
    desk.build()
    assert figure(desk) == ""


def test_machines_are_told_of_the_video_when_there_is_a_picture_of_it(desk: Desk) -> None:
    told = graph(desk)["video"]
    assert isinstance(told, dict)
    assert (told["@type"], told["embedUrl"], told["name"]) == ("VideoObject", EMBED, "Film")
    assert told["thumbnailUrl"]
    desk.article("world/film", "https://files.example/f.mp4\n\nAfter.", type="video")
    desk.build()
    assert "video" not in graph(desk)


def test_posts_of_a_live_article_are_told_with_their_addresses(desk: Desk) -> None:
    desk.article("world/film", "Begins.\n\n## 10:05 Doors *open*\n\nIn.\n\n## 10:10 Doors close\n\nOut.", type="live")
    desk.build()
    node = graph(desk)
    address = "https://desk.example/2026/11/film/"
    assert node["@type"] == "LiveBlogPosting"
    assert node["liveBlogUpdate"] == [
        {"@type": "BlogPosting", "headline": "10:05 Doors open", "url": f"{address}#10-05-doors-open"},
        {"@type": "BlogPosting", "headline": "10:10 Doors close", "url": f"{address}#10-10-doors-close"},
    ]


def test_only_the_first_bare_video_of_a_text_is_made_a_link() -> None:
    assert linked_video(f"a\nhttps://x.example/\n{ADDRESS}  \n{ADDRESS}\n") == (
        f"a\nhttps://x.example/\n<{ADDRESS}>\n{ADDRESS}\n"
    )
