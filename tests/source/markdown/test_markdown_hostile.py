"""No text stops a build: each is converted, or named in time, and nothing else happens."""

import os

import pytest

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import Converted, MarkdownDeadline, MarkdownFailure
from builder.source.markdown.deadline import convert_within
from tests.pace import too_long
from tests.source.markdown.hostile_articles import WEAPONS, grown

LONG = bool(os.environ.get("NEWSDESK_LONG"))
SECONDS = {1_000: 2.0, 10_000: 2.0 if LONG else 0.8, 100_000: 2.0 if LONG else 0.1}
GRACE = 0.5
"""Seconds after its deadline, as tests/pace.py counts them: a conversion must be unwound, and its culprit found."""


def _outcome(text: str, seconds: float) -> Converted | MarkdownFailure:
    try:
        return convert_within(text, "en", seconds)
    except MarkdownFailure as failure:
        return failure


@pytest.mark.parametrize("size", SECONDS)
@pytest.mark.parametrize("name", sorted(WEAPONS))
def test_weapons(name: str, size: int) -> None:
    text = grown(name, size)
    outcomes: list[Converted | MarkdownFailure] = []
    assert too_long(lambda: outcomes.append(_outcome(text, SECONDS[size])), GRACE, deadline=SECONDS[size]) == ""
    outcome = outcomes[0]
    if isinstance(outcome, MarkdownFailure):
        assert outcome.construct
    if size == 1_000:
        assert isinstance(outcome, Converted)


@pytest.mark.parametrize(
    "name", ["open brackets", "images", "open links", "cdata", "footnotes used", "links into links"]
)
def test_weapons_that_are_blunt_now(name: str) -> None:
    assert too_long(lambda: convert(grown(name, 10_000), "en"), 2.0) == ""


@pytest.mark.parametrize(
    ("text", "construct"),
    [
        ("word\n\n" * 5 + "[^a]: x\n\n" + "[^a] " * 20_000, "20,001 '[^' near line 13"),
        ("*[A1]: x\n" * 11_112, "11,112 '*[' between lines 1 and 11112"),
        ("a\n\n" + "'" * 100_000, '100,000 "\'" in a row near line 3'),
    ],
)
def test_the_culprit_is_named(text: str, construct: str) -> None:
    with pytest.raises(MarkdownDeadline) as caught:
        convert_within(text, "en", 0.1)
    assert caught.value.construct == construct


def test_what_is_nested_too_deep_is_named() -> None:
    with pytest.raises(MarkdownFailure) as caught:
        convert("1. " * 2_000, "en")
    assert caught.value.construct == "2,000 '1. ' in a row near line 1"
    assert isinstance(caught.value.__cause__, RecursionError)
    assert not isinstance(caught.value, MarkdownDeadline)
