"""Opening and sealing the catalogue's file.

The catalogue is a cache: whatever is wrong with it, it is moved aside and a new one is begun. A finished build
seals the file with digests of its bytes, because a flipped bit passes SQLite's own check. Until it is finished all
of a build's changes stay in the write-ahead log, whose frames carry checksums of SQLite's own, so the sealed file
answers for itself after a kill too. An unsealed file was killed in its first build or while it was being sealed:
it is not trusted, and so a first build needs no log.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Final, Literal

import msgspec

from builder.catalogue.reported import Reported
from builder.catalogue.seal import Check, pages_in_log, read_seal, remove, renewed, seal_of, write_seal

CatalogueError = sqlite3.Error
"""What the catalogue raises when the machine fails it, such as a full disk."""


class Catalogue:
    """An open catalogue. `rebuilt` says in words why the previous one could not be used, or is ''."""

    def __init__(self, file: Path, db: sqlite3.Connection, rebuilt: str, sealed: list[bytes]) -> None:
        self.file = file
        self.db = db
        self.rebuilt = rebuilt
        self._sealed = sealed
        self._changed = False
        self._guilty: set[str] | None = None
        self.reported: Reported | None = None
        """Everything that is wrong, once it was asked for."""

    @property
    def guilty(self) -> set[str]:
        """Owners of findings, kept in memory because most sources and pages have none and are asked about often."""
        if self._guilty is None:
            self._guilty = {row[0] for row in self.db.execute("SELECT owner FROM diagnostic")}
        return self._guilty

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Run the block in one transaction: all of it is kept, or none. Within another it is part of that one."""
        if self._is_changing():
            yield
            return
        self._changed = True
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            if self._is_changing():  # SQLite has undone it already when the disk is full
                self.db.execute("ROLLBACK")
            self._guilty = self.reported = None
            raise

    def _is_changing(self) -> bool:
        return self.db.in_transaction

    def close(self) -> None:
        """Close the file, and seal it when anything changed."""
        log = self.file.with_name(self.file.name + "-wal")
        if not self._changed and not (log.exists() and log.stat().st_size > 0):
            self.db.close()
            return
        pages, size = pages_in_log(log) if self._sealed else ((), 0)
        seal_of(self.file).unlink(missing_ok=True)
        self.db.execute(
            "PRAGMA journal_mode = WAL"
        )  # a sealed file says so of itself: to change it would break its seal
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
        write_seal(self.file, renewed(self.file, self._sealed, pages, size))

    def close_after_failure(self) -> None:
        """Close the file, and seal it if that still goes: the next build goes on from what was recorded.

        Merely closed, it would be changed by SQLite, which empties its log, and no longer match the seal that it had.
        """
        try:
            self.close()
        except (OSError, sqlite3.Error):  # it stays unsealed; the failure that came first is the one to tell
            self.abandon()

    def abandon(self) -> None:
        """Close the file as it is."""
        self.db.close()


def open_catalogue(file: Path, identity: str, check: Check) -> Catalogue:
    """Open the catalogue at `file`, or begin a new one when it is missing, foreign, damaged or of another engine.

    `identity` names everything that a catalogue is valid for (engine and edition); `check` is under way already.
    Raises OSError and CatalogueError when the folder cannot be written.
    """
    if not os.path.lexists(file):
        return Catalogue(file, _create(file, identity), "", [])
    try:
        sealed = _verified(file, check)
        db = _open(file, identity)
    except (sqlite3.Error, OSError, ValueError, _Unusable) as problem:
        if getattr(problem, "sqlite_errorname", "").startswith(_NO_ROOM):
            raise
        (forget if isinstance(problem, _Unfinished) else put_aside)(file)
        reason = "" if isinstance(problem, _Outdated) else str(problem) or type(problem).__name__
        return Catalogue(file, _create(file, identity), reason, [])
    return Catalogue(file, db, "", sealed)


def is_damage(problem: Exception) -> bool:
    """Say whether an exception means that a catalogue holds what this engine never wrote."""
    if isinstance(problem, msgspec.DecodeError | UnicodeError):
        return True
    return isinstance(problem, sqlite3.DatabaseError) and getattr(problem, "sqlite_errorname", "") in _DAMAGE


_DAMAGE: Final = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA", "SQLITE_MISMATCH"})


_NO_ROOM: Final = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM", "SQLITE_IOERR_TRUNCATE")
"""A disk that takes nothing more says nothing about what it holds, and a new catalogue would not fit on it."""


def open_to_read(file: Path) -> Catalogue | None:
    """Open a catalogue for reading only, whatever edition it is of; None when there is none that can be read.

    Several threads may ask it, one after the other.
    """
    try:
        place = f"{file.absolute().as_uri()}?mode=ro"
        db = sqlite3.connect(place, uri=True, isolation_level=None, check_same_thread=False)
        db.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()
    except sqlite3.Error:
        return None
    return Catalogue(file, db, "", [])


def forget(file: Path) -> None:
    """Remove a catalogue and what belongs to it."""
    for path in (file, *_companions(file)):
        if path.is_dir() and not path.is_symlink():
            put_aside(path)
        else:
            path.unlink(missing_ok=True)


class _Unusable(Exception):  # noqa: N818 - a signal inside this module, not an error that anybody sees
    """The file is not a catalogue that can be trusted."""


class _Unfinished(_Unusable):
    """A build was stopped in the middle of it: there is nothing in it that anybody may want to look into."""


class _Outdated(_Unusable):
    """The catalogue is sound but belongs to another engine or edition."""


def _verified(file: Path, check: Check) -> list[bytes]:
    """Return the digests that a file is sealed with."""
    if not file.is_file() or file.is_symlink():
        raise _Unusable("it is not a file")
    if not os.access(file, os.R_OK | os.W_OK):
        raise _Unusable("it may not be read and written")
    if not seal_of(file).is_file():
        raise _Unfinished("a build was stopped before it could seal it")
    found = check.digests()
    if read_seal(file) != found:
        raise _Unusable("its bytes are not those that the last build sealed")
    return found


def _open(file: Path, identity: str) -> sqlite3.Connection:
    db = _connect(file, "WAL")
    try:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        row = db.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()
        if row is None or row[0] != identity.encode():
            raise _Outdated  # noqa: TRY301 - the connection must be closed first
    except BaseException:
        db.close()
        raise
    return db


def _connect(file: Path, journal: Literal["WAL", "MEMORY"]) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None, cached_statements=512)
    db.execute(f"PRAGMA journal_mode = {journal}")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -32768")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _create(file: Path, identity: str) -> sqlite3.Connection:
    for companion in _companions(file):
        remove(companion)
    db = _connect(file, "MEMORY")  # what a log would save from a kill is thrown away, because it is not sealed
    schema = resources.files("builder.catalogue").joinpath("schema.sql").read_text(encoding="utf-8")
    db.executescript(f"BEGIN; {schema} COMMIT;")
    db.execute("INSERT INTO meta VALUES ('identity', ?)", (identity.encode(),))
    return db


def _companions(file: Path) -> tuple[Path, ...]:
    return (*(file.with_name(file.name + suffix) for suffix in ("-wal", "-shm", "-journal")), seal_of(file))


def put_aside(file: Path) -> None:
    """Rename a catalogue and what belongs to it, so that a new one can be begun."""
    for path in (file, *_companions(file)):
        if os.path.lexists(path):
            aside = path.with_name(path.name + ".corrupt")
            remove(aside)
            path.rename(aside)
