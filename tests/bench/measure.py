"""Runs one command and says what it cost: wall time, processor time, or memory.

Time and memory are taken in separate runs, because reading a process's memory map slows that process down.
"""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

INTERVAL: Final = 0.05
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """What one run cost, in seconds."""

    wall: float
    cpu: float


class CommandFailedError(Exception):
    """A measured command did not end with 0; the message ends with what it printed."""


class Command(NamedTuple):
    """What to run, where, and with which additions to the environment."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = {}


def timed(command: Command) -> Cost:
    """Run a command and return its wall and processor time, all of its waited-for children included."""
    os.sync()  # the last run's pages must not be written during this one
    with _log(command).open("wb") as log:
        begin = time.perf_counter()
        process = _start(command, log.fileno())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    _demand_success(command, process.returncode)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak_memory(command: Command) -> int:
    """Run a command and return the largest sum of the memory of all its processes at one moment, in bytes.

    The measure is PSS: a page that n processes share counts 1/n in each, so the sum counts it once.
    """
    peak = 0
    with _log(command).open("wb") as log, _start(command, log.fileno()) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_pss, session(process.pid))))
            time.sleep(INTERVAL)
    _demand_success(command, process.returncode)
    return peak


def session(leader: int) -> list[int]:
    """Return the processes of a session, its leader included."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and _session_of(name) == leader]


def _session_of(pid: str) -> int:
    try:
        stat = Path("/proc", pid, "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return -1  # it ended while we looked
    return int(stat.rpartition(")")[2].split()[3])  # fields after the name: state, parent, group, session


def _pss(pid: int) -> int:
    try:
        rollup = Path("/proc", str(pid), "smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended while we looked
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def _start(command: Command, log: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command.words,
        cwd=command.folder,
        env={**os.environ, **command.environment},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def _log(command: Command) -> Path:
    return command.folder.with_name(command.folder.name + ".log")


def _demand_success(command: Command, code: int) -> None:
    if code:
        said = _log(command).read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandFailedError(f"{' '.join(command.words)} in {command.folder} ended with {code}:\n{said}")
