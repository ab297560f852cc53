"""The seal of a catalogue's file: the digest of every mebibyte, stored beside it when a build is done.

A flipped bit passes SQLite's own check, so the seal is compared when the file is opened, by threads that hash while
the disk is scanned. Only what the write-ahead log is about to change is hashed again when a build is done.
Source of the log's format: sqlite.org/fileformat2.html, section 4.1.
"""

import contextlib
import os
import struct
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from builder.model.digest import digest

_SEGMENT: Final = 1 << 20
_THREADS: Final = 2
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_MAGIC: Final = 0x377F0682
_PAGE_SIZES: Final = frozenset(1 << power for power in range(9, 17))


def seal_of(file: Path) -> Path:
    """Return the file that holds a catalogue's seal."""
    return file.with_name(file.name + ".seal")


class Check:
    """The digests of a file's segments, taken in by threads from the moment it is made: hashing lets go of the lock."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._found: list[bytes] = []
        self._failure: OSError | None = None
        self._descriptor = -1
        self._threads: list[threading.Thread] = []
        try:
            self._descriptor = os.open(file, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
            self._found = [b""] * _segments(os.fstat(self._descriptor).st_size)
        except OSError as problem:
            self._failure = problem
            return
        self._threads = [threading.Thread(target=self._hash, args=(first,)) for first in range(_THREADS)]
        for thread in self._threads:
            thread.start()

    def digests(self) -> list[bytes]:
        """Wait for the digests and return them. Raises OSError when the file cannot be read."""
        self.close()
        if self._failure:
            raise self._failure
        return self._found

    def close(self) -> None:
        """Wait for the threads and close the file."""
        for thread in self._threads:
            thread.join()
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _hash(self, first: int) -> None:
        try:
            for number in range(first, len(self._found), _THREADS):
                self._found[number] = digest(os.pread(self._descriptor, _SEGMENT, number * _SEGMENT))
        except OSError as problem:
            self._failure = problem


def read_seal(file: Path) -> list[bytes]:
    """Return the digests that the last build sealed. Raises OSError and ValueError when there is no such seal."""
    lines = seal_of(file).read_text(encoding="ascii").split()
    return [bytes.fromhex(line) for line in lines]


def write_seal(file: Path, digests: Iterable[bytes]) -> None:
    """Store a catalogue's seal, whole or not at all."""
    seal = seal_of(file)
    fresh = seal.with_name(seal.name + ".new")
    remove(fresh)
    try:
        fresh.write_text("".join(f"{found.hex()}\n" for found in digests), encoding="ascii")
    except OSError as problem:
        problem.filename = str(fresh)  # writing to an open file forgets its name
        raise
    fresh.replace(seal)


def remove(path: Path) -> None:
    """Remove whatever stands at a path: a file, a link, a folder with all it holds, or nothing."""
    if path.is_dir() and not path.is_symlink():
        for child in path.iterdir():
            remove(child)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def renewed(file: Path, known: list[bytes], pages: Iterable[int], size: int) -> list[bytes]:
    """Return the digests of a file of which only some pages (numbered from 1, of `size` bytes) changed since `known`.

    The last segment known is hashed in any case: the file may have grown or shrunk behind it. Without a size, or
    with nothing known, all are.
    """
    if not known or not size:
        with contextlib.closing(Check(file)) as check:
            return check.digests()
    changed = {(page - 1) * size // _SEGMENT for page in pages}
    with file.open("rb") as stream:
        count = _segments(os.fstat(stream.fileno()).st_size)
        kept = known[: min(count, len(known) - 1)]
        digests = [*kept, *[b""] * (count - len(kept))]
        for number in (number for number in range(count) if number >= len(kept) or number in changed):
            stream.seek(number * _SEGMENT)
            digests[number] = digest(stream.read(_SEGMENT))
    return digests


def pages_in_log(log: Path) -> tuple[set[int], int]:
    """Return the numbers of the pages that a write-ahead log holds, and their size in bytes, 0 when it is no log."""
    pages: set[int] = set()
    with contextlib.suppress(OSError), log.open("rb") as stream:
        header = stream.read(_LOG_HEADER)
        magic, _, size = struct.unpack(">III", header[:12]) if len(header) == _LOG_HEADER else (0, 0, 0)
        if magic & ~1 == _MAGIC and size in _PAGE_SIZES:
            while len(frame := stream.read(_FRAME_HEADER)) == _FRAME_HEADER:
                pages.add(int.from_bytes(frame[:4], "big"))
                stream.seek(size, os.SEEK_CUR)
            return pages, size
    return pages, 0


def _segments(size: int) -> int:
    return max(1, -(-size // _SEGMENT))
