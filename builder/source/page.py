"""A standing page's file to its record: about, contact and the like."""

from typing import Final

from builder.model.author import StandingPage
from builder.model.site import Site
from builder.model.source import Parsed, Source
from builder.source.addresses import claim
from builder.source.body.body import read_body
from builder.source.fields import Field, table
from builder.source.front_matter import read_halves, read_keys
from builder.source.kinds import LANGUAGE
from builder.source.names import read_name
from builder.source.parsed import parsed
from builder.source.prose import PROSE
from builder.source.reading import TOP

TITLE: Final = Field("title", PROSE, "The page's title.", required=True)
SUMMARY: Final = Field("summary", PROSE, "The page in a sentence (the first paragraph).")
LANG: Final = Field("lang", LANGUAGE, "Its language, such as uk (the site's).")

PAGE: Final = table(
    "Front matter of a standing page",
    TITLE,
    SUMMARY,
    LANG,
    foreign={
        "description": "call it summary",
        "slug": "remove it; the file's name is the address",
        "permalink": "remove it; the file's name is the address",
        "url": "remove it; the file's name is the address",
        "layout": "remove it",
        "date": "remove it; a standing page has no date",
    },
)
"""Every key of a standing page."""


def parse_page(source: Source, site: Site) -> Parsed:
    """Return a standing page's record and body, or what is wrong with the file."""
    halves, reading = read_halves(source.data, source.path, site)
    name = read_name(reading)
    url = f"/{name}/"
    trouble = claim(url, site)
    if trouble is not None:
        reading.report(TOP, trouble._replace(hint="rename the file"))
    if halves is None:
        return parsed(source, None, "", reading)
    keys = read_keys(halves.head, PAGE, reading)
    lang = (None if keys is None else LANG.take(keys, reading)) or site.lang
    reading.lang = lang
    body = read_body(halves.body, path=source.path, first_line=halves.body_line, lang=lang, site=site)
    reading.findings.extend(body.diagnostics)
    if keys is None:
        return parsed(source, None, "", reading)
    title, summary = TITLE.take(keys, reading) or "", SUMMARY.take(keys, reading) or body.summary
    page = StandingPage(source.path, name, url, title, summary, lang, body.slots, body.anchors)
    return parsed(source, page, body.html, reading)
