"""A place of its own in .newsdesk/ for each preview that runs, so that none disturbs another, nor any build."""

import contextlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from builder.build.lock import LockedError, locked
from builder.build.pipeline import CACHE
from builder.build.request import Progress, Request


class Slot(NamedTuple):
    """The folder and the two editions of one preview."""

    folder: Path
    everything: Request
    """With all that is withheld."""
    readers: Request
    """As the public sees it."""


@contextlib.contextmanager
def taken_slot(root: Path, now: int, started: int, jobs: int, progress: Progress) -> Iterator[Slot]:
    """Hold the first slot that no other preview holds, while the block runs."""
    with contextlib.ExitStack() as stack:
        folder = next(one for one in _folders(root) if _is_free(stack, one))
        base = Request(root=root, now=now, started=started, jobs=jobs, progress=progress)
        yield Slot(
            folder,
            base._replace(output=folder / "everything", edition=folder.name, everything=True),
            base._replace(output=folder / "readers", edition=f"{folder.name}-readers"),
        )


def _folders(root: Path) -> Iterator[Path]:
    return (root / CACHE / f"preview-{number}" for number in count(1))


def _is_free(stack: contextlib.ExitStack, folder: Path) -> bool:
    """Take the lock of a folder if nobody holds it."""
    try:
        stack.enter_context(locked(folder.with_suffix(".lock")))
    except LockedError:
        return False
    return True
