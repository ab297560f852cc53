"""Proof on demand: build clean elsewhere and compare with what the increments made, byte by byte."""

import tempfile
from pathlib import Path

from builder.build.output import Folder
from builder.build.pipeline import CACHE, build
from builder.build.request import Request


def verify(request: Request) -> str:
    """Return '' when the output equals a clean build of the same sources and moment, else the first difference."""
    if request.output is None:
        raise ValueError("a build that keeps no pages cannot be compared")
    with tempfile.TemporaryDirectory(prefix="newsdesk-verify-") as scratch:
        clean = Path(scratch, "output")
        kept = request.media or (request.cache or request.root / CACHE) / "media"
        build(request._replace(output=clean, cache=Path(scratch, "cache"), media=kept))
        return first_difference(request.output, clean)


def first_difference(ours: Path, clean: Path) -> str:
    """Return in words the first path at which two trees differ, or ''."""
    here, there = set(Folder(ours).files()), set(Folder(clean).files())
    for path in sorted(here | there):
        if path not in there:
            return f"{path} is in the output but not in a clean build"
        if path not in here:
            return f"{path} is in a clean build but not in the output"
        if (ours / path).read_bytes() != (clean / path).read_bytes():
            return f"{path} differs from a clean build"
    return ""
