"""XML of our own: what it writes, every strict parser reads back equal.

Characters that XML 1.0 forbids are removed, because no escape may stand for them.
Source: W3C, Extensible Markup Language (XML) 1.0, 2.2 Characters, 2.11 End-of-Line Handling, 3.3.3.
"""

import re
from collections.abc import Iterable
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE: Final = _TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def allowed(text: str) -> str:
    """Return the text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def text(value: str) -> str:
    """Return a value as the text of an element."""
    return allowed(value).translate(_TEXT)


def element(name: str, value: str, attributes: Iterable[tuple[str, str]] = ()) -> str:
    """Return `<name attributes>value</name>`; the value is text, not XML."""
    return f"<{name}{_attributes(attributes)}>{text(value)}</{name}>"


def empty(name: str, attributes: Iterable[tuple[str, str]]) -> str:
    """Return `<name attributes/>`."""
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join([f' {name}="{allowed(value).translate(_VALUE)}"' for name, value in attributes])
