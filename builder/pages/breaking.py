"""The breaking banner as pages show it: nothing but while it is due."""

from typing import Final

import msgspec

from builder.catalogue import entities
from builder.model.diagnostics import Diagnostic
from builder.model.site import Banner
from builder.model.views import Breaking
from builder.pages.archive import Archive
from builder.pages.targets import Source, fill, follow

PATH: Final = "content/breaking.yaml"

KEYS: Final = ("front:home", "fragment:breaking")
"""The pages that show the banner."""

_BANNER: Final = msgspec.msgpack.Decoder(Banner)


def breaking(archive: Archive) -> tuple[Breaking | None, tuple[Diagnostic, ...]]:
    """Return the banner that readers see now, if there is any, and what is wrong with its target."""
    entity = entities.at(archive.catalogue, PATH)
    if entity is None:
        return None, ()
    banner = _BANNER.decode(entity.record)
    shown = entity.ident == "shown"
    url, findings = _target(archive, Source(PATH, public=shown), banner)
    return (Breaking(banner.text, url, banner.until_text) if shown else None), findings


def _target(archive: Archive, source: Source, banner: Banner) -> tuple[str, tuple[Diagnostic, ...]]:
    if banner.article:
        row, wrong = follow(archive, source, banner.article)
        return (row.url if row else ""), wrong
    if banner.link:
        filled, wrong = fill(archive, source, banner.link)
        return filled.address, wrong
    return banner.url, ()
