"""Tables of bodies: files of tests/cases/ that hold title, Markdown and what it becomes, each ended by a line '.'.

Expected is the HTML with ⟦n⟧ for the mark of slot n, then one line a slot (`> kind target#anchor line:column`), then
one line a diagnostic as a terminal prints it, with the hint in round brackets.
"""

import re
from pathlib import Path
from typing import NamedTuple

from builder.model.article import MARK_PATTERN, Slot
from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.source.body.body import Body, read_body

CASES = Path(__file__).parents[2] / "cases"
PATH = "content/world/summit.md"
FIRST_LINE = 5

SITE = Site(
    title="The Desk",
    url="https://desk.example/paper",
    base="/paper",
    lang="en",
    timezone="Europe/Kyiv",
    description="",
    theme="default",
    sections=(),
    permalink="/{year}/{month}/{slug}/",
    page_size=20,
    default_author="desk",
)


class Case(NamedTuple):
    """One row of a table, and the line of the file on which it begins."""

    name: str
    text: str
    expected: str


def cases(pattern: str) -> list[Case]:
    """Return the rows of all files that match `pattern`."""
    return [case for file in sorted(CASES.glob(pattern)) for case in _rows(file)]


def _rows(file: Path) -> list[Case]:
    parts = re.split(r"(?m)^\.\n", file.read_text(encoding="utf-8"))
    return [
        Case(f"{file.stem}: {title.strip().splitlines()[-1]}", text.removesuffix("\n"), expected)
        for title, text, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def body_of(text: str, *, path: str = PATH, site: Site = SITE, lang: str = "en") -> Body:
    """Read a body that begins on line 5 of an article."""
    return read_body(text, path=path, first_line=FIRST_LINE, lang=lang, site=site)


def shown(body: Body) -> str:
    """Write a body as the tables do."""
    html = re.sub(MARK_PATTERN, r"⟦\1⟧", body.html)
    lines = [html, *map(_slot, body.slots), *map(line_of, body.diagnostics)]
    return "".join(f"{line}\n" for line in lines if line)


def line_of(found: Diagnostic) -> str:
    """Write a diagnostic in one line."""
    place = f"{found.path}:{found.line}:{found.column}"
    return f"{place}: {found.severity}[{found.code}]: {found.message} ({found.hint})"


def _slot(slot: Slot) -> str:
    anchor = f"#{slot.anchor}" if slot.anchor else ""
    text = f" {slot.text!r}" if slot.text else ""
    picture = slot.picture
    words = f" {picture.alt!r} {picture.caption!r} {picture.credit!r}" if picture else ""
    return f"> {slot.kind} {slot.target}{anchor} {slot.line}:{slot.column}{text}{words}"
