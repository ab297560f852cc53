"""What cleaning will take away from HTML, in words for its writer.

Reads the HTML as a browser's tokeniser does, in one linear scan. It decides nothing: the cleaner does, and where the
two should ever differ, the HTML is safe and only the message is missing.
"""

import re
from html import unescape
from typing import Final, NamedTuple

from builder.source.body.allowed import ATTRIBUTES, EMPTIED, TAGS
from builder.source.body.targets import Wrong, unsafe_scheme

_MARKUP: Final = re.compile(
    r"""
    <!--(?:>|->|.*?(?:--!?>|\Z))                       # a comment
    | <(/?)([a-z][^\s/>]*)                             # a tag's name
      ((?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+))?)*)
      [\s/]*+(>?)
    | <[!?/][^>]*+                                     # a declaration or an instruction
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?|'([^']*+)'?|([^\s>\"'][^\s>]*+)))?", re.DOTALL
)

_TAG_HINTS: Final = {
    "script": "scripts belong to the theme",
    "style": "looks belong to the theme",
    "iframe": "link to the page that it shows",
    "video": "link to the video",
    "audio": "link to the recording",
    "svg": "save the drawing as a picture and name it with ![text](file.png)",
    "font": "looks belong to the theme",
    "center": "looks belong to the theme",
}
_ATTRIBUTE_HINTS: Final = {
    "on": "scripts belong to the theme",
    "style": "looks belong to the theme: write a class",
    "target": "readers choose where a link opens",
    "name": "write an id",
    "width": "the theme knows the picture's size",
    "height": "the theme knows the picture's size",
    "srcset": "the theme makes the sizes of a picture",
    "align": "looks belong to the theme: write a class",
}


_LEFT_BY_TEXT: Final = frozenset({"svg", "math"})
"""Elements that a paragraph or the like ends, whether they are closed or not."""


class Removed(NamedTuple):
    """Something that cleaning takes away: how a message names it, what finds it in the source, and a way to mend it."""

    name: str
    pattern: str
    hint: str


class Losses(NamedTuple):
    """What cleaning will take away from one body."""

    removed: tuple[Removed, ...]
    unsafe: tuple[tuple[str, Wrong], ...]
    """Each target with a forbidden scheme, with its finding."""
    unclosed: str
    """The element that goes with all it holds and is never closed, so with all that follows it; or ''."""


def losses_of(html: str) -> Losses:
    """Say what the cleaner will take away, each name once, and which targets it will take for their scheme."""
    removed: dict[str, Removed] = {}
    unsafe: list[tuple[str, Wrong]] = []
    ignored = ""
    for piece in _MARKUP.finditer(html):
        tag = (piece[2] or "").lower()
        if ignored:
            ignored = "" if piece[1] and tag == ignored else ignored
        elif not piece[1] and not piece[0].startswith("<!--"):
            for one in _lost_in(piece, tag, unsafe):
                removed.setdefault(one.name, one)
            ignored = tag if tag in EMPTIED else ""
    return Losses(tuple(removed.values()), tuple(unsafe), "" if ignored in _LEFT_BY_TEXT else ignored)


def _lost_in(piece: re.Match[str], tag: str, unsafe: list[tuple[str, Wrong]]) -> list[Removed]:
    """Return what an opening tag or a declaration loses."""
    if tag and not piece[4]:
        return [Removed("an unfinished tag", re.escape(piece[0][:8]), "close it with '>', or write &lt; for '<'")]
    if tag not in TAGS:
        return [_lost_tag(tag, piece[0])]
    return _lost_attributes(tag, piece[3], unsafe) if piece[3] else []


def _lost_tag(tag: str, written: str) -> Removed:
    if not tag:
        return Removed(f"{written[:2]}…", re.escape(written[:2]), "write &lt; for a '<' that readers shall see")
    hint = _TAG_HINTS.get(tag, "write it in Markdown, or leave it to the theme")
    return Removed(f"<{tag}>", f"<{re.escape(tag)}", hint)


def _lost_attributes(tag: str, written: str, unsafe: list[tuple[str, Wrong]]) -> list[Removed]:
    lost = []
    for found in _ATTRIBUTE.finditer(written):
        name = found[1].lower()
        if name in {"href", "src"} and name in ATTRIBUTES.get(tag, ()):
            target = unescape(found[2] or found[3] or found[4] or "")
            flaw = unsafe_scheme(target)
            if flaw is not None:
                unsafe.append((target, flaw))
        elif name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
            hint = _ATTRIBUTE_HINTS.get("on" if name.startswith("on") else name, "leave it out")
            pattern = rf"(?:<{tag}\b[^<>]*?|\{{[^{{}}\n]*?)(?<![\w-])({re.escape(name)})(?![\w-])"
            lost.append(Removed(f"{name} of <{tag}>", pattern, hint))
    return lost


def bad_id(ident: str) -> Removed:
    """Name an id that cannot stay."""
    if not ident.strip():
        empty = r"<[^<>]*?(?<![\w-])(id)\s*=\s*(?:\"\s*\"|'\s*')"
        return Removed("an empty id", empty, "give it a name, or leave it out")
    before = r"(?:\{[^}\n]*#|\bid\s*=\s*[\"']?)"
    name = re.escape(ident) + r"(?![\w-])"
    first = "" if re.search(r"\s", ident) else before + name + "(?s:.*?)"
    return Removed(f'the id "{ident}"', f"{first}{before}({name})", "an id is one word, and stands once")
