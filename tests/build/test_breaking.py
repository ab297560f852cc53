"""The breaking banner: from when until when it is seen, where it leads, and what is wrong with it."""

from pathlib import Path

import pytest

from tests.desk import Desk, moment

PATH = "content/breaking.yaml"
SHOWN = ("index.html", "fragments/breaking.html")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with two articles, built."""
    desk = Desk(tmp_path / "site")
    desk.article("world/flood")
    desk.article("city/tram")
    desk.build()
    return desk


def banner(desk: Desk, text: str) -> None:
    """Write the banner that goes in two hours."""
    desk.write(PATH, f"{text}until: {moment(desk.now + 7200)}\n")


def test_it_is_on_the_home_page_and_in_a_fragment_and_rewrites_nothing_else(desk: Desk) -> None:
    assert desk.page("/fragments/breaking.html") == ""
    banner(desk, "text: The bridge is closed\narticle: city/tram\n")
    desk.build()
    assert desk.touched() == tuple(sorted(SHOWN))
    for path in SHOWN:
        page = desk.tree()[path].decode()
        assert '<b data-until="2026-11-23T16:00:00+02:00">The bridge is closed /2026/11/tram/</b>' in page
    assert desk.tree() == desk.clean_tree()


def test_it_comes_and_goes_by_the_clock_and_the_build_says_when(desk: Desk) -> None:
    desk.write(PATH, f"text: Soon\nsince: {moment(desk.now + 3600)}\nuntil: {moment(desk.now + 7200)}\n")
    first = desk.build()
    assert first.next_change == (desk.now + 3600, (f"{PATH} is due",))
    assert not any(b"Soon" in data for data in desk.tree().values())
    desk.advance(3600)
    second = desk.build()
    assert second.next_change == (desk.now + 3600, (f"{PATH} expires",))
    assert desk.touched() == tuple(sorted(SHOWN))
    assert "Soon" in desk.page("/")
    desk.advance(3600)
    third = desk.build()
    assert third.next_change is None
    assert not any(b"Soon" in data for data in desk.tree().values())
    assert desk.tree() == desk.clean_tree()
    desk.advance(-1)
    desk.build()
    assert "Soon" in desk.page("/")


def test_an_article_that_is_due_at_the_same_moment_is_named_too(desk: Desk) -> None:
    desk.write(PATH, f"text: Soon\nsince: {moment(desk.now + 3600)}\nuntil: {moment(desk.now + 7200)}\n")
    desk.article("world/later", date=moment(desk.now + 3600))
    change = desk.build().next_change
    assert change == (desk.now + 3600, (f"{PATH} is due", "content/world/later.md is due"))
    assert desk.clean().outcome.next_change == change


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("url: https://alerts.example/now", "https://alerts.example/now"),
        ("url: /world/", "/world/"),
        ("url: /city/tram.md", "/2026/11/tram/"),
        ("article: /city/tram.md", "/2026/11/tram/"),
        ("article: /2026/11/flood/", "/2026/11/flood/"),
        ("", ""),
    ],
)
def test_it_leads_anywhere_or_nowhere(desk: Desk, line: str, address: str) -> None:
    banner(desk, f"text: Closed\n{line}\n")
    assert desk.build().diagnostics == ()
    assert f">Closed {address}</b>" in desk.page("/")


def test_a_target_that_goes_costs_the_link_and_is_an_error_at_its_line(desk: Desk) -> None:
    banner(desk, "text: Closed\narticle: city/tram\n")
    desk.build()
    desk.edit("content/city/tram.md", "title:", "status: withdrawn\ntitle:")
    desk.build()
    assert [(one.path, one.line, one.code) for one in desk.diagnostics] == [(PATH, 2, "article-withheld")]
    assert ">Closed </b>" in desk.page("/fragments/breaking.html")
    assert desk.tree() == desk.clean_tree()
    desk.delete("content/city/tram.md")
    desk.build()
    assert desk.codes == [f"{PATH}: article-unknown"]


def test_a_banner_that_is_still_to_come_may_name_what_is_withheld(desk: Desk) -> None:
    desk.article("world/secret", date=moment(desk.now + 3600))
    later = f"since: {moment(desk.now + 3600)}\n"
    banner(desk, f"text: Soon\narticle: world/secret\n{later}")
    assert desk.build().diagnostics == ()
    desk.advance(3600)
    assert desk.build().diagnostics == ()
    assert "/2026/11/secret/" in desk.page("/")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("text: Closed\n", "key-missing", 1),
        ("text: Closed\nuntil: 2026-11-30\n", "date-zone-missing", 2),
        ("text: Closed\nuntil: soon\n", "date-invalid", 2),
        ("until: 2026-11-30T10:00\n", "key-missing", 1),
        ("text: Closed\nuntil: 2026-11-30T10:00\nsince: 2026-11-30T10:00\n", "expires-early", 2),
        ("text: Closed\nuntil: 2026-11-30T10:00\nurl: /x/\narticle: city/tram\n", "value-invalid", 4),
        ("text: Closed\nuntil: 2026-11-30T10:00\nurl: mailto:desk@x.example\n", "value-invalid", 3),
        ("text: Closed\nuntil: 2026-11-30T10:00\nurl: javascript:x()\n", "link-unsafe", 3),
        ("text: Closed\nuntil: 2026-11-30T10:00\nurl: /nowhere/\n", "link-broken", 3),
        ("text: Closed\nuntil: 2026-11-30T10:00\nlink: /x/\n", "key-unknown", 3),
    ],
)
def test_what_is_wrong_is_said_at_its_line(desk: Desk, text: str, code: str, line: int) -> None:
    desk.write(PATH, text)
    assert [(one.path, one.code, one.line) for one in desk.check()] == [(PATH, code, line)]
