"""A page made to be read from a folder: relative addresses, no scripts, nothing that leads a machine to it.

It knows no site: it is told which files lie beside the page, and where everything else is to be found.
"""

import posixpath
import re
from collections.abc import Collection
from html import escape
from html.parser import HTMLParser
from typing import Final

_ADDRESSES: Final = frozenset({"href", "src", "poster", "srcset", "imagesrcset"})
_KEPT_LINKS: Final = frozenset({"stylesheet", "icon"})
_URL: Final = re.compile(r"url\(\s*([\"']?)(/[^)\"']*)\1\s*\)")
NOINDEX: Final = '<meta name="robots" content="noindex, nofollow">'


def addresses_in(page: str, base: str) -> set[str]:
    """Return the paths below the site that a page names in its links, pictures and styles."""
    reader = _Reader(base, frozenset(), "")
    reader.feed(page)
    reader.close()
    return reader.named


def portable_page(page: str, base: str, files: Collection[str], site: str) -> str:
    """Return a page whose addresses lead to `files` beside it (paths such as assets/style.css) or to the site.

    `base` is the path that the site lives at, `site` its scheme and host. Links for machines and metadata for sharing
    go, and so do scripts; search engines are told to leave the page alone.
    """
    reader = _Reader(base, frozenset(files), site)
    reader.feed(page)
    reader.close()
    return "".join(reader.out)


def styles_in(style: str) -> set[str]:
    """Return the paths below the site that a stylesheet names by whole addresses."""
    return {found[2].partition("?")[0].partition("#")[0].lstrip("/") for found in _URL.finditer(style)}


def portable_style(style: str, path: str, base: str) -> str:
    """Return a stylesheet whose whole addresses are relative to its own place in the folder."""
    here = posixpath.dirname(path)

    def relative(found: re.Match[str]) -> str:
        return f'url("{posixpath.relpath(found[2].removeprefix(base).lstrip("/"), here or ".")}")'

    return _URL.sub(relative, style)


class _Reader(HTMLParser):
    """Copies a page, tag by tag, and changes what has an address."""

    def __init__(self, base: str, files: frozenset[str], site: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.named: set[str] = set()
        self._base = base
        self._files = files
        self._site = site
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag with its addresses changed, or leave it out."""
        known = dict(attrs)
        if tag == "script":
            self._in_script = True
        elif not _is_for_machines(tag, known):
            self.out.append(self._tag(tag, attrs))
            self.out.extend([f"\n{NOINDEX}"] if tag == "head" else [])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat a tag that closes itself as one that does not; HTML knows no difference."""
        if tag == "script" or _is_for_machines(tag, dict(attrs)):
            return
        self.out.append(self._tag(tag, attrs)[:-1] + "/>")

    def handle_endtag(self, tag: str) -> None:
        """Copy an end."""
        if tag == "script":
            self._in_script = False
        else:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text."""
        self._copy(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a character's name."""
        self._copy(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a character's number."""
        self._copy(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Leave comments out."""

    def handle_decl(self, decl: str) -> None:
        """Copy the document type."""
        self.out.append(f"<!{decl}>")

    def _copy(self, text: str) -> None:
        if not self._in_script:
            self.out.append(text)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        words = [tag]
        for name, value in attrs:
            if value is None:
                words.append(name)
            else:
                changed = self._changed(name, value) if name in _ADDRESSES else value
                words.append(f'{name}="{escape(changed)}"')
        return f"<{' '.join(words)}>"

    def _changed(self, name: str, value: str) -> str:
        if not name.endswith("srcset"):
            return self._address(value)
        parts = (part.strip().partition(" ") for part in value.split(","))
        return ", ".join(f"{self._address(address)}{gap}{rest}" for address, gap, rest in parts)

    def _address(self, address: str) -> str:
        if not address.startswith("/") or address.startswith("//"):
            return address
        path = address.removeprefix(self._base).lstrip("/").partition("?")[0].partition("#")[0]
        self.named.add(path)
        return path if path in self._files else self._site + address


def _is_for_machines(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag == "link":
        return _KEPT_LINKS.isdisjoint((attributes.get("rel") or "").split())
    if tag == "meta":
        return "property" in attributes or (attributes.get("name") or "").startswith(("twitter:", "robots"))
    return False
