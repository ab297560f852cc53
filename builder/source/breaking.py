"""content/breaking.yaml: the banner that every page shows while something breaks, and when it goes again."""

from typing import Final

from builder.model.article import Reference, Slot
from builder.model.site import Banner, Site
from builder.model.source import Parsed, Source
from builder.source.body.targets import Foreign, Place, Wrong, link_target
from builder.source.dates import TIME
from builder.source.fields import Field, Keys, table
from builder.source.front_matter import read_keys
from builder.source.kinds import TEXT, Kind, read_reference
from builder.source.nodes import Node
from builder.source.parsed import parsed
from builder.source.prose import PROSE
from builder.source.reading import Reading, Trouble, quoted
from builder.source.references import ARTICLE_REFERENCE
from builder.source.text import read_text

_HINT: Final = "write a whole address: https://example.org/page, or /world/ for a page of this site"


def _read_url(node: Node, reading: Reading) -> str | Slot | None:
    """Return where a banner leads: a foreign address, or the slot of a link within the site."""
    written = read_reference(node, reading)
    if written is None:
        return None
    found = link_target(written.target, reading.folder, reading.site)
    if isinstance(found, Foreign) and found.web:
        return found.url
    if isinstance(found, Place) and (found.target.startswith("/") or found.target.endswith(".md")):
        return Slot("link", found.target, found.anchor, written.line, written.column, "")
    trouble = Trouble("value-invalid", f"{quoted(written.target)} is no address that a banner can lead to", _HINT)
    reading.report(node, Trouble(found.code, found.message, found.hint) if isinstance(found, Wrong) else trouble)
    return None


BANNER_TEXT: Final = Field("text", PROSE, "What is happening, in a sentence.", required=True)
URL: Final = Field("url", Kind(_read_url, TEXT.schema), "Where it leads: an address, here or elsewhere.")
ARTICLE: Final = Field("article", ARTICLE_REFERENCE, "The article that it leads to, in place of url.")
SINCE: Final = Field("since", TIME, "When it appears (at once).")
UNTIL: Final = Field("until", TIME, "When it goes again, with time.", required=True)

BREAKING: Final = table(
    "Breaking banner",
    BANNER_TEXT,
    URL,
    ARTICLE,
    SINCE,
    UNTIL,
    foreign={
        "title": "call it text",
        "headline": "call it text",
        "link": "call it url",
        "expires": "call it until",
        "end": "call it until",
        "from": "call it since",
        "start": "call it since",
        "date": "call it since",
    },
)
"""Every key of the breaking banner."""


def parse_breaking(source: Source, site: Site) -> Parsed:
    """Return the breaking banner, or what is wrong with its file; its paths begin in content/."""
    text, reading = read_text(source.data, source.path, site)
    keys = None if reading.findings else read_keys(text, BREAKING, reading)
    if keys is None:
        return parsed(source, None, "", reading)
    words, url = BANNER_TEXT.take(keys, reading), URL.take(keys, reading)
    article = ARTICLE.take(keys, reading)
    since, until = SINCE.take(keys, reading), UNTIL.take(keys, reading)
    _check_one_target(keys, reading)
    if since and until and until.at <= since.at:
        message = f"the banner goes at {until.text}, and appears at {since.text}"
        reading.report(until, Trouble("expires-early", message, "write a later time, or remove since:"))
    if not words or not until:
        return parsed(source, None, "", reading)
    banner = Banner(
        path=source.path,
        text=words,
        url=url if isinstance(url, str) else "",
        link=url if isinstance(url, Slot) else None,
        article=article if isinstance(article, Reference) else None,
        since=since.at if since else None,
        until=until.at,
        until_text=until.text,
    )
    return parsed(source, banner, "", reading)


def _check_one_target(keys: Keys, reading: Reading) -> None:
    if "url" in keys and "article" in keys:
        message = f"url and article both say where the banner leads, url in line {keys['url'].key.line}"
        reading.report(keys["article"].key, Trouble("value-invalid", message, "keep one of the two"))
