"""The exported JSON Schema agrees with what reading accepts, because both come from one table."""

from typing import cast

import pytest
from jsonschema import Draft202012Validator

from builder.model.source import kind_of
from builder.source.article_keys import ARTICLE
from builder.source.extra import Json, json_value
from builder.source.reading import Reading
from builder.source.schema import front_matter_schema
from builder.source.split import split
from builder.source.text import read_text
from builder.source.yaml import read_yaml
from tests.source.front_matter_cases import Case, cases, outcome_of

SCHEMA = front_matter_schema()
DEFINITIONS = {
    "settings": "site",
    "author": "author",
    "storyline": "storyline",
    "page": "page",
    "front": "front",
    "breaking": "breaking",
}

EXPRESSIBLE = {
    "date-gap",
    "date-overlap",
    "date-missing",
    "expires-early",
    "section-unknown",
    "timezone-unknown",
    "address-reserved",
    "name-invalid",
    "picture-missing",
    "picture-unreadable",
    "link-unsafe",
    "slug-invalid",
    "key-duplicate",
}
EXPRESSIBLE = {
    "key-unknown",
    "key-missing",
    "value-type",
    "value-empty",
    "date-invalid",
    "value-invalid",
    "date-zone-missing",
}
"""Codes of which the schema refuses every case but those named in EXCEPTIONS, each with its reason."""

EXCEPTIONS = {
    "diagnostics-values: value-type: a list with dashes or bullets of a word processor": "to YAML it is a text like others",
    "diagnostics-values: value-type: no space after the hyphens of an indented list": "to YAML it is a text like others",
    "diagnostics-values: value-empty: a title that nobody can see": "what is visible is no pattern",
    "diagnostics-values: value-invalid: a tag without letters": "letters of all scripts are no pattern of JSON Schema",
    "diagnostics-values: value-invalid: an author twice": "uniqueness by id is beyond it",
    "diagnostics-values: value-invalid: a reference to a place within an article": "addresses and ids share a type",
    "diagnostics-values: value-invalid: a reference out of content/": "it knows no folders",
    "diagnostics-values: value-invalid: a reference to another site": "it knows no site",
    "diagnostics-values: value-invalid: an article that leads a front twice": "two lists are compared",
    "diagnostics-values: value-invalid: a breaking banner that leads to two places": "each key is right by itself",
    "diagnostics-values: value-invalid: a link of an author's that leads nowhere": "schemes are read as browsers do",
    "diagnostics-values: value-invalid: an id that would be taken for a file": "its pattern needs several rules",
    "diagnostics-values: value-invalid: a language that is a country": "ua is also a well-formed tag",
    "diagnostics-values: date-invalid: a thirteenth month that is a day": "it has no calendar",
    "diagnostics-values: date-invalid: a day that the month does not have": "it has no calendar",
    "diagnostics-values: date-invalid: an hour, an offset and a year that do not exist": "it has no calendar",
    "diagnostics-values: date-invalid: in the file's name": "it sees no file name",
}


def instance_of(case: Case) -> "Json":
    """Return a source's YAML as an editor sees it, resolved by YAML 1.2's core schema; None when it is none."""
    text, reading = read_text(case.data, case.path)
    if reading.findings:
        return None
    if case.path.endswith(".md"):
        halves = split(text, reading)
        text = halves.head if halves else ""
    node = read_yaml(text, reading) if text else None
    return None if node is None or reading.findings else json_value(node)


def schema_of(case: Case) -> dict[str, object]:
    definitions = cast("dict[str, dict[str, object]]", SCHEMA["$defs"])
    kind = kind_of(case.path)
    return SCHEMA if kind == "article" else definitions[DEFINITIONS[kind]]


def accepts(case: Case) -> bool:
    return Draft202012Validator(schema_of(case)).is_valid(instance_of(case))


READABLE = [case for case in (*cases("front-matter*.md"), *cases("diagnostics*.md")) if instance_of(case) is not None]
GOOD = [case for case in READABLE if outcome_of(case.path, case.data).record is not None]
BAD = [case for case in READABLE if case not in GOOD and any(f"error[{code}]" in case.expected for code in EXPRESSIBLE)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for definition in cast("dict[str, dict[str, object]]", SCHEMA["$defs"]).values():
        Draft202012Validator.check_schema(definition)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_it_accepts_what_reading_accepts(case: Case) -> None:
    errors = [error.message for error in Draft202012Validator(schema_of(case)).iter_errors(instance_of(case))]
    assert errors == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_it_refuses_what_reading_refuses_where_it_can(case: Case) -> None:
    assert accepts(case) == (case.name in EXCEPTIONS)


def test_the_exceptions_are_cases() -> None:
    assert set(EXCEPTIONS) <= {case.name for case in BAD}
    assert len(BAD) > 40
    assert len(GOOD) > 40


def test_every_key_has_a_description_and_no_other_key_is_let_in() -> None:
    properties = cast("dict[str, dict[str, object]]", SCHEMA["properties"])
    assert set(properties) == set(ARTICLE.names)
    assert all(str(schema["description"]).endswith((".", "?")) for schema in properties.values())
    assert SCHEMA["additionalProperties"] is False
    assert SCHEMA["required"] == ["title"]


def test_a_reading_of_no_site_has_the_defaults() -> None:
    assert Reading("content/site.yaml", "").site.timezone == "UTC"
