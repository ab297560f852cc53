"""Lines of their own: a line that holds only a link within the site, or only a picture, is a paragraph.

Writers leave out the empty lines around them; this puts them in, so that Markdown makes paragraphs of such lines and
nothing else of them. Lines in code, in comments and under a heading's rule stay as they are.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from builder.model.site import Site
from builder.source.body.code import fenced_ranges, inside, raw_ranges
from builder.source.body.manuscript import plain_target
from builder.source.body.targets import Place, link_target

_START: Final = re.compile(r"\n(?=!?\[)")
_LONE: Final = re.compile(
    r"""
    (!?)\[(?!\^)([^\[\]\\\n]*+(?:(?:\\.|\[[^\[\]\n]*+\])[^\[\]\\\n]*+)*)\]   # the words, or the picture's text
    \([ \t]*+
    (?:<([^<>\n]*)>|([^\s()<>\\]*+(?:\\.[^\s()<>\\]*+)*(?:\([^\s()]*+\)[^\s()<>]*+)*|))   # the target
    (?:(?:[ \t]++|(?<=[ \t]))(?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*'))?   # the title
    [ \t]*+\)[ \t]*+$
    """,
    re.MULTILINE | re.VERBOSE,
)
_RULE: Final = re.compile(r"\n(?:[=-]+[ ]*(?:\n|$)|\{:)")
"""What makes the line above a heading, or gives it attributes."""


class Spaced(NamedTuple):
    """The text with empty lines around lone lines, and the offsets (in the text as written) of their links' targets."""

    text: str
    lone: frozenset[int]


def space_lone_lines(text: str, folder: str, site: Site) -> Spaced:
    """Put empty lines around each line of `text` that holds only a link within the site, or only a picture."""
    if "\n[" not in text and "\n![" not in text and text[:1] not in {"[", "!"}:
        return Spaced(text, frozenset())
    quoted = tuple(sorted(fenced_ranges(text) + raw_ranges(text)))
    pieces: list[str] = []
    lone: list[int] = []
    done = 0
    for start in _candidates(text):
        line = _LONE.match(text, start)
        if line is None or inside(quoted, line.start()) or _RULE.match(text, line.end()):
            continue
        group = 3 if line[3] is not None else 4
        if not line[1] and not _leads_inside(line[group], folder, site):
            continue
        lone += [] if line[1] else [line.start(group)]
        pieces += [text[done : line.start()], "\n" * _needs_before(text, line.start()), line[0]]
        pieces.append("\n" * _needs_after(text, line.end()))
        done = line.end()
    return Spaced("".join([*pieces, text[done:]]), frozenset(lone))


def _candidates(text: str) -> Iterator[int]:
    """Find the lines that begin like a link or a picture."""
    if text[:1] in {"[", "!"}:
        yield 0
    for before in _START.finditer(text):
        yield before.end()


def _leads_inside(written: str, folder: str, site: Site) -> bool:
    """Say whether a target is an article's file or an address of the site; a picture's file is neither."""
    place = link_target(plain_target(written), folder, site)
    return isinstance(place, Place) and (place.target[0] == "/" or place.target.lower().endswith(".md"))


def _needs_before(text: str, start: int) -> int:
    """Return how many line breaks are missing before a line that begins at `start`."""
    return int(start > 0 and bool(text[text.rfind("\n", 0, start - 1) + 1 : start - 1].strip()))


def _needs_after(text: str, end: int) -> int:
    """Return how many line breaks are missing after a line that ends at `end`."""
    following = text.find("\n", end + 1)
    return int(bool(text[end + 1 : following if following >= 0 else len(text)].strip()))
