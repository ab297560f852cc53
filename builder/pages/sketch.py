"""Sketches of what articles are about: two of them show that the articles differ, without a look at their terms.

A sketch has a bit for each of 256 kinds of term, set when the article has an odd number of them. Every bit in which two
sketches differ stands for at least one term that one article has and the other has not, so those are never fewer.
"""

from collections.abc import Iterable
from typing import Final

from builder.catalogue.kin import mark_of

KINDS: Final = 256
"""The kind of a term is the first byte of its mark."""

_BYTES: Final = KINDS // 8
_COUNT: Final = 2


def sketch_of(terms: Iterable[str]) -> bytes:
    """Return the sketch of an article that has some terms, each once: the bits, then how many terms there are."""
    bits = count = 0
    for count, term in enumerate(terms, 1):  # noqa: B007 - the last is how many there are
        bits ^= 1 << mark_of(term)[0]
    return bits.to_bytes(_BYTES, "little") + count.to_bytes(_COUNT, "little")


def terms_of(sketch: bytes) -> int:
    """Return how many terms an article has."""
    return int.from_bytes(sketch[_BYTES:], "little")


def apart(one: bytes, other: bytes) -> int:
    """Return how many terms two articles do not have in common, at least."""
    bits = int.from_bytes(one[:_BYTES], "little") ^ int.from_bytes(other[:_BYTES], "little")
    return bits.bit_count()
