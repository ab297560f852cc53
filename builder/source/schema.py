"""JSON Schema of what writers write, for editors; it comes from the tables that reading uses."""

from typing import Final

from builder.source.article_keys import ARTICLE
from builder.source.author import AUTHOR
from builder.source.breaking import BREAKING
from builder.source.front import FRONT
from builder.source.kinds import Schema
from builder.source.page import PAGE
from builder.source.site import SITE
from builder.source.storyline import STORYLINE

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def front_matter_schema() -> Schema:
    """Return the schema of an article's front matter; the other files' stand under `$defs`.

    Editors check texts after YAML 1.2 has resolved them, so it lets numbers and truth values pass as text.
    """
    others = {
        "author": AUTHOR,
        "breaking": BREAKING,
        "front": FRONT,
        "page": PAGE,
        "site": SITE,
        "storyline": STORYLINE,
    }
    return {"$schema": DIALECT, **ARTICLE.schema(), "$defs": {name: table.schema() for name, table in others.items()}}
