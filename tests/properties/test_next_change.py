"""`next_change` is the first moment at which a byte changes: no build before it differs, the build at it does."""

import random
from pathlib import Path

import pytest

from tests.desk import Desk, moment
from tests.properties.chains import first_difference


def random_desk(root: Path, seed: int) -> Desk:
    """Return a desk with articles due, embargoed and expiring within two days around now."""
    dice, desk = random.Random(seed), Desk(root)
    for number in range(8):
        date = desk.now + dice.randint(-90_000, 90_000)
        keys: dict[str, object] = {"date": moment(date)}
        if dice.random() < 0.3:
            keys["embargo"] = moment(desk.now + dice.randint(-90_000, 90_000))
        if dice.random() < 0.4:
            keys["expires"] = moment(max(date, desk.now) + dice.randint(90_001, 120_000))
        if dice.random() < 0.2:
            keys["status"] = dice.choice(["draft", "withdrawn"])
        desk.article(f"world/story-{number}", "Words.", **keys)
    return desk


@pytest.mark.parametrize("seed", range(6))
def test_nothing_changes_before_it_and_something_does_at_it(tmp_path: Path, seed: int) -> None:
    desk = random_desk(tmp_path / "site", seed)
    dice = random.Random(seed)
    while (change := desk.build().next_change) is not None:
        assert change.at > desk.now
        before = desk.tree()
        for moment_before in (change.at - 1, dice.randint(desk.now, change.at - 1)):
            desk.build(now=moment_before)
            assert first_difference(desk.tree(), before) == ""
        desk.now = change.at
        desk.build()
        assert desk.tree() != before
        assert all(reason.startswith("content/world/story-") for reason in change.reasons)
    desk.advance(10_000_000)
    before = desk.tree()
    desk.build()
    assert desk.tree() == before


def test_the_clock_can_go_back(tmp_path: Path) -> None:
    desk = random_desk(tmp_path / "site", 3)
    desk.build()
    first = desk.tree()
    desk.advance(200_000)
    desk.build()
    desk.advance(-200_000)
    desk.build()
    assert first_difference(desk.tree(), first) == ""
