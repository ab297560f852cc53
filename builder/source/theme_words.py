"""A theme's files of words, and what is wrong with them: keys that no template says, places that nothing fills.

What a template says is found by reading its text for quoted words, so a word may pass that nobody says; none is
reported that somebody might say.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from builder.model.diagnostics import Diagnostic, finding
from builder.source.suggest import did_you_mean

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_QUOTED: Final = re.compile(r"[\"'](\w+)[\"']")
_PLACE: Final = re.compile(r"\{(\w+)\}")


class Word(NamedTuple):
    """One line of a file of words."""

    text: str
    line: int


class Wordlist(NamedTuple):
    """One file of words: where it lies, the theme's folder, the language, and the words by key."""

    path: str
    folder: str
    lang: str
    words: dict[str, Word]


def read_words(path: str, text: str, findings: list[Diagnostic]) -> dict[str, Word]:
    """Return the words of a file by key; what cannot be words is added to `findings`."""
    import yaml  # noqa: PLC0415 - only when pages are made

    hint = "write one `key: text` a line"
    try:
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line, message = mark.line + 1 if mark else 1, "the words cannot be parsed"
        findings.append(finding("yaml-invalid", path, line=line, message=message, hint=hint))
        return {}
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1
        findings.append(finding("yaml-invalid", path, line=line, message="these are no words", hint=hint))
        return {}
    words: dict[str, Word] = {}
    for key, value in root.value:
        line = key.start_mark.line + 1
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
            words[key.value] = Word(value.value, line)
        else:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "this key"
            more = f"{hint}; plural forms are {name}.one, {name}.other"
            findings.append(finding("yaml-invalid", path, line=line, message=f'"{name}" is not one text', hint=more))
    return words


def misnamed(path: str, name: str) -> Iterator[Diagnostic]:
    """Report a file of locales/ that is named after no language, or in a way that nobody reads."""
    stem, _, suffix = name.rpartition(".")
    if suffix != "yaml":
        message = "words are read from files whose names end in .yaml"
        yield finding("word-unused", path, message=message, hint=f"rename the file to {stem or name}.yaml")
    elif _LANGUAGE.fullmatch(stem) is None:
        message, hint = (
            f'no page is in a language named "{stem}"',
            "name the file by the language's code, such as de.yaml",
        )
        yield finding("word-unused", path, message=message, hint=hint)


def mistaken(lists: Iterable[Wordlist], templates: Iterable[str]) -> Iterator[Diagnostic]:
    """Report what no template says, and places that nothing fills. Lists of parents stand before those of children."""
    lists = tuple(lists)
    said = {word for text in templates for word in _QUOTED.findall(text)}
    begun = tuple(word for word in said if word.endswith("_"))
    places = _places(lists)
    for one in lists:
        unused: set[str] = set()
        for key, word in one.words.items():
            base = key.partition(".")[0]
            if base not in said and not base.startswith(begun):
                if base not in unused:
                    yield _unused(one.path, word.line, base, places)
                unused.add(base)
                continue
            known = places[base] | ({"count"} if "." in key else set())
            yield from (
                _unfilled(one.path, word.line, name, sorted(known))
                for name in _PLACE.findall(word.text)
                if name not in known
            )


def _places(lists: tuple[Wordlist, ...]) -> dict[str, frozenset[str]]:
    """Return the places of each key: those of the first theme that has it, of its English words where it has such."""
    first: dict[str, str] = {}
    english: dict[str, frozenset[str]] = {}
    every: dict[str, frozenset[str]] = {}
    for one in lists:
        for key, word in one.words.items():
            base = key.partition(".")[0]
            if first.setdefault(base, one.folder) != one.folder:
                continue
            names = frozenset(_PLACE.findall(word.text))
            every[base] = every.get(base, frozenset()) | names
            if one.lang == "en":
                english[base] = english.get(base, frozenset()) | names
    return every | english


def _unused(path: str, line: int, key: str, known: Iterable[str]) -> Diagnostic:
    hint = did_you_mean(key, sorted(set(known) - {key}), "correct the key, or take the line out")
    return finding("word-unused", path, line=line, message=f'no template says "{key}"', hint=hint)


def _unfilled(path: str, line: int, name: str, known: list[str]) -> Diagnostic:
    there = f"there is {', '.join(f'{{{one}}}' for one in known)}" if known else "take it out"
    message = f'nothing fills "{{{name}}}", so readers would see it'
    return finding("word-place-unknown", path, line=line, message=message, hint=did_you_mean(name, known, there))
