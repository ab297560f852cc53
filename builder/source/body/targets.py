"""What a written link or picture target means: a file of content/, an address of the site, or a place elsewhere.

Pure functions of the written words, the folder of the article and the settings; whether the target exists is the
catalogue's to say. Browsers decide what a target is, so their reading (WHATWG URL) counts: white space and control
characters around it and line breaks within do not, and a backslash is a slash.
"""

import re
import unicodedata
from html import unescape
from typing import Final, Literal
from urllib.parse import unquote

import msgspec

from builder.model.site import Site
from builder.model.source import MEDIA_SUFFIXES
from builder.source.suggest import closest

Flaw = Literal["anchor-unknown", "link-broken", "link-unsafe", "picture-missing", "picture-unreadable"]


class Foreign(msgspec.Struct, frozen=True):
    """Another site, a mailbox or a telephone; `url` is what a browser may be given."""

    url: str
    web: bool
    """An address of the web, rather than of a person."""


class Place(msgspec.Struct, frozen=True):
    """A file of content/ or an address of the site, and the fragment within it without '#'."""

    target: str
    anchor: str


class Here(msgspec.Struct, frozen=True):
    """A fragment of the article itself, without '#'."""

    anchor: str


class Wrong(msgspec.Struct, frozen=True):
    """A target that cannot be used: the diagnostic's code, message and hint."""

    code: Flaw
    message: str
    hint: str


_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_RUNNING: Final = re.compile(
    r"(?:java|vb|live|j)?script:|(?:data|file|blob|filesystem|view-source|about|chrome|jar|mhtml|res|ms-[a-z-]+):",
    re.IGNORECASE,
)
_EDGES: Final = "".join(map(chr, range(33)))
_BREAKS: Final = re.compile(r"[\t\n\r]")
_INVISIBLE: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000\ue001]")
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f\\\ue000\ue001]")
_TAIL: Final = re.compile(r"[?#]")
_WEB: Final = re.compile(r"https?://([^/?#\s]+)", re.IGNORECASE)
_NO_ADDRESS: Final = re.compile(r"[\x00-\x20\x7f\\?#\ue000\ue001]")
_UNWRITTEN: Final = re.compile(r"[\x00-\x20\"<>\\^`{|}\x7f\ue000\ue001]|%(?![0-9A-Fa-f]{2})")
_BRACKET: Final = re.compile(r"[\[\]]")

_SCHEMES_HINT: Final = "link with https:, http:, mailto: or tel:"
_OWN_HINT: Final = "link to the article's file (name.md) or to its whole address (/section/name/)"
_FOLDER_HINT: Final = "write the way from this file's folder, or from content/ with a slash in front"
_QUOTED: Final = 80


_TITLED: Final = re.compile(rf"(\S+(?:{'|'.join(map(re.escape, sorted(MEDIA_SUFFIXES)))}))\s+\S", re.IGNORECASE)


def link_target(written: str, folder: str, site: Site) -> Foreign | Place | Here | Wrong:
    """Say what a link's `written` target (entities decoded) means in an article of `folder` (content/world)."""
    seen = _as_browsers_see(written)
    if not seen.strip("#"):
        return Wrong("link-broken", "a link has no target", _OWN_HINT)
    if seen[0] == "#":
        return Here(unquote(seen[1:]))
    outer = _scheme_target(seen, site)
    if outer is not None:
        return _inner_target(outer, folder) if isinstance(outer, str) else outer
    return _inner_target(seen, folder)


def picture_target(written: str, folder: str, site: Site) -> Foreign | Place | Wrong:
    """Say what a picture's `written` target means: a file of content/, or a foreign address."""
    seen = _as_browsers_see(written)
    if not seen:
        return Wrong("picture-missing", "a picture has no file", _FOLDER_HINT)
    outer = _scheme_target(seen, site)
    if isinstance(outer, Foreign) and not outer.web:
        return _unsafe(seen)
    if outer is not None and not isinstance(outer, str):
        return outer
    path = _TAIL.split(outer or seen, maxsplit=1)[0]
    file = _file(path, folder)
    if not file:
        return Wrong("picture-missing", f"{quoted(written)} leads out of content/", _FOLDER_HINT)
    return Place(file, "") if _suffix(file) in MEDIA_SUFFIXES else _no_picture(written, path)


def _no_picture(written: str, path: str) -> Wrong:
    titled = _TITLED.match(path)
    if titled:
        message = f"{quoted(written)}: what follows the file's name stands in no straight quotes"
        return Wrong("picture-unreadable", message, f'write ({titled[1]} "Title | Credit")')
    kinds = ", ".join(sorted(suffix[1:] for suffix in MEDIA_SUFFIXES))
    return Wrong("picture-unreadable", f"{quoted(written)} is of no kind that a page can show", f"use {kinds}")


def quoted(written: str) -> str:
    """Return a target as a message repeats it: in quotation marks, printable, at most 80 characters."""
    return f'"{repeated(written)}"'


def repeated(written: str) -> str:
    """Return what was written as a message repeats it: printable, at most 80 characters."""
    seen = _UNPRINTABLE.sub("\ufffd", written)
    return seen if len(seen) <= _QUOTED else seen[: _QUOTED - 1] + "…"


def unsafe_scheme(written: str) -> Wrong | None:
    """Return the finding on a target whose plain scheme articles may not use: the cleaner takes such a target away."""
    seen = _as_browsers_see(written)
    scheme = _SCHEME.match(seen)
    return _unsafe(seen) if scheme is not None and scheme[1].lower() not in _ALLOWED else None


