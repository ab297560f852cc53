"""newsdesk: Markdown articles in, a static news site out."""

__version__ = "0.1.0"
