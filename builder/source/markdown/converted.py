"""What a conversion gives, and how it fails.

Values only: nothing here parses, and nothing here knows how the HTML was made.
"""

import msgspec


class Converted(msgspec.Struct, frozen=True):
    """One article's body as HTML, before cleaning.

    `html` is exactly what the stock parser gives. `headings` holds (level 1 to 6, anchor id, plain text) in order.
    `ids` holds every id attribute that a link may point at, in the order of the HTML.
    """

    html: str
    headings: tuple[tuple[int, str, str], ...]
    ids: tuple[str, ...]


class MarkdownFailure(Exception):  # noqa: N818  (what fails is the author's text; nothing here is in error)
    """The parser cannot convert a text; `construct` names the likely culprit in words for its author."""

    def __init__(self, construct: str) -> None:
        """Keep the words for the author."""
        super().__init__(construct)
        self.construct = construct


class MarkdownDeadline(MarkdownFailure):
    """A conversion used more processor time than it may; `construct` names the likely culprit."""
