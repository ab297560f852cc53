"""A change of theme, settings, icons or footer: the kit is put together anew, and pages are named by it."""

from typing import NamedTuple

import msgspec

from builder.build.applying import await_everything
from builder.build.kit import Tools, are_awaited, keep_tools, kept_tools, make_tools
from builder.catalogue import diagnostics, meta, pages
from builder.catalogue.open import Catalogue
from builder.model.site import FooterLink, Related, Serve, Site
from builder.pages import colours
from builder.pages.archive import Archive
from builder.pages.icons import icons_of
from builder.pages.memory import Memory
from builder.pages.naming import keys_naming
from builder.pages.standing import footer_of
from builder.source.scan import scan
from builder.source.theme import Place


class Ingredients(NamedTuple):
    """What a kit is made of: settings and what they lead to, the theme's folders and files, and the kit before it."""

    site: Site
    places: tuple[Place, ...]
    paths: tuple[str, ...]
    last: Tools | None


def ingredients(catalogue: Catalogue, site: Site, places: tuple[Place, ...]) -> Ingredients:
    """Return what a kit would be made of now."""
    icons, footer = _found(catalogue, site)
    public = msgspec.structs.replace(site.media, secret="")
    known = msgspec.structs.replace(
        site, icons=icons, footer=footer, standing=(), named=(), serve=Serve(), related=Related(), media=public
    )
    theme = scan((place.root, place.folder) for place in places)
    return Ingredients(known, places, tuple(theme.files), kept_tools(catalogue))


def new_tools(catalogue: Catalogue, site: Site, places: tuple[Place, ...]) -> Tools:
    """Read the theme's files and put the kit together."""
    return make_tools(*ingredients(catalogue, site, places))


def is_awaited(catalogue: Catalogue, site: Site) -> bool:
    """Say whether the kit has to be put together: the theme, the settings, or what these lead to changed."""
    return are_awaited(catalogue) or _packed(catalogue, site) != meta.read(catalogue, "found")


def name_by_theme(catalogue: Catalogue, site: Site, tools: Tools) -> None:
    """Name the pages that a change of theme or settings touches."""
    archive = Archive(catalogue, site, tools.assets, Memory(catalogue, kept=False))
    last = kept_tools(catalogue)
    known = last.closures if last else {}
    with catalogue.changing():
        why = "the theme changed"
        if last is not None and last.globals != tools.globals:
            await_everything(archive, "settings or the theme's words changed")
        for template in sorted(known.keys() | tools.closures.keys()):
            if known.get(template) != tools.closures.get(template):
                keys = pages.keys_by_template(catalogue, template)
                pages.await_pages(catalogue, ((key, f"the template {template} changed") for key in keys))
        assets = [f"asset:{asset.name}" for asset in tools.assets]
        gone = [key for key in pages.keys_of_kind(catalogue, "asset") if key not in assets]
        pages.await_pages(catalogue, ((key, why) for key in (*assets, *gone, colours.KEY)))
        links = keys_naming(archive, (f"/assets/{key.partition(':')[2]}" for key in (*assets, *gone)))
        pages.await_pages(catalogue, ((key, why) for key in links))
        diagnostics.store(catalogue, "theme:", tools.findings)
        keep_tools(catalogue, tools)
        meta.store(catalogue, "found", _packed(catalogue, site))


def _found(catalogue: Catalogue, site: Site) -> tuple[tuple[str, ...], tuple[FooterLink, ...]]:
    """Return what the settings lead to and every page shows: icons, and the standing pages of the footer."""
    archive = Archive(catalogue, site, (), Memory(catalogue, kept=False))
    return icons_of(catalogue, site), footer_of(archive)


def _packed(catalogue: Catalogue, site: Site) -> bytes:
    return msgspec.msgpack.encode(_found(catalogue, site))
