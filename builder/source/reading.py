"""One file while it is being read: where it lies, its zone and language, and what was found wrong so far.

It collects; it decides nothing and never raises for what an author wrote.
"""

from typing import Final, NamedTuple, Protocol

from builder.model.diagnostics import Diagnostic, finding
from builder.model.site import Site

EXCERPT: Final = 200
"""Longest excerpt of a source line in a diagnostic, in characters."""

QUOTED: Final = 80
"""Longest quotation of a found value in a message, in characters."""


class Placed(Protocol):
    """Whatever has a place in a source; lines and columns count from 1."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column, in characters."""


class Place(NamedTuple):
    """A place in a source."""

    line: int
    column: int


TOP: Final = Place(1, 1)
"""Where a diagnostic points that is about the file as a whole."""


class Trouble(NamedTuple):
    """What is wrong with a value, before anybody knows where it stands."""

    code: str
    message: str
    hint: str


UNSETTLED: Final = Site(
    title="",
    url="",
    base="",
    lang="en",
    timezone="UTC",
    description="",
    theme="default",
    sections=(),
    permalink="/{year}/{month}/{slug}/",
    page_size=20,
    default_author="",
)
"""The settings while content/site.yaml itself is read: what they are unless it says otherwise."""


class Reading:
    """What readers of values need to know about the file at hand, and the list of findings that they add to.

    `lang` is the file's own once it is known, `folder` is where its relative paths begin, `has_comments` says whether
    its YAML may hold a comment behind a value, and `names` are what others may call it as far as the file says so.
    """

    __slots__ = ("_lines", "_text", "findings", "folder", "has_comments", "lang", "names", "path", "site")

    def __init__(self, path: str, text: str, site: Site | None = None) -> None:
        self.path = path
        self.site = site or UNSETTLED
        self.lang = self.site.lang
        self.folder = path.rpartition("/")[0]
        self.has_comments = False
        self.findings: list[Diagnostic] = []
        self.names: list[str] = []
        self._text = text
        self._lines: list[str] | None = None

    def report(self, at: Placed, trouble: Trouble) -> None:
        """Add a finding at a place."""
        excerpt = self.line(at.line)[:EXCERPT]
        self.findings.append(
            finding(
                trouble.code,
                self.path,
                line=at.line,
                column=at.column,
                message=trouble.message,
                hint=trouble.hint,
                excerpt=excerpt,
            )
        )

    def line(self, number: int) -> str:
        """Return a line of the source, counting from 1; '' beyond its end."""
        if self._lines is None:
            self._lines = self._text.split("\n")
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def failed(self) -> bool:
        """Say whether anything found so far is an error."""
        return any(diagnostic.severity == "error" for diagnostic in self.findings)


def quoted(text: str) -> str:
    """Return a found text for a message: in quotation marks, printable, on one line, cut where it is long."""
    flat = "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split())[: QUOTED + 1])
    return f'"{flat}"' if len(flat) <= QUOTED else f'"{flat[: QUOTED - 1]}…"'
