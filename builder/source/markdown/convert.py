"""One article's Markdown to HTML: the direct way if it can, else the library's parser.

A pure function of its arguments. What the library raises becomes a `MarkdownFailure`, never another exception.
"""

from typing import Final

from builder.source.markdown.converted import Converted, MarkdownFailure
from builder.source.markdown.culprit import culprit
from builder.source.markdown.direct import convert_directly
from builder.source.markdown.quotes import quotes_of

_NOTHING: Final = Converted("", (), ())


def convert(text: str, lang: str) -> Converted:
    """Convert a body whose language is the BCP 47 tag `lang`; exactly what `stock.stock_parser(lang)` gives.

    Raises MarkdownFailure for a text that the library itself cannot convert.
    """
    if not text.strip():
        return _NOTHING
    quotes = quotes_of(lang)
    made = convert_directly(text, quotes)
    if made is not None:
        return made
    from builder.source.markdown.lean import convert_leanly  # noqa: PLC0415 - 15 ms that few texts need

    try:
        return convert_leanly(text, quotes)
    except Exception as error:  # whatever an author wrote is the author's affair: no text may stop a build
        raise MarkdownFailure(culprit(text)) from error
