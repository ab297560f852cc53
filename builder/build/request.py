"""What is asked of a build, and what it answers."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much is done and how much there is."""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody how far the build is."""


class Request(NamedTuple):
    """One build. `now` in seconds and `started` in nanoseconds since 1970: the only clock that a build knows."""

    root: Path
    now: int
    started: int
    output: Path | None = None
    """Where pages go; None makes them and keeps none, which is what `check` does."""
    edition: str = "build"
    """Name of the catalogue in .newsdesk/, so that checks, previews and builds never disturb each other."""
    base_url: str = ""
    drafts: bool = False
    everything: bool = False
    """Show whatever is withheld, as the preview does."""
    also: str = ""
    """Show this one article, whatever holds it back."""
    jobs: int = 1
    """Worker processes; 1 works in this one."""
    progress: Progress = quiet
    cache: Path | None = None
    """Folder of the catalogue; None is .newsdesk/ in the root."""
    media: Path | None = None
    """Folder of the media cache; None is media/ beside the catalogue."""


class Change(NamedTuple):
    """The next moment at which the output changes by the clock alone (seconds since 1970), and why."""

    at: int
    reasons: tuple[str, ...]


class Pictures(NamedTuple):
    """What became of pictures in a build."""

    made: int = 0
    """Renditions that were encoded."""
    reused: int = 0
    """Renditions that came from the media cache."""
    decoded: int = 0
    """How often an original was decoded."""
    bytes_in: int = 0
    """Of the originals whose renditions were made or reused."""
    bytes_out: int = 0
    """Of those renditions."""


class Outcome(NamedTuple):
    """What a build did. Paths are below output/."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    diagnostics: tuple[Diagnostic, ...]
    next_change: Change | None
    timezone: str
    notes: tuple[str, ...]
    """What an operator should know and no file is to blame for, such as a catalogue that was rebuilt."""
    pictures: Pictures = Pictures()

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self.diagnostics)


LOCKED: Final = 75
"""Exit code when another build holds the lock (EX_TEMPFAIL of sysexits.h)."""
