"""A Markdown text as its writer sees it: where in the file a link, a picture or a piece of HTML stands.

HTML forgets where it came from, so the k-th use of a target in the HTML is taken for the k-th one in the text. Only
diagnostics and slots need a place, so nothing is searched before somebody asks.
"""

import re
from bisect import bisect_right
from functools import cached_property
from html import unescape
from itertools import accumulate
from typing import Final

from builder.model.diagnostics import Diagnostic, finding
from builder.source.body.code import Ranges, code_ranges, inside

_RUN: Final = r"[^\n()\\]*+(?:\\.[^\n()\\]*+)*"
"""Signs of a target and escaped ones, without brackets."""

_INLINE: Final = re.compile(rf"\]\(\s*(?:<([^<>\n]*)>|({_RUN}(?:\({_RUN}\){_RUN})*))")
_TITLE: Final = re.compile(r"\s[\"'].*", re.DOTALL)
_DEFINED: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ ]*\n?[ ]*(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)
_DEFINING: Final = re.compile(r"\[([^\[\]\n]+)\]:")
_NAMED: Final = re.compile(r"\[([^\[\]]*)\](?:[ ]?\n?\[([^\[\]]*)\])?(?![(:])")
_AUTOMATIC: Final = re.compile(r"<([^\s<>]+)>")
_ATTRIBUTED: Final = re.compile(r"(?:[hH][rR][eE][fF]|[sS][rR][cC])\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")

_EXCERPT: Final = 2000
"""Longest line that a diagnostic repeats, in characters: a weapon of one line must not be copied a thousand times."""

_FEW: Final = 20
"""Targets and places that are looked for one by one; for more of them the text is taken apart once."""


class Manuscript:
    """A text with its place in a file; remembers which uses of a target have been asked for."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self._used: dict[str, int] = {}
        self._asked = 0

    def use(self, target: str) -> int:
        """Return the offset of the next use of a link's or picture's `target` (without entities), or -1."""
        count = self._used.get(target, 0)
        self._used[target] = count + 1
        if not count and len(self._used) <= _FEW and (only := self._only(target)) >= 0:
            return only
        offsets = self._targets.get(_joined(target), ())
        return offsets[min(count, len(offsets) - 1)] if offsets else -1

    def _only(self, target: str) -> int:
        """Return where a target stands that stands but once, as most do; so the text need not be taken apart."""
        first = self.text.find(target) if target and "\\" not in self.text and "&" not in self.text else -1
        return first if first >= 0 and self.text.find(target, first + 1) < 0 else -1

    def search(self, pattern: re.Pattern[str], start: int = 0) -> int:
        """Return the offset of the first match (of its last group) from `start` on, outside code, or -1."""
        starts = (hit.start(hit.lastindex or 0) for hit in pattern.finditer(self.text, start))
        return next((start for start in starts if not inside(self._code, start)), -1)

    def find(self, words: str, start: int) -> int:
        """Return the offset of the first such words from `start` on, outside code and not after a backslash, or -1."""
        hit = self.text.find(words, start)
        while hit >= 0 and not self.is_markup(hit):
            hit = self.text.find(words, hit + 1)
        return hit

    def is_markup(self, offset: int) -> bool:
        """Say whether a sign may mean something to Markdown: outside code, and not after a backslash."""
        return self.text[offset - 1 : offset] != "\\" and not inside(self._code, offset)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names that lines give an address, wherever these stand: `[name]: https://...`."""
        return frozenset(name_of_reference(written) for written in _DEFINING.findall(self.text))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, from 1; an unknown place (-1) is the body's first line."""
        offset = max(offset, 0)
        self._asked += 1
        if self._asked <= _FEW:
            row = self.text.count("\n", 0, offset)
            return self.first_line + row, offset - self.text.rfind("\n", 0, offset)
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1

    def line_start(self, number: int) -> int:
        """Return the offset at which line `number` of the text begins, from 1."""
        return self._starts[number - 1]

    def finding(self, code: str, offset: int, message: str, hint: str) -> Diagnostic:
        """Make a diagnostic that points at `offset`."""
        line, column = self.place(offset)
        excerpt = self._line_around(max(offset, 0))
        return finding(code, self.path, line=line, column=column, message=message, hint=hint, excerpt=excerpt)

    def _line_around(self, offset: int) -> str:
        """Return the line that a character stands in; '' for a line too long to be repeated."""
        start = self.text.rfind("\n", 0, offset) + 1
        after = self.text.find("\n", offset)
        end = after if after >= 0 else len(self.text)
        return self.text[start:end] if end - start < _EXCERPT else ""

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, and where one after the last would."""
        lengths = map(len, self.text.split("\n"))
        return list(accumulate(lengths, lambda start, length: start + length + 1, initial=0))

    @cached_property
    def _code(self) -> Ranges:
        return code_ranges(self.text)

    @cached_property
    def _targets(self) -> dict[str, list[int]]:
        """Every target outside code with the offsets of its uses, in order; a use by name stands at its definition."""
        uses = [_use(hit) for hit in _INLINE.finditer(self.text)] if "](" in self.text else []
        if "<" in self.text:
            uses += [_use(hit) for pattern in (_AUTOMATIC, _ATTRIBUTED) for hit in pattern.finditer(self.text)]
        if "]:" in self.text:
            uses += _uses_by_name(self.text)
        uses.sort()
        found: dict[str, list[int]] = {}
        for at, offset, written in uses:
            if not inside(self._code, at):
                for target in _readings(written):
                    found.setdefault(target, []).append(offset)
        return found


def _use(hit: re.Match[str]) -> tuple[int, int, str]:
    """Return where a target is used, where it stands, and how it is written."""
    return hit.start(), hit.start(hit.lastindex or 0), hit[hit.lastindex or 0]


def _readings(written: str) -> set[str]:
    """Return what stands between the brackets, with and without what may be a title."""
    whole = _joined(plain_target(written))
    return {whole, _joined(plain_target(_TITLE.sub("", written)))} if '"' in written or "'" in written else {whole}


def _uses_by_name(text: str) -> list[tuple[int, int, str]]:
    """Find `[words][name]`, `[name][]` and `[name]` for every `[name]: target` of the text."""
    defined: dict[str, re.Match[str]] = {}
    for hit in _DEFINED.finditer(text):
        defined.setdefault(name_of_reference(hit[1]), hit)
    named = ((hit, defined.get(name_of_reference(hit[2] or hit[1]))) for hit in _NAMED.finditer(text))
    return [(hit.start(), *_use(target)[1:]) for hit, target in named if target]


def name_of_reference(written: str) -> str:
    """Return a reference's name as Markdown compares it: case and white space do not count."""
    return " ".join(written.lower().split())


def plain_target(written: str) -> str:
    """Return a target as a browser would see it: without Markdown's escapes and HTML's entities."""
    if "\\" in written:
        written = _ESCAPE.sub(r"\1", written)
    return (unescape(written) if "&" in written else written).strip()


def _joined(target: str) -> str:
    """Return a target without white space, which Markdown may turn into other white space on its way to HTML."""
    return "".join(target.split())
