"""What the preview shows at a moment, and what it did to come there, as records that any thread may read."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from builder.build.request import Change
from builder.model.diagnostics import Diagnostic

Showing = Literal["everything", "readers"]
"""Which edition: with all that is withheld, or as the public sees it."""


class Clock(NamedTuple):
    """The moment in seconds and in nanoseconds since 1970; the command line hands it in."""

    moment: Callable[[], int]
    stamp: Callable[[], int]


class Round(NamedTuple):
    """What one round did: when (seconds since 1970), for which paths, how many pages, why, and in how many seconds."""

    at: int
    paths: tuple[str, ...]
    pages: int
    reasons: tuple[tuple[str, str], ...]
    seconds: float


class View(NamedTuple):
    """What is shown at this moment."""

    showing: Showing
    folder: Path
    base: str
    """The path that the site lives at, '' at the root."""
    now: int
    fixed: bool
    """Whether `now` was chosen and does not follow the clock."""
    timezone: str
    findings: tuple[Diagnostic, ...]
    fresh: frozenset[Diagnostic]
    """Findings that came up while the preview ran."""
    next_change: Change | None
    busy: bool
    """Whether pages are still waiting to be made."""
    problem: str
    """What the machine failed at, in words without a path, or ''."""


def problem_of(failure: BaseException) -> str:
    """Return in one line, without any path, why the preview cannot go on for the moment."""
    if isinstance(failure, OSError) and failure.strerror:
        return f"The preview cannot go on: {failure.strerror}. It tries again every second."
    return f"The preview cannot go on ({type(failure).__name__}); the terminal says why. It tries again every second."
