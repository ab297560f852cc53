"""A disk that fails: full, broken, over quota, read-only, or with a limit on files. One line says so, and nothing is lost."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.faults import strace
from tests.faults.site import Ran, Site, differences, edit_everything, single_line, small_site, tree
from tests.faults.strace import Point
from tests.machine import lacking, program

ARTICLES: Final = 8
SEED: Final = 20261124
ERRORS: Final = {"ENOSPC": 28, "EIO": 5, "EDQUOT": 122, "EROFS": 30}
LIMITED: Final = ("openat", "write", "pwrite64", "rename", "mkdir", "ftruncate", "unlink")


class Stage(NamedTuple):
    """A built site with its edits, the points at which the next build can fail, and its tree before and after."""

    site: Site
    points: list[Point]
    before: dict[str, bytes]
    clean: dict[str, bytes]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("disk")
    site = small_site(folder / "site", ARTICLES)
    site.made("--jobs", "1")
    before = tree(site.output)
    edit_everything(site)
    found = strace.points(site.twin(folder / "listed" / "site"), folder / "log", calls=LIMITED)
    points = [point for point in found if "/content/" not in point.shown and "/themes/" not in point.shown]
    assert len(points) > 30
    return Stage(site, points, before, site.clean(folder / "clean"))


def harmed(site: Site, before: Mapping[str, bytes], clean: Mapping[str, bytes]) -> list[str]:
    """Return the files of an earlier build that are neither as they were nor as they are to be."""
    ours = tree(site.output)
    whole = {path: {before[path], clean.get(path, b"")} for path in before}
    return [path for path in before if path in ours and ours[path] not in whole[path]] + [
        f"{path} is gone" for path in before if path in clean and path not in ours
    ]


def complaint(ran: Ran) -> str:
    """Return what is wrong with the words of a build that failed, or ''."""
    if "Traceback" in ran.err or ran.err.count("\n") != 1:
        return f"said {ran.err!r}"
    names_place = "/" in ran.err
    names_reason = "(errno " in ran.err or "(SQLITE_" in ran.err
    return "" if names_place and names_reason else f"said {ran.err!r}"


def wrong_after(stage: Stage, site: Site, ran: Ran, failed: str = "") -> list[str]:
    """Return what a failed build did wrong, and what the next one does that has a disk again."""
    if ran.code == 0:  # what failed was not needed: a file under way to clear, an old catalogue to look into
        wrong = differences(tree(site.output), stage.clean)
    else:
        wrong = [] if ran.code == 3 else [f"ended with {ran.code}"]
        wrong += [line for line in [complaint(ran)] if line] + harmed(site, stage.before, stage.clean)
    again = site.build("--jobs", "1")
    wrong += [] if again.code == 0 else [f"the next build ended with {again.code}: {again.err}"]
    return wrong + differences(tree(site.output), stage.clean) + [f"left {path}" for path in _litter(site, failed)]


def _litter(site: Site, failed: str) -> list[str]:
    """Return what a build left behind; a catalogue that could not be read is kept aside, as the documents say."""
    return [path for path in site.leavings() if not (path.endswith(".corrupt") and "/build.sqlite" in failed)]


def _all_survive(stage: Stage, count: int, seed: int, folder: Path) -> list[str]:
    wrong = []
    for number, point in enumerate(strace.sample(stage.points, count, seed)):
        error = list(ERRORS)[(number + seed) % len(ERRORS)]
        site = stage.site.twin(folder / str(number))
        ran = site.build("--jobs", "1", before=strace.failing(point, error))
        wrong += [f"{error} at {point}: {line}" for line in wrong_after(stage, site, ran, point.shown)]
    return wrong


def test_an_error_of_the_disk_is_one_line_and_harms_nothing(stage: Stage, tmp_path: Path) -> None:
    assert "\n".join(_all_survive(stage, 8, SEED, tmp_path)) == ""


def test_an_error_of_the_disk_at_one_point_of_each_kind(stage: Stage, tmp_path: Path) -> None:
    assert "\n".join(_all_survive(stage, 3, SEED + 1, tmp_path)) == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_an_error_of_the_disk_anywhere_is_one_line_and_harms_nothing(stage: Stage, seed: int, tmp_path: Path) -> None:
    assert "\n".join(_all_survive(stage, 25, seed, tmp_path)) == ""


# Disks of our own.


@contextlib.contextmanager
def disk(folder: Path, size: str) -> Iterator[Callable[[str], None]]:
    """Mount a small disk on a folder; what is given mounts it anew with other options."""
    folder.mkdir(parents=True, exist_ok=True)

    def mount(options: str) -> None:
        words = [program("mount"), "-t", "tmpfs", "-o", options, "none", str(folder)]
        if subprocess.run(words, capture_output=True, check=False).returncode != 0:
            lacking("right to mount disks")

    mount(f"size={size}")
    try:
        yield mount
    finally:
        subprocess.run([program("umount"), folder], check=True)


@pytest.mark.parametrize("folder", ["output", ".newsdesk"])
@pytest.mark.parametrize("size", ["16k", "64k", "128k"])
def test_a_full_disk_is_one_line_and_a_larger_one_goes_on(tmp_path: Path, folder: str, size: str) -> None:
    site = small_site(tmp_path / "site", ARTICLES)
    expected = site.clean(tmp_path / "clean")
    with disk(site.root / folder, size) as mount:
        ran = site.build("--jobs", "1")
        assert ran.code == 3, ran
        assert complaint(ran) == ""
        assert "errno 28" in ran.err or "SQLITE_FULL" in ran.err or "SQLITE_IOERR" in ran.err
        mount("remount,size=64m")
        site.made("--jobs", "1")
        assert differences(tree(site.output), expected) == []


@pytest.mark.parametrize("folder", ["output", ".newsdesk"])
def test_a_disk_that_may_only_be_read_is_one_line(tmp_path: Path, folder: str) -> None:
    site = small_site(tmp_path / "site", ARTICLES)
    with disk(site.root / folder, "64m") as mount:
        site.made("--jobs", "1")
        before = tree(site.output)
        edit_everything(site)
        mount("remount,ro")
        ran = site.build("--jobs", "1")
        assert ran.code == 3, ran
        assert complaint(ran) == ""
        assert tree(site.output) == before
        mount("remount,rw")
        site.made("--jobs", "1")
        assert differences(tree(site.output), site.clean(tmp_path / "clean")) == []


@pytest.mark.parametrize("size", [1_000, 5_000, 50_000])
def test_a_limit_on_the_size_of_files_is_one_line(stage: Stage, tmp_path: Path, size: int) -> None:
    site = stage.site.twin(tmp_path / "site")
    ran = site.build("--jobs", "1", before=[program("prlimit"), f"--fsize={size}"])
    assert ran.code == 3, ran
    assert wrong_after(stage, site, ran) == []


def test_little_memory_is_one_line(site: Site) -> None:
    edit_everything(site)
    ran = site.build("--jobs", "1", before=[program("prlimit"), f"--as={150 << 20}"])
    assert ran.code in {0, 3}, ran
    if ran.code:
        assert "memory" in single_line(ran)
    site.made("--jobs", "1")


def test_a_place_that_nobody_may_write_to_is_named(site: Site) -> None:
    edit_everything(site)
    before = tree(site.output)
    site.build("--jobs", "1", "--output", "/proc/newsdesk")
    ran = site.build("--jobs", "1", "--output", "/proc/newsdesk")
    assert ran.code == 3
    assert "/proc/newsdesk" in single_line(ran)
    assert tree(site.output) == before
    assert not os.path.lexists("/proc/newsdesk")
