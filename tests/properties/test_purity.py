"""The output depends on sources, settings, theme and moment alone: not on workers, order, seeds, zones or folders."""

import os
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder.build import making, parsing
from builder.build.pool import Pool
from tests.desk import Desk, tree_of
from tests.properties.chains import chain_of, first_difference, run

ELSEWHERE = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "3", "TZ": "Pacific/Apia", "LC_ALL": "POSIX"},
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with everything that random edits leave behind."""
    return run(tmp_path_factory.mktemp("pure") / "site", chain_of(4, 12)).desk


def test_two_clean_builds_are_identical(desk: Desk) -> None:
    assert first_difference(desk.clean_tree(), desk.clean_tree()) == ""


def test_processes_make_what_one_process_makes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    inline = desk.clean()
    for module in (making, parsing):
        monkeypatch.setattr(module, "SHARD_JOBS" if module is making else "SHARD_FILES", 3)
    monkeypatch.setattr(making, "FEW", 0)
    monkeypatch.setattr("builder.build.applying.FEW", 0)
    pooled = desk.clean(jobs=2)
    assert first_difference(pooled.tree, inline.tree) == ""
    assert pooled.outcome.diagnostics == inline.outcome.diagnostics


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_shards_does_not_matter(desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    inline = desk.clean()
    inner = Pool.run

    def shuffled(pool: Pool[bytes, bytes], shards: Iterable[bytes]) -> Iterator[tuple[bytes, bytes | None]]:
        every = list(shards)
        random.Random(seed).shuffle(every)
        yield from inner(pool, every)

    monkeypatch.setattr(Pool, "run", shuffled)
    monkeypatch.setattr(making, "SHARD_JOBS", 2)
    monkeypatch.setattr(parsing, "SHARD_FILES", 1)
    other = desk.clean()
    assert first_difference(other.tree, inline.tree) == ""
    assert other.outcome.diagnostics == inline.outcome.diagnostics


@pytest.mark.parametrize("elsewhere", ELSEWHERE, ids=lambda env: env["TZ"])
def test_the_machine_does_not_matter(desk: Desk, tmp_path: Path, elsewhere: dict[str, str]) -> None:
    words = [str(Path(sys.executable).with_name("newsdesk")), "build", "--root", str(desk.root), "--format", "json"]
    output = tmp_path / "other folder"
    now = ["--now", f"{Moment(desk.now)}", "--output", str(output)]
    ended = subprocess.run([*words, *now], env=os.environ | elsewhere, cwd=tmp_path, check=False, capture_output=True)
    assert ended.returncode in {0, 1}, ended.stderr.decode()
    assert first_difference(tree_of(output), desk.clean_tree()) == ""


class Moment:
    """Seconds since 1970, spelled for --now."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __str__(self) -> str:
        """Return the moment as RFC 3339 in UTC."""
        import datetime as dt  # noqa: PLC0415 - for this alone

        return dt.datetime.fromtimestamp(self.at, dt.UTC).isoformat()
