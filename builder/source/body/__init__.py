"""From an article's Markdown to the HTML of its body, with slots where only the whole site knows more."""

from builder.source.body.body import Body, read_body

__all__ = ["Body", "read_body"]
