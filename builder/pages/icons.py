"""The site's icons, from the picture that the settings name, and the manifest that lists them.

The files themselves are renditions of that picture; here is what only the site as a whole knows.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from builder.catalogue import media
from builder.catalogue.open import Catalogue
from builder.model.page import Job, direction_of
from builder.model.picture import ICONS
from builder.model.site import Site
from builder.model.urls import output_path
from builder.model.views import ManifestView
from builder.pages.archive import ENCODE, Archive, Planned, problem_of
from builder.pages.kind import Kind, never
from builder.pages.pictured import PORTRAIT, check_picture

MANIFEST: Final = "site.webmanifest"
_SETTINGS: Final = "content/site.yaml"


def icons_of(catalogue: Catalogue, site: Site) -> tuple[str, ...]:
    """Return the icons that there are, by their files' names, and the manifest where there is any."""
    originals = (media.at(catalogue, picture.src) for picture in site.icon)
    shown = [original.facts for original in originals if original and not problem_of(site, original.facts)]
    names = [name for name, recipe in ICONS.items() if any((recipe.suffix == "svg") == one.vector for one in shown)]
    return (*names, MANIFEST) if names else ()


def keys_of_icon(archive: Archive, path: str) -> Iterable[str]:
    """Return the key of the manifest, which also says what is wrong with the icon, if a picture is the site's icon."""
    return (f"manifest:{MANIFEST}",) if any(picture.src == path for picture in archive.site.icon) else ()


def _keys(archive: Archive) -> Iterable[str]:
    return (f"manifest:{MANIFEST}",) if archive.site.icon else ()


def _plan(archive: Archive, rest: str) -> Planned:
    if rest != MANIFEST or not archive.site.icon:
        return Planned(None)
    said = (msgspec.structs.replace(picture, silent=False) for picture in archive.site.icon)
    findings = [found for picture in said for found in check_picture(archive, _SETTINGS, picture, PORTRAIT)]
    icons = icons_of(archive.catalogue, archive.site)
    if not icons:
        return Planned(None, tuple(findings))
    site = archive.site
    view = ManifestView(f"/{MANIFEST}", site.title, site.lang, direction_of(site.lang), icons)
    data = ENCODE(view)
    job = Job(f"manifest:{MANIFEST}", output_path(view.url), "manifest", "", "ManifestView", data, _SETTINGS)
    return Planned(job, tuple(findings))


MANIFESTS = Kind("manifest", _keys, never, _plan)
