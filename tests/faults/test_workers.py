"""A worker that dies takes down nothing but the file that kills it, which is named."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from builder.build import making, parsing
from builder.build.pool import Pool, processes
from builder.build.work import parse_packed, render_packed
from tests.desk import Desk
from tests.faults.site import Site, differences, small_site, tree
from tests.properties.chains import first_difference

POISON: Final = b"This word kills: xyzzy."
ARTICLES: Final = 60
SEED: Final = 20261125

Work = Callable[[bytes], bytes]


def _die_of_poison(shard: bytes) -> None:
    if POISON in shard:
        os.kill(os.getpid(), signal.SIGKILL)


def parse_or_die(shard: bytes) -> bytes:
    """Parse a shard, as a parser with a bug in its C code would."""
    _die_of_poison(shard)
    return parse_packed(shard)


def render_or_die(shard: bytes) -> bytes:
    """Render a shard, as a renderer with a bug in its C code would."""
    _die_of_poison(shard)
    return render_packed(shard)


def poisoned(root: Path, *numbers: int) -> Desk:
    """Return a desk of many articles, not built; some of them hold the word."""
    desk = Desk(root)
    for number in range(ARTICLES):
        body = POISON.decode() if number in numbers else f"Words {number}."
        desk.article(f"world/story-{number}", body, date=f"2026-11-{number % 20 + 1:02}T09:{number % 60:02}")
    return desk


@pytest.mark.parametrize("guilty", [(7,), (0, 1, 31, 32, 59)], ids=len)
def test_sources_that_kill_their_reader_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guilty: tuple[int, ...]
) -> None:
    desk = poisoned(tmp_path / "site", *guilty)
    monkeypatch.setattr(parsing, "parse_packed", parse_or_die)
    desk.build(jobs=2)
    assert sorted(desk.codes) == sorted(f"content/world/story-{number}.md: worker-died" for number in guilty)
    for number in guilty:
        desk.delete(f"content/world/story-{number}.md")
    assert first_difference(desk.tree(), desk.clean_tree()) == ""


@pytest.mark.parametrize("guilty", [(7,), (0, 1, 31, 32, 59)], ids=len)
def test_pages_that_kill_their_maker_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guilty: tuple[int, ...]
) -> None:
    desk = poisoned(tmp_path / "site", *guilty)
    with monkeypatch.context() as patch:
        patch.setattr(making, "render_packed", render_or_die)
        desk.build(jobs=2)
    died = [finding for finding in desk.diagnostics if finding.code == "worker-died"]
    assert {finding.path for finding in died} >= {f"content/world/story-{number}.md" for number in guilty}
    clean, ours = desk.clean_tree(), desk.tree()
    lost = clean.keys() - ours.keys()
    assert {path for path, data in clean.items() if POISON in data and path.endswith(".html")} <= lost
    assert lost == {finding.message.split()[1] for finding in died}
    assert {path: clean[path] for path in clean.keys() - lost} == ours


def test_a_file_that_was_mended_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = poisoned(tmp_path / "site", 7)
    monkeypatch.setattr(parsing, "parse_packed", parse_or_die)
    desk.build(jobs=2)
    desk.article("world/story-7", "Words 7.", date="2026-11-08T09:07")
    desk.build(jobs=2)
    assert desk.codes == []
    assert first_difference(desk.tree(), desk.clean_tree()) == ""


def die_or_double(shard: int) -> int:
    """Double a number; multiples of ten kill the worker."""
    if shard % 10 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * shard


def spawned(workers: int) -> Executor:
    """Return an executor of another kind than the pool's own."""
    return ProcessPoolExecutor(workers)


@pytest.mark.parametrize("make", [processes, spawned])
def test_every_shard_is_answered_once_and_only_the_guilty_are_lost(make: Callable[[int], Executor]) -> None:
    with Pool(die_or_double, 3, make) as pool:
        answered = sorted(pool.run(range(1, 41)))
    assert answered == [(shard, None if shard % 10 == 0 else 2 * shard) for shard in range(1, 41)]


# Killed from without, as a machine short of memory does.


def workers_of(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def kill_one(build: "subprocess.Popen[str]", dice: random.Random) -> bool:
    """Kill one worker of a build at a random moment; say whether the build lived long enough."""
    wait = dice.random() * 0.04
    while build.poll() is None:
        if workers := workers_of(build.pid):
            time.sleep(wait)
            victims = workers_of(build.pid) or workers
            try:
                os.kill(dice.choice(victims), signal.SIGKILL)
            except ProcessLookupError:
                return False
            return True
        time.sleep(0.002)
    return False


def _builds_that_survive(folder: Path, count: int, seed: int) -> int:
    """Build again and again, each time with a worker killed; return how often one was, and fail when it showed."""
    site = small_site(folder / "site", ARTICLES)
    expected = site.clean(folder / "clean")
    dice, kills = random.Random(seed), 0
    for number in range(count):
        fresh = site.copy(folder / f"build-{number}")
        with fresh.start("--jobs", "2") as build:
            kills += kill_one(build, dice)
            _, err = build.communicate(timeout=120)
        assert build.returncode == 0, err
        assert differences(tree(fresh.output), expected) == []
    return kills


def test_a_killed_worker_does_not_show(tmp_path: Path) -> None:
    assert _builds_that_survive(tmp_path, 4, SEED) > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_workers_killed_at_random_moments_do_not_show(tmp_path: Path, seed: int) -> None:
    assert _builds_that_survive(tmp_path, 10, seed) > 2


def test_workers_end_with_a_build_that_is_killed(tmp_path: Path) -> None:
    site: Site = small_site(tmp_path / "site", ARTICLES)
    with site.start("--jobs", "2") as build:
        while not (workers := workers_of(build.pid)):
            assert build.poll() is None, "it ended before it started a worker"
            time.sleep(0.002)
        build.kill()
        build.communicate(timeout=120)
    until = time.monotonic() + 60
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]
