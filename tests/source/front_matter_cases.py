"""Tables of sources: files of tests/cases/ that hold title, source and what reading it gives, each ended by a line '.'.

A source may begin with a line `@ content/...`, its path. In it `{U+0009}` stands for a character and `{0xFF}` for a
byte. Expected is one line a diagnostic as a terminal prints it, with the hint in round brackets, and one line a field
of the record as `name: JSON`; only the fields that the case is about are named.
"""

import json
import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from builder.model.article import Article
from builder.model.author import Author, StandingPage, Storyline
from builder.model.diagnostics import Diagnostic
from builder.model.site import Banner, RunningOrder, Section, Site
from builder.model.source import Parsed, ParseShard, Source, SourceKind, kind_of
from builder.source.parse import parse_shard
from builder.source.site import read_site

CASES = Path(__file__).parents[1] / "cases"
PATH = "content/world/2026-11-22-summit.md"
RECORDS: dict[SourceKind, type[msgspec.Struct]] = {
    "article": Article,
    "author": Author,
    "storyline": Storyline,
    "page": StandingPage,
    "front": RunningOrder,
    "breaking": Banner,
    "settings": Site,
}
SITE = Site(
    title="The Quay",
    url="https://quay.example",
    base="",
    lang="en",
    timezone="Europe/Kyiv",
    description="",
    theme="default",
    sections=(
        Section("world", "World", "", "world-desk", "/world/"),
        Section("sport", "Sport", "", "", "/sport/"),
    ),
    permalink="/{year}/{month}/{slug}/",
    page_size=20,
    default_author="news-desk",
)


class Case(NamedTuple):
    """One row of a table."""

    name: str
    path: str
    data: bytes
    expected: str


class Outcome(NamedTuple):
    """What reading a source gave; `record` is None after an error."""

    record: msgspec.Struct | None
    body: str
    diagnostics: tuple[Diagnostic, ...]


def cases(pattern: str) -> list[Case]:
    """Return the rows of all files that match `pattern`."""
    return [case for file in sorted(CASES.glob(pattern)) for case in _rows(file)]


def _rows(file: Path) -> list[Case]:
    parts = re.split(r"(?m)^\.\n", file.read_text(encoding="utf-8"))
    return [
        _case(f"{file.stem}: {title.strip().splitlines()[-1]}", source, expected)
        for title, source, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False)
    ]


def _case(name: str, source: str, expected: str) -> Case:
    path = PATH
    if source.startswith("@ "):
        first, _, source = source.partition("\n")
        path = first.removeprefix("@ ")
    source = re.sub(r"\{U\+([0-9A-F]+)\}", lambda found: chr(int(found[1], 16)), source)
    pieces = re.split(r"\{0x([0-9A-F]{2})\}", source)
    data = b"".join(
        bytes([int(piece, 16)]) if number % 2 else piece.encode("utf-8", "surrogatepass")
        for number, piece in enumerate(pieces)
    )
    return Case(name, path, data, expected)


def outcome_of(path: str, data: bytes, site: Site = SITE) -> Outcome:
    """Read one source, whatever its kind."""
    kind = kind_of(path)
    if kind == "settings":
        record, findings = read_site(data, path)
        return Outcome(record, "", findings)
    (parsed,) = parse_shard(ParseShard(site, (Source(path, kind, data),))).parsed
    return Outcome(_record(parsed), parsed.body, parsed.diagnostics)


def _record(parsed: Parsed) -> msgspec.Struct | None:
    return msgspec.msgpack.decode(parsed.record, type=RECORDS[parsed.kind]) if parsed.record else None


def article_of(front_matter: str, path: str = PATH, site: Site = SITE) -> Article:
    """Read an article that must be without errors."""
    outcome = outcome_of(path, f"---\n{front_matter}\n---\nBody.\n".encode(), site)
    assert isinstance(outcome.record, Article), outcome.diagnostics
    return outcome.record


def line_of(found: Diagnostic) -> str:
    """Return a diagnostic's line as a terminal prints it, and its hint."""
    return f"{place_of(found)} ({found.hint})"


def place_of(found: Diagnostic) -> str:
    """Return a diagnostic's line as a terminal prints it."""
    return f"{found.path}:{found.line}:{found.column}: {found.severity}[{found.code}]: {found.message}"


def shown(outcome: Outcome, expected: str) -> str:
    """Return an outcome as a table writes it, with the fields that the expectation names."""
    lines = [line_of(found) for found in outcome.diagnostics]
    names = [name for line in expected.splitlines() if (name := line.partition(": ")[0]).isidentifier()]
    return "".join(f"{line}\n" for line in [*lines, *(f"{name}: {_field(outcome, name)}" for name in names)])


def _field(outcome: Outcome, name: str) -> str:
    if outcome.record is None:
        return "nothing: there is no record"
    value: object = outcome.body if name == "body" else getattr(outcome.record, name)
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)
