"""Builds at the same time: one works, the others say who it is, and a lock never outlives its holder."""

import random
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from builder.build.lock import LockedError, locked
from tests.faults.site import Site, differences, edit_everything, single_line, tree, write_article
from tests.faults.strace import tracer

LOCKED: Final = 75
SEED: Final = 20261126


def lock_of(site: Site) -> Path:
    return site.catalogue.with_name("build.lock")


def holder_of(site: Site) -> int:
    """Return the process that wrote itself into the lock last, 0 when none has."""
    try:
        return int(lock_of(site).read_text(encoding="ascii") or "0")
    except FileNotFoundError:
        return 0


@contextmanager
def slow_build(site: Site) -> Iterator["subprocess.Popen[str]"]:
    """Give a build that holds the lock and gets on slowly, because each rename takes a tenth of a second."""
    before = [tracer(), "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename", "-e", "inject=rename:delay_enter=100000"]
    earlier = holder_of(site)
    with site.start("--jobs", "1", before=before) as build:
        while holder_of(site) in {0, earlier}:
            assert build.poll() is None, "it ended before it took the lock"
            time.sleep(0.005)
        try:
            yield build
        finally:
            build.communicate(timeout=120)


def test_the_second_build_ends_at_once_and_names_the_first(site: Site, tmp_path: Path) -> None:
    edit_everything(site)
    with slow_build(site) as first:
        holder = holder_of(site)
        second = site.build("--jobs", "1")
        assert first.poll() is None, "the first build was too quick for this test"
        assert second.code == LOCKED
        assert single_line(second) == (
            f"newsdesk: another build is running (process {holder}); try again when it is done"
        )
    assert first.returncode == 0
    assert differences(tree(site.output), site.clean(tmp_path / "clean")) == []


def test_a_killed_build_frees_the_lock_at_once(site: Site, tmp_path: Path) -> None:
    edit_everything(site)
    with slow_build(site) as build:
        holder = holder_of(site)
        with pytest.raises(LockedError, match=str(holder)), locked(lock_of(site)):
            pass
        subprocess.run(["kill", "-9", str(holder)], check=True)
        build.wait(timeout=120)
        with locked(lock_of(site)):
            pass
    site.made("--jobs", "1")
    assert differences(tree(site.output), site.clean(tmp_path / "clean")) == []


def test_workers_do_not_keep_the_lock_of_a_killed_build(site: Site) -> None:
    for number in range(60):
        write_article(site, number, headline="Another story")
    with site.start("--jobs", "4") as build:
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
        while not children.read_text(encoding="ascii"):
            assert build.poll() is None, "it ended before it started a worker"
            time.sleep(0.002)
        build.kill()
        build.wait(timeout=120)
        with locked(lock_of(site)):
            pass
        build.communicate(timeout=120)
    site.made()


def _round(site: Site, count: int, dice: random.Random) -> list[str]:
    """Start some builds at once and kill one of them; return what is wrong with the answers of the others."""
    builds = [site.start("--jobs", "1") for _ in range(count)]
    time.sleep(dice.random() * 0.8)
    victim = dice.choice(builds)
    victim.send_signal(signal.SIGKILL)
    answers = [(build, *build.communicate(timeout=120)) for build in builds]
    wrong = []
    for build, out, err in answers:
        refused = build.returncode == LOCKED and re.fullmatch(r"newsdesk: another build is running.*\n", err)
        if not (build.returncode in {0, -signal.SIGKILL} or refused):
            wrong.append(f"ended with {build.returncode}: {out}{err}")
    return wrong


def _rounds(site: Site, count: int, seed: int, scratch: Path) -> list[str]:
    dice, wrong = random.Random(seed), []
    for number in range(count):
        write_article(site, number % 12, f"\nEdition {number}.\n")
        wrong += _round(site, dice.randint(2, 8), dice)
        site.made("--jobs", "1")
    return wrong + differences(tree(site.output), site.clean(scratch)) + site.leavings()


def test_builds_at_once_and_a_kill_corrupt_nothing(site: Site, tmp_path: Path) -> None:
    assert "\n".join(_rounds(site, 2, SEED, tmp_path / "clean")) == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_rounds_of_builds_at_once_corrupt_nothing(site: Site, tmp_path: Path, seed: int) -> None:
    assert "\n".join(_rounds(site, 10, seed, tmp_path / "clean")) == ""
