"""Where a preview runs, told to other commands by a small file that only its owner may read."""

import contextlib
import json
import os
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.error import URLError

from builder.build.pipeline import CACHE
from builder.preview.gate import KEY, Gate

_PATIENCE: Final = 12.0


@contextlib.contextmanager
def told(folder: Path, gate: Gate) -> Iterator[Path]:
    """Leave a note of a running preview beside its folder while the block runs, and say where."""
    note = folder.with_suffix(".json")
    data = {"address": gate.address, "token": gate.token, "key": gate.key, "process": os.getpid()}
    note.unlink(missing_ok=True)
    descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as stream:
        json.dump(data, stream)
    try:
        yield note
    finally:
        note.unlink(missing_ok=True)


def visited(root: Path, path: str) -> str:
    """Ask a running preview for the page of a source, such as content/world/summit.md, and return where it is.

    Returns '' when no preview of this site is running or the page is not there.
    """
    for note in sorted((root / CACHE).glob("preview-*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError, URLError):
            known = json.loads(note.read_text(encoding="utf-8"))
            request = urllib.request.Request(  # noqa: S310 - the address is our own note's
                known["address"] + "/_newsdesk/visit",
                data=json.dumps({"path": path}).encode(),
                headers={"X-Newsdesk": known["token"], "Cookie": f"{KEY}={known['key']}"},
            )
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 - as above
                return str(json.load(answer)["address"])
    return ""
