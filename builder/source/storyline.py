"""A storyline's file to its record: a title, and the standfirst as body."""

from typing import Final

from builder.model.author import Storyline
from builder.model.site import Site
from builder.model.source import Parsed, Source
from builder.model.urls import storyline_url
from builder.source.body.body import read_body
from builder.source.fields import Field, table
from builder.source.front_matter import read_halves, read_keys
from builder.source.names import read_name
from builder.source.parsed import parsed
from builder.source.prose import PROSE

TITLE: Final = Field("title", PROSE, "What the story is called.", required=True)
SUMMARY: Final = Field("summary", PROSE, "The story in a sentence (the first paragraph).")

STORYLINE: Final = table(
    "Front matter of a storyline",
    TITLE,
    SUMMARY,
    foreign={
        "name": "call it title",
        "description": "call it summary",
        "standfirst": "write the standfirst below the second line of ---",
        "id": "remove it; the file's name is the storyline's id",
    },
)
"""Every key of a storyline."""


def parse_storyline(source: Source, site: Site) -> Parsed:
    """Return a storyline's record and standfirst, or what is wrong with the file."""
    halves, reading = read_halves(source.data, source.path, site)
    ident = read_name(reading)
    if halves is None:
        return parsed(source, None, "", reading)
    body = read_body(halves.body, path=source.path, first_line=halves.body_line, lang=site.lang, site=site)
    reading.findings.extend(body.diagnostics)
    keys = read_keys(halves.head, STORYLINE, reading)
    if keys is None:
        return parsed(source, None, "", reading)
    title, summary = TITLE.take(keys, reading) or "", SUMMARY.take(keys, reading) or body.summary
    storyline = Storyline(source.path, ident, storyline_url(ident), title, summary, body.slots)
    return parsed(source, storyline, body.html, reading)
