"""The line of a file that a finding is about, for people to look at."""

from pathlib import Path

from builder.model.diagnostics import Diagnostic
from builder.source.read import read_file


def excerpt_of(root: Path, finding: Diagnostic) -> str:
    """Return a finding's line; '' where there is no such file, or a pipe or a link in its place."""
    if finding.excerpt:
        return finding.excerpt
    try:
        text = read_file(root, finding.path).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[finding.line - 1] if finding.line <= len(lines) else ""


def pointed(excerpt: str, column: int) -> tuple[str, ...]:
    """Return a line as it can be printed, and a line with a caret beneath its column; nothing for an empty one."""
    if not excerpt.strip():
        return ()
    text = excerpt.replace("\t", " ")[:160]
    return (text, " " * min(column - 1, len(text)) + "^")
