"""What changed, numbered, for the browsers that follow: those that were asleep are told what they missed."""

import threading
from collections import deque
from typing import Final, NamedTuple

KEPT: Final = 1_000
"""So many items are remembered; whoever missed more is told to look for itself."""

MOST: Final = 2_000
"""So many addresses are named in one message; of more, browsers are told to look for themselves."""


class Item(NamedTuple):
    """One change: addresses of the pages and files whose bytes are other ones now."""

    number: int
    addresses: frozenset[str]


class Digest(NamedTuple):
    """What happened since a number: up to which, at which addresses, and whether that is not known in full."""

    number: int
    addresses: frozenset[str]
    unknown: bool


class News:
    """Items in order. Any thread may tell or wait."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._items: deque[Item] = deque(maxlen=KEPT)
        self._number = 0
        self._closed = False

    @property
    def number(self) -> int:
        """The number of the newest item."""
        return self._number

    def tell(self, addresses: frozenset[str]) -> None:
        """Add an item. Without addresses it says that something about the site as a whole is different."""
        with self._bell:
            self._number += 1
            self._items.append(Item(self._number, addresses))
            self._bell.notify_all()

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._bell:
            self._closed = True
            self._bell.notify_all()

    def since(self, number: int, timeout: float) -> Digest | None:
        """Wait for news after a number; return None when there was none in `timeout` seconds or none will be."""
        with self._bell:
            self._bell.wait_for(lambda: self._closed or self._number != number, timeout)
            if self._closed or self._number == number:
                return None
            missed = [item for item in self._items if item.number > number]
            addresses = frozenset[str]().union(*(item.addresses for item in missed))
            known = 0 <= number <= self._number and len(missed) == self._number - number and len(addresses) <= MOST
            return Digest(self._number, addresses if known else frozenset(), not known)

    @property
    def closed(self) -> bool:
        """Whether the preview is ending."""
        return self._closed
