"""One message for one cause: what a mistake of a theme makes of page after page is told of once, at the mistake.

A pure function of everything that was found, so an incremental build tells what a clean one does.
"""

import re
from bisect import bisect_left
from typing import Final

import msgspec

from builder.model.diagnostics import Diagnostic

_MAKING: Final = ", while making the page of "
_NO_WORDS: Final = "the theme's locales have no words for "
_LATE: Final = frozenset({"template-failed", "template-invalid"})
"""Codes of what a page or a whole template runs into."""

_EARLY: Final = frozenset({"template-missing", "variable-unknown", "field-unknown", "filter-unknown", "word-unknown"})
"""Codes of what reading a template finds, with the name in question as the last quotation of the message."""


def told_once(findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return findings, in order, without those that others explain, and what fails on many pages once."""
    start = bisect_left(findings, "themes/", key=_path_of)
    ours = findings[start:]
    if not any(finding.code in _LATE or finding.code in _EARLY for finding in ours):
        return findings
    names = _explaining(ours)
    return (*findings[:start], *_each_once([one for one in ours if not _is_explained(one, names)]))


def _path_of(finding: Diagnostic) -> str:
    return finding.path


def _explaining(findings: tuple[Diagnostic, ...]) -> dict[str, list[str]]:
    """Return the names that templates are known to have wrong, by path; '' has the words of locales that are broken."""
    names: dict[str, list[str]] = {}
    for finding in findings:
        if finding.code in _EARLY:
            names.setdefault(finding.path, []).extend(re.findall(r'"([^"]+)"', finding.message)[-1:])
        elif "/locales/" in finding.path and finding.severity == "error":
            names.setdefault("", []).append(finding.path)
    return names


def _is_explained(finding: Diagnostic, names: dict[str, list[str]]) -> bool:
    """Say whether a finding only repeats what a more exact one says, or that a file of words cannot be read."""
    if "" in names and (finding.code == "word-unknown" or finding.message.startswith(_NO_WORDS)):
        return True
    cause = finding.message.partition(_MAKING)[0]
    return finding.code in _LATE and any(
        re.search(rf"(?<![\w/.]){re.escape(name)}(?![\w/])", cause) for name in names.get(finding.path, ())
    )


def _each_once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Return findings with those that differ in the page alone as the first of them, which counts the others."""
    counts: dict[tuple[str, int, str], int] = {}
    firsts: list[tuple[tuple[str, int, str], Diagnostic]] = []
    for finding in findings:
        cause = (finding.path, finding.line, finding.message.partition(_MAKING)[0])
        if finding.code != "template-failed":
            cause = (*cause[:2], str(finding.sort_key()))
        if cause not in counts:
            firsts.append((cause, finding))
        counts[cause] = counts.get(cause, 0) + 1
    return [_counted(finding, counts[cause] - 1) for cause, finding in firsts]


def _counted(finding: Diagnostic, others: int) -> Diagnostic:
    if not others:
        return finding
    message = f"{finding.message} and {others:,} other{'s' if others > 1 else ''}"
    return msgspec.structs.replace(finding, message=message)
