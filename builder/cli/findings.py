"""How findings are printed: for people with a caret, for programs as JSON, for CI as annotations.

What a file holds or is called never commands a terminal or a build server: control characters are shown as one sign.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from builder.model.diagnostics import Diagnostic, printable
from builder.source.excerpt import excerpt_of, pointed

SHOWN: Final = 20
"""Warnings of one code that are printed in full for a person; JSON has them all."""


def as_text(root: Path, findings: Iterable[Diagnostic]) -> str:
    """Return findings for a person, errors all and warnings up to `SHOWN` of a code."""
    lines: list[str] = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.code] += finding.severity == "warning"
        if counts[finding.code] <= SHOWN:
            lines.append(one(root, finding))
    for code, count in sorted(counts.items()):
        if count > SHOWN:
            lines.append(
                f"... and {count - SHOWN:,} more of warning[{code}]; newsdesk check --format json lists them all"
            )
    return "\n".join(lines)


def one(root: Path, finding: Diagnostic) -> str:
    """Return one finding: its line, the source line with a caret, the hint."""
    head = f"{finding.path}:{finding.line}:{finding.column}: {finding.severity}[{finding.code}]: {finding.message}"
    lines = (f"  | {line}" for line in pointed(excerpt_of(root, finding), finding.column))
    return "\n".join(map(printable, (head, *lines, f"  hint: {finding.hint}")))


def as_annotation(finding: Diagnostic) -> str:
    """Return a finding as a workflow command, which GitHub shows beside the line."""
    place = f"file={_property(printable(finding.path))},line={finding.line},col={finding.column}"
    text = "%0Ahint: ".join(_message(printable(words)) for words in (finding.message, finding.hint))
    return f"::{finding.severity} {place},title={_property(finding.code)}::{text}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def echo_findings(root: Path, findings: tuple[Diagnostic, ...]) -> None:
    """Print findings for a person, on standard error."""
    if findings:
        click.echo(as_text(root, findings), err=True)


def tally(findings: tuple[Diagnostic, ...]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    return f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}"
