"""docs/front-matter.md has every key of every table, no other, and says which are required."""

import re

import pytest

from builder.model.article import STATUSES, TYPES
from builder.source.article_keys import ARTICLE
from builder.source.author import AUTHOR
from builder.source.breaking import BREAKING
from builder.source.fields import Table
from builder.source.front import FRONT
from builder.source.page import PAGE as STANDING_PAGE
from builder.source.site import SITE
from builder.source.storyline import STORYLINE
from tests.docs.reading import first_cells, section

PAGE = "docs/front-matter.md"
TABLES: dict[str, Table] = {
    "An article": ARTICLE,
    "site.yaml": SITE,
    "An author": AUTHOR,
    "A storyline": STORYLINE,
    "A standing page": STANDING_PAGE,
    "A running order": FRONT,
    "The breaking banner": BREAKING,
}


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_is_documented_and_no_other(heading: str) -> None:
    assert sorted(first_cells(section(PAGE, heading))) == sorted(TABLES[heading].names)


@pytest.mark.parametrize("heading", TABLES)
def test_keys_stand_in_the_order_of_the_table(heading: str) -> None:
    documented = [key for key in first_cells(section(PAGE, heading)) if TABLES[heading].names[key] == key]
    assert documented == [field.name for field in TABLES[heading].fields]


@pytest.mark.parametrize("heading", TABLES)
def test_required_keys_are_marked(heading: str) -> None:
    marked = re.findall(r"^\| `(\w+)` \| \*\*Required\.\*\*", section(PAGE, heading), re.MULTILINE)
    assert marked == [field.name for field in TABLES[heading].fields if field.required]


@pytest.mark.parametrize(("key", "words"), [("type", TYPES), ("status", STATUSES)])
def test_every_word_of_a_choice_is_named(key: str, words: tuple[str, ...]) -> None:
    (row,) = re.findall(rf"^\| `{key}` \| (.+) \|$", section(PAGE, "An article"), re.MULTILINE)
    assert [word for word in words if not re.search(rf"\b{word}\b", row)] == []
