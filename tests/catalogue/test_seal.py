"""A seal that was renewed where the log says that pages changed is the seal of the whole file."""

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from builder.catalogue import seal
from builder.model.digest import digest


def whole(file: Path) -> list[bytes]:
    """Return the digests of all of a file."""
    with contextlib.closing(seal.Check(file)) as check:
        return check.digests()


def filled(file: Path, rows: int) -> sqlite3.Connection:
    """Return a database of some mebibytes whose log is empty, and stays until it is brought in."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("CREATE TABLE story (number INTEGER PRIMARY KEY, body BLOB)")
    db.executemany("INSERT INTO story VALUES (?, randomblob(3000))", ((number,) for number in range(rows)))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return db


@pytest.mark.parametrize("seed", range(12))
def test_a_renewed_seal_is_that_of_the_whole_file(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    file = tmp_path / "build.sqlite"
    db = filled(file, dice.randrange(1, 3_000))
    known = whole(file)
    for _ in range(6):
        first = dice.randrange(3_000)
        match dice.randrange(3):
            case 0:
                db.execute("UPDATE story SET body = randomblob(2000) WHERE number = ?", (first,))
            case 1:
                db.execute("DELETE FROM story WHERE number BETWEEN ? AND ?", (first, first + dice.randrange(900)))
            case _:
                rows = ((number,) for number in range(first, first + dice.randrange(900)))
                db.executemany("INSERT OR REPLACE INTO story VALUES (?, randomblob(3000))", rows)
        if dice.random() < 0.3:
            db.execute("VACUUM")
        pages, size = seal.pages_in_log(file.with_name("build.sqlite-wal"))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        known = seal.renewed(file, known, pages, size)
        assert known == whole(file)
    db.close()


def test_only_what_changed_is_hashed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "build.sqlite"
    db = filled(file, 3_000)
    known = whole(file)
    db.execute("UPDATE story SET body = randomblob(3000) WHERE number = 7")
    pages, size = seal.pages_in_log(file.with_name("build.sqlite-wal"))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    hashed: list[bytes] = []

    def counted(data: bytes) -> bytes:
        hashed.append(data)
        return digest(data)

    monkeypatch.setattr(seal, "digest", counted)
    assert seal.renewed(file, known, pages, size) != known
    assert len(known) > 8
    assert len(hashed) <= 3


@pytest.mark.parametrize("data", [b"", b"no log", b"\x37\x7f\x06\x82" + bytes(28), bytes(5_000)])
def test_what_is_no_log_says_nothing(tmp_path: Path, data: bytes) -> None:
    log = tmp_path / "build.sqlite-wal"
    log.write_bytes(data)
    assert seal.pages_in_log(log) == (set(), 0)
    assert seal.pages_in_log(tmp_path / "none") == (set(), 0)


def test_without_a_log_the_whole_file_is_hashed(tmp_path: Path) -> None:
    file = tmp_path / "build.sqlite"
    file.write_bytes(bytes(3 << 20))
    assert seal.renewed(file, [b"wrong"] * 3, (), 0) == whole(file)
