"""What a writer probably did when YAML cannot be parsed, in plain words.

It looks at the parser's complaint and at the lines around it; it never parses anything itself, so a wrong guess costs
a less helpful sentence and nothing else.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from builder.source.reading import Place, Reading, Trouble, quoted


class Slip(NamedTuple):
    """The parser's complaint."""

    problem: str
    context: str
    at: Place
    since: Place | None
    """Where the value began that was being read, if the parser says so."""


Found = tuple[Place, Trouble]

_KEY: Final = r"""\s*(?:-\s+)?(?:"[^"]*"|'[^']*'|[^\s"'#:][^:"'#]*?)\s*:"""
_PAIR: Final = re.compile(rf"({_KEY})[ \t]+(\S.*)")
_ITEM: Final = re.compile(r"(\s*-)\s+(\S.*)")
_CRAMPED: Final = re.compile(r"(\s*(?:-\s+)?[A-Za-z_][\w-]*):([^\s/].*)")
_OPENING: Final = re.compile(rf"""{_KEY}\s*("(?:[^"\\]|\\.)*|'(?:[^']|'')*)$""")
_CLOSED: Final = re.compile(r""""(?:[^"\\]|\\.)*"\s*(?=\S)|'(?:[^']|'')*'\s*(?=\S)""")
_LIST: Final = re.compile(rf"(?:{_KEY}|\s*-)\s*\[")
_BAD_ITEM: Final = re.compile(r"[\[,]\s*([#@`%|>][^,]*|,)")
_WITHIN_QUOTES: Final = re.compile(r""""[^"]*"|'[^']*'""")
_NOTHING: Final = "expected node content"
_ALIKE: Final = "\uff1a\ufe55\ua789\u02d0\u0589\u2236"
"""Signs that look like a colon."""
_NO_COLON: Final = re.compile(rf"\s*(\w[\w-]*)\s*(?:([{_ALIKE}])|:([^\S \t\n])|=)\s*(.*)")
_INDENT: Final = re.compile(r" *\t")
_BEGINS: Final = "a value cannot begin with"
_BEGUN: Final = re.compile(rf"{_KEY}(?:[ \t]|$)|\s*(?:-(?:[ \t]|$)|#)")
_LOOK_BACK: Final = 40
_HYPHEN: Final = re.compile(r"\s*(-[^-\s].*)")
_STARRED: Final = re.compile(r"\s*(\*)\s+(\S.*)")
_GENERAL: Final = "values that hold signs such as : # [ { belong in quotes"


def explained(slip: Slip, reading: Reading) -> Found:
    """Return the place of a slip and what it probably is; some answer for every complaint."""
    for rule in _RULES:
        found = rule(slip, reading)
        if found is not None:
            return found
    return slip.at, Trouble("yaml-invalid", f"the YAML cannot be parsed: {slip.problem}", _GENERAL)


def in_quotes(value: str) -> str:
    """Return a value in the quotes that need the fewest changes within it."""
    value = value.strip()[:100]
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def requoted(line: str, sign: str) -> str:
    """Return `key: value` (or `- value`) with its value in quotes; '' where no value begins with `sign`."""
    pair = _PAIR.match(line) or _ITEM.match(line)
    return f"{pair[1].strip()} {in_quotes(pair[2])}" if pair and pair[2].startswith(sign) else ""


def cramped(line: str) -> Trouble | None:
    """Return what is wrong with a line like `title:Foo`; None for other lines."""
    found = _CRAMPED.fullmatch(line)
    if found is None:
        return None
    hint = f"write {found[1].strip()}: {found[2].strip()[:100]}"
    return Trouble("yaml-invalid", f"a space is missing after the colon of {quoted(line)}", hint)


