"""Links, images and references, for texts with thousands of brackets: the library's processors, counting faster.

The library counts brackets one character at a time from every opening bracket to its match or the end of the text.
Only that counting is replaced; what is a link and what is not, the library decides.
"""

import re
from typing import Final

from markdown import Markdown
from markdown.inlinepatterns import (
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)

from builder.source.markdown.overriding import override

_BRACKET: Final = re.compile(r"[\[\]]")
_MANY: Final = 64


class _Counting(LinkInlineProcessor):
    """What the six processors share."""

    _text: str | None = None
    _matches: dict[int, int]

    @override
    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802  (the library's name)
        """Return the text up to the bracket that closes the one before `index`, the index behind it, and success."""
        depth = 1
        for count, found in enumerate(_BRACKET.finditer(data, index)):
            depth += 1 if data[found.start()] == "[" else -1
            if not depth:
                return data[index : found.start()], found.end(), True
            if count == _MANY:
                return self._look_up(data, index)
        return "", index, False

    def _look_up(self, data: str, index: int) -> tuple[str, int, bool]:
        """Do the same for a text in which all brackets have been paired once for all."""
        if self._text is not data:
            self._text, self._matches = data, _pairs(data)
        end = self._matches.get(index - 1)
        return ("", index, False) if end is None else (data[index:end], end + 1, True)

    @override
    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802  (likewise)
        """Return address, title, the index behind them, and success, which needs a `)` or a quote to follow."""
        if any(data.find(mark, index) >= 0 for mark in ")\"'"):
            return super().getLink(data, index)
        return "", None, index, False


def _pairs(data: str) -> dict[int, int]:
    """Return where each bracket that is closed is closed."""
    pairs: dict[int, int] = {}
    still_open: list[int] = []
    for found in _BRACKET.finditer(data):
        if data[found.start()] == "[":
            still_open.append(found.start())
        elif still_open:
            pairs[still_open.pop()] = found.start()
    return pairs


class _Link(_Counting):
    """`[text](address)`."""


class _Image(_Counting, ImageInlineProcessor):
    """`![text](address)`."""


class _Reference(_Counting, ReferenceInlineProcessor):
    """`[text][name]`."""


class _ImageReference(_Counting, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class _ShortReference(_Counting, ShortReferenceInlineProcessor):
    """`[name]`."""


class _ShortImageReference(_Counting, ShortImageReferenceInlineProcessor):
    """`![name]`."""


# The library's names and priorities.
_PROCESSORS: Final[tuple[tuple[type[_Counting], str, int], ...]] = (
    (_Reference, "reference", 170),
    (_Link, "link", 160),
    (_Image, "image_link", 150),
    (_ImageReference, "image_reference", 140),
    (_ShortReference, "short_reference", 130),
    (_ShortImageReference, "short_image_ref", 125),
)


def count_brackets_fast(parser: Markdown) -> None:
    """Exchange the six processors of a parser."""
    for processor, name, priority in _PROCESSORS:
        pattern = parser.inlinePatterns[name].pattern
        parser.inlinePatterns.register(processor(pattern, parser), name, priority)
