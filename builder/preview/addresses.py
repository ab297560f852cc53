"""From paths below the output to addresses in a browser, and back."""

from typing import Final
from urllib.parse import quote, unquote_to_bytes

INDEX: Final = "index.html"

LONGEST: Final = 2_000
"""Bytes of an address at most."""

_KEPT: Final = "/!$&'()*+,;=:@~-._"


def address_of(base: str, path: str) -> str:
    """Return the address of a file of the output, as a browser writes it; `base` is the path that the site lives at."""
    shown = path.removesuffix(INDEX) if path == INDEX or path.endswith("/" + INDEX) else path
    return quote(f"{base}/{shown}", safe=_KEPT)


def path_at(base: str, target: str) -> str | None:
    """Return the path below the output that a request's target asks for ('' or with a slash at its end for a folder).

    None is the answer to whatever no page of ours can have: a way up, a hidden or an empty name, a control character,
    a backslash, bytes that are no text, a target outside the site's base.
    """
    address = target.partition("?")[0]
    if not address.startswith("/") or "#" in address or len(address) > LONGEST:
        return None
    try:
        plain = unquote_to_bytes(address).decode("utf-8")
    except UnicodeError:
        return None
    if any(letter < " " or letter in "\\\x7f" for letter in plain):
        return None
    if plain != base and not plain.startswith(base + "/"):
        return None
    path = plain[len(base) + 1 :]
    names = path.split("/")
    if names[-1] == "":
        names.pop()
    return None if any(not name or name.startswith(".") for name in names) else path
