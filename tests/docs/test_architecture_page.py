"""ARCHITECTURE.md names the rooms, tables, rules and dependencies that there are, and no others."""

import re
import sqlite3
import tomllib

import pytest

from builder.pages.kinds import KINDS
from tests import architecture
from tests.docs.reading import PROJECT, first_cells, section, text_of

PAGE = "ARCHITECTURE.md"


def test_the_rooms_stand_on_their_floors() -> None:
    rows = re.findall(r"^\| (\d) \| \[(\w+)\]", section(PAGE, "Rooms"), re.MULTILINE)
    there = {path.name for path in (PROJECT / "builder").iterdir() if (path / "__init__.py").exists()}
    assert {room for _, room in rows} == there
    assert all(room in architecture.FLOORS[int(floor) - 1] for floor, room in rows)


def test_the_tables_are_those_of_the_schema() -> None:
    database = sqlite3.connect(":memory:")
    database.executescript((PROJECT / "builder/catalogue/schema.sql").read_text(encoding="utf-8"))
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    database.close()
    assert set(first_cells(section(PAGE, "The catalogue"))) == tables


def test_every_rule_of_the_house_is_named() -> None:
    table = section(PAGE, "What never happens")
    rules = {rule.__name__ for rule in architecture.OF_THE_PROGRAM} - {"packages"}
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in table] == []


def test_a_new_kind_of_page_is_described_as_kinds_are() -> None:
    described = re.findall(r"^- `(\w+)`:", section(PAGE, "A new kind of page"), re.MULTILINE)
    assert described == [field for field in KINDS[0]._fields if field != "name"]


def test_every_dependency_has_its_reason_and_its_floor() -> None:
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    floors = {
        found[1]: found[2] or "none" for word in asked if (found := re.match(r"([A-Za-z0-9]+)(?:>=([\d.]+))?", word))
    }
    rows = re.findall(r"^\| (\w+) \| .+ \| ([\w.]+?)[:,] .+\|$", section(PAGE, "Dependencies"), re.MULTILINE)
    assert dict(rows[1:]) == floors


DECISIONS = re.findall(r"^\*\*.+?(?=^\*\*|\Z)", section(PAGE, "Decisions"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda text: text[2:40])
def test_every_decision_says_what_would_change_it(decision: str) -> None:
    assert "*Would change*" in decision


def test_there_are_decisions() -> None:
    assert len(DECISIONS) > 20
    assert "Unreleased" in text_of("CHANGELOG.md")
