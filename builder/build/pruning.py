"""The media cache without what no catalogue knows of any more."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.build.lock import locked
from builder.build.media_cache import MediaCache, card_name, facts_name, rendition_name
from builder.catalogue import media, pages
from builder.catalogue.open import Catalogue, open_to_read
from builder.model.picture import original_of, recipe_of
from builder.model.source import suffix_of


class Pruned(NamedTuple):
    """What went: entries and their bytes. `known` is false when no catalogue could be read, and nothing was touched."""

    entries: int
    size: int
    known: bool


def prune(folder: Path) -> Pruned:
    """Remove from the media cache in a folder of caches whatever no page of its catalogues is made of.

    Raises LockedError while a build of any of them is running.
    """
    files = sorted(folder.glob("*.sqlite"))
    wanted: set[str] = set()
    known = False
    with contextlib.ExitStack() as stack:
        for file in files:
            stack.enter_context(locked(file.with_suffix(".lock")))
            catalogue = open_to_read(file)
            if catalogue is None:
                return Pruned(0, 0, known=False)
            stack.callback(catalogue.abandon)
            wanted.update(_names(catalogue))
            known = True
        if not known:
            return Pruned(0, 0, known=False)
        return Pruned(*MediaCache(folder / "media").prune(wanted), known=True)


def _names(catalogue: Catalogue) -> Iterator[str]:
    """Return the names of the entries that a catalogue's pages and originals come from."""
    for key in pages.keys_of_kind(catalogue, "social"):
        made = pages.find(catalogue, key)
        if made:
            yield card_name(made.path)
    pending = (key for key, _ in pages.pending_of_kind(catalogue, "media"))
    for key in (*pages.keys_of_kind(catalogue, "media"), *pending):
        yield rendition_name(original_of(key), recipe_of(key))
    for original in media.all_pictures(catalogue):
        yield facts_name(original.digest, suffix_of(original.path))
