"""The editor's running order of a front: which articles lead it, and in which order."""

from typing import Final

from builder.model.article import Picture, Reference
from builder.model.site import RunningOrder, Site
from builder.model.source import Parsed, Source
from builder.source.fields import Field, table
from builder.source.front_matter import read_keys
from builder.source.kinds import Kind, listed
from builder.source.nodes import Mapping, Node
from builder.source.parsed import parsed
from builder.source.reading import TOP, Reading, Trouble, quoted
from builder.source.references import ARTICLE_REFERENCE, PICTURE
from builder.source.suggest import did_you_mean
from builder.source.text import read_text

_ARTICLE: Final = Field(
    "article", ARTICLE_REFERENCE, "The article: its path below content/, address or id.", required=True
)
_IMAGE: Final = Field("image", PICTURE, "A picture that stands in for the article's own here.")
_LEAD: Final = table("Lead", _ARTICLE, _IMAGE, foreign={"picture": "call it image", "id": "call it article"})


def _read_lead(node: Node, reading: Reading) -> tuple[Reference, Picture | None] | None:
    """Return the lead, from a reference or a map that gives it a picture."""
    if not isinstance(node, Mapping):
        article = ARTICLE_REFERENCE.read(node, reading)
        return (article, None) if article else None
    keys = _LEAD.keys(node, reading)
    if keys is None:
        return None
    article, image = _ARTICLE.take(keys, reading), _IMAGE.take(keys, reading)
    return (article, image) if article else None


LEAD: Final = Field(
    "lead",
    Kind(_read_lead, {"anyOf": [ARTICLE_REFERENCE.schema, _LEAD.schema()]}),
    "The article at the top: its path below content/, address or id; or a map of article and image.",
)
TOP_ARTICLES: Final = Field("top", listed(ARTICLE_REFERENCE), "The articles beneath it, in order.")
OPINION: Final = Field("opinion", listed(ARTICLE_REFERENCE), "The opinion column, in order.")

FRONT: Final = table("Running order of a front", LEAD, TOP_ARTICLES, OPINION)
"""Every key of a running order."""


def parse_front(source: Source, site: Site) -> Parsed:
    """Return a running order, or what is wrong with its file; its paths begin in content/."""
    text, reading = read_text(source.data, source.path, site)
    if reading.findings:
        return parsed(source, None, "", reading)
    reading.folder = "content"
    front = source.path.removeprefix("content/fronts/").removesuffix(".yaml")
    fronts = ["home", *(section.id for section in site.sections)]
    if front not in fronts:
        hint = did_you_mean(front, fronts, f"name the file after one of {', '.join(fronts)}")
        reading.report(TOP, Trouble("section-unknown", f"there is no front {quoted(front)}", hint))
    keys = read_keys(text, FRONT, reading)
    if keys is None:
        return parsed(source, None, "", reading)
    lead, image = LEAD.take(keys, reading) or (None, None)
    top, opinion = TOP_ARTICLES.take(keys, reading) or (), OPINION.take(keys, reading) or ()
    _check_once((*((lead,) if lead else ()), *top, *opinion), reading)
    return parsed(source, RunningOrder(source.path, front, lead, top, opinion, image), "", reading)


def _check_once(references: tuple[Reference, ...], reading: Reading) -> None:
    seen: dict[str, Reference] = {}
    for reference in references:
        first = seen.setdefault(reference.target, reference)
        if first is not reference:
            message = f"{quoted(reference.target)} stands twice, first in line {first.line}"
            reading.report(reference, Trouble("value-invalid", message, "keep one of the two"))
