"""A build killed at any moment loses nothing: the next plain build equals a clean one."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.properties.chains import first_difference

CHILD = """
import os, sys
from pathlib import Path
from builder.build import making, apply, output, pipeline
from builder.build.request import Request
root, now, started, place, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
owner, _, name = place.rpartition(".")
target = {"Making": making.Making, "Applying": apply.Applying, "Folder": output.Folder}[owner]
inner, left = getattr(target, name), [count]
def wrapped(*args, **kwargs):
    left[0] -= 1
    if left[0] == 0:
        os.kill(os.getpid(), 9)
    result = inner(*args, **kwargs)
    return result
setattr(target, name, wrapped)
pipeline.build(Request(root=root, now=now, started=started, output=root / "output"))
"""

PLACES = [
    "Applying.article",
    "Applying.entity",
    "Applying.finish",
    "Making._plan",
    "Making._keep",
    "Making._keep_one",
    "Folder.write",
    "Folder.remove",
    "Folder.stamp",
    "Folder.finish",
]


def killed(desk: Desk, place: str, count: int) -> bool:
    """Build in another process that kills itself at the `count`-th call of a function; say whether it came so far."""
    words = [str(desk.root), str(desk.now), "1", place, str(count)]
    ended = subprocess.run([sys.executable, "-c", CHILD, *words], check=False, capture_output=True)
    if ended.returncode not in {0, -signal.SIGKILL}:
        raise AssertionError(ended.stderr.decode())
    return ended.returncode == -signal.SIGKILL


def edits(desk: Desk, dice: random.Random, step: int) -> None:
    """Make a few edits that add, change, move and remove pages."""
    desk.article(f"world/story-{step}", date=f"2026-11-{step % 20 + 1:02}", tags=["a", "b"], related=["world/story-1"])
    desk.article("world/story-1", body=f"Words {step}.", title=f"Title {step}", slug=f"slug-{step % 3}")
    for number in range(2, step):
        if (desk.root / f"content/world/story-{number}.md").exists() and dice.random() < 0.2:
            desk.delete(f"content/world/story-{number}.md")


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_build_loses_nothing(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    desk = Desk(tmp_path / "site")
    kills = 0
    for step in range(1, int(os.environ.get("NEWSDESK_KILLS", "14"))):
        edits(desk, dice, step)
        kills += killed(desk, dice.choice(PLACES), dice.randint(1, 12))
        if dice.random() < 0.5:
            edits(desk, dice, step + 100)
        outcome = desk.build()
        clean = desk.clean()
        assert first_difference(desk.tree(), clean.tree) == ""
        assert outcome.diagnostics == clean.outcome.diagnostics
    assert kills > 0