def no_colon(line: str) -> Trouble | None:
    """Return what is wrong with a line like `title = Foo`, or one with a sign that looks like a colon or a space."""
    found = _NO_COLON.fullmatch(line)
    if found is None:
        return None
    sign = found[2] or found[3] or "="
    looks = "a colon" if found[2] else "a space"
    message = f"U+{ord(sign):04X} stands after {quoted(found[1])}, which only looks like {looks}"
    if sign == "=":
        message = f"an = stands after {quoted(found[1])} in place of a colon"
    return Trouble("yaml-invalid", message, f"type it anew: {found[1]}: {found[4].strip()[:100]}")


def _no_key(slip: Slip, reading: Reading) -> Found | None:
    """Find the line above that begins no key, so that the parser takes it and the next key for one text."""
    if "mapping values" not in slip.problem:
        return None
    number = slip.at.line - 1
    line, key = reading.line(number), reading.line(slip.at.line)
    if not line.strip() or _margin(line) != _margin(key) or _BEGUN.match(line) or line == "---":
        return None
    message = f"the line {quoted(line)} is neither a key with a colon nor a part of a value"
    hint = "write key: value, or indent the line to continue a value"
    return Place(number, _margin(line) + 1), no_colon(line) or Trouble("yaml-invalid", message, hint)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _tab(slip: Slip, reading: Reading) -> Found | None:
    found = _INDENT.match(reading.line(slip.at.line))
    if found is None:
        return None
    place = Place(slip.at.line, found.end())
    return place, Trouble("yaml-tab", "a tab indents this line", "indent with spaces; YAML allows no tabs here")


def _escape(slip: Slip, _: Reading) -> Found | None:
    if "escape" not in slip.problem and "hexdecimal" not in slip.problem:
        return None
    message = "a backslash in double quotes begins an escape that YAML does not know"
    return slip.at, Trouble("yaml-invalid", message, "use single quotes, or write the backslash twice")


def _unclosed(slip: Slip, reading: Reading) -> Found | None:
    """Find a quotation mark whose partner is missing or stands lines further on."""
    last = slip.since.line if slip.since and "end of stream" in slip.problem else slip.at.line - 1
    for number in range(last, max(last - _LOOK_BACK, 0), -1):
        found = _OPENING.fullmatch(reading.line(number).rstrip())
        if found:
            message = f"the quotation mark before {quoted(found[1][1:])} is never closed"
            hint = f"add {found[1][0]} at the end of the value"
            return Place(number, found.start(1) + 1), Trouble("yaml-invalid", message, hint)
    begun = reading.line(slip.since.line)[slip.since.column - 1 :] if slip.since else ""
    if "end of stream" in slip.problem and begun[:1] in {'"', "'"}:
        message = f"the quotation mark before {quoted(begun[1:])} is never closed"
        return slip.since or slip.at, Trouble("yaml-invalid", message, f"add {begun[0]} at the end of the text")
    return None


def _star(slip: Slip, reading: Reading) -> Found | None:
    """Find an item of a list that begins as one of Markdown may."""
    found = _STARRED.fullmatch(reading.line(slip.at.line))
    if found is None:
        return None
    message = "an item of a list begins with a hyphen in front matter, and not with *"
    return Place(slip.at.line, found.start(1) + 1), Trouble("yaml-invalid", message, f"write - {found[2][:100]}")


def _item(slip: Slip, reading: Reading) -> Found | None:
    """Find an item of a list between brackets that cannot stand there as it is."""
    within = "flow" in slip.problem + slip.context or _NOTHING in slip.problem
    for number in range(slip.at.line, max(slip.at.line - _LOOK_BACK, 0) if within else slip.at.line - 1, -1):
        line = reading.line(number).partition("]")[0]
        begun = _LIST.match(line)
        found = _BAD_ITEM.search(_WITHIN_QUOTES.sub(_blank, line), begun.end() - 1) if begun else None
        if found:
            return Place(number, found.start(1) + 1), _bad_item(found[1].strip())
    return None


