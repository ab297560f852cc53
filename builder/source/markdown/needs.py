"""What a text must contain for a regular expression to have any chance of matching.

Derived from the compiled expression's own parse tree, so a new release of the library cannot make it wrong: what is
not understood needs nothing, and is then simply tried.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

# `re._parser` has no public name; without it nothing is derived and every pattern is tried, as in the library.
_parse: Final[Any] = getattr(getattr(re, "_parser", None), "parse", None)

# How common a character is in prose: a need is worth more the rarer it is.
_COMMON: Final = " \nabcdefghijklmnopqrstuvwxyz.,-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ;:'\"()"
_LARGEST_CLASS: Final = 4

Needs = frozenset[str]
Parsed: TypeAlias = Any  # nobody publishes types for the parse tree


def needs_of(pattern: re.Pattern[str]) -> Needs | None:
    """Return strings of which a text must contain at least one for `pattern` to match; None if that is unknown."""
    if _parse is None or pattern.flags & re.IGNORECASE:
        return None
    return _best(_of_sequence(_parse(pattern.pattern, pattern.flags)))


def _best(candidates: Iterable[Needs]) -> Needs | None:
    """Return the need that the fewest texts fulfil."""
    return min(candidates, key=_cost, default=None)


def _cost(needs: Needs) -> tuple[float, list[str]]:
    """Return how often a need is fulfilled, roughly; sorted names break ties the same way everywhere."""
    return sum(min(_frequency(c) for c in need) / len(need) for need in needs), sorted(needs)


def _frequency(character: str) -> int:
    """Return a rank: 1 for a rare character, more for a common one."""
    return 2 + len(_COMMON) - _COMMON.index(character) if character in _COMMON else 1


def _of_sequence(sequence: Parsed) -> list[Needs]:
    """Return every need of a sequence of parsed elements; neighbouring literals make one string."""
    found: list[Needs] = []
    literal = ""
    for operation, argument in sequence:
        name = str(operation)
        if name == "LITERAL":
            literal += chr(argument)
            continue
        if literal:
            found.append(frozenset([literal]))
            literal = ""
        found += _of_element(name, argument)
    if literal:
        found.append(frozenset([literal]))
    return found


def _of_element(name: str, argument: Parsed) -> list[Needs]:
    """Return the needs of one element that is no literal."""
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_repeat(*argument)
    if name == "BRANCH":
        return _of_branches([_best(_of_sequence(branch)) for branch in argument[1]])
    if name == "IN" and len(argument) <= _LARGEST_CLASS and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [frozenset(chr(code) for _, code in argument)]
    return _of_sequence(_group(name, argument))


def _group(name: str, argument: Parsed) -> Parsed:
    """Return what a group or a look-ahead must match; nothing for any other element."""
    if name == "SUBPATTERN":
        return () if argument[1] & re.IGNORECASE else argument[-1]
    if name == "ASSERT":
        return argument[1] if argument[0] > 0 else ()
    return argument if name == "ATOMIC_GROUP" else ()


def _of_repeat(least: int, _most: Parsed, body: Parsed) -> list[Needs]:
    """Return the needs of what must stand there at least once; a repeated literal is a longer one."""
    if not least:
        return []
    if len(body) == 1 and str(body[0][0]) == "LITERAL":
        return [frozenset([chr(body[0][1]) * least])]
    return _of_sequence(body)


def _of_branches(branches: list[Needs | None]) -> list[Needs]:
    """Return that one of the branches' needs must be met, if each branch has one."""
    known = [branch for branch in branches if branch]
    return [frozenset().union(*known)] if len(known) == len(branches) else []
