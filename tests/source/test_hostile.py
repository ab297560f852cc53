"""Hostile sources: each is refused in time, with a place, and harms nothing."""

import subprocess
import sys

import pytest

from builder.model.diagnostics import REFERENCE_ERRORS
from tests.pace import too_long
from tests.source.front_matter_cases import PATH, line_of, outcome_of
from tests.source.hostile import HOSTILE

SECONDS = 0.1
MEGABYTES = 50


@pytest.mark.parametrize("name", HOSTILE)
def test_a_weapon_is_refused_in_time_with_its_place(name: str) -> None:
    data = HOSTILE[name]
    outcome = outcome_of(PATH, data)
    errors = [found for found in outcome.diagnostics if found.severity == "error"]
    assert errors
    assert outcome.record is None or {found.code for found in errors} <= REFERENCE_ERRORS
    lines = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in outcome.diagnostics:
        assert found.path == PATH
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert len(found.message) + len(found.hint) < 700
        assert len(found.excerpt) <= 200
    assert too_long(lambda: outcome_of(PATH, data), SECONDS) == ""


def test_there_are_sixty_weapons() -> None:
    assert len(HOSTILE) >= 60


def test_no_weapon_takes_much_memory() -> None:
    code = """
from tests import machine
from tests.pace import too_long
from tests.source.front_matter_cases import PATH, outcome_of
from builder.model.diagnostics import REFERENCE_ERRORS
from tests.source.hostile import HOSTILE
outcome_of(PATH, b"---\\ntitle: a\\n---\\n*Body*.\\n")
machine.forget_peak()
before = machine.peak()
for data in HOSTILE.values():
    outcome_of(PATH, data)
print(machine.peak() - before)
"""
    grown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(grown) <= MEGABYTES


def test_front_matter_of_more_than_64_kib_is_refused_with_its_size() -> None:
    data = b"---\ntitle: A summit\n" + b"# more\n" * 10_000 + b"---\n"
    (found,) = outcome_of(PATH, data).diagnostics
    assert line_of(found) == (
        "content/world/2026-11-22-summit.md:1:1: error[front-matter-too-large]: the front matter has 70,020 characters;"
        " 65,536 are the most (move the text below the second line of ---)"
    )


def test_settings_of_more_than_64_kib_are_refused_too() -> None:
    (found,) = outcome_of("content/site.yaml", b"title: a\n" + b"# more\n" * 10_000).diagnostics
    assert line_of(found) == (
        "content/site.yaml:1:1: error[front-matter-too-large]: the YAML has 70,009 characters; 65,536 are the most"
        " (move long texts to files of their own)"
    )


def test_twenty_levels_are_read_and_the_next_is_refused() -> None:
    deep = "---\ntitle: a\nextra: {{a: {}{}}}\n---\n"
    assert outcome_of(PATH, deep.format("[" * 18, "]" * 18).encode()).record is not None
    (found,) = outcome_of(PATH, deep.format("[" * 19, "]" * 19).encode()).diagnostics
    assert line_of(found) == (
        "content/world/2026-11-22-summit.md:3:30: error[front-matter-too-large]: lists and maps nest more than 20 deep"
        " here (front matter is for a few keys; keep tables of data elsewhere)"
    )


def test_five_thousand_events_are_read_and_the_next_is_refused() -> None:
    # Nine events begin and end the stream, the document, both maps and the list, and title and extra and a are words.
    wide = "---\ntitle: a\nextra: {{a: [{}]}}\n---\n"
    fits = 5_000 - 10 - 4
    assert outcome_of(PATH, wide.format("b, " * fits).encode()).record is not None
    (found,) = outcome_of(PATH, wide.format("b, " * (fits + 1)).encode()).diagnostics
    assert (found.line, found.code) == (4, "front-matter-too-large")
    assert found.message == "the YAML has more than 5,000 keys and values"
