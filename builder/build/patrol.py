"""A walk round a site in small steps, beside other work: it finds what the watch of a preview was not told of.

It only names places to look at. What changed there, if anything did, is decided by `survey`, like every change.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from builder.build.output import Output
from builder.build.survey import THEMES
from builder.catalogue import pages, sources
from builder.catalogue.open import Catalogue
from builder.catalogue.sources import Seen
from builder.source.scan import names_below, scan
from builder.source.theme import Place, find_theme

CONTENT: Final = "content"
"""The folder of sources, below the site's root."""

STEP: Final = 200
"""Files that are looked at in one step: a millisecond or two."""


def suspects(root: Path, theme: str, places: tuple[Place, ...], catalogue: Catalogue) -> Iterator[frozenset[str]]:
    """Give step by step the paths from the root that the last round did not see, or not as they are.

    `places` are where it found the theme of that name. A theme is one path: it is small.
    """
    if not _is_theme_as_seen(root, theme, places, catalogue):
        yield frozenset((THEMES,))
    last = CONTENT
    while known := sources.seen_after(catalogue, last, f"{CONTENT}0", STEP):  # 0 is what follows the slash
        last = known[-1].path
        yield frozenset(file.path for file in known if not _is_as_seen(root, file))
    for names in names_below(root, CONTENT, STEP):
        yield frozenset(names) - sources.seen_among(catalogue, names)


def damage(catalogue: Catalogue, output: Output) -> Iterator[None]:
    """Put the pages whose files in the output are not as they were left on the pending list, step by step."""
    last = ""
    while made := pages.made_after(catalogue, last, STEP):
        last = made[-1][0]
        name_damaged(catalogue, output.damaged(one for one in made if one[1]))
        yield


def name_damaged(catalogue: Catalogue, keys: list[str]) -> None:
    """Put pages on the pending list whose files in the output are not as they were left."""
    if keys:
        with catalogue.changing():
            why = "its file in the output was changed or removed"
            pages.await_pages(catalogue, ((key, why) for key in keys))


def _is_theme_as_seen(root: Path, theme: str, places: tuple[Place, ...], catalogue: Catalogue) -> bool:
    found = scan((place.root, place.folder) for place in places)
    stamps = {path: file[2:5] for path, file in found.files.items()}
    known = {path: seen[2:5] for path, seen in sources.seen_at(catalogue, THEMES).items()}
    return stamps == known and find_theme(root, theme)[0] == places


def _is_as_seen(root: Path, file: Seen) -> bool:
    try:
        found = os.lstat(f"{root}/{file.path}")
    except OSError:
        return False
    stamps = (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return stat.S_ISREG(found.st_mode) and stamps == (file.size, file.mtime, file.ctime)
