"""Smart quotes, dashes and ellipses in one text node, exactly as the library's `smarty` makes them.

Works on a string between two tags; it knows nothing of Markdown. STX and ETX fence what is finished already, as
the library's placeholders do: its rules look at the characters beside a quote, so what stands there must be alike.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.source.markdown.quotes import APOSTROPHE, Quotes

if TYPE_CHECKING:
    from markdown.extensions.smarty import SubstituteTextPattern

STX: Final = "\x02"
ETX: Final = "\x03"

_DASHES: Final = re.compile(r"(?<!-)-{2,3}(?!-)")
_DASH_OF_LENGTH: Final = {2: f"{STX}\u2013{ETX}", 3: f"{STX}\u2014{ETX}"}
_ELLIPSIS: Final = re.compile(r"(?<!\.)\.{3}(?!\.)")
_QUOTE: Final = re.compile("['\"]")

# Where two quotes touch or share a neighbour, or where a run of four dashes stays, the order of the rules matters.
_ENTANGLED: Final = re.compile(r"""'(?=.?["'])|"(?=.?["'])|--""", re.DOTALL)

_NEVER_BEFORE_CLOSING: Final = frozenset(" \t\r\n[{(-\x02\x03")
_PUNCTUATION: Final = frozenset("""!"#$%'()*+,-./:;<=>?@[\\]^_`{|}~""")


Rule = tuple[re.Pattern[str], tuple[int | str, ...]]


class _Library(NamedTuple):
    """What a backslash escapes, and the rules in order, each a pattern and what replaces it."""

    escapable: frozenset[str]
    rules: tuple[Rule, ...]


@cache
def _library(quotes: Quotes) -> _Library:
    """Return what the library knows of a set of marks; the table of languages bounds how many there are."""
    # Building the parser takes 25 ms, which a build of one article need not pay: few texts ask.
    from markdown.extensions.smarty import SubstituteTextPattern  # noqa: PLC0415

    from builder.source.markdown.stock import inline_patterns, parser_for  # noqa: PLC0415

    parser = parser_for(quotes)
    smarty = inline_patterns(parser, "smarty")
    rules = tuple(_rule(rule) for rule in smarty if isinstance(rule, SubstituteTextPattern))
    return _Library(frozenset(parser.ESCAPED_CHARS), rules)


def _rule(pattern: "SubstituteTextPattern") -> Rule:
    """Return a pattern and what replaces it: strings, and numbers of groups."""
    return pattern.compiled_re, tuple(part for part in pattern.replace if isinstance(part, int | str))


def is_escapable(character: str, quotes: Quotes) -> bool:
    """Say whether a backslash before a character takes its meaning from it."""
    return character in _library(quotes).escapable


def educate(text: str, quotes: Quotes) -> str:
    """Replace the straight marks of one text node; the fences are left in for `escape` to remove."""
    if "--" in text:
        text = _DASHES.sub(_dash, text)
    if "'" in text or '"' in text:
        if _ENTANGLED.search(text):
            return _by_the_rules(text, quotes)
        text = _lone_quotes(text, quotes)
    if "..." in text:
        text = _ELLIPSIS.sub("\u2026", text)
    return text


def _dash(found: re.Match[str]) -> str:
    """Return the fenced dash for a run of two or three hyphens."""
    return _DASH_OF_LENGTH[len(found.group())]


def _by_the_rules(text: str, quotes: Quotes) -> str:
    """Apply the library's rules one after the other, each until it finds no more."""
    for pattern, replacement in _library(quotes).rules:
        start = 0
        while found := pattern.search(text, start):
            parts = (found.group(part) if isinstance(part, int) else part for part in replacement)
            fenced = f"{STX}{''.join(parts)}{ETX}"
            text = f"{text[: found.start()]}{fenced}{text[found.end() :]}"
            start = found.start() + len(fenced)
    return text


def _lone_quotes(text: str, quotes: Quotes) -> str:
    """Replace quotes each of which the rules can judge by the few characters around it."""
    pieces: list[str] = []
    done = 0
    for found in _QUOTE.finditer(text):
        at = found.start()
        pieces.append(text[done:at])
        done = at + 1
        if text[at] == '"':
            pieces.append(quotes.opening if _opens(text, at) else quotes.closing)
        else:
            pieces.append(_single(text, at, quotes))
    pieces.append(text[done:])
    return "".join(pieces)


def _opens(text: str, at: int) -> bool:
    """Return whether the double quote at `at` opens a quotation."""
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    if not at and after in _PUNCTUATION and _word(after) == _word(text[at + 2 : at + 3]):
        return False
    if _word(after) and (before.isspace() or before in ("–", "—")):
        return True
    return not after.isspace() and (not before or before in _NEVER_BEFORE_CLOSING)


def _single(text: str, at: int, quotes: Quotes) -> str:
    """Return the mark for the single quote at `at`: an apostrophe, or the opening or closing inner mark."""
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    joined = _word(before)
    if quotes.inner_closing != APOSTROPHE and joined and (not after or _word(after)):
        return APOSTROPHE
    if not joined and text[at + 1 : at + 3].isdecimal() and text[at + 3 : at + 4] == "s":
        return APOSTROPHE  # the '80s
    opens = _opens_single(text, at, before, after)
    return quotes.inner_opening if opens else quotes.inner_closing


def _opens_single(text: str, at: int, before: str, after: str) -> bool:
    """Return whether a single quote that is no apostrophe opens a quotation."""
    beyond = text[at + 2 : at + 3]
    if not at and after in _PUNCTUATION and _word(after) == _word(beyond):
        return False
    if _word(after) and (before.isspace() or before in ("–", "—")):
        return True
    if after.isspace() or (after == "s" and not _word(beyond)):
        return False
    return after.isdecimal() or not before or before in _NEVER_BEFORE_CLOSING


def _word(character: str) -> bool:
    """Return whether a regular expression's word class holds this character; the empty string is none."""
    return character.isalnum() or character == "_"
