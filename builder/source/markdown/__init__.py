"""Markdown to HTML: byte for byte what Python-Markdown gives, several times as fast, and within a deadline."""

from builder.source.markdown.convert import convert
from builder.source.markdown.converted import Converted, MarkdownDeadline, MarkdownFailure
from builder.source.markdown.deadline import convert_within, watched

__all__ = ["Converted", "MarkdownDeadline", "MarkdownFailure", "convert", "convert_within", "watched"]
