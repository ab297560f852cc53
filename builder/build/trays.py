"""Memory that a process shares with the workers that it forks: shards and results are copied there, not through pipes.

A pipe takes a page of memory at a time, and both sides wait for it in turn. At 10,000 articles some 220 MB go to
workers and come back, for which pipes took a twentieth of a build's processor time.
"""

import mmap
from collections import deque
from typing import Final, NamedTuple

SIZE: Final = 2 << 20
"""Bytes of a tray: a shard of pages is one mebibyte and a page at most."""


class InTray(NamedTuple):
    """What stands for bytes that lie in a tray."""

    tray: int
    size: int


class Trays:
    """Some pieces of memory of one size. Whoever takes one has it alone until it is given back."""

    def __init__(self, count: int, size: int = SIZE) -> None:
        self._size = size
        self._memory = mmap.mmap(-1, count * size)
        self._free = deque(range(count))

    def take(self) -> int | None:
        """Return a tray that is free, or None."""
        return self._free.popleft() if self._free else None

    def give_back(self, tray: int) -> None:
        """Let others have a tray."""
        self._free.append(tray)

    def lay(self, tray: int, value: object) -> object:
        """Lay bytes into a tray and return what stands for them; return what is no bytes, or too many, as it is."""
        if not isinstance(value, bytes) or len(value) > self._size:
            return value
        start = tray * self._size
        self._memory[start : start + len(value)] = value
        return InTray(tray, len(value))

    def pick(self, value: object) -> object:
        """Return the bytes that something stands for, or itself."""
        if not isinstance(value, InTray):
            return value
        start = value.tray * self._size
        return self._memory[start : start + value.size]
