"""Findings in the order of reporting, each once: what comes and goes is put in its place, and nothing sorted anew."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from builder.model.diagnostics import Diagnostic


def stands(order: Sequence[Diagnostic], finding: Diagnostic) -> bool:
    """Say whether a finding is among others."""
    at = _place(order, finding)
    return at < len(order) and order[at] == finding


def put(order: list[Diagnostic], finding: Diagnostic) -> None:
    """Put a finding among others, unless it is there."""
    at = _place(order, finding)
    if at == len(order) or order[at] != finding:
        order.insert(at, finding)


def take(order: list[Diagnostic], finding: Diagnostic) -> None:
    """Take a finding away, if it is there."""
    at = _place(order, finding)
    if at < len(order) and order[at] == finding:
        del order[at]


def without(order: tuple[Diagnostic, ...], paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return findings but for those of some files: the same tuple when they have none."""
    spans = [span for path in sorted(paths) if (span := _span(order, path))]
    if not spans:
        return order
    starts = [0, *(span.stop for span in spans)]
    ends = [*(span.start for span in spans), len(order)]
    return tuple([one for start, end in zip(starts, ends, strict=True) for one in order[start:end]])


def _place(order: Sequence[Diagnostic], finding: Diagnostic) -> int:
    return bisect_left(order, finding.sort_key(), key=Diagnostic.sort_key)


def _span(order: Sequence[Diagnostic], path: str) -> range:
    start = bisect_left(order, path, key=_path_of)
    return range(start, bisect_right(order, path, start, key=_path_of))


def _path_of(finding: Diagnostic) -> str:
    return finding.path
