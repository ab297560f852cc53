"""Reading one file whole, so that a file that is being written is never taken for its contents."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from builder.model.diagnostics import Diagnostic, finding

MOST: Final = 64 << 20
"""Bytes that are read of a file: more than a picture that an editor would take, and less than would fill a machine."""


class TooLargeError(OSError):
    """The file holds more than is read of any."""


class ChangedWhileReadError(OSError):
    """The file changed between the first and the last look at it."""


def read_file(root: Path | str, path: str) -> bytes:
    """Return a file's bytes.

    Raises OSError when it cannot be read, TooLargeError when it holds more than MOST, and ChangedWhileReadError when it
    changed meanwhile, twice in a row.
    """
    for _attempt in range(2):
        descriptor = os.open(f"{root}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb", buffering=0) as stream:
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise OSError(errno.EINVAL, "it is a pipe, a device or a folder, and no file")
            if before.st_size > MOST:
                raise TooLargeError(
                    errno.EFBIG, f"it holds {before.st_size >> 20:,} MiB, and at most {MOST >> 20} MiB are read"
                )
            data = stream.readall()
            after = os.fstat(descriptor)
        if _stamps(before) == _stamps(after) and len(data) == after.st_size:
            return data
    raise ChangedWhileReadError(f"{path} is being written")


def unreadable(path: str, problem: OSError) -> Diagnostic:
    """Return the finding for a file that cannot be read."""
    if isinstance(problem, ChangedWhileReadError):
        message, hint = "the file is being written at this moment", "build again when it is saved"
    elif isinstance(problem, TooLargeError):
        message, hint = str(problem.strerror), "save it smaller, or keep it elsewhere than in content/ and link to it"
    else:
        message, hint = problem.strerror or type(problem).__name__, "check the file's permissions"
    return finding("file-unreadable", path, message=message, hint=hint)


def _stamps(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns
