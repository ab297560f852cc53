"""The stock parser as newsdesk configures it: the yardstick that every faster way must equal.

It only builds parsers out of the library's own parts. The one addition is an apostrophe for languages whose closing
inner quotation mark is another character.
"""

from collections.abc import Mapping
from typing import Any, Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.smarty import SmartyExtension, SubstituteTextPattern, decadeAbbrRe
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

from builder.source.markdown.anchors import slug
from builder.source.markdown.overriding import override
from builder.source.markdown.quotes import APOSTROPHE, Quotes, quotes_of

# Between two letters, or at the end of a text (`l'*Express*`), a straight quote is an apostrophe in every language.
_APOSTROPHE_RE: Final = r"(?<=\w)'(?=\w|\Z)"


class DeskQuotes(SmartyExtension):
    """Smart quotes, dashes and ellipses with the marks of one language."""

    def __init__(self, quotes: Quotes) -> None:
        """Configure the library's extension; characters instead of its entities, because feeds are XML."""
        super().__init__(substitutions=substitutions(quotes))
        self.apostrophe_differs = quotes.inner_closing != APOSTROPHE

    @override
    def educateQuotes(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Register the library's rules, and before them the rules for apostrophes."""
        super().educateQuotes(md)
        if self.apostrophe_differs:
            rule = SubstituteTextPattern(_APOSTROPHE_RE, (APOSTROPHE,), md)
            self.inlinePatterns.register(rule, "smarty-apostrophe", 31)
            decade = SubstituteTextPattern(decadeAbbrRe, (APOSTROPHE,), md)
            self.inlinePatterns.register(decade, "smarty-quotes-6", 24)  # its own name and priority in the library


def substitutions(quotes: Quotes) -> Mapping[str, str]:
    """Return what smarty writes for each thing that it recognises."""
    return {
        "left-double-quote": quotes.opening,
        "right-double-quote": quotes.closing,
        "left-single-quote": quotes.inner_opening,
        "right-single-quote": quotes.inner_closing,
        "mdash": "\u2014",
        "ndash": "\u2013",
        "ellipsis": "\u2026",
    }


def stock_parser(lang: str) -> Markdown:
    """Build the reference parser for one language, untouched by any acceleration."""
    return parser_for(quotes_of(lang))


def parser_for(quotes: Quotes) -> Markdown:
    """Build the reference parser for one set of marks."""
    return Markdown(extensions=extensions(quotes), output_format="html")


def inline_patterns(parser: Markdown, name: str) -> Registry[Any]:
    """Return the patterns of one of a parser's two inline processors: 'inline' or 'smarty'."""
    processor = parser.treeprocessors[name]
    if not isinstance(processor, InlineProcessor):
        raise TypeError(processor)
    return processor.inlinePatterns


def extensions(quotes: Quotes) -> list[Extension | str]:
    """Return the extensions of an article; the table of contents gives ids to headings and prints nothing."""
    toc: dict[str, Any] = {"marker": "", "slugify": slug}
    return ["extra", DeskQuotes(quotes), SaneListExtension(), TocExtension(**toc)]
