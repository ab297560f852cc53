"""The words that an article is about: from its headline, standfirst, text, tags and section.

A pure function of the one article. How rare a word is in the archive is not known here and weighs later; therefore no
list of stop words is needed, and what is kept of an article never depends on another.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import sqrt
from typing import Final

from builder.model.article import Article, Tag
from builder.model.site import RelatedBy
from builder.model.wording import HEAVIEST, Wording
from builder.source.terms import count_stems, language_of

TERMS: Final = 160
"""Terms that are kept of an article: all of most, and what the long ones are mostly about."""

_TITLE: Final = 4
_STANDFIRST: Final = 1
_TAG: Final = 2
"""How often a word of the headline, the standfirst or a tag counts beyond a word of the text."""

_UNIT: Final = 8
"""The weight of a word that stands once in an article of ordinary length."""

_ORDINARY: Final = 250
_SLOPE: Final = 0.2
"""Telling words of an article of ordinary length, and how far longer ones are held back: longer texts repeat more."""

_MOST: Final = 99
"""A word that stands more often than that counts as if it stood so often."""
_GAIN: Final = tuple(round(_UNIT * 16 * sqrt(times)) for times in range(_MOST + 1))
"""What a word weighs by how often it stands there, in sixteenths: the tenth time says less than the second."""

_LENGTHS: Final = 32
_HELD: Final = tuple(
    round(16 * sqrt(1 - _SLOPE + _SLOPE * 2**octave / 2 / _ORDINARY)) for octave in range(_LENGTHS + 1)
)
"""What weights are divided by, in sixteenths, for every octave of length.

Lengths count in octaves, so that a sentence more hardly ever moves the other words' weights: where it does, all lists
that look at the article are found anew.
"""


def wording_by(by: RelatedBy, article: Article, pieces: Iterable[str]) -> Wording:
    """Return as much of what an article is about as a site chooses related articles by; its language always."""
    if by == "content":
        return wording_of(article, pieces)
    terms = [_term_of(tag) for tag in article.tags] if by == "tags" else []
    return Wording(language_of(article.lang), " ".join(terms), bytes((_UNIT,)) * len(terms))


def wording_of(article: Article, pieces: Iterable[str]) -> Wording:
    """Return the heaviest terms of an article, given what stands between the spaces of its text."""
    lang = language_of(article.lang)
    tags = article.tags
    title, names = article.title.split(), " ".join([tag.name for tag in tags]).split()
    stems = count_stems([*title * _TITLE, *article.summary.split() * _STANDFIRST, *names * _TAG, *pieces], lang)
    length = stems.total()
    for tag in tags:
        stems[_term_of(tag)] = _TAG
    stems["/" + article.section] = 1
    # A stable sort: of equals the first to appear, as in the headline or the first paragraphs.
    heaviest = sorted(stems, key=stems.__getitem__, reverse=True)[:TERMS]
    often = list(map(stems.__getitem__, heaviest))
    if often[0] > _MOST:
        often = [min(times, _MOST) for times in often]
    weights = _weights(min(_LENGTHS, length.bit_length()))
    return Wording(lang, " ".join(heaviest), bytes(map(weights.__getitem__, often)))


def _term_of(tag: Tag) -> str:
    return "#" + tag.key.replace(" ", "-")


@lru_cache
def _weights(octave: int) -> bytes:
    """Return the weight of a word by how often it stands in an article of some length."""
    return bytes(min(HEAVIEST, max(1, gain // _HELD[octave])) for gain in _GAIN)
