"""Sitemaps and their index, to the protocol of sitemaps.org 0.9; knows addresses and days alone."""

from typing import Final

from builder.model.site import Site
from builder.model.views import SitemapIndexView, SitemapView
from builder.render import xml
from builder.render.addresses import absolute

_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(site: Site, view: SitemapView) -> str:
    """Return a sitemap of pages."""
    return _document("urlset", "url", site, view.entries)


def sitemap_index(site: Site, view: SitemapIndexView) -> str:
    """Return the index of all sitemaps."""
    return _document("sitemapindex", "sitemap", site, view.entries)


def _document(root: str, child: str, site: Site, entries: tuple[tuple[str, str], ...]) -> str:
    lines = [
        f"<{child}>{xml.element('loc', absolute(site, address))}{_changed(moment)}</{child}>\n"
        for address, moment in entries
    ]
    return f"{xml.DECLARATION}<{root} {_SPACE}>\n{''.join(lines)}</{root}>\n"


def _changed(moment: str) -> str:
    return xml.element("lastmod", moment) if moment else ""
