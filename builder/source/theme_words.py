"""A theme's files of words, and what is wrong with them: keys that no template says, places that nothing fills.

What a template says is found by reading its text for quoted words, so a word may pass that nobody says; none is
reported that somebody might say. A line with a mistake costs that line.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic, finding
from builder.source.nodes import Scalar, described
from builder.source.reading import Reading, Trouble, quoted
from builder.source.suggest import did_you_mean
from builder.source.theme_yaml import entries_of

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_QUOTED: Final = re.compile(r"[\"'](\w+)[\"']")
_PLACE: Final = re.compile(r"\{(\w+)\}")

_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of the CLDR."""


class Word(NamedTuple):
    """What one key of a file of words stands for, and where the key stands."""

    text: str
    line: int
    column: int


class Wordlist(NamedTuple):
    """One file of words: the theme's folder, the language, the words by key, and what is wrong with the file."""

    folder: str
    lang: str
    words: dict[str, Word]
    reading: Reading


def read_words(folder: str, lang: str, path: str, data: bytes) -> Wordlist:
    """Read a file of words: one `key: text` a line."""
    entries, reading = entries_of(data, path)
    words: dict[str, Word] = {}
    for key, value in entries:
        name, dot, form = key.text.partition(".")
        if not isinstance(value, Scalar):
            message = f"{described(value)} stands where words are expected"
            hint = f"write {name}: and the words; plural forms are {name}.one, {name}.other"
            reading.report(value, Trouble("value-type", message, hint))
        elif dot and form not in _CATEGORIES:
            hint = f"use {name}. with {', '.join(_CATEGORIES)}"
            reading.report(key, Trouble("key-unknown", f"there is no plural form {quoted(form)}", hint))
        else:
            words[key.text] = Word(value.text, key.line, key.column)
    return Wordlist(folder, lang, words, reading)


def misnamed(path: str, name: str) -> Iterator[Diagnostic]:
    """Report a file of locales/ that is named after no language, or in a way that nobody reads."""
    stem, _, suffix = name.rpartition(".")
    if suffix != "yaml":
        message = "words are read from files whose names end in .yaml"
        yield finding("word-unused", path, message=message, hint=f"rename the file to {stem or name}.yaml")
    elif _LANGUAGE.fullmatch(stem) is None:
        message = f'no page is in a language named "{stem}"'
        hint = "name the file by the language's code, such as de.yaml"
        yield finding("word-unused", path, message=message, hint=hint)


def check_words(lists: list[Wordlist], templates: Iterable[str]) -> None:
    """Report what no template says, and places that nothing fills. Lists of parents stand before those of children."""
    said = {word for text in templates for word in _QUOTED.findall(text)}
    begun = tuple(word for word in said if word.endswith("_"))
    places = _places(lists)
    for one in lists:
        unused: set[str] = set()
        for key, word in one.words.items():
            name = key.partition(".")[0]
            if name in said or name.startswith(begun):
                _check_places(one.reading, word, places[name] | ({"count"} if "." in key else set()))
            elif name not in unused:
                unused.add(name)
                hint = did_you_mean(name, sorted(set(places) - {name}), "correct the key, or take the line out")
                one.reading.report(word, Trouble("word-unused", f"no template says {quoted(name)}", hint))


def _check_places(reading: Reading, word: Word, known: frozenset[str]) -> None:
    there = f"there is {', '.join(f'{{{one}}}' for one in sorted(known))}" if known else "take it out"
    for name in _PLACE.findall(word.text):
        if name not in known:
            message = f'nothing fills "{{{name}}}", so readers would see it'
            reading.report(word, Trouble("word-place-unknown", message, did_you_mean(name, sorted(known), there)))


def _places(lists: list[Wordlist]) -> dict[str, frozenset[str]]:
    """Return the places of each key: those of the first theme that has it, of its English words where it has such."""
    first: dict[str, str] = {}
    english: dict[str, frozenset[str]] = {}
    every: dict[str, frozenset[str]] = {}
    for one in lists:
        for key, word in one.words.items():
            name = key.partition(".")[0]
            if first.setdefault(name, one.folder) == one.folder:
                found = frozenset(_PLACE.findall(word.text))
                every[name] = every.get(name, frozenset()) | found
                if one.lang == "en":
                    english[name] = english.get(name, frozenset()) | found
    return every | english
