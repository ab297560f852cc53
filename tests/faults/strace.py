"""Faults put into a running build by strace: a kill or an error at a chosen call to the kernel.

The calls of a build are first listed, so that faults fall on calls that concern the site and not on Python's start.
"""

import random
import re
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.site import Site
from tests.machine import lacking, program

CALLS: Final = "openat write pwrite64 rename unlink mkdir ftruncate rmdir".split()
_LINE: Final = re.compile(r"^\d+\s+(?:[\d.]+\s+)?(\w+)\((.*)")


class Point(NamedTuple):
    """The n-th call of one name in a build, from 1, and the line in which strace showed it."""

    call: str
    number: int
    shown: str


def tracer() -> str:
    """Return where strace lies; without it, or without the right to trace, the test cannot go on."""
    found = program("strace")
    tried = subprocess.run([found, "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return found if tried.returncode == 0 else lacking("right to trace processes (strace)")


def points(site: Site, log: Path, *words: str, calls: tuple[str, ...] = tuple(CALLS)) -> list[Point]:
    """Build a site with every call listed; return those that touch what lies below its root, in order."""
    before = [tracer(), "-qq", "-y", "-s", "200", "-o", str(log), "-f", "-e", f"trace={','.join(calls)}"]
    ran = site.build("--jobs", "1", *words, before=before)
    assert ran.code in {0, 1}, ran.err
    seen = dict.fromkeys(calls, 0)
    found: list[Point] = []
    for line in log.read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None or match[1] not in seen:
            continue
        seen[match[1]] += 1
        if str(site.root) in match[2] or '".newsdesk' in match[2]:
            found.append(Point(match[1], seen[match[1]], line))
    return found


def sample(found: list[Point], count: int, seed: int) -> list[Point]:
    """Return some points, spread over the whole build; the last ones of it are always among them."""
    if len(found) <= count:
        return found
    dice, size = random.Random(seed), len(found) / count
    return [found[int(place * size + dice.random() * size)] for place in range(count - 1)] + [found[-1]]


def killing(point: Point) -> list[str]:
    """Return the words before a command that kill it at a point, as kill -9 does."""
    return _injecting(point, "signal=SIGKILL")


def failing(point: Point, error: str) -> list[str]:
    """Return the words before a command that make one call of it fail."""
    return _injecting(point, f"error={error}")


def _injecting(point: Point, what: str) -> list[str]:
    fault = f"inject={point.call}:{what}:when={point.number}"
    return [tracer(), "-f", "-qq", "-o", "/dev/null", "-e", f"trace={point.call}", "-e", fault]
