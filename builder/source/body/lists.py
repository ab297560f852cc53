"""How deep the lists of a text nest, so that one too deep is refused before it is converted.

The parser's time grows by the cube of the depth, and it gives up somewhere beyond 200 levels: whether its stack or the
deadline ends first would depend on the machine. Reads text only, once.
"""

import re
from typing import Final

MOST_LEVELS: Final = 100
"""Levels within each other that are converted; no reader can follow a tenth of them."""

_LEVEL: Final = 4
_FAR: Final = re.compile(rf"\n[ \t]{{{MOST_LEVELS}}}")
"""What only a text has whose lists may be too deep: a tab indents by a level at most."""

_ITEM: Final = re.compile(r"^([ \t]*)(?:[*+-]|\d+\.)[ \t]|(?<=\n\n)\S", re.MULTILINE)
"""The mark of an item; or what follows a blank line at the margin and ends all lists."""


def too_deep_at(text: str) -> int:
    """Return the offset of the first list item below too many others, or -1.

    Only items count, wherever they stand: between fences, too, nobody stacks a hundred.
    """
    if _FAR.search(text) is None:
        return -1
    above: list[int] = []
    for item in _ITEM.finditer(text):
        if item[1] is None:
            above.clear()
            continue
        level = len(item[1].expandtabs(_LEVEL)) // _LEVEL
        while above and above[-1] >= level:
            above.pop()
        if len(above) == MOST_LEVELS:
            return item.end(1)
        above.append(level)
    return -1
