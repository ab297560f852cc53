"""Words of a text in any script, and their stems: pure functions, with a memory of stems in each worker.

Words are found by Unicode's own classes of signs. Where a script sets no spaces (Han, Kana, Thai, Lao, Burmese,
Khmer), every two neighbouring signs are a term: the customary way, which needs no dictionary.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from builder.source.function_words import FUNCTION_WORDS

_MARKS: Final = (
    r"\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    r"\u102b-\u103e\u17b4-\u17d3"
)
"""Accents, the blocks of India's scripts, and the vowel and tone signs of Thai, Lao, Burmese and Khmer: to `re`, they
are no word characters."""

_WORD: Final = re.compile(rf"[^\W_][\w'{_MARKS}]*")
"""A word with its apostrophes."""

_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN: Final = re.compile(f"[{_UNSPACED}]+")
_NO_RUN: Final = re.compile(f"[^{_UNSPACED}]+")

_SIGNS: Final = (
    ("\u00ad", ""),
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("׳", "'"),
    *((sign, " ") for sign in "“”–—…\u00a0«»„"),
)
"""Signs that typographers set and that begin or end words; without them, most texts in English are plain ASCII."""

_PLAIN: Final = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
"""What becomes of each sign of ASCII."""

_LATIN: Final = "\u0250"
"""The first sign behind the Latin letters."""

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

_MOST_PIECES: Final = 200_000
"""Pieces of text whose stems a worker remembers in a language; then it begins anew."""

_LONGEST: Final = 24
"""Characters of a piece that is remembered; where no spaces are set, a piece is a sentence and hardly comes again."""

_BETWEEN: Final = " "
_SHORTEST: Final = 2
_SHORTEST_NUMBER: Final = 3


def language_of(lang: str) -> str:
    """Return a language tag's language without region and script, in lower case."""
    return lang.partition("-")[0].lower()


def words_of(text: str) -> list[str]:
    """Return the words of a plain text in order, folded to lower case.

    In Latin letters an apostrophe parts words (l'eau, town's); in others it is left out (м'яч, мяч).
    """
    if not text.isascii():
        for sign, plain in _SIGNS:
            text = text.replace(sign, plain)
    if text.isascii():
        return text.translate(_PLAIN).split()
    return [word for piece in text.split() for word in _words_in(piece)]


def _words_in(piece: str) -> list[str]:
    return piece.translate(_PLAIN).split() if piece.isascii() else _words_in_other_letters(piece)


def _words_in_other_letters(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text)
    if _SEMITIC.search(text):
        text = text.translate(_UNPOINTED)
    words = _WORD.findall(text.casefold())
    if "'" in text:
        words = [part for word in words for part in (_parted(word) if "'" in word else (word,))]
    if _RUN.search(text):
        words = [term for word in words for term in _neighbours(word)]
    return words


def _parted(word: str) -> list[str]:
    return word.replace("'", " " if word[0] < _LATIN else "").split()


def _neighbours(word: str) -> list[str]:
    """Return every two neighbouring signs of a script without spaces, and what stands between such as it is."""
    found: list[str] = []
    for run in _RUN.findall(word):
        found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return [*found, *_NO_RUN.findall(word)] if found else [word]


def count_stems(pieces: Iterable[str], lang: str) -> Counter[str]:
    """Return how often each stem stands in a text, given what stands between its spaces.

    What says too little has none: a letter, a number of two digits, a word that only holds the sentence together.
    """
    counts = Counter(map(_stems(lang).__getitem__, pieces))
    for several in [stems for stems in counts if _BETWEEN in stems]:
        often = counts.pop(several)
        for stem in several.split(_BETWEEN):
            counts[stem] += often
    del counts[""]  # what has no stem; a counter does not mind when there was none
    return counts


class _Stems(dict[str, str]):
    """The stems of what stands between two spaces, with its punctuation: most of it stood in another article too.

    A piece of text has one stem as a rule; where it has several, as in Chinese, a space stands between each two.
    """

    def __init__(self, lang: str, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._empty = frozenset(words_of(" ".join(FUNCTION_WORDS.get(lang, ()))))
        self._stem = stem

    def __missing__(self, piece: str) -> str:
        stems = (_worth(self._stem(word)) for word in words_of(piece) if word not in self._empty)
        found = _BETWEEN.join(stem for stem in stems if stem)
        if len(piece) <= _LONGEST:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = found
        return found


def _worth(stem: str) -> str:
    if len(stem) < _SHORTEST:
        return stem if _RUN.match(stem) else ""
    return "" if len(stem) < _SHORTEST_NUMBER and stem.isdecimal() else stem


@lru_cache(maxsize=32)
def _stems(lang: str) -> _Stems:
    """Return what finds the stems of a language; words of one that nobody knows stay as they are."""
    if lang in _BY_ENDING:
        return _Stems(lang, lambda word: _SLAVIC_ENDING.sub("", word))
    if lang not in _ALGORITHMS:
        return _Stems(lang, str)
    import Stemmer  # noqa: PLC0415 - 2 ms that only those who parse need

    return _Stems(lang, Stemmer.Stemmer(_ALGORITHMS[lang], 0).stemWord)
