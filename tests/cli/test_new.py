"""`newsdesk new` makes a file that is valid as it is, or none."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli.list_command import command as list_command
from builder.cli.new_command import command
from tests.desk import Desk

NOW = "2026-11-23T12:00:00Z"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "site")


def new(desk: Desk, headline: str, *words: str, now: str = NOW) -> Result:
    return CliRunner().invoke(command, ["brief", headline, "--root", str(desk.root), "--now", now, *words])


def listed(desk: Desk) -> dict[str, str]:
    """Return the address of every article by its path."""
    said = CliRunner().invoke(list_command, ["--root", str(desk.root), "--now", NOW, "--format", "json"])
    return {article["path"]: article["url"] for article in json.loads(said.stdout)}


def publish(desk: Desk) -> None:
    """Take every draft's status out, and build."""
    for file in (desk.root / "content").rglob("*.md"):
        file.write_text(file.read_text(encoding="utf-8").replace("status: draft\n", ""), encoding="utf-8")
    desk.build()


def test_a_headline_of_every_day_gets_an_address_of_its_own_each_time(desk: Desk) -> None:
    days = ("2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z")
    made = [new(desk, "Weather", now=day).stdout.strip() for day in days]
    made.append(new(desk, "Weather", "--section", "city").stdout.strip())
    assert listed(desk) == {
        path: f"/2026/11/weather{number}/" for path, number in zip(made, ("", "-2", "-3", "-4"), strict=True)
    }
    publish(desk)
    assert desk.diagnostics == ()


def test_an_old_address_of_another_article_is_not_taken(desk: Desk) -> None:
    desk.article("world/storm", aliases=["/2026/11/weather/"])
    made = new(desk, "Weather").stdout.strip()
    assert listed(desk)[made] == "/2026/11/weather-2/"
    publish(desk)
    assert desk.diagnostics == ()


def test_a_word_that_newsdesk_keeps_for_itself_gets_a_number(desk: Desk) -> None:
    desk.settings(permalink="/{slug}/")
    assert listed(desk) == {}
    made = new(desk, "World").stdout.strip()
    assert listed(desk) == {made: "/world-2/"}


def test_a_long_headline_gets_a_number_that_is_not_cut_off(desk: Desk) -> None:
    made = [new(desk, "Дощ " * 60).stdout.strip() for _ in range(2)]
    assert len(set(listed(desk).values())) == len(made) == 2


@pytest.mark.parametrize("headline", ["", "  ", "\u200b", "A\x07 bell"])
def test_a_headline_that_would_be_an_error_makes_no_file(desk: Desk, headline: str) -> None:
    said = new(desk, headline)
    assert said.exit_code == 2
    assert "not be a valid article" in said.stderr
    assert list((desk.root / "content").rglob("*.md")) == []


def test_where_every_address_is_kept_it_says_so(desk: Desk) -> None:
    desk.settings(permalink="/tag/{slug}/")
    said = new(desk, "Weather")
    assert said.exit_code == 2
    assert "newsdesk keeps everything below /tag/" in said.stderr


def test_a_site_without_sections_is_told_to_have_one(desk: Desk) -> None:
    desk.settings(sections=None)
    said = new(desk, "Weather")
    assert said.exit_code == 2
    assert "sections: [news]" in said.stderr
