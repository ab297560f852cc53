"""A build killed at any moment loses nothing: the next plain build equals a clean one."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.properties.chains import first_difference
from tests.properties.stopping import PLACES, interrupted, killed


def edits(desk: Desk, dice: random.Random, step: int) -> None:
    """Make a few edits that add, change, move and remove pages."""
    desk.article(f"world/story-{step}", date=f"2026-11-{step % 20 + 1:02}", tags=["a", "b"], related=["world/story-1"])
    desk.article("world/story-1", body=f"Words {step}.", title=f"Title {step}", slug=f"slug-{step % 3}")
    for number in range(2, step):
        if (desk.root / f"content/world/story-{number}.md").exists() and dice.random() < 0.2:
            desk.delete(f"content/world/story-{number}.md")


@pytest.mark.parametrize("stop", [killed, interrupted])
@pytest.mark.parametrize("seed", range(3))
def test_a_stopped_build_loses_nothing(tmp_path: Path, seed: int, stop: Callable[[Desk, str, int], bool]) -> None:
    dice = random.Random(seed)
    desk = Desk(tmp_path / "site")
    kills = 0
    for step in range(1, int(os.environ.get("NEWSDESK_KILLS", "14"))):
        edits(desk, dice, step)
        kills += stop(desk, dice.choice(PLACES), dice.randint(1, 12))
        if dice.random() < 0.5:
            edits(desk, dice, step + 100)
        outcome = desk.build()
        clean = desk.clean()
        assert first_difference(desk.tree(), clean.tree) == ""
        assert outcome.diagnostics == clean.outcome.diagnostics
    assert kills > 0
