"""Guesses, for the author, what in a text was too much for the parser.

Reads the text only; it is called after a conversion has failed, so it may not use the parser and must be quick.
"""

from collections.abc import Sequence
from typing import Final

# What the parser is known to be slow or deep on, longer strings before shorter ones that they contain.
_SUSPECTS: Final = (
    "<![CDATA[",
    "<!--",
    "[^",
    "](",
    "*[",
    "![",
    "<?",
    "</",
    "**",
    "__",
    "``",
    "~~~",
    "{:",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "> ",
    "[",
    "]",
    "(",
    "`",
    "*",
    "_",
    ">",
    "<",
    "|",
    ":",
    "&",
    "\\",
    '"',
    "'",
    "#",
    "=",
    "  \n",
    "    ",
)
_FEW: Final = 20


def culprit(text: str) -> str:
    """Return words such as `10,000 '[' in a row near line 12`; lines count from 1."""
    suspect = max(_SUSPECTS, key=lambda string: text.count(string) * len(string))
    count = text.count(suspect)
    if count < _FEW:
        return "a construct that the parser cannot handle"
    counts = [line.count(suspect) for line in text.split("\n")]
    return f"{count:,} {suspect!r}{_where(text, suspect, counts)}"


def _where(text: str, suspect: str, counts: Sequence[int]) -> str:
    """Return where the suspect stands: in a row, mostly on one line, or spread over many."""
    total, most = sum(counts), max(counts)
    if 2 * most <= total:
        guilty = [number for number, count in enumerate(counts, 1) if count]
        return f" between lines {guilty[0]} and {guilty[-1]}" if guilty else ""
    row = " in a row" if suspect * (total // 2) in text else ""
    return f"{row} near line {counts.index(most) + 1}"
