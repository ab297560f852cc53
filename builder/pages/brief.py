"""A brief's whole text as its card shows it: nothing is in it that only the article's own page can have.

Works on clean HTML with slots in place. Links become their words, and headings paragraphs; pictures, promo cards,
tables and notes are left out, and so is every id, because a list may show many briefs.
"""

import re
from typing import Final

from builder.model.article import MARK_PATTERN

_TOKEN: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s++[^\s\"'<>/=]++(?:=\"[^\"]*+\")?)*)\s*+/?>")
_MARK: Final = re.compile(MARK_PATTERN)
_KEPT: Final = frozenset(
    "p ul ol li blockquote em strong b i u s small sub sup br code kbd samp var cite q abbr mark del ins bdi bdo span"
    " time pre".split()
)
_PARAGRAPHS: Final = frozenset("h1 h2 h3 h4 h5 h6 dt dd summary figcaption".split())
_DROPPED: Final = frozenset("table figure ruby".split())
_ATTRIBUTE: Final = re.compile(r' (?:lang|dir|datetime)="[^"<>]*"')
_NOTES: Final = '<div class="footnote"'
_NOTE: Final = re.compile(r'<sup id="fnref[^<>]*><a [^<>]*>[^<]*</a></sup>')
_EMPTY: Final = re.compile(r"<(p|li|ul|ol|blockquote)(?: [^<>]*)?>\s*</\1>\s*")
_LINES: Final = re.compile(r"\n{2,}")


def text_of_brief(body: str) -> str:
    """Return the HTML of a brief's text, given its body."""
    html = _NOTE.sub("", body.partition(_NOTES)[0])
    pieces: list[str] = []
    done, dropping, depth = 0, "", 0
    for token in _TOKEN.finditer(html):
        if not dropping:
            pieces.append(html[done : token.start()])
            if token[2] in _DROPPED and not token[1]:
                dropping, depth = token[2], 1
            else:
                pieces.append(_shown(token))
        elif token[2] == dropping:
            depth += -1 if token[1] else 1
            dropping = dropping if depth else ""
        done = token.end()
    pieces.append("" if dropping else html[done:])
    return _without_gaps(_MARK.sub("", "".join(pieces)))


def _shown(token: re.Match[str]) -> str:
    """Return what a tag becomes: itself without most attributes, a paragraph's, or nothing."""
    end, name, attributes = token.groups()
    if name in _PARAGRAPHS:
        name = "p"
    elif name not in _KEPT:
        return ""
    return f"<{end}{name}{''.join(_ATTRIBUTE.findall(attributes))}>"


def _without_gaps(html: str) -> str:
    """Return HTML without elements that have nothing left in them."""
    while html != (less := _EMPTY.sub("", html)):
        html = less
    return _LINES.sub("\n", html).strip()
