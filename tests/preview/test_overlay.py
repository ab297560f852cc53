"""What a page says beside itself: what is wrong, how the article stands, what comes next, and which moment is shown."""

import json
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from builder.build.making import Touched
from builder.preview.inbox import Inbox
from builder.preview.room import Room
from tests.preview.previewing import PATIENCE, Shown, news_desk, shown

SLIP = "---\ntitle: Summit\ndate: 2026-11-02T09:00\nstatus: published\n---\n\nWords.\n"


def as_checked(site: Shown) -> list[tuple[str, int, int, str, str]]:
    """Return what `check` says of the site."""
    return [(one.path, one.line, one.column, one.code, one.message) for one in site.desk.check()]


def as_told(site: Shown) -> list[tuple[str, int, int, str, str]]:
    """Return what the preview says of it."""
    return [(one["path"], one["line"], one["column"], one["code"], one["message"]) for one in site.state()["findings"]]


def test_an_error_is_told_with_its_line_and_goes_when_it_is_mended(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        before = site.page("/2026/11/story-1/")
        site.desk.write("content/world/story-1.md", SLIP)
        site.settle()
        (told,) = (one for one in site.state()["findings"] if one["path"] == "content/world/story-1.md")
        assert (told["line"], told["column"], told["code"], told["fresh"]) == (4, 9, "value-invalid", True)
        assert told["excerpt"] == ["status: published", "        ^"]
        assert told["hint"] == "write ready"
        assert as_told(site) == as_checked(site)
        kept = site.page("/2026/11/story-1/")
        assert 'data-label="Last good version"' in kept
        assert kept.partition("<newsdesk-preview")[0] == before.partition("<newsdesk-preview")[0]
        assert site.difference() == ""
        site.desk.article("world/story-1", "Mended.", date="2026-11-02T09:00")
        site.until("/2026/11/story-1/", "Mended.")
        site.settle()
        assert site.state()["findings"] == []
        assert "Last good" not in site.page("/2026/11/story-1/")


def test_an_error_is_told_before_any_page_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, may_go_on = Room.make, threading.Event()

    def wait_and_make(room: Room, go_on: Callable[[], bool], first: Iterable[str]) -> Touched:
        assert may_go_on.wait(PATIENCE)
        return make(room, go_on, first)

    with shown(news_desk(tmp_path / "site")) as site:
        site.settle()
        monkeypatch.setattr(Room, "make", wait_and_make)
        try:
            site.desk.write("content/world/story-1.md", SLIP)
            site.until("/_newsdesk/state", "value-invalid")
        finally:
            may_go_on.set()
        site.until("/2026/11/story-1/", "Last good version")


def test_what_planning_finds_in_the_saved_page_does_not_wait_for_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, saved, may_go_on, calls = Room.make, Inbox.saved, threading.Event(), []

    def make_the_first(room: Room, go_on: Callable[[], bool], first: Iterable[str]) -> Touched:
        calls.append(room)
        assert len(calls) == 1 or may_go_on.wait(PATIENCE)
        return make(room, go_on, first)

    def save_both() -> None:  # in the desk's own thread, so that they come in together
        site.desk.settings(title="The Other Desk")
        site.desk.article("world/story-1", "[to nowhere](gone.md)", date="2026-11-02T09:00")
        for path in ("content/site.yaml", "content/world/story-1.md"):
            saved(site.preview.desk.inbox, path, 0.0)

    monkeypatch.setattr("builder.preview.room.FEW", 3)
    with shown(news_desk(tmp_path / "site")) as site:
        site.settle()
        monkeypatch.setattr(Room, "make", make_the_first)
        monkeypatch.setattr(Inbox, "saved", lambda *_: None)  # the watch would begin a second round
        try:
            site.preview.desk.inbox.ask(save_both)
            site.until("/_newsdesk/state", "gone.md")
            assert site.state()["busy"]
        finally:
            may_go_on.set()
        site.settle()
        assert as_told(site) == as_checked(site)


def test_what_was_wrong_before_is_not_fresh_because_of_a_save_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, is_first_made, may_go_on = Room.make, threading.Event(), threading.Event()

    def make_and_wait(room: Room, go_on: Callable[[], bool], first: Iterable[str]) -> Touched:
        touched = make(room, go_on, first)
        is_first_made.set()
        assert may_go_on.wait(PATIENCE)
        return touched

    desk = news_desk(tmp_path / "site")
    with shown(desk) as site:
        site.settle()
    desk.article("world/story-2", "[to nowhere](gone.md)", date="2026-11-03T09:00")  # over night, by somebody else
    monkeypatch.setattr(Room, "make", make_and_wait)
    with shown(desk) as site:
        try:
            assert is_first_made.wait(PATIENCE)
            desk.write("content/world/story-1.md", SLIP)
            site.preview.desk.inbox.saved("content/world/story-1.md", 0.0)
        finally:
            may_go_on.set()
        site.settle()
        told = {(one["path"], one["code"], one["fresh"]) for one in site.state()["findings"]}
        assert told == {
            ("content/world/story-1.md", "value-invalid", True),
            ("content/world/story-2.md", "link-broken", False),
        }


def test_the_last_good_page_outlives_the_preview(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site")
    with shown(desk) as site:
        before = site.page("/2026/11/story-1/").partition("<newsdesk-preview")[0]
        desk.write("content/world/story-1.md", SLIP)
        desk.write("content/world/story-2.md", SLIP)
        desk.write("content/world/story-3.md", SLIP)
        site.settle()
    desk.article("world/story-2", "Mended over night.", date="2026-11-03T09:00")
    desk.delete("content/world/story-3.md")
    with shown(desk) as site:
        kept = site.page("/2026/11/story-1/")
        assert 'data-label="Last good version"' in kept
        assert kept.partition("<newsdesk-preview")[0] == before
        assert "Mended over night." in site.page("/2026/11/story-2/")
        assert site.get("/2026/11/story-3/")[0] == 404
        site.settle()
        assert "Last good" in site.page("/2026/11/story-1/")
        assert "Last good" not in site.page("/2026/11/story-2/")
        assert site.difference() == ""
        desk.article("world/story-1", "Mended.", date="2026-11-02T09:00")
        site.settle()
        assert "Last good" not in site.page("/2026/11/story-1/")
        assert list((desk.root / ".newsdesk/preview-1/aside").iterdir()) == []


def test_the_same_is_wrong_as_check_says(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site")
    desk.article("world/secret", status="draft")
    desk.article("world/open", "[to a draft](secret.md), [to nowhere](gone.md), [to all](story-1.md)")
    with shown(desk) as site:
        site.settle()
        assert {"article-withheld", "link-broken"} <= {code for _, _, _, code, _ in as_told(site)}
        assert sorted(as_told(site)) == sorted(as_checked(site))


def test_a_deleted_article_is_gone_and_not_kept(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        site.desk.write("content/world/story-1.md", SLIP)
        site.settle()
        assert site.get("/2026/11/story-1/")[0] == 200
        site.desk.delete("content/world/story-1.md")
        site.settle()
        assert site.get("/2026/11/story-1/")[0] == 404


def test_settings_that_cannot_be_read_leave_the_site_as_it_was(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        before = site.tree()
        settings = (site.desk.root / "content/site.yaml").read_text()
        site.desk.write("content/site.yaml", settings + "pages_size: 3\n")
        site.settle()
        assert [one["code"] for one in site.state()["findings"]] == ["key-unknown"]
        assert site.tree() == before
        site.desk.write("content/site.yaml", settings)
        site.settle()
        assert site.state()["findings"] == []


@pytest.mark.parametrize("slip", ["{% if %}", "{{ " + "(" * 300 + "1" + ")" * 300 + " }}"])
def test_a_broken_template_is_told_and_pages_stay(tmp_path: Path, slip: str) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        template = (site.desk.root / "themes/tiny/templates/article.html").read_text()
        site.desk.theme("templates/article.html", template + slip)
        site.settle()
        assert {one["code"] for one in site.state()["findings"]} == {"template-invalid"}
        assert "Words of 3." in site.page("/2026/11/story-3/")
        site.desk.theme("templates/article.html", template)
        site.settle()
        assert site.state()["findings"] == []
        assert site.difference() == ""


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        ({"status": "draft"}, "Draft"),
        ({"date": "2030-01-01T09:00"}, "Scheduled"),
        ({"embargo": "2030-01-01T09:00+00:00"}, "Embargoed"),
        ({"expires": "2026-11-02T09:00"}, "Expired"),
        ({"status": "withdrawn"}, "Withdrawn"),
        ({}, ""),
    ],
)
def test_what_readers_may_not_see_is_shown_with_a_label(tmp_path: Path, keys: dict[str, str], label: str) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    desk.article("world/held", "Held back.", **{"date": "2026-11-01T09:00"} | keys)
    with shown(desk) as site:
        address = "/2030/01/held/" if label == "Scheduled" else "/2026/11/held/"
        page = site.page(address)
        assert "Held back." in page
        assert f'data-label="{label}"' in page
        assert 'data-source="content/world/held.md"' in page
        assert ("Held" in site.page("/_newsdesk/").partition("<h2>What was made")[0]) == bool(label)
        assert site.ask("clock", showing="readers")[0] == 200
        assert (site.get(address)[0] == 404) == bool(label)
        assert site.difference() == ""


def test_the_clock_moves_and_comes_back(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=2)
    desk.article("world/due", "It is time.", date="2026-12-01T06:00")
    with shown(desk) as site:
        assert site.state()["next"]["reasons"] == ["content/world/due.md is due"]
        status, data = site.ask("clock", at="2026-12-01T06:00", showing="readers")
        assert (status, json.loads(data)["now"][:16]) == (200, "2026-12-01T06:00")
        assert 'data-label=""' in site.page("/2026/12/due/")
        assert "Due" in site.page("/")
        assert site.difference() == ""
        site.ask("clock", at="2026-12-01T05:59", showing="readers")
        assert site.get("/2026/12/due/")[0] == 404
        site.ask("clock", at="", showing="everything")
        assert 'data-label="Scheduled"' in site.page("/2026/12/due/")


def test_the_status_page_says_what_was_made_and_why(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        site.desk.article("world/story-3", "Other words.", date="2026-11-04T09:00", authors=["ann"])
        site.until("/2026/11/story-3/", "Other words.")
        site.settle()
        status = site.page("/_newsdesk/")
        assert "2026/11/story-3/index.html: " in status
        assert "content/world/story-3.md" in status.partition("What was made")[2]


def test_a_visit_is_told_where_a_new_article_is(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site", articles=2)) as site:
        site.desk.article("world/brand-new", status="draft")
        status, data = site.ask("visit", path="content/world/brand-new.md")
        assert status == 200
        assert json.loads(data)["address"] == f"{site.preview.address}/2026/11/brand-new/"
        assert site.ask("visit", path="content/world/nothing.md")[0] == 404


def test_a_page_that_readers_may_not_see_any_more_is_never_shown_as_the_last_good_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish, kept = Room.finish, list[Path | None]()

    with shown(news_desk(tmp_path / "site")) as site:
        assert site.ask("clock", showing="readers")[0] == 200

        def look_and_finish(room: Room) -> None:
            kept.append(site.preview.desk.last_good("2026/11/story-1/index.html"))
            finish(room)

        monkeypatch.setattr(Room, "finish", look_and_finish)
        site.desk.article("world/story-1", status="draft", date="2026-11-02T09:00")
        site.settle()
        assert kept
        assert not any(kept)
        assert site.get("/2026/11/story-1/")[0] == 404
