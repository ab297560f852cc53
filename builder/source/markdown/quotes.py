"""Which quotation marks a language uses.

A table and one look-up; it neither reads nor changes a text.
"""

from typing import Final, NamedTuple


class Quotes(NamedTuple):
    """Four marks: the outer pair, and the pair for a quotation inside a quotation."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


APOSTROPHE: Final = "\u2019"

_ENGLISH: Final = Quotes("“", "”", "\u2018", "\u2019")
_GERMAN: Final = Quotes("„", "“", "\u201a", "\u2018")
_ANGLED_LOW: Final = Quotes("«", "»", "„", "“")
_ANGLED_HIGH: Final = Quotes("«", "»", "“", "”")
_ANGLED_SINGLE: Final = Quotes("«", "»", "\u2018", "\u2019")
_LOW_ANGLED: Final = Quotes("„", "”", "«", "»")
_CLOSING_ONLY: Final = Quotes("”", "”", "\u2019", "\u2019")

# Source: Unicode CLDR, common/main/*.xml, <delimiters>. Two habits of newsrooms differ from it: French and Arabic put
# the curly marks inside the angled ones, and Portuguese means the European rule unless the tag says Brazil.
_BY_LANGUAGE: Final[dict[str, Quotes]] = {
    "ar": _ANGLED_HIGH,
    "be": _ANGLED_LOW,
    "ca": _ANGLED_HIGH,
    "cs": _GERMAN,
    "de": _GERMAN,
    "de-ch": Quotes("«", "»", "\u2039", "\u203a"),
    "el": _ANGLED_HIGH,
    "es": _ANGLED_HIGH,
    "fa": Quotes("«", "»", "\u2039", "\u203a"),
    "fi": _CLOSING_ONLY,
    "fr": _ANGLED_HIGH,
    "hu": Quotes("„", "”", "»", "«"),
    "it": _ANGLED_HIGH,
    "lt": Quotes("„", "“", "„", "“"),
    "nb": _ANGLED_SINGLE,
    "nn": _ANGLED_SINGLE,
    "no": _ANGLED_SINGLE,
    "pl": _LOW_ANGLED,
    "pt": _ANGLED_HIGH,
    "pt-br": _ENGLISH,
    "ro": _LOW_ANGLED,
    "ru": _ANGLED_LOW,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sv": _CLOSING_ONLY,
    "uk": _ANGLED_LOW,
}


def quotes_of(lang: str) -> Quotes:
    """Return the marks of a BCP 47 language tag: of the whole tag, else of its first part, else the English ones."""
    tag = lang.lower().replace("_", "-")
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("-")[0], _ENGLISH)