_ALLOWED: Final = frozenset({"http", "https", "mailto", "tel"})


def _as_browsers_see(written: str) -> str:
    seen = written.strip(_EDGES)
    return seen if seen.isprintable() else _BREAKS.sub("", seen)


def _scheme_target(seen: str, site: Site) -> Foreign | Wrong | str | None:
    """Judge the scheme: a foreign place, an address of this site as text, a flaw, or None when there is no scheme."""
    scheme = _SCHEME.match(seen)
    if scheme is not None:
        name = scheme[1].lower()
        if name in {"mailto", "tel"}:
            return Foreign(_written_url(seen), web=False)
        return _web(seen, site) if name in _ALLOWED else _unsafe(seen)
    if ("%" in seen or "&" in seen or not seen.isprintable()) and _hides_scheme(seen):
        return _unsafe(seen)
    if seen[0] in "/\\" and seen[1:2] in {"/", "\\"}:
        return _web("https:" + seen, site)
    return None


def _hides_scheme(seen: str) -> bool:
    """Say whether a scheme that runs code appears once percent signs, entities and invisible signs are gone."""
    for _ in range(3):
        seen = _INVISIBLE.sub("", unescape(unquote(seen)))
        if _RUNNING.match(seen):
            return True
    return False


def _unsafe(seen: str) -> Wrong:
    scheme = _SCHEME.match(seen)
    name = f"the scheme {scheme[1].lower()}:" if scheme else "a hidden scheme"
    hint = _SCHEMES_HINT
    if scheme and (len(scheme[1]) == 1 or scheme[1].lower() == "file"):
        hint = "put the file into content/, and name it from there"
    elif scheme and (meant := closest(scheme[1], sorted(_ALLOWED))):
        hint = f"did you mean {meant}:?"
    return Wrong("link-unsafe", f"{quoted(seen)} uses {name}, which an article may not", hint)


def _web(url: str, site: Site) -> Foreign | Wrong | str:
    """Judge an http(s) address; one of this site becomes the address below it, such as /world/."""
    if "\\" in url:
        head = _TAIL.split(url, maxsplit=1)[0]
        url = head.replace("\\", "/") + url[len(head) :]
    parts = _WEB.match(url)
    if parts is None:
        return Wrong("link-broken", f"{quoted(url)} has no host", "write the whole address: https://example.org/page")
    if _host(parts[1]) == _host(site.url[: len(site.url) - len(site.base)].partition("//")[2]):
        rest = url[parts.end() :]
        if (_TAIL.split(rest, maxsplit=1)[0] + "/").startswith(site.base + "/"):
            below = rest[len(site.base) :]
            return below if below[:1] == "/" else "/" + below
    return Foreign(_written_url(url), web=True)


def _host(netloc: str) -> str:
    return netloc.lower().removesuffix(":443").removesuffix(":80")


def _written_url(url: str) -> str:
    """Return an address that an attribute can hold: what no address may contain is percent-encoded."""
    if "[" in url or "]" in url:
        path = max(0, url.find("/", url.find("//") + 2))
        url = url[:path] + _BRACKET.sub(_percent, url[path:])
    return _UNWRITTEN.sub(_percent, url)


def _percent(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode())


def _inner_target(seen: str, folder: str) -> Place | Wrong:
    address, _, anchor = seen.partition("#")
    path, _, query = address.partition("?")
    path = path.replace("\\", "/")
    suffix = _suffix(unquote(path))
    if suffix == ".md" or suffix in MEDIA_SUFFIXES:
        file = _file(path, folder) if not query else ""
        if query:
            return Wrong("link-broken", f"{quoted(seen)} asks a file a question", "leave out what follows the '?'")
        if not file:
            return Wrong("link-broken", f"{quoted(seen)} leads out of content/", _FOLDER_HINT)
        return Place(file, unquote(anchor))
    if path[:1] != "/":
        message = f"{quoted(seen)} is neither a file of content/ nor a whole address"
        return Wrong("link-broken", message, _outside(seen) or _OWN_HINT)
    plain = unicodedata.normalize("NFC", unquote(path))
    if _NO_ADDRESS.search(plain) or not {".", ".."}.isdisjoint(plain.split("/")):
        return Wrong("link-broken", f"{quoted(seen)} can be no address of this site", _OWN_HINT)
    return Place(f"{plain}?{query}" if query else plain, unquote(anchor))


def _outside(seen: str) -> str:
    """Return how to write what is probably a mailbox or the address of another site; '' for other targets."""
    if _MAILBOX.fullmatch(seen):
        return f"write mailto:{seen}"
    return f"write https://{seen} if it is another site" if _HOST.match(seen) else ""


_MAILBOX: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST: Final = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}/", re.IGNORECASE)


def _suffix(path: str) -> str:
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name else ""


def _file(path: str, folder: str) -> str:
    """Return the file of content/ that a way names, or '' when the way leads out of it."""
    plain = unicodedata.normalize("NFC", unquote(path.replace("\\", "/")))
    parts = ["content"] if plain[:1] == "/" else folder.split("/")
    for step in plain.split("/"):
        if step == "..":
            parts.pop()
            if not parts:
                return ""
        elif step not in {"", "."}:
            parts.append(step)
    return "" if _FORBIDDEN.search(plain) or parts[0] != "content" or len(parts) == 1 else "/".join(parts)
