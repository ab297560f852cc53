"""What every kind of source gives, by table: values, defaults and each diagnostic's whole line."""

import ast
from pathlib import Path

import pytest

from builder.model.diagnostics import CODES
from tests.source.front_matter_cases import Case, cases, outcome_of, shown

SOURCE = Path(__file__).parents[2] / "builder" / "source"
_OF_THEMES = {"word-place-unknown", "word-unused"}
"""Codes of files that lie in no content/: tests/build/test_theme_words.py tells them."""

TABLES = [*cases("front-matter*.md"), *cases("diagnostics*.md")]


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.name)
def test_a_source_reads_as_its_table_says(case: Case) -> None:
    assert shown(outcome_of(case.path, case.data), case.expected) == case.expected


def test_every_code_that_front_matter_can_raise_has_a_canonical_line() -> None:
    raised = {code for file in SOURCE.glob("*.py") for code in _troubles(file.read_text(encoding="utf-8"))}
    told = {code for case in cases("diagnostics*.md") for code in CODES if f"[{code}]: " in case.expected}
    assert raised - told == {"front-matter-too-large", *_OF_THEMES}  # test_hostile.py: a table cannot hold 64 KiB
    assert "yaml-forbidden" in raised


def _troubles(module: str) -> list[str]:
    """Return the codes of all Trouble("code", ...) in a module."""
    calls = (node for node in ast.walk(ast.parse(module)) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Trouble" and call.args)
    return [str(call.args[0].value) for call in named if isinstance(call.args[0], ast.Constant)]


def test_the_rows_of_all_tables_are_named_once() -> None:
    names = [case.name for case in TABLES]
    assert len(names) > 150
    assert len(names) == len(set(names))
