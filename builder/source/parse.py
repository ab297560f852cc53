"""Sources of a shard to records: a pure function of its argument, for any worker anywhere.

An exception here is a bug or a broken machine, and is let through.
"""

from collections.abc import Callable
from typing import Final

from builder.model.site import Site
from builder.model.source import Parsed, ParsedShard, ParseShard, Source, SourceKind
from builder.model.steps import Steps, together
from builder.source.article import article_steps
from builder.source.author import parse_author
from builder.source.breaking import parse_breaking
from builder.source.front import parse_front
from builder.source.markdown.deadline import watched
from builder.source.page import parse_page
from builder.source.storyline import parse_storyline

_PARSERS: Final[dict[SourceKind, Callable[[Source, Site], Parsed]]] = {
    "author": parse_author,
    "storyline": parse_storyline,
    "page": parse_page,
    "front": parse_front,
    "breaking": parse_breaking,
}


def parse_shard(shard: ParseShard) -> ParsedShard:
    """Parse every source of a shard, in its order.

    Raises KeyError for a source of a kind that is not parsed (settings, media, theme, ignored).
    """
    with watched():
        return ParsedShard(tuple(together(_steps(source, shard.site) for source in shard.sources)))


def _steps(source: Source, site: Site) -> Steps[Parsed]:
    if source.kind == "article":
        return (yield from article_steps(source, site))
    return _PARSERS[source.kind](source, site)
