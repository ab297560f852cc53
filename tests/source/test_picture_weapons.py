"""Every picture made to harm is refused, or borne, within the time and the memory of a decent one."""

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from PIL import Image

from builder.model.picture import CENTRE, Develop, Marks, Purpose, recipes_for
from builder.render.develop import develop
from builder.source.decode import MAX_FRAMES
from builder.source.media import picture_facts
from tests import machine
from tests.desk import Desk
from tests.pictures.containers import frame, gif, packed_zeros, png, rows, saved
from tests.pictures.weapons import BEARABLE, REFUSED, WEAPONS

SECONDS = 1.0
"""Of processor time, for looking at one and for developing what it holds."""

MEGABYTES = 600

PURPOSES: tuple[Purpose, ...] = ("full", "card", "search", "avatar", "file")

LARGEST: Final[dict[str, tuple[Callable[[], bytes], tuple[Purpose, ...]]]] = {
    "largest.png": (lambda: saved("PNG", Image.new("RGB", (8_000, 5_000))), PURPOSES),
    "longest.gif": (lambda: gif(900, 460, [frame(900, 460, packed_zeros(900 * 460))] * MAX_FRAMES), PURPOSES),
    "widest.png": (lambda: png(49_999, 800, rows(49_999, 800)), ("icon",)),
    "largest-icon.png": (lambda: saved("PNG", Image.new("RGB", (8_000, 5_000))), ("icon",)),
}
"""Pictures of a few kilobytes just within the limits, and what is made of them."""


def make_all(name: str, data: bytes, purposes: tuple[Purpose, ...]) -> tuple[str, int, int]:
    """Develop all that purposes need; return what is wrong, how many files were made, and the megabytes."""
    machine.forget_peak()
    facts = picture_facts(f"content/{name}", data)
    recipes = dict.fromkeys(
        recipe for purpose in purposes for recipe in recipes_for(facts, purpose, CENTRE, keep_moving=True)
    )
    made = develop(Develop(name, data, tuple(recipes), Marks("", "", "")))
    return facts.problem or made.problem, len(made.files), machine.peak()


def attack(name: str, data: bytes) -> tuple[str, float, int]:
    """Look at a weapon and develop what can be; return what is wrong with it, the seconds and the megabytes."""
    machine.forget_peak()
    before = time.process_time()
    facts = picture_facts(f"content/{name}", data)
    recipes = dict.fromkeys(
        recipe for purpose in PURPOSES for recipe in recipes_for(facts, purpose, CENTRE, keep_moving=True)
    )
    problem = facts.problem
    if recipes:
        problem = develop(Develop(name, data, tuple(recipes), Marks("", "", ""))).problem
    return problem, time.process_time() - before, machine.peak()


@pytest.mark.parametrize("name", WEAPONS)
def test_a_weapon_is_refused_or_borne_at_once(name: str) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        problem, seconds, peak = fresh.apply(attack, (name, WEAPONS[name]()))
    assert problem or name in BEARABLE
    assert seconds < SECONDS
    assert peak < MEGABYTES


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_that_are_let_through_stay_within_the_memory(name: str) -> None:
    make, purposes = LARGEST[name]
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        problem, files, peak = fresh.apply(make_all, (name, make(), purposes))
    assert (problem, files > 3) == ("", True)
    assert peak < MEGABYTES


def test_weapons_cost_their_articles_one_finding_each_and_the_rest_is_built(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    for number, (name, make) in enumerate(REFUSED.items()):
        desk.write(f"content/arms/{name}", make())
        desk.article(f"world/story-{number}", image={"src": f"/arms/{name}", "alt": "a", "credit": "b"})
    desk.picture("pics/good.png", size=(300, 200))
    desk.article("world/good", image={"src": "/pics/good.png", "alt": "a", "credit": "b"})
    outcome = desk.build(jobs=2)
    named = [(finding.path, finding.code) for finding in outcome.diagnostics]
    assert named == sorted((f"content/world/story-{number}.md", "picture-unreadable") for number in range(len(REFUSED)))
    assert 'class="lead' in desk.page("/2026/11/good/")
    assert len([path for path in desk.tree() if path.startswith("media/")]) == outcome.pictures.made > 5