def _bad_item(item: str) -> Trouble:
    if item == ",":
        return Trouble("yaml-invalid", "nothing stands before this comma", "remove the comma")
    message = f"{_BEGINS} {item[0]} unless it stands in quotes"
    if item[0] == "#":
        message = "a # begins a comment here, so that the list never ends"
    return Trouble("yaml-invalid", message, f"put the item in quotes: {in_quotes(item)}")


def _blank(quotation: re.Match[str]) -> str:
    return "x" * len(quotation[0])


def _bracket(slip: Slip, reading: Reading) -> Found | None:
    if "flow" not in slip.context or slip.since is None:
        return None
    line = reading.line(slip.since.line)
    sign = line[slip.since.column - 1 : slip.since.column]
    partner = {"[": "]", "{": "}"}.get(sign)
    if partner is None:
        return None
    message = f"the {sign} that opens here is never closed, or a comma is missing after one of its items"
    hint = f"add {partner} at the end of the value, or put the value in quotes if it is text"
    return slip.since, Trouble("yaml-invalid", message, hint)


def _value(slip: Slip, reading: Reading) -> Found | None:
    """Find a value that needs quotes, or other quotes."""
    line = reading.line(slip.at.line)
    pair = _PAIR.match(line)
    if pair is None:
        return None
    key, value = pair[1].strip(), pair[2].rstrip()
    message = _unquotable(value)
    if not message or slip.at.column <= len(pair[1]):
        return None
    hint = f"put the value in quotes: {key} {in_quotes(value)}"
    if value[0] == "'":
        hint = f"use double quotes: {key} " + '"' + value.strip("'")[:100] + '"'
    at = Place(slip.at.line, len(pair[1]) + 2) if message.startswith(_BEGINS) else slip.at
    return at, Trouble("yaml-invalid", message, hint)


def _unquotable(value: str) -> str:
    """Return why a value cannot stand without quotes, or with the quotes that it has; '' when it can."""
    if value[0] == "'":
        return "an apostrophe closes the value in single quotes early"
    if _CLOSED.match(value):
        return "text follows the quotation mark that closes the value"
    if value[0] in "@`%*&!?|>-,]}":
        return f"{_BEGINS} {value[0]} unless it stands in quotes"
    if value[0] in "[{":
        return f"text follows the list or map that begins with {value[0]}"
    if ": " in value or value.endswith(":"):
        return "a colon followed by a space stands inside a value that is not in quotes"
    return ""


def _colon(slip: Slip, reading: Reading) -> Found | None:
    """Find a line without its colon, or without the space after it; the parser notices at the next colon or key."""
    for number in (slip.since.line if slip.since else 0, slip.at.line - 1, slip.at.line):
        trouble = cramped(reading.line(number))
        if trouble:
            return Place(number, _margin(reading.line(number)) + 1), trouble
    if "expected ':'" not in slip.problem or slip.since is None:
        return None
    item = _HYPHEN.fullmatch(reading.line(slip.since.line))
    if item:
        message = f"a space is missing after the hyphen of {quoted(item[1])}"
        return slip.since, Trouble("yaml-invalid", message, f"write - {item[1][1:101]}")
    message = f"the line {quoted(reading.line(slip.since.line))} is neither a key with a colon nor a part of a value"
    return slip.since, Trouble("yaml-invalid", message, "write key: value, or indent the line to continue a value")


def _indentation(slip: Slip, reading: Reading) -> Found | None:
    expected = ("expected key", "'-' indicator", "mapping values", "<document start>", "block end", "sequence entries")
    if not any(words in slip.problem for words in expected):
        return None
    message = "this line does not fit the indentation of the lines above"
    hint = "start keys in one column, and the items of a list in one column"
    at = Place(slip.at.line, _margin(reading.line(slip.at.line)) + 1)
    return at if "mapping values" in slip.problem else slip.at, Trouble("yaml-invalid", message, hint)


_RULES: Final[tuple[Callable[[Slip, Reading], Found | None], ...]] = (
    _tab,
    _escape,
    _unclosed,
    _star,
    _item,
    _bracket,
    _colon,
    _value,
    _no_key,
    _indentation,
)
