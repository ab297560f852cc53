"""The five things a desk waits for, each measured for every contender in turn.

Contenders alternate within each scenario, so that a slower hour of the machine hits all of them.
"""

import hashlib
import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench import contenders
from tests.bench.contenders import Contender, Peers
from tests.bench.measure import Cost, peak_memory, timed

SCENARIOS: Final = ("cold", "unchanged", "edit", "add", "template")


class Entry(NamedTuple):
    """A contender at work in its folder."""

    contender: Contender
    site: Path


class Result(NamedTuple):
    """Medians of one contender in one scenario; `files` counts outputs whose bytes changed (-1: not counted)."""

    wall: float
    cpu: float
    files: int


class Course(NamedTuple):
    """One comparison: who, where, with how many articles and runs."""

    entries: Sequence[Entry]
    peers: Peers
    articles: int
    runs: int


Results = dict[tuple[str, str], Result]
"""By contender and scenario."""


def make_course(who: Sequence[Contender], peers: Peers, folder: Path, *, articles: int, runs: int) -> Course:
    """Make every contender's site below a folder."""
    entries = [Entry(contender, folder / f"site-{place}") for place, contender in enumerate(who)]
    for entry in entries:
        tell(f"{folder}: making the site of {entry.contender.name}")
        contenders.make_site(entry.contender, peers, articles, entry.site)
    return Course(entries, peers, articles, runs)


def measure_all(course: Course, scenarios: Sequence[str]) -> Results:
    """Measure every scenario for every contender; the first build is always a clean one."""
    results: Results = {}
    for scenario in scenarios:
        before = {} if scenario == "cold" else {entry: tree(entry) for entry in course.entries}
        costs: dict[Entry, list[Cost]] = {entry: [] for entry in course.entries}
        for run in range(1, course.runs + 1):
            for entry in course.entries:
                costs[entry].append(_one(course, entry, scenario, run))
                if run == 1:
                    files = changed(before.get(entry, {}), tree(entry))
                    results[entry.contender.name, scenario] = Result(0, 0, files)
                    _demand_effect(entry, scenario, files)
        for entry in course.entries:
            key = entry.contender.name, scenario
            results[key] = _median(costs[entry], results[key].files)
            tell(f"{scenario}: {entry.contender.name} {results[key].wall:.3f} s")
    return results


def measure_memory(course: Course) -> Mapping[str, int]:
    """Return the peak memory of a clean build, all processes together, in bytes by contender."""
    peaks = {}
    for entry in course.entries:
        contenders.wipe(entry.contender, entry.site)
        peaks[entry.contender.name] = peak_memory(entry.contender.command(entry.site))
        tell(f"memory: {entry.contender.name} {peaks[entry.contender.name] / 2**20:.0f} MiB")
    return peaks


def tree(entry: Entry) -> dict[str, bytes]:
    """Return the digest of every file of a contender's output, by path."""
    found = {}
    top = entry.site / entry.contender.output
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, top)] = hashlib.sha256(file.read()).digest()
    return found


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> int:
    """Count the paths that are in one tree only or whose contents differ."""
    return len(dict(before.items() ^ after.items()))


def _one(course: Course, entry: Entry, scenario: str, run: int) -> Cost:
    preparation = _PREPARATIONS.get(scenario)
    if preparation:
        preparation(course, entry, str(run))
    return timed(entry.contender.command(entry.site))


def _median(costs: Sequence[Cost], files: int) -> Result:
    return Result(statistics.median(c.wall for c in costs), statistics.median(c.cpu for c in costs), files)


def _demand_effect(entry: Entry, scenario: str, files: int) -> None:
    """Refuse to compare builds that did not do the work."""
    if (scenario != "unchanged") != (files > 0) and entry.contender.name == "newsdesk":
        raise AssertionError(f"newsdesk changed {files} files in scenario {scenario}")


def _wipe(_: Course, entry: Entry, __: str) -> None:
    contenders.wipe(entry.contender, entry.site)


def _edit(course: Course, entry: Entry, mark: str) -> None:
    contenders.edit_article(entry.contender, entry.site, course.peers, course.articles, mark)


def _add(course: Course, entry: Entry, mark: str) -> None:
    contenders.add_article(entry.contender, entry.site, course.peers, course.articles, mark)


def _template(_: Course, entry: Entry, mark: str) -> None:
    contenders.edit_template(entry.contender, entry.site, mark)


_PREPARATIONS: Final[Mapping[str, Callable[[Course, Entry, str], None]]] = {
    "cold": _wipe,
    "edit": _edit,
    "add": _add,
    "template": _template,
}


def tell(line: str) -> None:
    """Say on standard error how far we are."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
