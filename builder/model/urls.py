"""Addresses: how they are spelled, and which file of output/ each one is.

An address starts with '/' and belongs to the site (its base path is added when a page is rendered).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

RESERVED: Final = frozenset(
    {"tag", "author", "storyline", "archive", "corrections", "search", "fragments", "media", "assets", "page"}
)
"""First parts of addresses that newsdesk keeps for itself."""

SLUG_BYTES: Final = 200
"""Longest slug in bytes of UTF-8: file systems stop at 255, and a suffix must fit."""

_SEPARATORS: Final = re.compile(r"[\s_\-]+")
_JOINTS: Final = "-_.~"
_HYPHENS: Final = re.compile(r"-{2,}")

_KMU_55: Final = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ʼ’",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia   ".split(" "),
        strict=False,
    )
)
_KMU_55_INITIAL: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def transliterate(text: str) -> str:
    """Spell Ukrainian in Latin letters.

    Source: resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010 (Kyiv, not Kiev; зг is zgh).
    """
    words = re.split(r"(\s+|-)", unicodedata.normalize("NFC", text).casefold())
    return "".join(_transliterate_word(word) for word in words)


def _transliterate_word(word: str) -> str:
    spelled = []
    for place, letter in enumerate(word):
        if letter == "г" and place and word[place - 1] == "з":
            spelled.append("gh")
        elif place == 0 and letter in _KMU_55_INITIAL:
            spelled.append(_KMU_55_INITIAL[letter])
        else:
            spelled.append(_KMU_55.get(letter, letter))
    return "".join(spelled)


def slugify(text: str) -> str:
    """Return a slug: lower case, letters and digits of any script, hyphens between; '' if nothing is left.

    Ukrainian is transliterated, accents of Latin letters are dropped, other scripts stay as they are (NFC).
    """
    plain = "".join(_without_accent(letter) for letter in unicodedata.normalize("NFC", transliterate(text)))
    return _cut(_hyphenated(plain, "").strip("-"), SLUG_BYTES)


def _is_of_word(letter: str) -> bool:
    """Say whether a letter, digit or combining mark: the vowels of many scripts are marks on the letter before."""
    return letter.isalnum() or unicodedata.category(letter)[0] == "M"


def _hyphenated(text: str, kept: str) -> str:
    """Return a text with one hyphen for every run of signs that are neither of words nor among those to keep."""
    return _HYPHENS.sub("-", "".join(sign if sign in kept or _is_of_word(sign) else "-" for sign in text))


def _without_accent(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter)
    return decomposed[0] if len(decomposed) > 1 and decomposed[0].isascii() and decomposed[0].isalpha() else letter


def _cut(slug: str, size: int) -> str:
    return slug.encode()[:size].decode(errors="ignore").rstrip("-")


def file_slug(stem: str) -> str:
    """Return the slug that a file's name (without suffix and date) gives: lower case, other signs as hyphens."""
    name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())
    return _cut(
        "".join(sign if sign in _JOINTS or _is_of_word(sign) else "-" for sign in name).strip(_JOINTS), SLUG_BYTES
    )


_PLAIN_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""Most slugs; the others are looked at sign by sign."""


def is_slug(text: str) -> bool:
    """Say whether a writer's slug can stand in an address as it is."""
    if _PLAIN_SLUG.fullmatch(text):
        return len(text) <= SLUG_BYTES
    normal = unicodedata.normalize("NFC", text)
    words = all(sign in _JOINTS or _is_of_word(sign) for sign in text)
    whole = words and bool(text) and text[0] not in _JOINTS and text[-1] not in _JOINTS
    return whole and text == normal == normal.lower() and len(text.encode()) <= SLUG_BYTES


def tag_key(name: str) -> str:
    """Return what makes two tags one: case, separators and surrounding space do not count."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return _SEPARATORS.sub("-", folded.strip()).strip("-")


@lru_cache(maxsize=65536)
def tag_slug(key: str) -> str:
    """Return the address part of a tag's key; signs are spelled so that C++ and C# stay apart."""
    spelled = key.replace("+", "-plus").replace("#", "-sharp").replace("&", "-and-").replace("@", "-at-")
    return _cut(_hyphenated(spelled, "").strip("-"), SLUG_BYTES)


def base_of(site: str) -> str:
    """Return the path of a site's address, which has no slash at the end; '' for a site at a host's root."""
    path = site.partition("://")[2].partition("/")[2]
    return f"/{path}" if path else ""


def output_path(url: str) -> str:
    """Return the file in output/ that answers for an address: /world/ is world/index.html."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def folded(url: str) -> str:
    """Return what two addresses share when some file system takes them for one, or one needs the other's name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold()).rstrip("/") or url


def sealed_url(front: str, number: int) -> str:
    """Return the address of sealed page `number` (from 1, the oldest) of a listing whose front is at `front`."""
    return f"{front}page/{number}/"


def section_url(section: str) -> str:
    """Return the address of a section's front."""
    return f"/{section}/"


def tag_url(key: str) -> str:
    """Return the address of a tag's front."""
    return f"/tag/{tag_slug(key)}/"


def author_url(ident: str) -> str:
    """Return the address of an author's page."""
    return f"/author/{ident}/"


def storyline_url(ident: str) -> str:
    """Return the address of a storyline's page."""
    return f"/storyline/{ident}/"


def month_url(month: str) -> str:
    """Return the address of the archive of a month given as YYYY-MM; of the whole archive for ''."""
    return f"/archive/{month.replace('-', '/')}/" if month else "/archive/"


def corrections_url(year: str) -> str:
    """Return the address of a year's corrections; of the newest ones for ''."""
    return f"/corrections/{year}/" if year else "/corrections/"


def day_url(day: str) -> str:
    """Return the address of the archive of a day given as YYYY-MM-DD."""
    return f"/archive/{day.replace('-', '/')}/"
