"""When a preview looks at the whole site again, because an event of the kernel may have been lost.

At intervals, and soon after a save, a file that could not be read or a failure of the machine: where one event was
told, another one may not have been.
"""

from typing import Final

RECONCILE: Final = 30.0
"""Seconds between two looks at the whole site when nothing happens."""

SOON: Final = (1.0, 3.5)
"""Seconds after which the whole site is looked at again when something happened."""


class Reconciling:
    """Keeps the moments of the next looks, in seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._looked = 0.0
        self._soon: tuple[float, ...] = ()

    def due(self) -> float:
        """Return when the next look is due."""
        return min((*self._soon, self._looked + RECONCILE))

    def looked(self, now: float) -> None:
        """Take in that the whole site is looked at now."""
        self._looked = now
        self._soon = tuple(at for at in self._soon if at > now)

    def look_soon(self, now: float) -> None:
        """Have it looked at again soon."""
        self._soon = tuple(now + seconds for seconds in SOON)
