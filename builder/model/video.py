"""Videos at other addresses: which links are to one, who shows it, and how it is embedded once a reader asks.

Knows the addresses of a few hosts and asks nobody.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec

_LONE_LINK: Final = re.compile(r'<p>\s*<a\b[^<>]*?\bhref="([^"<>]+)"[^<>]*>(?:(?!</a>|</p>).)*</a>\s*</p>', re.DOTALL)
_ID: Final = re.compile(r"[A-Za-z0-9_-]{5,20}")
_NUMBER: Final = re.compile(r"[0-9]{5,12}")
_HASH: Final = re.compile(r"[0-9a-f]{8,12}")
_FILE: Final = re.compile(r"\.(?:mp4|webm)$", re.IGNORECASE)


class Video(msgspec.Struct, frozen=True, array_like=True):
    """A video: its address, the host's name, and the address that an `<iframe>` may show ('' for a file)."""

    address: str
    host: str
    embed: str


class Found(NamedTuple):
    """A video in the HTML of a body, and where its paragraph stands."""

    video: Video
    start: int
    end: int


def first_video(html: str) -> Found | None:
    """Return the first video that a paragraph of its own links to, or None."""
    for link in _LONE_LINK.finditer(html):
        video = video_at(unescape(link[1]))
        if video:
            return Found(video, link.start(), link.end())
    return None


def video_at(address: str) -> Video | None:
    """Return the video that an address is of, or None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    known = _HOSTS.get(host)
    if known:
        name, embed = known
        shown = embed([part for part in parts.path.split("/") if part], parts.query)
        return Video(address, name, shown) if shown else None
    if parts.scheme == "https" and host and _FILE.search(parts.path):
        return Video(address, host, "")
    return None


def _youtube(path: list[str], query: str) -> str:
    ident = parse_qs(query).get("v", [""])[0] if path == ["watch"] else ""
    if len(path) == len(("embed", "id")) and path[0] in {"embed", "shorts", "live", "v"}:
        ident = path[1]
    return _at_youtube(ident)


def _youtu_be(path: list[str], _query: str) -> str:
    return _at_youtube(path[0]) if len(path) == 1 else ""


def _at_youtube(ident: str) -> str:
    return f"https://www.youtube-nocookie.com/embed/{ident}" if _ID.fullmatch(ident) else ""


def _vimeo(path: list[str], _query: str) -> str:
    path = path[1:] if path[:1] == ["video"] else path
    if not path or not _NUMBER.fullmatch(path[0]):
        return ""
    private = f"&h={path[1]}" if path[1:] and _HASH.fullmatch(path[1]) else ""
    return f"https://player.vimeo.com/video/{path[0]}?dnt=1{private}"


def _dailymotion(path: list[str], _query: str) -> str:
    ident = path[-1] if path[:-1] in ([], ["video"], ["embed", "video"]) and path else ""
    return f"https://geo.dailymotion.com/player.html?video={ident}" if _ID.fullmatch(ident) else ""


_HOSTS: Final[dict[str, tuple[str, Callable[[list[str], str], str]]]] = {
    "youtube.com": ("YouTube", _youtube),
    "youtube-nocookie.com": ("YouTube", _youtube),
    "youtu.be": ("YouTube", _youtu_be),
    "vimeo.com": ("Vimeo", _vimeo),
    "player.vimeo.com": ("Vimeo", _vimeo),
    "dailymotion.com": ("Dailymotion", _dailymotion),
    "dai.ly": ("Dailymotion", _dailymotion),
}
"""Hosts without www. or m., their names, and how an embed's address follows from path and query."""
