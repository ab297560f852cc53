"""Any chain of incremental builds equals a clean build: paths, bytes, modes, findings, next change.

    NEWSDESK_SEED=7 NEWSDESK_STEPS=1000 pytest tests/properties/test_chains.py

A failing seed is cut down to the edits that matter by `python -m tests.properties.shrinking SEED STEPS`.
"""

import os
from pathlib import Path

import pytest

from builder.build.ledger import Ledger
from builder.pages import kinds
from builder.pages.kind import never
from tests.properties.chains import Broken, chain_of, run

FIRST = int(os.environ.get("NEWSDESK_SEED", "1"))
STEPS = int(os.environ.get("NEWSDESK_STEPS", "300"))
CHAINS = 12
TWICE = ("front", "sealed")
"""Kinds whose pages the ledger names too, when it settles a list; what an article touches only gives the better reason."""

RULES = [kind.name for kind in kinds.KINDS if kind.touched is not never and kind.name not in TWICE]


@pytest.mark.parametrize("number", range(CHAINS))
def test_increments_equal_a_clean_build(tmp_path: Path, number: int) -> None:
    run(tmp_path / "site", chain_of(FIRST + number, max(2, STEPS // CHAINS)))


def test_increments_equal_a_clean_build_with_the_default_theme(tmp_path: Path) -> None:
    run(tmp_path / "site", chain_of(FIRST + 500, 8), "default")


@pytest.mark.long
@pytest.mark.parametrize("number", range(100))
def test_long_chains_equal_a_clean_build(tmp_path: Path, number: int) -> None:
    run(tmp_path / "site", chain_of(FIRST + 1_000 + number, 100))


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_a_missing_rule_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    crippled = tuple(kind._replace(touched=never) if kind.name == rule else kind for kind in kinds.KINDS)
    monkeypatch.setattr(kinds, "KINDS", crippled)
    with pytest.raises(Broken):
        for seed in range(40):
            run(tmp_path / f"site-{seed}", chain_of(seed, 25))


def test_a_list_that_is_settled_without_naming_its_pages_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "_name_listing", lambda *_: None)
    with pytest.raises(Broken):
        run(tmp_path / "site", chain_of(FIRST, 25))


def test_a_forgotten_neighbour_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "touched", never)
    with pytest.raises(Broken):
        run(tmp_path / "site", chain_of(FIRST, 25))
