"""One build at a time on one catalogue: a lock that the kernel frees when its holder dies.

A record lock (lockf) and not flock: workers that are forked while it is held must not keep it alive.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class LockedError(Exception):
    """Another build holds the lock; `holder` is its process id, or '' when it cannot be told."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"another build is running (process {holder})" if holder else "another build is running")
        self.holder = holder


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold the lock of `file` while the block runs. Raises LockedError at once when it is taken."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise LockedError(os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()) from None
        _sign(descriptor, file)
        yield
    finally:
        os.close(descriptor)


def _sign(descriptor: int, file: Path) -> None:
    """Write into the lock who holds it."""
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except OSError as problem:
        problem.filename = str(file)  # writing to an open file forgets its name
        raise
