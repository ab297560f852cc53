"""What somebody probably meant who names what is not there.

A suggestion depends on every other name in the archive, so it must not be stored: the next build would report another
one than a clean build. The hint is left open in the finding and settled when the finding is reported.
"""

import difflib
import re
from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import articles, entities, media
from builder.catalogue.open import Catalogue
from builder.model.diagnostics import Diagnostic
from builder.model.site import Site

_OPEN: Final = "\x00"
_NEAR: Final = 200
"""How many names that begin alike are compared."""

_LOOKED_AT: Final = 5
_ALIKE: Final = 0.75
_CORES_ALIKE: Final = 0.6
"""How like the cores of two names must be: names in one folder, of one month, are half alike without them."""

_AROUND: Final = re.compile(r"^\d{4}-\d\d-\d\d-|\.[a-z]+$")
_CONTENT: Final = "content/"
_KINDS: Final = {"author": "authors", "storyline": "storylines", "page": "pages"}
"""Kinds of sources that are named by the names of their files, and the folders of content/ in which these lie."""


def open_hint(target: str, otherwise: str) -> str:
    """Return a hint to be settled; `target` is a path, an address, an article's id, or a kind, a colon and an id."""
    return f"{_OPEN}{target}{_OPEN}{otherwise}"


def is_open(diagnostic: Diagnostic) -> bool:
    """Say whether a finding's hint is still to be settled."""
    return diagnostic.hint.startswith(_OPEN)


def settle_hint(catalogue: Catalogue, site: Site, diagnostic: Diagnostic) -> Diagnostic:
    """Return a finding whose hint is open with what was probably meant in it, written so that it works there."""
    _, target, otherwise = diagnostic.hint.split(_OPEN, 2)
    kind, colon, ident = target.partition(":")
    if colon and kind in _KINDS:
        hint = _named(catalogue, kind, ident)
    elif target.startswith(_CONTENT):
        found = _elsewhere(catalogue, site, target, diagnostic.path) or _like(catalogue, target)
        hint = f"did you mean {_way(found, diagnostic.path)}?" if found else ""
    else:
        column = "url" if target.startswith("/") else "id"
        stem = target[: max(1, len(target.rstrip("/")) // 2)]
        near = _nearest(target, articles.names_like(catalogue, column, stem, _NEAR))
        hint = f"did you mean {near}?" if near else ""
    return msgspec.structs.replace(diagnostic, hint=hint or otherwise)


def _named(catalogue: Catalogue, kind: str, ident: str) -> str:
    """Return which author, storyline or standing page was meant; '' where none is near."""
    known = [entity.path.rpartition("/")[2].removesuffix(".md") for entity in entities.all_of(catalogue, kind)]
    several = [one for one in ident.split("-and-") if one in known]
    if len(several) > 1:
        return f"write a list: [{', '.join(several)}]"
    bare = ident.rpartition("/")[2].removesuffix(".md")
    near = bare if bare in known else _nearest(bare.removeprefix("the-"), known)
    return f"did you mean {near}?" if near else ""


def _elsewhere(catalogue: Catalogue, site: Site, target: str, source: str) -> str:
    """Return the file of that name in the folder where it was probably looked for; '' where there is none."""
    name, own = target.rpartition("/")[2], source.rpartition("/")[0] + "/"
    below = target.removeprefix(own) if target.startswith(own) else ""
    folders = [section.id for section in site.sections if name.endswith(".md")]
    candidates = (
        f"{_CONTENT}{below.removeprefix(_CONTENT)}",
        *(f"{_CONTENT}{folder}/{name}" for folder in (*folders, *_KINDS.values())),
    )
    return next((one for one in candidates if one != target and _is_there(catalogue, one)), "")


def _is_there(catalogue: Catalogue, path: str) -> bool:
    row = articles.at(catalogue, path)
    known = media.at(catalogue, path) or entities.at(catalogue, path)
    return known is not None or (row is not None and row.shown)


def _like(catalogue: Catalogue, target: str) -> str:
    """Return the path of an article or a picture that is near to one which is not there; '' where none is."""
    if target.endswith(".md"):
        stem = target[: len(target) // 2]
        return _nearest(target, articles.names_like(catalogue, "path", stem, _NEAR))
    folder, slash, name = target.rpartition("/")
    begins = sorted({folder + slash + first for first in (name[:1].lower(), name[:1].upper(), name[:1])})
    return _nearest(target, [path for stem in begins for path in media.names_like(catalogue, stem, _NEAR)])


def _nearest(target: str, names: Iterable[str]) -> str:
    """Return the name that is nearest to another one, case left out of account; '' where none is near."""
    spelled = {name.casefold(): name for name in names}
    word = target.casefold()
    near = difflib.get_close_matches(word, spelled, _LOOKED_AT, _ALIKE)
    return next((spelled[one] for one in near if _is_near(_core(word), _core(one))), "")


def _core(name: str) -> str:
    """Return what tells a file or an address from its neighbours: its last part without date and suffix."""
    return _AROUND.sub("", name.rstrip("/").rpartition("/")[2])


def _is_near(one: str, other: str) -> bool:
    """Say whether two cores are nearly spelled alike, or made of the same words, as after renaming."""
    words, others = set(one.split("-")), set(other.split("-"))
    if len(words & others) * 2 > len(words):
        return True
    return difflib.SequenceMatcher(None, one, other).ratio() >= _CORES_ALIKE


def _way(path: str, source: str) -> str:
    """Return how the file at `source` names another: by its name beside it, else from content/ on."""
    folder, slash, name = path.rpartition("/")
    return name if folder + slash == source.rpartition("/")[0] + "/" else path.removeprefix("content")
