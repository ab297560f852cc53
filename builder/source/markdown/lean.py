"""The library's own parser with its idle work left out, for every article that the direct way declines.

Its results are the library's: each processor here either does what the original does or skips what can have no
effect, and says why. It keeps parsers for later articles, each reset and never shared between two conversions.
"""

import html
import re
import sys
from typing import Any, Final, Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    escape_cdata,
    remove_fnrefs,
    render_inner_html,
    run_postprocessors,
    strip_tags,
    unescape,
    unique,
)
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString, Registry

from builder.source.markdown.anchors import ids_of, slug
from builder.source.markdown.blocks import looks_structured
from builder.source.markdown.brackets import count_brackets_fast
from builder.source.markdown.converted import Converted
from builder.source.markdown.needs import needs_of
from builder.source.markdown.overriding import override
from builder.source.markdown.quotes import Quotes
from builder.source.markdown.stock import extensions, inline_patterns

# Frames that a conversion may use. The library gives up nesting when the interpreter's limit is near, so the limit is
# set from where we stand: the same article must come out the same however deep the caller is.
_FRAMES: Final = 1000


class _Blocks(BlockParser):
    """Hands a block that can only be a paragraph straight to the paragraph processor."""

    @override
    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802  (the library's name)
        """Parse blocks as the library does."""
        processors = list(self.blockprocessors)
        paragraph = self.blockprocessors["paragraph"]
        while blocks:
            if _is_paragraph(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor in processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


def _is_paragraph(block: str) -> bool:
    """Return whether no other processor can claim a block.

    No blank line, no stashed HTML, no table; nothing that defines a reference, a footnote or an abbreviation.
    """
    if not block or block[0] in "\n\x02" or "|" in block or "]:" in block or "] :" in block:
        return False
    return not looks_structured(block)


class _Inline(InlineProcessor):
    """Tries only those patterns whose necessary strings the text holds."""

    def __init__(self, md: Markdown, patterns: Registry[Any]) -> None:
        """Derive what each pattern needs."""
        super().__init__(md)
        self.inlinePatterns = patterns
        needs = [needs_of(pattern.compiled_re) for pattern in patterns]
        self.tries = tuple(zip(range(len(needs)), patterns, needs, strict=True))
        strings = {string for need in needs for string in need or ()}
        # Longest first is not needed: the expression only says whether anything at all can match.
        self.anything = re.compile("" if None in needs else "|".join(map(re.escape, sorted(strings))))

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Replace the matches of the patterns from `patternIndex` on; the name is how the library finds it."""
        if isinstance(data, AtomicString) or not self.anything.search(data):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index, pattern, need in self.tries[patternIndex:]:
            start, matched = 0, True
            while matched and (need is None or any(string in data for string in need)):
                data, matched, start = apply(pattern, data, index, start)
        return data


class _Headings(TocTreeprocessor):
    """Gives ids to headings and remembers them, and builds no table of contents, which nobody prints."""

    def __init__(self, md: Markdown) -> None:
        """Forget everything."""
        super().__init__(md, TocExtension().getConfigs())
        self.found: list[tuple[int, str, str]] = []

    @override
    def run(self, doc: Element) -> None:
        """Walk the headings in order, as the library does."""
        self.found = []
        used: set[Any] = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for element in doc.iter():
            if self.header_rgx.match(element.tag):
                self._heading(element, used, counters)

    def _heading(self, element: Element, used: set[Any], counters: dict[str, int]) -> None:
        """Give one heading its id, if it has none, and remember it under its label."""
        self.set_level(element)
        name = strip_tags(render_inner_html(remove_fnrefs(element), self.md))
        if "id" not in element.attrib:
            element.attrib["id"] = unique(slug(html.unescape(name)), used, counters)
        label = element.attrib.pop("data-toc-label", None)
        if label is not None:
            name = escape_cdata(strip_tags(run_postprocessors(unescape(label), self.md)))
        self.found.append((int(element.tag[-1]), unescape(element.attrib["id"]), html.unescape(name)))


class _Unescape(UnescapeTreeprocessor):
    """Restores escaped characters where there are any."""

    @override
    def unescape(self, text: str) -> str:
        """Restore the escaped characters of one text."""
        return super().unescape(text) if "\x02" in text else text


class _Attributes(AttrListTreeprocessor):
    """Looks for attribute lists only in an article that holds a brace."""

    @override
    def run(self, doc: Element) -> None:
        """Assign attributes."""
        if getattr(self.md, "has_brace", True):
            super().run(doc)


class _Fences(FencedBlockPreprocessor):
    """Looks for fenced code only in an article that holds a fence."""

    @override
    def run(self, lines: list[str]) -> list[str]:
        """Stash fenced code."""
        if any(line.startswith(("```", "~~~")) for line in lines):
            return super().run(lines)
        return lines


class _Html(HtmlBlockPreprocessor):
    """Leaves out the HTML parser where it has nothing to do: it stops at `<` and alters numeric entities."""

    @override
    def run(self, lines: list[str]) -> list[str]:
        """Stash HTML blocks."""
        if any("<" in line or "&#" in line for line in lines):
            return super().run(lines)
        return lines


class LeanMarkdown(Markdown):
    """The stock parser for one set of quotation marks, with the processors above in place of the library's."""

    def __init__(self, quotes: Quotes) -> None:
        """Build the stock parser and exchange its parts, each under its own name and priority."""
        super().__init__(extensions=extensions(quotes), output_format="html")
        self.headings = _Headings(self)
        count_brackets_fast(self)
        exchanged: tuple[tuple[Treeprocessor, str, int], ...] = (
            (_Inline(self, self.inlinePatterns), "inline", 20),
            (_Attributes(self), "attr_list", 8),
            (_Inline(self, inline_patterns(self, "smarty")), "smarty", 6),
            (self.headings, "toc", 5),
            (_Unescape(self), "unescape", 0),
        )
        for processor, name, priority in exchanged:
            self.treeprocessors.register(processor, name, priority)
        self.preprocessors.register(_Fences(self, FencedCodeExtension().getConfigs()), "fenced_code_block", 25)
        self.preprocessors.register(_Html(self), "html_block", 20)

    @override
    def convert(self, source: str) -> str:
        """Convert one article."""
        self.has_brace = "{" in source
        return super().convert(source)

    @override
    def build_parser(self) -> Self:
        """Build the parser with our block parser in place of the library's."""
        super().build_parser()
        blocks = _Blocks(self)
        blocks.blockprocessors = self.parser.blockprocessors
        for processor in blocks.blockprocessors:
            processor.parser = blocks
        self.parser = blocks
        return self


# Parsers at rest. One is taken out for a conversion and put back only if that went well, so no two conversions share
# one, and no failed one leaves anything behind.
_AT_REST: Final[dict[Quotes, LeanMarkdown]] = {}


def convert_leanly(text: str, quotes: Quotes) -> Converted:
    """Convert any article; lets through whatever the library raises."""
    parser = _AT_REST.pop(quotes, None) or LeanMarkdown(quotes)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + _FRAMES)
    try:
        made = parser.reset().convert(text)
    finally:
        sys.setrecursionlimit(before)
    headings = tuple(parser.headings.found)
    _AT_REST[quotes] = parser
    return Converted(made, headings, ids_of(made))


def forget_parsers() -> None:
    """Throw the parsers at rest away."""
    _AT_REST.clear()


def _depth() -> int:
    """Return how many frames stand below the caller."""
    frame = sys._getframe()  # noqa: SLF001  (there is no public way that does not read source files)
    depth = 0
    while (up := frame.f_back) is not None:
        frame = up
        depth += 1
    return depth
