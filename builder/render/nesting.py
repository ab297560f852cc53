"""How deep a template may nest: stated limits, told at the template's own line before anything has to go that deep.

Jinja and Python read what is nested by calling themselves, and how deep they get depends on who calls them. Within
these limits they always get through; nothing that a person writes comes near.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

if not TYPE_CHECKING:

    def override(method: object) -> object:
        """Mark a method as overriding one; Python has this from 3.12 on."""
        return method

else:
    from typing_extensions import override

OPEN: Final = 16
"""Brackets and blocks that may be open at once. Python itself takes twenty loops, and an include is one."""

LINKED: Final = 100
"""Parts of a template that may stand upon each other, as operators, filters and fields do in one expression."""

DIVIDING: Final = "give the inner part a name with {% set %}, or move it into a partial of its own"
"""How what is too deep is mended."""

_OPENING: Final = frozenset({"lparen", "lbracket", "lbrace"})
_CLOSING: Final = frozenset({"rparen", "rbracket", "rbrace"})
_ENDS: Final = frozenset({"variable_end", "block_end"})
_NAME: Final = "name:"
"""What stands before a name, so that one that is spelled like a sign, as a variable `comma`, is not taken for it."""

_BLOCKS: Final = frozenset(
    _NAME + word for word in ("autoescape", "block", "call", "filter", "for", "if", "macro", "with")
)
_LINKS: Final = frozenset({_NAME + "not", _NAME + "else", "add", "sub"})
"""Words and signs after which a whole expression may stand once more without a bracket."""


class TooDeepError(TemplateSyntaxError):
    """A template that nests deeper than it may."""


class Nesting(Extension):
    """Watches how deep a template nests while it is read, so that the parser never meets what lies too deep."""

    @override
    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Give the words of a template on. Raises TooDeepError at the first that lies too deep."""
        open_now = _Open()
        for token in stream:
            word = f"{_NAME}{token.value}" if token.type == "name" else token.type
            open_now.note(word)
            if open_now.blocks + len(open_now.links) - 1 > OPEN:
                raise _too_open(token, stream)
            if word in _LINKS:
                refuse_links(sum(open_now.links), (token.lineno, stream.name, stream.filename))
            yield token


def refuse_links(count: int, place: tuple[int, str | None, str | None]) -> None:
    """Raise TooDeepError when too many parts stand upon each other; `place` is a line, a template's name and path."""
    if count > LINKED:
        message = f"more than {LINKED} operators, filters or other parts stand upon each other here"
        raise TooDeepError(message, *place)


def _too_open(token: Token, stream: TokenStream) -> TooDeepError:
    what = f'"{token.value}"' if token.type != "block_end" else '"set"'
    message = f"this {what} lies inside {OPEN} open brackets and blocks, and no template may nest deeper"
    return TooDeepError(message, token.lineno, stream.name, stream.filename)


@dataclass(slots=True)
class _Open:
    """What is open at one word of a template."""

    blocks: int = 0
    links: list[int] = field(default_factory=lambda: [0])
    """Links since the last comma: of the tag, and of each bracket that is open in it."""
    starts: bool = False
    """Whether the word before began a tag."""
    sets: bool = False
    """Whether the tag is a `set` that has no value yet, so that a block may follow."""

    def note(self, word: str) -> None:
        """Go one word on; signs and the bounds of tags have Jinja's names for them, other words have _NAME before."""
        if self.starts:
            self.sets = word == _NAME + "set"
            self.blocks += (word in _BLOCKS) - word.startswith(_NAME + "end")
        elif word in _LINKS:
            self.links[-1] += 1
        elif word == "comma":
            self.links[-1] = 0
        elif word == "assign" and len(self.links) == 1:
            self.sets = False
        self._note_bounds(word)
        self.starts = word == "block_begin"

    def _note_bounds(self, word: str) -> None:
        if word in _OPENING:
            self.links.append(0)
        elif word in _CLOSING and len(self.links) > 1:
            self.links.pop()
        elif word in _ENDS:
            self.blocks += self.sets
            self.links, self.sets = [0], False
