"""What stands under "Read more": picked by hand, then the storyline, then by content; never twice, never withheld."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final
from unittest import mock

import pytest

from builder.pages import related
from builder.pages.memory import Memory
from builder.pages.sketch import apart
from tests.desk import Desk, moment

DAY: Final = 86_400
SHOWN: Final = 4


def words(topic: str, count: int = 12) -> str:
    return " ".join(f"{topic}{number}x" for number in range(count))


def text(topic: str, own: str) -> str:
    """Return a text about a topic that is no other's twin: half of its words are its own."""
    return f"{words(topic)} {words(own)}"


def article(desk: Desk, name: str, topic: str, age: int, **keys: object) -> None:
    """Write an article about a topic, published so many days ago."""
    told = str(keys.pop("told", "") or text(topic, name))
    desk.article(f"world/{name}", told, **{"date": moment(desk.now - age * DAY), "slug": name} | keys)


def read_more(desk: Desk, name: str) -> list[str]:
    """Return the articles under "Read more" on an article's page."""
    (section,) = re.findall(r'<section class="read-more">(.*?)</section>', desk.page(f"/{name}/"), re.DOTALL)
    return [ident.removeprefix("world/") for ident in re.findall(r'data-id="([^"]*)"', section)]


def background(desk: Desk, name: str) -> list[str]:
    """Return the articles that an article's page shows as its storyline's background."""
    (line,) = re.findall(r"<p>background (.*?)</p>", desk.page(f"/{name}/"), re.DOTALL)
    return re.findall(r'href="/([^"/]*)/"', line)


