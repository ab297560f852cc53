"""The cut between front matter and body.

Both keep their places: lines are those of the file. Nothing is parsed here.
"""

import re
from typing import Final, NamedTuple

from builder.source.reading import TOP, Place, Reading, Trouble, quoted

LARGEST: Final = 65_536
"""Most characters that front matter may have."""

_OPEN: Final = re.compile(r"---[ \t]*\n")
_CLOSE: Final = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_ALMOST: Final = re.compile(r"\n[ \t]*(?:-{2,}|-?[–—]+-?)[ \t]*(?=\n|\Z)")
_EXAMPLE: Final = 'begin the file with three lines: ---, title: "...", ---'


class Halves(NamedTuple):
    """A Markdown file in two."""

    head: str
    """The front matter with its opening line, so that its lines are the file's."""
    body: str
    body_line: int
    """The line of the file that the body begins on."""


def split(text: str, reading: Reading) -> Halves | None:
    """Cut a Markdown file into front matter and body; None after reporting what keeps it from being cut."""
    opened = _OPEN.match(text)
    if opened is None:
        reading.report(TOP, _unopened(text))
        return None
    closed = _CLOSE.search(text, opened.end() - 1)
    if closed is None:
        almost = _ALMOST.search(text, opened.end() - 1)
        if almost is not None:
            at = Place(text.count("\n", 0, almost.start() + 1) + 1, 1)
            message = "the front matter is never closed, and this line looks as if it should close it"
            hint = "make it exactly three hyphens, at the very beginning of the line: ---"
            reading.report(at, Trouble("front-matter-open", message, hint))
            return None
        message = "the front matter that begins here is never closed"
        reading.report(TOP, Trouble("front-matter-open", message, "add a line of --- after its last key"))
        return None
    end = closed.start() + 1
    if end > LARGEST:
        message = f"the front matter has {end:,} characters; {LARGEST:,} are the most"
        reading.report(TOP, Trouble("front-matter-too-large", message, "move the text below the second line of ---"))
        return None
    return Halves(text[:end], text[closed.end() :], text.count("\n", 0, closed.end()) + 1)


def _unopened(text: str) -> Trouble:
    first = text.split("\n", 1)[0]
    message, hint = "the file does not begin with front matter", _EXAMPLE
    if not text.strip():
        message = "the file is empty"
    elif text.lstrip().startswith("---") and not first.strip():
        message, hint = "an empty line stands above the front matter", "remove the empty line"
    elif text.lstrip().startswith("---") and first != first.lstrip():
        message, hint = "the front matter's first line is indented", "remove the spaces before ---"
    elif first.startswith("+++"):
        message, hint = "the front matter is TOML", "write it as YAML between two lines of ---"
    elif first.lstrip().startswith("{"):
        message, hint = "the front matter is JSON", "write it as YAML between two lines of ---"
    elif re.fullmatch(r"[-–—]+\s*", first):
        message, hint = f"the first line is {quoted(first)}", "make it exactly three hyphens: ---"
    elif re.match(r"[A-Za-z_]+:(\s|$)", first):
        message, hint = "the line of --- above the front matter is missing", "add a line of --- above the first key"
    return Trouble("front-matter-missing", message, hint)
