"""The quick way through one paragraph: code, links, images, line breaks, emphasis and typography, text to HTML.

It handles only what it can prove itself right on and raises `NotSimpleError` for the rest. What it takes for granted of
the whole document stands in `direct.py`: no `<`, no numeric entity, no definition of a reference.
"""

import re
from typing import Final, NoReturn

from markdown.serializers import RE_AMP
from markdown.util import code_escape

from builder.source.markdown.emphasis import TAGS, TooTrickyError, mark_emphasis
from builder.source.markdown.quotes import Quotes
from builder.source.markdown.typography import ETX, STX, educate, is_escapable


class NotSimpleError(Exception):
    """This text needs the whole parser."""


# Order of work, as in the library: code, escapes, links and images, line breaks, entities, emphasis, then typography
# in what text is left between the tags. Until the end, a finished element is `STX number ETX`, an escaped character
# `STX = code point ETX`, and an entity `STX entity ETX`.
_ELEMENT: Final = re.compile(f"{STX}(\\d+){ETX}")
_ESCAPED: Final = re.compile(f"{STX}=(\\d+){ETX}")
_BREAK: Final = len(TAGS)
_FIXED: Final = (*TAGS, "<br>")

_SPECIAL: Final = ("'", '"', "*", "_", "[", "`", "\\", "&", ">", "--", "...", "  \n")
"""What a text holds that is not its own HTML; looking for one after the other is quicker than any expression."""
_BACKSLASH: Final = re.compile(r"\\(.)", re.DOTALL)
_ENTITY: Final = re.compile("(&[a-zA-Z0-9]+;)")
_SPACE: Final = re.compile(r"\s")

# A whole link or image whose parts hold no bracket; or brackets that no parenthesis follows, which stay as they are;
# or a bracket that is neither, for which the library has to count.
_ADDRESS: Final = r"""[^\s()<>\[\]"'\x02]*(?:\x02=\d+\x03[^\s()<>\[\]"'\x02]*)*"""
_LINK: Final = re.compile(
    rf"""(!\[|\[)(?:([^\[\]]*)\](?:(\()[ ]*({_ADDRESS})(?:[ ]+"([^"'()\[\]\x02]*)")?[ ]*\)|(?!\())|)"""
)


def render_inline(text: str, quotes: Quotes) -> str:
    """Return the HTML of one text; raises NotSimpleError."""
    for special in _SPECIAL:
        if special in text:
            break
    else:
        return text
    elements = list(_FIXED)
    if "`" in text:
        text = _code(text, elements)
    if "\\" in text:
        text = _escapes(text, quotes)
    if "[" in text:
        text = _links(text, elements, quotes)
    return _spans(text, elements, quotes, inside=False)


def _refuse() -> NoReturn:
    """Leave the text to the parser."""
    raise NotSimpleError


def _keep(html: str, elements: list[str]) -> str:
    """Put a finished element aside and return what stands for it."""
    elements.append(html)
    return f"{STX}{len(elements) - 1}{ETX}"


def _code(text: str, elements: list[str]) -> str:
    """Put code spans aside: single back-ticks, in pairs."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0 or "``" in text or "\\" in text:
        _refuse()
    for i in range(1, len(pieces), 2):
        pieces[i] = _keep(f"<code>{code_escape(pieces[i].strip())}</code>", elements)
    return "".join(pieces)


def _escapes(text: str, quotes: Quotes) -> str:
    """Fence escaped characters."""

    def fence(found: re.Match[str]) -> str:
        return f"{STX}={ord(found[1])}{ETX}" if is_escapable(found[1], quotes) else found.group()

    return _BACKSLASH.sub(fence, text)


def _restored(found: re.Match[str]) -> str:
    """Return an escaped character itself."""
    return chr(int(found[1]))


def _links(text: str, elements: list[str], quotes: Quotes) -> str:
    """Put links and images aside."""

    def replace(found: re.Match[str]) -> str:
        opening, label, bracket, address, title = found.groups()
        if label is None:
            _refuse()
        if bracket is None:
            return found.group()
        titled = "" if title is None else f' title="{_attribute(_SPACE.sub(" ", title.strip()))}"'
        if opening == "[":
            inside = _spans(label, elements, quotes, inside=True)
            return _keep(f'<a href="{_attribute(address)}"{titled}>{inside}</a>', elements)
        if _ELEMENT.search(label):
            _refuse()
        return _keep(f'<img alt="{_attribute(label)}" src="{_attribute(address)}"{titled}>', elements)

    return _LINK.sub(replace, text)


def _spans(text: str, elements: list[str], quotes: Quotes, *, inside: bool) -> str:
    """Finish a text, `inside` an element or not, in which code and links are aside already."""
    if "  \n" in text:
        text = text.replace("  \n", f"{STX}{_BREAK}{ETX}")
    if "&" in text:
        text = _ENTITY.sub(f"{STX}\\1{ETX}", text)
    if "*" in text or "_" in text:
        try:
            text = mark_emphasis(text, inside=inside)
        except TooTrickyError:
            _refuse()
    if STX not in text:
        return _text(text, quotes)
    pieces = _ELEMENT.split(text)
    for i in range(len(pieces)):
        if i % 2:
            pieces[i] = elements[int(pieces[i])]
        elif i and pieces[i - 1] == "<br>":
            pieces[i] = _text("\n" + pieces[i], quotes) if pieces[i].strip() else "\n"
        elif pieces[i]:
            pieces[i] = _text(pieces[i], quotes)
    return "".join(pieces)


def _text(text: str, quotes: Quotes) -> str:
    """Finish the text between two tags."""
    text = educate(text, quotes)
    if STX in text:
        text = _ESCAPED.sub(_restored, text).replace(STX, "").replace(ETX, "")
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _attribute(text: str) -> str:
    """Escape an attribute's value as the library's serialiser does."""
    if STX in text:
        text = _ESCAPED.sub(_restored, text)
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;")
