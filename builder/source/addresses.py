"""Which addresses sources may claim: their spelling, and those that newsdesk keeps for itself.

Whether two sources claim one address is the catalogue's to say.
"""

import re
from typing import Final

from builder.model.article import Reference
from builder.model.site import Site
from builder.model.urls import RESERVED, SLUG_BYTES, folded, is_slug, slugify
from builder.source.kinds import WORD, Kind, read_reference
from builder.source.nodes import Node
from builder.source.reading import Reading, Trouble, quoted

FOLDERS: Final = frozenset({"authors", "fronts", "storylines", "pages", "home"})
"""Words that are no section: folders of content/ with a meaning of their own, and the home page's front."""

PART_BYTES: Final = 255
"""Longest name of a file or folder in bytes, on every file system that matters."""

ADDRESS_BYTES: Final = 1_000
"""Longest address in bytes, so that its file's whole path stays within what systems open."""

_PAGE: Final = "index.html"
"""The file that answers for a folder's address, and so never a folder itself."""

_OWN_FILES: Final = re.compile(
    r"(?:index|404)\.html|feed\.(?:xml|json)|atom\.xml|robots\.txt|sitemap(?:-[^/]*)?\.xml|news-sitemap\.xml"
    r"|favicon\.(?:ico|svg)|icon-(?:192|512)\.png|apple-touch-icon\.png|site\.webmanifest"
)
_LISTED: Final = re.compile(r"page|index\.html|feed\.(?:xml|json)|atom\.xml")


_LENGTH_HINT: Final = f"keep it within {SLUG_BYTES} bytes"
_PART_HINT: Final = (
    "write small letters and digits, with hyphens, dots or underscores between, and none of ? # % and space"
)


def reserved(address: str, site: Site) -> str:
    """Return what newsdesk itself keeps at an address, in words; '' where sources may settle."""
    parts = [part for part in folded(address).split("/") if part]
    if not parts:
        return "the home page"
    if parts[0] in RESERVED:
        return f"everything below /{parts[0]}/"
    if _OWN_FILES.fullmatch(parts[0]):
        return f"/{parts[0]}"
    if _PAGE in parts:
        return f"{_PAGE} in every folder"
    return _of_section(parts) if any(parts[0] == folded(section.id) for section in site.sections) else ""


def _of_section(parts: list[str]) -> str:
    if len(parts) == 1:
        return f"the front of the section {parts[0]}"
    return f"/{parts[0]}/{parts[1]}" if _LISTED.fullmatch(parts[1]) else ""


def claim(address: str, site: Site) -> Trouble | None:
    """Return why a source cannot have an address, or None when it can."""
    kept = reserved(address, site)
    if kept:
        message = f"the address {quoted(address)} is reserved: newsdesk keeps {kept}"
        return Trouble("address-reserved", message, "choose another slug or address")
    if len(address.encode()) > ADDRESS_BYTES or any(len(part.encode()) > PART_BYTES for part in address.split("/")):
        message = f"the address {quoted(address)} is too long"
        return Trouble("slug-invalid", message, f"keep each part within {PART_BYTES} bytes; set a shorter slug")
    return None


def slug_trouble(text: str) -> Trouble | None:
    """Return why a text is no slug, or None when it is one."""
    if is_slug(text):
        return None
    if len(text.encode()) > SLUG_BYTES:
        return Trouble("slug-invalid", f"{quoted(text)} is too long for an address", _LENGTH_HINT)
    better = slugify(text)
    hint = f"did you mean {better}?" if better else "write small letters and digits with hyphens between"
    return Trouble("slug-invalid", f"{quoted(text)} cannot be part of an address", hint)


def _read_slug(node: Node, reading: Reading) -> Reference | None:
    """Return a slug with its place."""
    written = read_reference(node, reading)
    if written is None:
        return None
    trouble = slug_trouble(written.target)
    if trouble is not None:
        reading.report(node, trouble)
        return None
    return written


def _read_address(node: Node, reading: Reading) -> Reference | None:
    """Return an old address in its one spelling: /2020/name/ or /2020/name.html."""
    written = read_reference(node, reading)
    if written is None:
        return None
    address, trouble = _old_address(written.target, reading.site)
    trouble = trouble or claim(address, reading.site)
    if trouble is not None:
        reading.report(node, trouble)
        return None
    return Reference(address, written.line, written.column)


def _old_address(text: str, site: Site) -> tuple[str, Trouble | None]:
    address = text.removeprefix(site.url) if site.url and text.startswith(f"{site.url}/") else text
    if not address.startswith("/"):
        hint = "write the path alone, such as /2020/old-name/"
        return address, Trouble("slug-invalid", f"{quoted(text)} does not begin with a slash", hint)
    parts = address[1:].removesuffix("/").split("/")
    for part in parts if address != "/" else ():
        if len(part.encode()) > SLUG_BYTES:
            return address, Trouble("slug-invalid", f"{quoted(part)} is too long for an address", _LENGTH_HINT)
        if not is_slug(part):
            message = f"{quoted(part)} in {quoted(text)} cannot be part of an address"
            return address, Trouble("slug-invalid", message, _PART_HINT)
    if parts[-1] == "index.html":
        parts.pop()
    elif "." in parts[-1]:
        return "/" + "/".join(parts), None
    return "".join(f"/{part}" for part in parts if part) + "/", None


SLUG: Final = Kind(_read_slug, WORD.schema)
ADDRESS: Final = Kind(_read_address, {"type": "string", "pattern": "^(/|https?://)[^?#%\\\\]*$"})
