"""Bytes of a source to its text: UTF-8 without byte order mark, lines ended by line feeds, nothing forbidden.

What cannot be read stops here with the place of the first bad byte or character; nothing is guessed or repaired.
"""

import re
import unicodedata
from typing import Final

from builder.model.site import Site
from builder.source.reading import Place, Reading, Trouble

_KEPT_CONTROLS: Final = b"\t\n\r"
_CONTROLS: Final = bytes(code for code in (*range(0x20), 0x7F) if code not in _KEPT_CONTROLS)

# A text of UTF-8 without any of these bytes holds nothing forbidden: C1 controls begin with C2, U+E000 with EE, and
# noncharacters with EF or F0 to F4. One pass over the bytes spares nearly every source the search by character.
_SUSPICIOUS: Final = _CONTROLS + b"\xc2\xee\xef\xf0\xf1\xf2\xf3\xf4"
_C1: Final = re.compile(rb"\xc2[\x80-\x9f]")
_MARKS_OF_SLOTS: Final = b"\xee\x80"
_NONCHARACTERS: Final = (b"\xef\xb7", b"\xbf\xbe", b"\xbf\xbf")

_LAST_OF_PLANES: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
FORBIDDEN: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000\ue001\ufdd0-\ufdef{_LAST_OF_PLANES}]")
"""Characters that no source may hold: controls but tab and line feed, the marks of slots, noncharacters."""

_FENCE_OR_MARK: Final = re.compile(r"^(?: {0,3}(`{3,}|~{3,})(.*)|(?:<{7}|>{7}) )", re.MULTILINE)
_WIDE: Final = frozenset({b"\xff\xfe", b"\xfe\xff"})
_MANY_ZEROS: Final = 16
_WIDE_HINT: Final = "save the file as UTF-8; it looks like UTF-16"


def read_text(data: bytes, path: str, site: Site | None = None) -> tuple[str, Reading]:
    """Return the text of a source and the reading that its findings go to.

    After a finding the text is what could be read of it, for excerpts; nothing further should be made of it.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _undecodable(data, path, site, error.start)
    text = unmarked(text)
    reading = Reading(path, text, site)
    if _is_wide(data):
        trouble = Trouble("encoding-invalid", "the file is not UTF-8: every other byte of it is 0x00", _WIDE_HINT)
        reading.report(place_of(text, text.index("\0")), trouble)
        return text, reading
    if len(data) != len(data.translate(None, _SUSPICIOUS)) and _may_hold_forbidden(data):
        _report_forbidden(text, reading)
    if "<<<<<<< " in text or ">>>>>>> " in text:
        _report_conflict(text, reading)
    return text, reading


def _is_wide(data: bytes) -> bool:
    """Say whether so many bytes are 0 that two of them make a letter."""
    zeros = data.count(0)
    return zeros >= _MANY_ZEROS and zeros * 4 > len(data)


def _may_hold_forbidden(data: bytes) -> bool:
    if len(data) != len(data.translate(None, _CONTROLS)) or _C1.search(data) is not None:
        return True
    return _MARKS_OF_SLOTS in data or any(part in data for part in _NONCHARACTERS)


def unmarked(text: str) -> str:
    """Return a text without byte order mark and with every line ended by a line feed."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def place_of(text: str, offset: int) -> Place:
    """Return line and column of a character of a text."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def character_named(sign: str) -> str:
    """Return a character's kind, number and, where it has one, name."""
    kind = "control character" if unicodedata.category(sign) == "Cc" else "character"
    return f"{kind} U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def forbidden(sign: str) -> Trouble:
    """Return what is wrong with a text that holds a forbidden character."""
    return Trouble(
        "character-forbidden",
        f"the {character_named(sign)} is not allowed in a source",
        "remove it; it is invisible and often comes with text pasted from elsewhere",
    )


def _undecodable(data: bytes, path: str, site: Site | None, start: int) -> tuple[str, Reading]:
    shown = unmarked(data.decode(errors="replace"))
    before = unmarked(data[:start].decode())
    # A file that breaks off between \r and \n cannot end a line twice: the bad byte follows the \r.
    reading = Reading(path, shown, site)
    wide = data[:2] in _WIDE
    hint = _WIDE_HINT if wide or _is_wide(data) else "save the file as UTF-8"
    message = f"the byte 0x{data[start]:02X} is not UTF-8"
    reading.report(place_of(before, len(before)), Trouble("encoding-invalid", message, hint))
    return shown, reading


def _report_forbidden(text: str, reading: Reading) -> None:
    """Report each forbidden character once, at its first place."""
    for sign in sorted(sign for sign in set(text) if FORBIDDEN.match(sign)):
        reading.report(place_of(text, text.index(sign)), forbidden(sign))


def _report_conflict(text: str, reading: Reading) -> None:
    at = _conflict(text)
    if at is not None:
        message = f"the marks of a merge conflict begin here: {reading.line(at.line)[:40].rstrip()}"
        hint = "keep one of the two versions and remove the lines of <<<<<<<, ======= and >>>>>>>"
        reading.report(at, Trouble("merge-conflict", message, hint))


def _conflict(text: str) -> Place | None:
    """Return the place of the first conflict mark outside fenced code."""
    fence = ""
    for found in _FENCE_OR_MARK.finditer(text):
        line = found[1]
        if not line:
            if not fence:
                return place_of(text, found.start())
        elif not fence:
            fence = line
        elif line.startswith(fence) and not found[2].strip():
            fence = ""
    return None
