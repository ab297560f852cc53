"""Addresses as pages write them: with the base path in links, whole and in ASCII for machines.

Knows no page. An address is either the site's own (it starts with '/', has no base path yet) or a foreign one.
"""

import re
from typing import Final
from urllib.parse import quote

from builder.model.site import Site

_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that a link must not hold as they are: controls, spaces, quotes, brackets and invisible marks."""

_PASSED_OVER: Final = re.compile(r"[\x00-\x20]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

_PLAIN: Final = re.compile(r"[A-Za-z0-9/._~\-]*")
"""Addresses that are the same in every spelling: most of them."""

_KEPT: Final = "!#$%&'()*+,/:;=?@~[]"
"""ASCII that RFC 3986 lets stand in an address, and '%' because foreign addresses are encoded already."""


def link(site: Site, address: str) -> str:
    """Return an address for an `href` or `src`: the site's own get the base path, letters stay readable.

    A foreign address with a scheme that could run code becomes '#': no link is better than a weapon.
    """
    if _ours(address):
        address = site.base + address
    elif _armed(address):
        return "#"
    return _UNFIT.sub(_percent, address)


def _ours(address: str) -> bool:
    return address.startswith("/") and not address.startswith("//")


def _armed(address: str) -> bool:
    # Browsers pass over controls and spaces when they look for a scheme.
    scheme = _SCHEME.match(_PASSED_OVER.sub("", address))
    return scheme is not None and scheme[1].lower() not in _SAFE_SCHEMES


def _percent(unfit: re.Match[str]) -> str:
    return quote(unfit[0], safe="")


def absolute(site: Site, address: str) -> str:
    """Return an address with scheme and host, in ASCII (RFC 3986), as feeds, sitemaps and metadata want it."""
    if not _ours(address):
        return "#" if _armed(address) else quote(address, safe=_KEPT)
    if not site.base and _PLAIN.fullmatch(address):
        return site.url + address
    origin = site.url.removesuffix(site.base) if site.base else site.url
    return origin + quote(site.base + address, safe=_KEPT)
