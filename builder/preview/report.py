"""Everything that is wrong in either edition, in order, and what of it came up while the preview ran."""

from collections.abc import Iterable
from typing import NamedTuple

from builder.model.diagnostics import Diagnostic


class Report(NamedTuple):
    """All findings in order, and the fresh ones among them."""

    findings: tuple[Diagnostic, ...]
    fresh: frozenset[Diagnostic]


class Reporting:
    """Puts the findings of the editions together. What has not changed since is not put together again."""

    def __init__(self) -> None:
        self._at_first: frozenset[Diagnostic] = frozenset()
        self._parts: list[tuple[tuple[Diagnostic, ...], frozenset[str]]] = []
        self._last = Report((), frozenset())

    def known(self, findings: Iterable[Diagnostic]) -> None:
        """Take note of what is wrong before anything was saved."""
        self._at_first |= frozenset(findings)
        self._parts = []

    def report(self, parts: list[tuple[tuple[Diagnostic, ...], frozenset[str]]]) -> Report:
        """Return what is wrong, given for each edition its findings and the paths that it has yet to look at again."""
        if len(parts) != len(self._parts) or any(
            mine[0] is not last[0] or mine[1] != last[1] for mine, last in zip(parts, self._parts, strict=True)
        ):
            found = {finding for findings, old in parts for finding in findings if finding.path not in old}
            self._last = Report(tuple(sorted(found, key=Diagnostic.sort_key)), frozenset(found - self._at_first))
            self._parts = parts
        return self._last
