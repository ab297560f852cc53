"""Everything that is wrong, in order, kept in memory while the catalogue is open."""

from collections import Counter
from collections.abc import Iterable

from builder.model.diagnostics import Diagnostic
from builder.model.in_order import put, take


class Reported:
    """What all owners say. What several of them say is told once, and until none says it."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self._times = Counter(found)
        self._order = sorted(self._times, key=Diagnostic.sort_key)
        self._told: tuple[Diagnostic, ...] | None = None

    def told(self) -> tuple[Diagnostic, ...]:
        """Return each finding once, in order: the same tuple until anything changes."""
        if self._told is None:
            self._told = tuple(self._order)
        return self._told

    def replace(self, gone: Iterable[Diagnostic], come: Iterable[Diagnostic]) -> None:
        """Take in that an owner says something else now."""
        self._told = None
        for finding in come:
            self._times[finding] += 1
            put(self._order, finding)
        for finding in gone:
            self._times[finding] -= 1
            if not self._times[finding]:
                del self._times[finding]
                take(self._order, finding)
