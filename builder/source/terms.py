"""Words of a text in any script, and their stems: pure functions, with a memory of stems in each worker.

Words are found by Unicode's own classes of signs. Where a script sets no spaces (Han, Kana, Thai, Lao, Burmese,
Khmer), every two neighbouring signs are a term: the customary way, which needs no dictionary.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_][\w'\u0300-\u036f\u0900-\u0963\u0966-\u0dff]*")
"""A word with its apostrophes; the blocks of India's scripts, whose vowel signs are no word characters to `re`."""

_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{_UNSPACED}]+")
_NO_RUN: Final = re.compile(f"[^{_UNSPACED}]+")

_APOSTROPHES: Final = "’ʼ׳"

_SEMITIC: Final = re.compile("[\u0591-\u06ff]")
_UNPOINTED: Final = {
    **dict.fromkeys([*range(0x591, 0x5BE), 0x5BF, *range(0x5C1, 0x5C8)]),  # Hebrew points and accents
    **dict.fromkeys([*range(0x610, 0x61B), 0x640, *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE)]),  # Arabic
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ة"): "ه",
    ord("ؤ"): "و",
    ord("ئ"): "ي",
    ord("ک"): "ك",
    ord("ی"): "ي",
}
"""Letters that one word is spelled with now one way, now the other, and marks that most writers leave out."""

_ALGORITHMS: Final = dict(
    pair.split(":")
    for pair in (
        "ar:arabic ca:catalan cs:czech da:danish de:german el:greek en:english eo:esperanto es:spanish et:estonian "
        "eu:basque fa:persian fi:finnish fr:french ga:irish hi:hindi hu:hungarian hy:armenian id:indonesian it:italian "
        "lt:lithuanian nb:norwegian ne:nepali nl:dutch nn:norwegian no:norwegian pl:polish pt:portuguese ro:romanian "
        "ru:russian sr:serbian st:sesotho sv:swedish ta:tamil tr:turkish yi:yiddish"
    ).split()
)
"""The stemmer of each language that the library has one for."""

_SLAVIC_ENDING: Final = re.compile(
    "(?<=...)(?:"
    "ення|ання|ість|ості|ський|ська|ське|ські|"
    "ами|ями|ого|ому|ими|ові|еві|єві|ія|ії|ію|ою|ею|єю|ий|ій|ої|ів|їв|ам|ям|ах|ях|их|іх|ом|ем|єм|ат|ят|та|то|"
    "[аяуюіїиеєоыъьйў]"
    ")$"
)
"""Endings of nouns and adjectives, longest first."""

_BY_ENDING: Final = frozenset({"uk", "be", "bg", "mk"})
"""Slavic languages in Cyrillic letters that the library has no stemmer for."""

_ELIDING: Final = frozenset({"ca", "fr", "it", "oc"})
"""Languages that run an article into the word after it: l'eau, dell'acqua."""

_MOST_STEMS: Final = 400_000
"""Words whose stems a worker remembers in a language; then it begins anew."""

_SHORTEST: Final = 2
_SHORTEST_NUMBER: Final = 3


def language_of(lang: str) -> str:
    """Return a language tag's language without region and script, in lower case."""
    return lang.partition("-")[0].lower()


def words_of(text: str, lang: str) -> list[str]:
    """Return the words of a plain text in order, folded to lower case; `lang` is what `language_of` gives."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        for sign in _APOSTROPHES:
            text = text.replace(sign, "'")
        if _SEMITIC.search(text):
            text = text.translate(_UNPOINTED)
    words = _WORD.findall(text.casefold())
    if "'" in text:
        words = [_without_apostrophe(word, lang) if "'" in word else word for word in words]
    if not text.isascii() and _RUN.search(text):
        return [term for word in words for term in _neighbours(word)]
    return words


def _without_apostrophe(word: str, lang: str) -> str:
    head, _, tail = word.strip("'").partition("'")
    if not tail:
        return head
    if lang in _ELIDING and len(head) <= len("quell") and len(tail) >= _SHORTEST_NUMBER:
        return tail.replace("'", "")
    return head if len(tail) <= len("ll") else head + tail.replace("'", "")


def _neighbours(word: str) -> list[str]:
    """Return every two neighbouring signs of a script without spaces, and what stands between such as it is."""
    found: list[str] = []
    for run in _RUN.findall(word):
        found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return [*found, *_NO_RUN.findall(word)] if found else [word]


def stems_of(words: list[str], lang: str) -> list[str]:
    """Return the stem of each word, '' for one that says too little: a letter, a number of two digits."""
    known = _stems(lang)
    fresh = [word for word in words if word not in known]
    if fresh:
        if len(known) > _MOST_STEMS:
            known.clear()
            fresh = words
        known.update(zip(fresh, map(_worth, _stemmer(lang)(fresh)), strict=True))
    return [known[word] for word in words]


def _worth(stem: str) -> str:
    if len(stem) < _SHORTEST:
        return stem if _RUN.match(stem) else ""
    return "" if len(stem) < _SHORTEST_NUMBER and stem.isdecimal() else stem


@lru_cache(maxsize=32)
def _stems(lang: str) -> dict[str, str]:
    """Return what is known in a language so far: most words of an article were in another."""
    del lang
    return {}


@lru_cache(maxsize=32)
def _stemmer(lang: str) -> Callable[[list[str]], list[str]]:
    """Return what finds the stems of a list of words; words of a language that nobody knows stay as they are."""
    if lang in _BY_ENDING:
        return lambda words: [_SLAVIC_ENDING.sub("", word) for word in words]
    if lang not in _ALGORITHMS:
        return lambda words: words
    import Stemmer  # noqa: PLC0415 - 2 ms that only those who parse need

    return Stemmer.Stemmer(_ALGORITHMS[lang], 0).stemWords  # type: ignore[no-any-return]
