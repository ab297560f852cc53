"""`make bench`: newsdesk and Hugo over the same articles, in one run, on disk and on a tmpfs.

It prints Markdown tables on standard output and progress on standard error, and leaves nothing but its corpus behind.
"""

import argparse
import contextlib
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from builder import __version__
from tests.bench import report
from tests.bench.contenders import HUGO, PROJECT, Contender, Peers, by_tags, hugo, newsdesk, without_related
from tests.bench.scenarios import SCENARIOS, Course, make_course, measure_all, measure_memory

PEERS: Final = PROJECT.parent / "shared" / "bench"
"""Where the corpus and Hugo's site lie, unless $BENCH_PEERS says otherwise."""

_CONTENDERS: Final = ("newsdesk", "hugo", "newsdesk-tags", "newsdesk-norelated", "hugo-norelated")

MANY: Final = 20_000
"""From here on Hugo's related lists take too long to wait for."""

MOST: Final = 100_000
"""The size at which newsdesk is also measured against itself at a tenth of it."""


def main() -> None:
    """Measure what the command line asks for and print it."""
    wanted = _arguments()
    workshop = Path(tempfile.gettempdir()).resolve() / "newsdesk-bench"
    workshop.mkdir(exist_ok=True)
    peers = Peers(peers_folder(), workshop)
    who = [_contender(name, workshop) for name in wanted.contenders or _default_contenders(wanted.articles)]
    _print(f"newsdesk {__version__}, Hugo {HUGO}, Python {platform.python_version()}, {os.cpu_count()} processors")
    for medium in wanted.media:
        for line in _compare(who, peers, _parent(medium, workshop), wanted):
            _print(line)


def _compare(who: Sequence[Contender], peers: Peers, parent: Path, wanted: argparse.Namespace) -> Iterator[str]:
    scenarios = [name for name in SCENARIOS if name in wanted.scenarios]
    names = [contender.name for contender in who]
    with _course(who, peers, parent, articles=wanted.articles, runs=wanted.runs) as course:
        results = measure_all(course, scenarios)
        peaks = measure_memory(course)
    yield f"\n### {wanted.articles:,} articles in {parent}, median of {wanted.runs}\n"
    yield from report.time_table(results, scenarios, names)
    yield ""
    yield from report.memory_table(peaks, names)
    if wanted.articles == MOST and report.OURS in names:
        ours = [contender for contender in who if contender.name == report.OURS]
        with _course(ours, peers, parent, articles=MOST // 10, runs=wanted.runs) as course:
            small = measure_all(course, ["cold"])
        yield ""
        yield from report.growth_table(small, results, peaks)


@contextlib.contextmanager
def _course(who: Sequence[Contender], peers: Peers, parent: Path, *, articles: int, runs: int) -> Iterator[Course]:
    home = Path(tempfile.mkdtemp(prefix="newsdesk-bench-", dir=parent))
    try:
        yield make_course(who, peers, home, articles=articles, runs=runs)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def peers_folder() -> Path:
    folder = Path(os.environ.get("BENCH_PEERS", PEERS)).resolve()
    if not (folder / "corpus.py").is_file():
        sys.exit(
            f"The peer corpus is missing: {folder}/corpus.py makes the articles, and {folder}/peers/ holds the sites.\n"
            "Point BENCH_PEERS at a folder that has both."
        )
    return folder


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="runs of each scenario; the median counts")
    parser.add_argument("--media", nargs="+", choices=("disk", "tmpfs"), default=["disk", "tmpfs"])
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS)
    parser.add_argument("--contenders", nargs="+", choices=_CONTENDERS)
    return parser.parse_args()


def _default_contenders(articles: int) -> list[str]:
    return ["newsdesk"] if articles > MANY else list(_CONTENDERS)


def _contender(name: str, workshop: Path) -> Contender:
    whose, _, less = name.partition("-")
    contender = newsdesk(Path(sys.executable).with_name("newsdesk")) if whose == "newsdesk" else hugo(workshop)
    return _VARIANTS[less](contender) if less else contender


_VARIANTS: Final = {"tags": by_tags, "norelated": without_related}


def _parent(medium: str, workshop: Path) -> Path:
    """Return a folder on a medium; without a tmpfs the disk is measured twice, and the heading shows it."""
    memory = Path("/dev/shm")  # noqa: S108 - a tmpfs is wanted, and the folder made below it is ours alone
    return memory if medium == "tmpfs" and memory.is_dir() else workshop


def _print(line: str) -> None:
    print(line, flush=True)  # a measurement of an hour shows what it has


if __name__ == "__main__":
    main()
