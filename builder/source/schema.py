"""JSON Schema of what writers write, for editors; it comes from the tables that reading uses."""

from collections.abc import Sequence
from typing import Final, cast

from builder.source.article_keys import ARTICLE
from builder.source.author import AUTHOR
from builder.source.breaking import BREAKING
from builder.source.front import FRONT
from builder.source.kinds import Schema
from builder.source.page import PAGE
from builder.source.site import SITE
from builder.source.storyline import STORYLINE

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def front_matter_schema(sections: Sequence[str] = ()) -> Schema:
    """Return the schema of an article's front matter; the other files' stand under `$defs`.

    Editors check texts after YAML 1.2 has resolved them, so it lets numbers and truth values pass as text. With the ids
    of a site's sections, it lets no other pass.
    """
    others = {
        "author": AUTHOR,
        "breaking": BREAKING,
        "front": FRONT,
        "page": PAGE,
        "site": SITE,
        "storyline": STORYLINE,
    }
    article = ARTICLE.schema()
    if sections:
        properties = cast("dict[str, Schema]", article["properties"])
        properties["section"]["enum"] = [*sections, "", None]
    return {"$schema": DIALECT, **article, "$defs": {name: table.schema() for name, table in others.items()}}
