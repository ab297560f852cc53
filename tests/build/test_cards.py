"""Cards for sharing through whole builds: made where asked for, kept, and gone with their articles."""

import re
import shutil
from pathlib import Path

import pytest

from builder.build.pruning import prune
from tests.desk import Desk

CARD = re.compile(r'<meta property="og:image" content="https://desk\.example/(media/[0-9a-f]{16}-1200\.png)">')


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk whose settings ask for cards, with an article, built."""
    desk = Desk(tmp_path / "site", media={"social": "make"})
    desk.article("world/ferry", title="The ferry is back")
    desk.build()
    assert desk.diagnostics == ()
    return desk


def card(desk: Desk, url: str = "/2026/11/ferry/") -> str:
    found = CARD.search(desk.page(url))
    return found[1] if found else ""


def media(desk: Desk) -> set[str]:
    return {path for path in desk.tree() if path.startswith("media/")}


def test_an_article_without_a_picture_has_a_card_and_no_other_page_shows_it(desk: Desk) -> None:
    assert media(desk) == {card(desk)}
    assert desk.tree()[card(desk)].startswith(b"\x89PNG")
    assert desk.last is not None
    assert (desk.last.pictures.made, desk.last.pictures.decoded) == (1, 0)


def test_nobody_has_a_card_who_does_not_ask_for_one(desk: Desk) -> None:
    desk.settings(media=None)
    desk.build()
    assert (card(desk), media(desk)) == ("", set())


def test_another_body_leaves_the_card_and_another_headline_makes_another(desk: Desk) -> None:
    before = card(desk)
    desk.edit("content/world/ferry.md", "Words.", "Other words.")
    assert desk.build().pictures.made == 0
    desk.edit("content/world/ferry.md", "is back", "is late")
    assert desk.build().pictures.made == 1
    assert media(desk) == {card(desk)} != {before}


def test_a_picture_takes_the_place_of_the_card(desk: Desk) -> None:
    desk.picture("pics/a.png", size=(400, 300))
    desk.edit("content/world/ferry.md", "date:", "image: {src: /pics/a.png, alt: a, credit: b}\ndate:")
    desk.build()
    assert card(desk) == ""
    assert not any(path.endswith("-1200.png") for path in media(desk))
    desk.write("content/pics/a.png", b"broken")
    desk.build()
    assert media(desk) == {card(desk)}
    assert desk.tree() == desk.clean_tree()


def test_a_withheld_article_has_no_card(desk: Desk) -> None:
    desk.edit("content/world/ferry.md", "date:", "status: withdrawn\ndate:")
    desk.build()
    assert media(desk) == set()


def test_cards_outlive_the_catalogue(desk: Desk) -> None:
    shutil.rmtree(desk.output)
    for file in (desk.root / ".newsdesk").glob("build.*"):
        file.unlink()
    outcome = desk.build()
    assert (outcome.pictures.made, outcome.pictures.reused) == (0, 1)


def test_two_articles_of_one_headline_share_a_card(desk: Desk) -> None:
    desk.article("world/again", title="The ferry is back")
    desk.build()
    assert card(desk) == card(desk, "/2026/11/again/")
    desk.delete("content/world/again.md")
    desk.build()
    assert media(desk) == {card(desk)}


def test_workers_make_what_one_process_makes(desk: Desk) -> None:
    for number in range(20):
        desk.article(f"world/story-{number}", title=f"Story {number}")
    desk.build(jobs=2)
    assert len(media(desk)) == 21
    assert desk.tree() == desk.clean_tree()


def test_pruning_keeps_the_cards_that_pages_show(desk: Desk) -> None:
    desk.edit("content/world/ferry.md", "is back", "is late")
    desk.build()
    assert prune(desk.root / ".newsdesk").entries == 1
    shutil.rmtree(desk.output)
    (desk.root / ".newsdesk/build.sqlite").unlink()
    assert desk.build().pictures.made == 0
