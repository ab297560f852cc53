"""Ids in clean HTML: what a fragment of an address may name.

An id of the text may be equal to one of the page around it: the default theme's own ids begin with `newsdesk-`,
and no id is refused or prefixed, so that a fragment stays what the writer wrote. An id can shadow nothing of
`document`, because no element that the cleaner keeps may have a `name`.
"""

import re
from html import unescape
from typing import Final

_ID: Final = re.compile(r"<[a-z][a-z0-9]*(?:\s(?!id=)[^\s\"'<>/=]++(?:=\"[^\"]*+\")?)*\s(id=\"([^\"]*)\")")
_SPACE: Final = re.compile(r"\s")


def ids_of(html: str) -> tuple[str, ...]:
    """Return every id of `html` in order."""
    return tuple(unescape(found[2]) for found in _ID.finditer(html)) if ' id="' in html else ()


def settle_ids(html: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return `html` without ids that stand twice, are empty or hold white space; the ids that stay; those that go."""
    ids = ids_of(html)
    if not ids or len(set(ids)) == len(ids) == len(" ".join(ids).split()):
        return html, ids, ()
    seen: set[str] = set()
    bad: list[str] = []

    def keep(found: re.Match[str]) -> str:
        ident = unescape(found[2])
        if ident and ident not in seen and not _SPACE.search(ident):
            seen.add(ident)
            return found[0]
        bad.append(ident)
        return found[0][: found.start(1) - found.start() - 1]

    html = _ID.sub(keep, html)
    return html, ids_of(html), tuple(bad)
