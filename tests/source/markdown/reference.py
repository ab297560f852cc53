"""What the stock parser gives, to compare with."""

from functools import cache

from markdown import Markdown

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import MarkdownFailure
from builder.source.markdown.stock import stock_parser

LANGUAGES = ("en", "uk", "de", "fr", "nb", "pl")

_parser = cache(stock_parser)


def expected(text: str, lang: str) -> str | None:
    """Return the stock parser's HTML, or None where it breaks down."""
    parser: Markdown = _parser(lang)
    try:
        return parser.reset().convert(text)
    except Exception:  # noqa: BLE001  (whatever it is: ours must fail on the same text)
        _parser.cache_clear()
        return None


def ours(text: str, lang: str) -> str | None:
    """Return our HTML, or None where we say that the text cannot be converted."""
    try:
        return convert(text, lang).html
    except MarkdownFailure:
        return None
