"""Files of the output as a server reads them: no way out, no link followed, nothing hidden, no listing."""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "vtt": "text/vtt; charset=utf-8",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
}
"""Types by suffix; anything else is bytes, which a browser saves and never runs."""

_FEEDS: Final = {"feed.xml": "application/rss+xml; charset=utf-8", "atom.xml": "application/atom+xml; charset=utf-8"}
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_ABSENT: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.ENAMETOOLONG, errno.ENXIO})


def type_of(path: str) -> str:
    """Return the media type of a file by its name."""
    name = path.rpartition("/")[2]
    known = _FEEDS.get(name)
    return known or TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def read(folder: Path, path: str) -> bytes | None:
    """Return the bytes of a file below a folder, or None when there is no such file.

    Every folder on the way is opened by itself, so none of them can be a link. Raises OSError when the machine fails.
    """
    *folders, name = path.split("/")
    try:
        with _opened(folder, folders) as above, open(os.open(name, _FILE, dir_fd=above), "rb", buffering=0) as stream:
            return stream.readall() if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else None
    except OSError as problem:
        if problem.errno in _ABSENT:
            return None
        raise


def is_folder(folder: Path, path: str) -> bool:
    """Say whether there is a folder at a path below a folder."""
    try:
        with _opened(folder, path.split("/")):
            return True
    except OSError as problem:
        if problem.errno in _ABSENT:
            return False
        raise


@contextlib.contextmanager
def _opened(folder: Path, names: list[str]) -> Iterator[int]:
    here = os.open(folder, _FOLDER)
    try:
        for name in names:
            below = os.open(name, _FOLDER, dir_fd=here)
            os.close(here)
            here = below
        yield here
    finally:
        os.close(here)
