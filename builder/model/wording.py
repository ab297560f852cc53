"""The words that an article is about, weighed: what related articles are chosen by."""

from typing import Final

import msgspec

HEAVIEST: Final = 63
"""The greatest weight that a word can have in an article."""


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """The heaviest terms of an article, heaviest first.

    A term is a word's stem, two neighbouring signs of a script without spaces, `#` and a tag's key, or `/` and a
    section's id.
    """

    lang: str
    """The language without its region: articles are compared within one language."""
    words: str
    """The terms, a space between each two."""
    weights: bytes
    """A weight for each term, from 1 to HEAVIEST."""

    def terms(self) -> list[str]:
        """Return the terms."""
        return self.words.split(" ") if self.words else []


NOTHING: Final = Wording("", "", b"")
"""What a source without words says."""
