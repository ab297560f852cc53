"""From an article's Markdown to the HTML of its body, with slots where only the whole site knows more.

Nothing is handed on here, so that the meaning of a link can be had without Markdown.
"""
