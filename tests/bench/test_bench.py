"""The benchmark measures what it says: times, the memory of all processes together, and real changes."""

import sys
from pathlib import Path

import pytest

from tests.bench import contenders, report, scenarios
from tests.bench.measure import Command, CommandFailedError, peak_memory, timed
from tests.bench.scenarios import Result

HOLD = "import time; block = b'x' * (64 << 20); time.sleep(0.6)"
TWO = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {HOLD!r}]) for _ in 'ab']]"


def python(code: str, folder: Path) -> Command:
    site = folder / "site"
    site.mkdir()
    return Command([sys.executable, "-c", code], site)


def test_wall_and_processor_time_are_two_things(tmp_path: Path) -> None:
    cost = timed(python("import time; time.sleep(0.3)", tmp_path))
    assert cost.wall >= 0.3
    assert cost.cpu < 0.3


def test_processor_time_counts_children(tmp_path: Path) -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    cost = timed(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])", tmp_path))
    assert cost.cpu >= 0.3


def test_memory_is_the_sum_over_all_processes(tmp_path: Path) -> None:
    assert 128 <= peak_memory(python(TWO, tmp_path)) / 2**20 < 192


@pytest.mark.parametrize("measure", [timed, peak_memory])
def test_a_failing_command_is_no_measurement(measure: object, tmp_path: Path) -> None:
    assert callable(measure)
    with pytest.raises(CommandFailedError, match="no such theme"):
        measure(python("import sys; sys.exit('no such theme')", tmp_path))


def test_changed_counts_new_gone_and_different_files() -> None:
    assert scenarios.changed({"a": b"1", "b": b"1", "c": b"1"}, {"a": b"1", "b": b"2", "d": b"1"}) == 3


def test_a_template_edit_changes_what_pages_show(tmp_path: Path) -> None:
    contender = contenders.newsdesk(Path("newsdesk"))
    path = tmp_path / contender.template
    path.parent.mkdir(parents=True)
    path.write_text("<body>A</body></html>", encoding="utf-8")
    contenders.edit_template(contender, tmp_path, "1")
    contenders.edit_template(contender, tmp_path, "2")
    assert path.read_text(encoding="utf-8") == "<body>A<!-- theme r2 -->\n</body></html>"


def test_wiping_leaves_the_sources(tmp_path: Path) -> None:
    for name in ("output", ".newsdesk", "content"):
        (tmp_path / name).mkdir()
    contenders.wipe(contenders.newsdesk(Path("newsdesk")), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def rows(ours: float, files: int) -> list[str]:
    results = {("newsdesk", "add"): Result(ours, 1, files), ("Hugo", "add"): Result(20, 38, 10_639)}
    return list(report.time_table(results, ["add"], ["newsdesk", "Hugo"]))


def test_a_kept_target() -> None:
    assert rows(0.4, 14)[2] == (
        "| one article added | 0.400 (1.00) | 20.000 (38.00) | 0.02 | <= 0.03 | newsdesk 14, Hugo 10,639 |"
    )


def test_missed_targets() -> None:
    assert rows(0.7, 21)[2].count("MISSED") == 2


def test_growth() -> None:
    small = {("newsdesk", "cold"): Result(5, 9, 1)}
    large = {("newsdesk", name): Result(61, 9, 1) for name in ("cold", "unchanged", "edit")}
    table = list(report.growth_table(small, large, {"newsdesk": 2**30}))
    assert [line.count("MISSED") for line in table] == [0, 0, 1, 1, 1, 0]


def test_related_lists_off_are_compared_with_related_lists_off() -> None:
    ours = contenders.without_related(contenders.newsdesk(Path("newsdesk")))
    assert (ours.name, ours.settings) == ("newsdesk, related off", "related: {by: desk}\n")
    names = ["newsdesk", "Hugo", "newsdesk, related off", "Hugo, related off"]
    results = {(name, "cold"): Result(wall, 1, 1) for name, wall in zip(names, (12, 20, 9, 10), strict=True)}
    head, _, row = report.time_table(results, ["cold"], names)
    shares = dict(zip(head.split(" | "), row.split(" | "), strict=True))
    assert shares["newsdesk / Hugo"] == "0.6"
    assert shares["newsdesk, related off / Hugo, related off"] == "0.9"
    assert "newsdesk / newsdesk, related off" not in shares
