"""Turns measurements into Markdown tables, with the ratio to Hugo and the target beside each figure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tests.bench.scenarios import Result, Results

OURS: Final = "newsdesk"
THEIRS: Final = "Hugo"

LIKE: Final = (
    (OURS, THEIRS),
    (OURS, "Hugo, related off"),
    ("newsdesk, related by tags", THEIRS),
    ("newsdesk, related off", "Hugo, related off"),
)
"""Who is compared with whom."""

RATIOS: Final = {"cold": 0.5, "unchanged": 0.02, "edit": 0.03, "add": 0.03, "template": 0.35, "memory": 0.4}
"""Most that newsdesk may take of what Hugo takes, at 10,000 articles."""

FILES: Final = 20
"""Most files that publishing one article may write, whatever the size of the archive."""

GROWTH: Final = 12
"""Most that a clean build of 100,000 articles may take of one of 10,000."""

SECONDS: Final = {"unchanged": 2.5, "edit": 3.0}
"""Most seconds at 100,000 articles."""

MEBIBYTES: Final = 1024
"""Most memory of all processes together at 100,000 articles."""

NAMES: Final = {
    "cold": "clean build",
    "unchanged": "nothing changed",
    "edit": "one body edited",
    "add": "one article added",
    "template": "base template edited",
}


def time_table(results: Results, scenarios: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table: a row a scenario, wall and processor seconds for each contender."""
    pairs = _pairs(names)
    yield from _head(
        ["", *(f"{name}, s (CPU)" for name in names), *_ratios(pairs), f"target / {THEIRS}", "files written"]
    )
    for scenario in scenarios:
        seconds = [_seconds(results.get((name, scenario))) for name in names]
        shares = [_share(_wall(results, one, scenario), _wall(results, other, scenario)) for one, other in pairs]
        verdict = judged(_wall(results, OURS, scenario), _wall(results, THEIRS, scenario), RATIOS[scenario])
        yield _row([NAMES[scenario], *seconds, *shares, verdict, _files(results, scenario, names)])


def memory_table(peaks: Mapping[str, int], names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table of peak memory in MiB, all processes of a clean build together."""
    pairs = _pairs(names)
    yield from _head(["", *(f"{name}, MiB" for name in names), *_ratios(pairs), f"target / {THEIRS}"])
    shares = [_share(peaks.get(one), peaks.get(other)) for one, other in pairs]
    verdict = judged(peaks.get(OURS), peaks.get(THEIRS), RATIOS["memory"])
    yield _row(["peak memory", *(f"{peaks[name] / 2**20:.0f}" for name in names), *shares, verdict])


def _pairs(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(one, other) for one, other in LIKE if one in names and other in names]


def _ratios(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{one} / {other}" for one, other in pairs]


def growth_table(small: Results, large: Results, peaks: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of a table of what 100,000 articles may cost; `small` holds 10,000."""
    yield from _head([OURS, "measured", "target"])
    one, ten = _wall(small, OURS, "cold"), _wall(large, OURS, "cold")
    yield _row(["clean build / that of 10,000", _share(ten, one), judged(ten, one, GROWTH)])
    for scenario, limit in SECONDS.items():
        seconds = _wall(large, OURS, scenario)
        yield _row([f"{NAMES[scenario]}, s", f"{seconds:.2f}" if seconds else "-", judged(seconds, 1, limit)])
    mebibytes = peaks[OURS] / 2**20
    yield _row(["peak memory, MiB", f"{mebibytes:.0f}", judged(mebibytes, 1, MEBIBYTES)])


def judged(ours: float | None, theirs: float | None, most: float) -> str:
    """Return the target, and whether it was missed: `ours` may be at most `most` times `theirs`."""
    missed = ours is not None and theirs is not None and ours > most * theirs
    return f"<= {most}{' MISSED' if missed else ''}"


def _wall(results: Results, name: str, scenario: str) -> float | None:
    result = results.get((name, scenario))
    return None if result is None else result.wall


def _share(ours: float | None, theirs: float | None) -> str:
    return "-" if ours is None or theirs is None else f"{ours / theirs:.4g}"


def _seconds(result: Result | None) -> str:
    return "-" if result is None else f"{result.wall:.3f} ({result.cpu:.2f})"


def _files(results: Results, scenario: str, names: Sequence[str]) -> str:
    counts = {name: results[name, scenario].files for name in names if (name, scenario) in results}
    missed = scenario == "add" and counts.get(OURS, 0) > FILES
    told = ", ".join(f"{name} {count:,}" for name, count in counts.items())
    return f"{told}{f' (target {FILES} MISSED)' if missed else ''}"


def _head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield _row(["---"] * len(cells))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
