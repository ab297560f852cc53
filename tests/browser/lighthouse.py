"""`make lighthouse`: what Lighthouse says of the home page, a section and an article of the sample site, as on a phone.

    python -m tests.browser.lighthouse [--runs 3]

It builds the sample site and prints a Markdown table of medians. Performance depends on what else the machine does: measure on an idle one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests import machine
from tests.browser.pages import PAGES
from tests.browser.served import Served, serving
from tests.site.judge import read_tree

PROJECT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = PROJECT / "node_modules" / ".bin" / "lighthouse"
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
KINDS: Final = ("home", "section", "article")
FLAGS: Final = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


class Scores(NamedTuple):
    """What Lighthouse gives one page: 0 to 100 for each category, and what cost points, by audit."""

    points: dict[str, int]
    faults: tuple[str, ...]


def judged(served: Served, kind: str, folder: Path, categories: Sequence[str] = CATEGORIES) -> Scores:
    """Run Lighthouse once over a page."""
    if not PROGRAM.exists():
        machine.lacking("lighthouse (npm)")
    report = folder / "lighthouse.json"
    words = [
        str(PROGRAM),
        served.at(PAGES[kind]),
        f"--chrome-flags={FLAGS}",
        "--output=json",
        f"--output-path={report}",
    ]
    words += ["--quiet", f"--only-categories={','.join(categories)}"]
    subprocess.run(words, check=True, env={**os.environ, "CHROME_PATH": machine.program("chromium")})
    found = json.loads(report.read_text(encoding="utf-8"))
    weighed = {audit["id"] for one in found["categories"].values() for audit in one["auditRefs"] if audit["weight"]}
    faults = (
        f"{name}: {audit['title']}"
        for name, audit in found["audits"].items()
        if name in weighed and audit["score"] != 1
    )
    return Scores({name: round(100 * one["score"]) for name, one in found["categories"].items()}, tuple(faults))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="runs of each page; the median counts")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        newsdesk = Path(sys.executable).with_name("newsdesk")
        subprocess.run(
            [newsdesk, "build", "--root", PROJECT, "--output", folder / "site"], check=True, stdout=subprocess.DEVNULL
        )
        sys.stdout.write(f"| page | {' | '.join(CATEGORIES)} |\n|---|{'---|' * len(CATEGORIES)}\n")
        with serving(read_tree(folder / "site")) as served:
            for kind in KINDS:
                runs = [judged(served, kind, folder).points for _ in range(wanted.runs)]
                medians = (statistics.median(run[one] for run in runs) for one in CATEGORIES)
                sys.stdout.write(f"| {kind} | {' | '.join(f'{one:.0f}' for one in medians)} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
