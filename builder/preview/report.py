"""Everything that is wrong in either edition, in order, and what of it came up while the preview ran."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic
from builder.model.in_order import put, stands, take, without

MANY: Final = 1_000
"""From so many changes on, the report is put together anew."""

Part = tuple[tuple[Diagnostic, ...], frozenset[str]]
"""An edition's findings in order, and the paths that it has yet to look at again: what it says of these is old."""


class Report(NamedTuple):
    """All findings in order, and the fresh ones among them."""

    findings: tuple[Diagnostic, ...]
    fresh: frozenset[Diagnostic]


class Reporting:
    """Puts the findings of the editions together. A finding that changes is put in its place among the others."""

    def __init__(self) -> None:
        self._at_first: frozenset[Diagnostic] = frozenset()
        self._asked: list[Part] = []
        self._parts: list[tuple[Diagnostic, ...]] = []
        self._last = Report((), frozenset())

    def known(self, findings: Iterable[Diagnostic]) -> None:
        """Take note of what is wrong before anything was saved."""
        self._at_first |= frozenset(findings)
        self._asked, self._parts, self._last = [], [], Report((), frozenset())

    def report(self, asked: list[Part]) -> Report:
        """Return what is wrong."""
        if len(asked) != len(self._asked) or any(
            mine[0] is not last[0] or mine[1] != last[1] for mine, last in zip(asked, self._asked, strict=True)
        ):
            parts = [without(findings, old) for findings, old in asked]
            gone, come = _changes(self._parts, parts)
            if len(gone) + len(come) >= MANY:
                self._last = self._anew(parts)
            elif gone or come:
                self._last = self._changed(parts, gone, come)
            self._asked, self._parts = asked, parts
        return self._last

    def _anew(self, parts: list[tuple[Diagnostic, ...]]) -> Report:
        found = {finding for part in parts for finding in part}
        return Report(tuple(sorted(found, key=Diagnostic.sort_key)), frozenset(found - self._at_first))

    def _changed(self, parts: list[tuple[Diagnostic, ...]], gone: list[Diagnostic], come: list[Diagnostic]) -> Report:
        order, fresh = list(self._last.findings), set(self._last.fresh)
        for finding in gone:
            if not any(stands(part, finding) for part in parts):
                take(order, finding)
                fresh.discard(finding)
        for finding in come:
            put(order, finding)
            if finding not in self._at_first:
                fresh.add(finding)
        return Report(tuple(order), frozenset(fresh))


def _changes(
    before: list[tuple[Diagnostic, ...]], after: list[tuple[Diagnostic, ...]]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the findings that are no longer in their part, and those that were not; what stays is the same object."""
    gone: list[Diagnostic] = []
    come: list[Diagnostic] = []
    for old, new in zip(before or [()] * len(after), after, strict=True):
        if old is not new:
            there, here = set(map(id, old)), set(map(id, new))
            gone.extend(finding for finding in old if id(finding) not in here)
            come.extend(finding for finding in new if id(finding) not in there)
    return gone, come
