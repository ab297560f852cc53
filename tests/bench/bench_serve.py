"""`make bench-serve`: from a save to the new page being served, by newsdesk's preview and by Hugo's, in one run.

Both serve the same articles at the same time, and are edited in turn, so that a slower moment of the machine hits both. A
save is an `os.replace` of the article's file; the page is asked for until it holds the new words.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench import other_saves
from tests.bench.contenders import HUGO, Peers, hugo, make_site, newsdesk
from tests.bench.run import peers_folder

PATIENCE: Final = 3_600.0
"""Seconds that a first start may take."""

PAUSE: Final = 0.4
"""Seconds between two saves: a writer does not save more often."""

_SLUG: Final = re.compile(r"^slug: (.+)$", re.MULTILINE)
_MONTH: Final = re.compile(r"^date: (\d{4})-(\d{2})", re.MULTILINE)


class Served(NamedTuple):
    """A generator that serves: name, process, port and site, and the file and the address of the article to edit."""

    name: str
    process: "subprocess.Popen[bytes]"
    port: int
    site: Path
    file: Path
    address: str
    started: float
    """Seconds from its start to the first page."""


def main() -> None:
    """Measure what the command line asks for and print it."""
    parser = argparse.ArgumentParser(prog="make bench-serve", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, metavar="N")
    parser.add_argument("--saves", type=int, default=30, help="of each contender")
    parser.add_argument("--others", type=int, default=3, metavar="N", help="runs of every other save; 0 for none")
    parser.add_argument("--contenders", nargs="+", choices=("newsdesk", "hugo"), default=["newsdesk", "hugo"])
    wanted = parser.parse_args()
    workshop = Path(tempfile.gettempdir()).resolve() / "newsdesk-bench"
    workshop.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="newsdesk-bench-serve-", dir=workshop))
    served: list[Served] = []
    try:
        for name in wanted.contenders:
            served.append(_started(name, Peers(peers_folder(), workshop), wanted.articles, home))  # noqa: PERF401 - so that those that run are ended when a later one fails
        times = measure(served, wanted.saves)
        print(f"\n{wanted.articles:,} articles, {wanted.saves} saves each in turn, Hugo {HUGO}\n")
        print("| | first page | median | 95th percentile | most |\n|---|---|---|---|---|")
        for one in served:
            print(row(one.name, one.started, times[one.name]))
        for one in served:
            if one.name == "newsdesk" and wanted.others:
                saves = other_saves.saves_of(one.site, one.file, one.address)
                took = other_saves.measure(one.port, saves, one.address, wanted.others)
                print(f"\nnewsdesk, other saves, median of {wanted.others}\n\n{other_saves.table(took)}")
    finally:
        for one in served:
            one.process.send_signal(signal.SIGINT)
            one.process.wait()
        shutil.rmtree(home, ignore_errors=True)


def measure(served: Sequence[Served], saves: int) -> dict[str, list[float]]:
    """Return the milliseconds of each save, by contender."""
    times: dict[str, list[float]] = {one.name: [] for one in served}
    for number in range(saves + 1):
        for one in served:
            took = saved(one, f"Correction {number} at {time.time_ns()}")
            if number:  # the first of each loads what the others find
                times[one.name].append(took * 1_000)
            time.sleep(PAUSE)
    return times


def saved(one: Served, mark: str) -> float:
    """Save the article with a new sentence; return the seconds until it is served."""
    text = one.file.read_text(encoding="utf-8").partition("\n\nCorrection ")[0].rstrip("\n")
    fresh = one.file.with_name(f".{one.file.name}.new")
    fresh.write_text(f"{text}\n\n{mark}\n", encoding="utf-8")
    connection = http.client.HTTPConnection("127.0.0.1", one.port, timeout=60)
    try:
        connection.connect()
        began = time.perf_counter()
        os.replace(fresh, one.file)
        while mark not in asked(connection, one.address):
            time.sleep(0.001)
            if time.perf_counter() - began > 60:
                raise AssertionError(f"{one.name} never served what was saved")
        return time.perf_counter() - began
    finally:
        connection.close()


def asked(connection: http.client.HTTPConnection, address: str) -> str:
    """Return a page, or '' while it is not there whole: Hugo's server breaks off when a file is written meanwhile."""
    connection.request("GET", address)
    answer = connection.getresponse()
    try:
        data = answer.read()
    except http.client.IncompleteRead:
        connection.close()  # the next request opens it again
        return ""
    return data.decode("utf-8", "replace") if answer.status == http.client.OK else ""


def row(name: str, started: float, times: Sequence[float]) -> str:
    """Return a contender's row of the table."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"| {name} | {started:.2f} s | {statistics.median(ordered):.0f} ms | {high:.0f} ms | {ordered[-1]:.0f} ms |"


def _started(name: str, peers: Peers, count: int, home: Path) -> Served:
    contender = newsdesk(Path(sys.executable).with_name("newsdesk")) if name == "newsdesk" else hugo(peers.workshop)
    site = home / name
    make_site(contender, peers, count, site)
    if name == "newsdesk":  # its second start is the usual one: the first makes every page
        once = _run([contender.words[0], "serve", "--port", "0"], site)
        _address(once)
        _await_readers(site)
        once.send_signal(signal.SIGINT)
        once.wait()
    file, address = article_of(site, count)
    began = time.perf_counter()
    if name == "newsdesk":
        process = _run([contender.words[0], "serve", "--port", "0"], site)
        port = _address(process)
    else:
        port = 41_313
        process = _run([contender.words[0], "server", "--quiet", "--port", str(port)], site)
    _await_page(port, address)
    return Served(contender.name, process, port, site, file, address, time.perf_counter() - began)


def article_of(site: Path, count: int) -> tuple[Path, str]:
    """Return the file and the address of the article in the middle of the corpus."""
    files = sorted(path for path in (site / "content").rglob("*.md") if _SLUG.search(path.read_text(encoding="utf-8")))
    file = files[min(count, len(files)) // 2]
    text = file.read_text(encoding="utf-8")
    slug, month = _SLUG.search(text), _MONTH.search(text)
    if slug is None or month is None:
        raise AssertionError(f"{file} has no slug or no date")
    section = file.relative_to(site / "content").parts[0]
    bare = slug[1].strip("\"'")
    return file, f"/{section}/{month[1]}/{month[2]}/{bare}/"


def _run(words: list[str], site: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(words, cwd=site, stdout=subprocess.PIPE, stderr=sys.stderr)


def _address(process: "subprocess.Popen[bytes]") -> int:
    """Return the port that a preview says it is at."""
    if process.stdout is None:
        raise ValueError("the preview's words are not to be had")
    found = re.search(rb":(\d+)/", process.stdout.readline())
    if found is None:
        raise AssertionError("the preview did not say where it is")
    return int(found[1])


def _await_page(port: int, address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            if asked(connection, address):
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise AssertionError(f"nothing is served at {address}")


def _await_readers(site: Path) -> None:
    """Wait until the edition of the readers is made, too."""
    note = json.loads(next((site / ".newsdesk").glob("preview-*.json")).read_text(encoding="utf-8"))
    _await_page(int(note["address"].rpartition(":")[2]), "/")
    ends = time.monotonic() + PATIENCE
    while not list((site / ".newsdesk").glob("preview-1-readers-*.sqlite.seal")):
        time.sleep(0.2)
        if time.monotonic() > ends:
            raise AssertionError("the readers' edition was never made")


if __name__ == "__main__":
    main()
