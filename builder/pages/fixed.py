"""Files that depend on the settings and the theme alone: "not found", robots.txt and the theme's assets."""

from collections.abc import Iterable
from typing import Final

from builder.model.page import Job
from builder.model.views import PlainView
from builder.pages.archive import ENCODE, Archive, Planned
from builder.pages.kind import Kind, never
from builder.pages.standing import check_footer

ROBOTS_FIRST_LINE: Final = "# newsdesk"
"""The first line of robots.txt, by which newsdesk knows a folder that it made."""


_NOT_FOUND: Final = "404.html"
_ROBOTS: Final = "robots.txt"


def _not_found_keys(_archive: Archive) -> Iterable[str]:
    return (f"plain:{_NOT_FOUND}",)


def _plan_plain(archive: Archive, rest: str) -> Planned:
    if rest != _NOT_FOUND:
        return Planned(None)
    job = Job(f"plain:{rest}", rest, "html", rest, "PlainView", ENCODE(PlainView("/" + rest)), "")
    return Planned(job, check_footer(archive))


def _robots_keys(_archive: Archive) -> Iterable[str]:
    return (f"robots:{_ROBOTS}",)


def _plan_robots(archive: Archive, rest: str) -> Planned:
    if rest != _ROBOTS:
        return Planned(None)
    text = f"{ROBOTS_FIRST_LINE}\nUser-agent: *\nAllow: /\n\nSitemap: {archive.site.url}/sitemap.xml\n"
    return Planned(Job(f"robots:{rest}", rest, "text", "", "", text.encode(), ""))


def _asset_keys(archive: Archive) -> Iterable[str]:
    return (f"asset:{asset.name}" for asset in archive.assets)


def _plan_asset(archive: Archive, rest: str) -> Planned:
    data = next((asset.data for asset in archive.assets if asset.name == rest), None)
    if data is None:
        return Planned(None)
    return Planned(Job(f"asset:{rest}", f"assets/{rest}", "text", "", "", data, ""))


PLAIN = Kind("plain", _not_found_keys, never, _plan_plain)
ROBOTS = Kind("robots", _robots_keys, never, _plan_robots)
ASSET = Kind("asset", _asset_keys, never, _plan_asset)