def relations(desk: Desk) -> int:
    """Return how many lists and rows of the index the catalogue has."""
    with closing(sqlite3.connect(desk.root / ".newsdesk" / "build.sqlite")) as db:
        return sum(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("kin", "finding", "posting"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with a dozen articles about other things, so that words are rare."""
    desk = Desk(tmp_path / "site", permalink="/{slug}/")
    for number in range(12):
        article(desk, f"other{number}", f"thing{number}q", age=900 + number)
    return desk


def test_the_writer_s_choice_comes_first_then_the_storyline_then_the_nearest(desk: Desk) -> None:
    desk.write("content/storylines/crossing.md", "---\ntitle: The crossing\n---\nWords.\n")
    article(desk, "near", "ferry", age=3)
    article(desk, "far", "thing3q", age=40)
    article(desk, "later", "ferry", age=-1)
    article(desk, "told-before", "council", age=20, storyline="crossing")
    article(desk, "news", "ferry", age=1, storyline="crossing", related=["world/other5", "world/far"])
    desk.build()
    assert read_more(desk, "news") == ["other5", "far", "told-before", "near"]
    assert read_more(desk, "near") == []


def test_a_writer_may_pick_more_than_are_shown_otherwise_and_newer_ones(desk: Desk) -> None:
    article(desk, "newer", "ferry", age=0)
    picked = [*(f"world/other{number}" for number in (5, 1, 4, 2)), "world/newer", "world/other5"]
    article(desk, "news", "ferry", age=1, related=picked)
    desk.build()
    assert read_more(desk, "news") == ["other5", "other1", "other4", "other2", "newer"]


def test_the_nearest_are_found_by_words_alone_without_tags_and_across_sections(desk: Desk) -> None:
    article(desk, "ferry-old", "ferry", age=9)
    desk.article("city/pier", text("ferry", "pier"), date=moment(desk.now - 5 * DAY))
    article(desk, "news", "ferry", age=1)
    desk.build()
    assert read_more(desk, "news") == ["city/pier", "ferry-old"]


@pytest.mark.parametrize(
    ("lang", "topic", "other"),
    [
        ("uk", "Пором перевозить пасажирів через широку річку щоранку", "Міська рада ухвалила бюджет лікарень"),
        ("de", "Die Fähre bringt Pendler morgens über den Fluss", "Der Stadtrat beschloss gestern neue Steuern"),
        ("ar", "العبارة تنقل الركاب عبر النهر صباحا", "المجلس البلدي اعتمد ميزانية المستشفيات"),
        ("he", "המעבורת מעבירה נוסעים מעבר לנהר בבוקר", "מועצת העיר אישרה תקציב לבתי החולים"),
        ("zh", "渡轮每天早晨载着乘客过河", "市议会批准了医院预算"),
        ("th", "เรือข้ามฟากรับส่งผู้โดยสารข้ามแม่น้ำ", "สภาเมืองอนุมัติงบประมาณโรงพยาบาล"),
    ],
    ids=["uk", "de", "ar", "he", "zh", "th"],
)
def test_the_nearest_are_found_in_any_language(tmp_path: Path, lang: str, topic: str, other: str) -> None:
    desk = Desk(tmp_path / "site", permalink="/{slug}/", lang=lang)
    for number in range(8):
        article(desk, f"other{number}", "", age=90 + number, told=f"{other} {words(f'q{number}')}")
    article(desk, "old", "", age=50, told=f"{topic} {words('alpha')}")
    article(desk, "news", "", age=1, told=f"{topic} {words('beta')}")
    desk.build()
    assert read_more(desk, "news")[0] == "old"


STORY: Final = text("ferry", "story")


@pytest.mark.parametrize("role", ["itself", "picked", "storyline", "found"])
def test_the_same_story_is_never_shown_twice(desk: Desk, role: str) -> None:
    desk.write("content/storylines/crossing.md", "---\ntitle: The crossing\n---\nWords.\n")
    keys: dict[str, dict[str, object]] = {
        "picked": {"related": ["world/first"]},
        "storyline": {"storyline": "crossing"},
    }
    told = f"{STORY} later" if role == "itself" else text("ferry", "news")
    article(desk, "news", "", age=1, told=told, **keys.get(role, {}))
    article(desk, "first", "", age=4, told=STORY, **({"storyline": "crossing"} if role == "storyline" else {}))
    article(desk, "again", "", age=5, told=f"{STORY} again")
    article(desk, "near", "ferry", age=30)
    desk.build()
    assert read_more(desk, "news") == (["near"] if role == "itself" else ["first", "near"])


@pytest.mark.parametrize(("own", "is_listed"), [(3, False), (4, True)])
def test_stories_are_the_same_when_they_share_more_than_three_quarters_of_their_terms(
    desk: Desk, own: int, *, is_listed: bool
) -> None:
    common = words("ferry", 17)  # 19 terms with headline and section, of 25 and 26 that both have
    article(desk, "first", "", age=4, told=f"{common} {words('first', own)}", title="The ferry")
    article(desk, "second", "", age=1, told=f"{common} {words('second', 3)}", title="The ferry")
    desk.build()
    assert ("first" in read_more(desk, "second")) == is_listed


def test_of_stories_whose_sketches_differ_no_terms_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for age in range(2, 7):
        article(desk, f"ferry{age}", "ferry", age=age)
    article(desk, "news", "ferry", age=1)
    compared = mock.Mock(wraps=apart)
    monkeypatch.setattr(related, "apart", compared)
    monkeypatch.setattr(Memory, "terms", _none_may_be_read)
    desk.build()
    assert read_more(desk, "news") == ["ferry2", "ferry3", "ferry4", "ferry5"]
    assert compared.called


def _none_may_be_read(_memory: Memory, number: int) -> frozenset[str]:
    raise AssertionError(number)


def test_what_the_text_promotes_is_not_shown_again(desk: Desk) -> None:
    article(desk, "near", "ferry", age=3)
    article(desk, "promoted", "ferry", age=2)
    promoting = f"{text('ferry', 'news')}\n\n[Read this](promoted.md)\n\nMore."
    article(desk, "news", "", age=1, told=promoting)
    desk.build()
    assert read_more(desk, "news") == ["near"]
    desk.edit("content/world/news.md", "[Read this](promoted.md)", "See [this](promoted.md), too.")
    desk.build()
    assert read_more(desk, "news") == ["promoted", "near"]


@pytest.mark.parametrize("target", ["promoted.md", "/promoted/", "/promoted", "/promoted/?from=news", "/before/"])
def test_what_the_text_promotes_is_not_shown_again_by_whatever_name(desk: Desk, target: str) -> None:
    article(desk, "near", "ferry", age=3)
    article(desk, "promoted", "ferry", age=2, aliases=["/before/"])
    article(desk, "news", "", age=1, told=f"{text('ferry', 'news')}\n\n[Read this]({target})\n\nMore.")
    desk.build()
    assert read_more(desk, "news") == ["near"]


def test_what_the_text_promotes_is_not_shown_again_though_it_was_picked(desk: Desk) -> None:
    article(desk, "promoted", "ferry", age=2)
    promoting = f"{text('ferry', 'news')}\n\n[Read this](promoted.md)\n\nMore."
    article(desk, "news", "", age=1, told=promoting, related=["world/promoted", "world/other3"])
    desk.build()
    assert read_more(desk, "news") == ["other3"]
    desk.edit("content/world/news.md", "[Read this](promoted.md)", "See [this](promoted.md), too.")
    desk.build()
    assert read_more(desk, "news") == ["promoted", "other3"]
    assert desk.tree() == desk.clean_tree()


@pytest.mark.parametrize("how", ["found", "picked", "storyline"])
@pytest.mark.parametrize("name", ["world/before", "before.md", "/before/"])
def test_what_an_article_follows_is_not_shown_again(desk: Desk, how: str, name: str) -> None:
    desk.write("content/storylines/crossing.md", "---\ntitle: The crossing\n---\nWords.\n")
    keys: dict[str, dict[str, object]] = {
        "picked": {"related": ["world/before"]},
        "storyline": {"storyline": "crossing"},
    }
    more = keys.get(how, {})
    article(desk, "before", "ferry", age=4, **({"storyline": "crossing"} if how == "storyline" else {}))
    article(desk, "near", "ferry", age=30)
    article(desk, "news", "ferry", age=1, **more)
    desk.build()
    assert read_more(desk, "news") == ["before", "near"]
    article(desk, "news", "ferry", age=1, updates=name, **more)
    desk.build()
    assert read_more(desk, "news") == ["near"]
    assert desk.tree() == desk.clean_tree()
    article(desk, "before", "ferry", age=4, status="draft")
    desk.build()
    assert desk.tree() == desk.clean_tree()
    article(desk, "before", "ferry", age=4, **({"storyline": "crossing"} if how == "storyline" else {}))
    desk.build()
    assert read_more(desk, "news") == ["near"]
    assert desk.tree() == desk.clean_tree()


def test_the_background_of_a_storyline_does_not_repeat_what_the_article_follows(desk: Desk) -> None:
    desk.write("content/storylines/crossing.md", "---\ntitle: The crossing\n---\nWords.\n")
    for number in range(7):
        article(desk, f"part{number}", f"part{number}q", age=20 + number, storyline="crossing")
    article(desk, "news", "ferry", age=1, storyline="crossing", updates="world/part5")
    desk.build()
    assert read_more(desk, "news") == ["part0", "part1", "part2", "part3"]
    assert background(desk, "news") == ["part4", "part6"]
    assert desk.tree() == desk.clean_tree()


def test_languages_are_never_mixed(desk: Desk) -> None:
    article(desk, "foreign", "ferry", age=2, lang="uk")
    article(desk, "british", "ferry", age=3, lang="en-GB")
    article(desk, "news", "ferry", age=1)
    desk.build()
    assert read_more(desk, "news") == ["british"]


def test_of_an_article_and_its_translation_only_one_is_shown(desk: Desk) -> None:
    article(desk, "original", "river", age=9, lang="uk")
    article(desk, "translated", "ferry", age=3, translation_of="world/original")
    article(desk, "near", "ferry", age=5)
    article(desk, "news", "ferry", age=1, related=["world/original"])
    article(desk, "own", "ferry", age=0, translation_of="world/original")
    desk.build()
    assert read_more(desk, "news") == ["original", "near"]
    assert read_more(desk, "own") == ["news", "near"]


WITHHELD: Final = ("draft", "scheduled", "embargo", "expired", "withdrawn", "deleted")


def withhold(desk: Desk, name: str, how: str) -> None:
    """Take an article back in one of the ways there are."""
    if how == "deleted":
        desk.delete(f"content/world/{name}.md")
        return
    past, future = moment(desk.now - 2 * DAY), moment(desk.now + DAY)
    keys: dict[str, dict[str, object]] = {
        "draft": {"status": "draft"},
        "scheduled": {"date": future},
        "embargo": {"date": past, "embargo": future},
        "expired": {"date": past, "expires": moment(desk.now - 60)},
        "withdrawn": {"status": "withdrawn"},
    }
    article(desk, name, "ferry", age=2, **keys[how])


@pytest.mark.parametrize("how", WITHHELD)
def test_what_is_withheld_leaves_every_list_and_comes_back(desk: Desk, how: str) -> None:
    article(desk, "near", "ferry", age=2)
    article(desk, "nearer", "ferry", age=3)
    article(desk, "news", "ferry", age=1)
    desk.build()
    assert read_more(desk, "news") == ["near", "nearer"]
    withhold(desk, "near", how)
    desk.build()
    assert read_more(desk, "news") == ["nearer"]
    assert desk.tree() == desk.clean_tree()
    article(desk, "near", "ferry", age=2)
    desk.build()
    assert read_more(desk, "news") == ["near", "nearer"]
    assert desk.tree() == desk.clean_tree()


@pytest.mark.parametrize("how", WITHHELD)
def test_a_picked_article_that_readers_may_not_see_is_an_error_at_its_line(desk: Desk, how: str) -> None:
    article(desk, "gone", "ferry", age=2)
    withhold(desk, "gone", how)
    front = (
        f"---\ntitle: News\ndate: {moment(desk.now - DAY)}\nrelated:\n  - world/other1\n  - world/gone\n---\n\nWords.\n"
    )
    desk.write("content/world/news.md", front)
    desk.build()
    (found,) = (one for one in desk.diagnostics if one.path == "content/world/news.md")
    code = "article-unknown" if how == "deleted" else "article-withheld"
    assert (found.code, found.severity, found.line, found.column) == (code, "error", 6, 5)
    assert read_more(desk, "news")[0] == "other1"
    assert "gone" not in read_more(desk, "news")


def test_a_list_is_no_longer_than_shown_and_an_old_one_stays_as_it_is(desk: Desk) -> None:
    for number in range(7):
        article(desk, f"near{number}", "ferry", age=20 + number)
    article(desk, "news", "ferry", age=1)
    desk.build()
    before = read_more(desk, "news")
    assert len(before) == SHOWN
    article(desk, "newest", "ferry", age=0)
    desk.build()
    assert read_more(desk, "news") == before
    assert read_more(desk, "newest")[0] == "news"
    assert desk.tree() == desk.clean_tree()


def test_a_picked_article_that_becomes_the_same_story_as_another_of_the_list_takes_its_place(desk: Desk) -> None:
    ferry = "The ferry broke its cable at the quay and the passengers waited for the tug."
    card = {"title": "Same", "summary": "One."}
    desk.write("content/storylines/flood.md", "---\ntitle: Flood\n---\nThe flood.\n")
    desk.article("world/picked", "Hail over the orchard, said nobody.", date="2026-10-01T09:00", **card)
    desk.article("world/told", ferry, date="2026-10-02T09:00", storyline="flood", **card)
    desk.article("world/chosen", "Council budget.", storyline="flood", related=["world/picked"])
    desk.build()
    desk.article("world/picked", ferry, date="2026-10-01T09:00", **card)
    desk.build()
    assert "chosen/index.html" in desk.touched()
    assert desk.tree() == desk.clean_tree()


def test_two_translations_of_one_article_part_when_it_comes(desk: Desk) -> None:
    article(desk, "one", "ferry", age=3, translation_of="world/original")
    article(desk, "two", "ferry", age=2, translation_of="world/original")
    article(desk, "reader", "ferry", age=1, related=["world/other0"])
    desk.build()
    assert {"one", "two"} <= set(read_more(desk, "reader"))
    article(desk, "original", "pier", age=4, lang="uk")
    desk.build()
    assert len({"one", "two"}.intersection(read_more(desk, "reader"))) == 1
    assert desk.tree() == desk.clean_tree()
    desk.delete("content/world/original.md")
    desk.build()
    assert {"one", "two"} <= set(read_more(desk, "reader"))
    assert desk.tree() == desk.clean_tree()


def test_the_desk_alone_may_choose(desk: Desk) -> None:
    desk.write("content/storylines/crossing.md", "---\ntitle: The crossing\n---\nWords.\n")
    article(desk, "near", "ferry", age=3)
    article(desk, "told-before", "ferry", age=20, storyline="crossing")
    article(desk, "news", "ferry", age=1, storyline="crossing", related=["world/other5"])
    desk.build()
    pages = desk.tree()
    assert read_more(desk, "news") == ["other5", "told-before", "near"]
    assert relations(desk) > 0
    desk.settings(related={"by": "desk"})
    desk.build()
    assert (read_more(desk, "news"), read_more(desk, "near")) == (["other5", "told-before"], [])
    assert desk.tree() == desk.clean_tree()
    desk.edit("content/world/near.md", "ferry", "council")
    article(desk, "one-more", "ferry", age=0)
    desk.build()
    assert relations(desk) == 0, "nobody would ask for them"
    desk.delete("content/world/one-more.md")
    desk.build()
    assert desk.tree() == desk.clean_tree()
    desk.edit("content/world/near.md", "council", "ferry")
    desk.settings(related={"by": "content"})
    desk.build()
    assert desk.tree() == pages


def test_tags_in_common_may_choose(desk: Desk) -> None:
    article(desk, "same-words", "ferry", age=3)
    article(desk, "rare-tag", "council", age=5, tags=["harbour dues", "town"])
    article(desk, "common-tag", "council", age=4, tags=["town"])
    article(desk, "both-tags", "school", age=6, tags=["Town", "Harbour Dues"])
    article(desk, "news", "ferry", age=1, tags=["town", "harbour dues"])
    for number in range(4):
        article(desk, f"town{number}", "council", age=20 + number, tags=["town"])
    desk.settings(related={"by": "tags"})
    desk.build()
    assert read_more(desk, "news")[:3] == ["rare-tag", "both-tags", "common-tag"]
    assert read_more(desk, "same-words") == []
    assert desk.tree() == desk.clean_tree()
    desk.edit("content/world/rare-tag.md", "harbour dues", "harbour")
    desk.build()
    assert read_more(desk, "news")[0] == "both-tags"
    assert desk.tree() == desk.clean_tree()
