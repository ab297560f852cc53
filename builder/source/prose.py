"""Headlines and standfirsts as kinds of values: text in the typography of the file's language."""

from typing import Final

from builder.source.emphasis import Headline, headline
from builder.source.kinds import TEXT, Kind, read_text
from builder.source.nodes import Node, Scalar
from builder.source.reading import Reading, Trouble, quoted

LONGEST: Final = 5_000
"""Most characters of a headline or standfirst: far more than anybody reads, and few enough for every rule of marks."""


def _read_headline(node: Node, reading: Reading) -> Headline | None:
    """Return a headline; one without any visible character is empty."""
    text = read_text(node, reading)
    if text is None:
        return None
    if len(text) > LONGEST:
        message = f"the text has {len(text):,} characters; {LONGEST:,} are the most"
        reading.report(node, Trouble("value-invalid", message, "write it below the front matter"))
        return None
    _check_comment(node, reading)
    found = headline(text, reading.lang)
    if not any(sign.isprintable() and not sign.isspace() for sign in found.text):
        reading.report(node, Trouble("value-empty", f"the text {quoted(text)} says nothing", "write a few words"))
        return None
    return found


def _read_prose(node: Node, reading: Reading) -> str | None:
    """Return a text of one line without emphasis."""
    found = _read_headline(node, reading)
    return None if found is None else found.text


def _check_comment(node: Node, reading: Reading) -> None:
    """Warn where YAML cuts a text at a # that its writer may have meant."""
    if not reading.has_comments or not isinstance(node, Scalar) or not node.plain:
        return
    rest = reading.line(node.line)[node.column - 1 :].removeprefix(node.text)
    if rest.lstrip().startswith("#"):
        message = f"the text ends before {quoted(rest.strip())}, which YAML takes for a comment"
        hint = "put the whole text in quotes, or move the comment to a line of its own"
        reading.report(node, Trouble("comment-in-text", message, hint))


HEADLINE: Final = Kind(_read_headline, TEXT.schema)
PROSE: Final = Kind(_read_prose, TEXT.schema)
