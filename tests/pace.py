"""The pace of this machine, so that a limit of time holds on a slow or a busy one too.

Limits are written in seconds of the machine that they were set on. What a test times is compared with known work done
beside it in the same process: a machine three times as slow does both three times as slowly. A square where a line was
promised takes ten times as long and more, which no pace excuses.
"""

import time
from collections.abc import Callable
from typing import Final

STRETCH: Final = 0.008
"""Seconds that a stretch of known work took on the machine that the limits were set on."""

TRIES: Final = 3
"""How often work may be tried: whatever else runs can hold up one try, but not one after the other by chance."""


def pace() -> float:
    """Return how many times as long as on the machine of the limits everything takes at this moment."""
    return _seconds(_stretch) / STRETCH


def too_long(work: Callable[[], object], limit: float, *, deadline: float = 0.0) -> str:
    """Return in words that `work` takes longer than `limit` seconds, or ''.

    What ends at a `deadline` of processor time may take that long on any machine, and `limit` seconds on top of it.
    """
    took: list[float] = []
    while len(took) < TRIES and min(took, default=limit) >= limit:
        before, spent, after = pace(), _seconds(work), pace()
        took.append((spent - deadline) / max(before, after))
    return "" if min(took) < limit else f"{min(took):.3f} s in the quickest of {TRIES} tries; {limit} are the most"


def _seconds(work: Callable[[], object]) -> float:
    """Return processor time of this thread: what other programs take does not count.

    The clock of the whole process goes in steps of milliseconds while a deadline is set.
    """
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _stretch() -> None:
    """Do what parsers do: walk a text, cut it, look words up."""
    words: dict[str, int] = {}
    for number in range(16_000):
        word = f"word {number % 300}".partition(" ")[2]
        words[word] = words.get(word, 0) + len(word)
