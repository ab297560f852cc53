"""Files as last seen: the snapshot that the next scan is compared with."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.catalogue.open import Catalogue
from builder.model.source import SourceKind


class Seen(NamedTuple):
    """A file as last seen; stamps in nanoseconds, `ctime` 0 when the stamps could not be trusted yet."""

    path: str
    kind: SourceKind
    size: int
    mtime: int
    ctime: int
    digest: bytes


def all_seen(catalogue: Catalogue) -> dict[str, Seen]:
    """Return every file of the last snapshot, by path."""
    rows = catalogue.db.execute("SELECT path, kind, size, mtime, ctime, digest FROM source")
    return {row[0]: Seen(*row) for row in rows}


def seen_at(catalogue: Catalogue, path: str) -> dict[str, Seen]:
    """Return what the last snapshot has at a path and below it, by path."""
    rows = catalogue.db.execute(
        "SELECT path, kind, size, mtime, ctime, digest FROM source WHERE path = ? OR (path >= ? AND path < ?)",
        (path, f"{path}/", f"{path}0"),  # 0 is what follows the slash
    )
    return {row[0]: Seen(*row) for row in rows}


def seen_after(catalogue: Catalogue, after: str, before: str, limit: int) -> list[Seen]:
    """Return up to `limit` files of the last snapshot whose paths lie between two others, in order."""
    rows = catalogue.db.execute(
        "SELECT path, kind, size, mtime, ctime, digest FROM source WHERE path > ? AND path < ? ORDER BY path LIMIT ?",
        (after, before, limit),
    )
    return [Seen(*row) for row in rows]


def seen_among(catalogue: Catalogue, paths: Sequence[str]) -> set[str]:
    """Return those of some paths that the last snapshot has."""
    marks = ",".join("?" * len(paths))
    return {row[0] for row in catalogue.db.execute(f"SELECT path FROM source WHERE path IN ({marks})", paths)}


def remember(catalogue: Catalogue, files: Iterable[Seen]) -> None:
    """Store files as seen now."""
    catalogue.db.executemany(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
        " kind = excluded.kind, size = excluded.size, mtime = excluded.mtime, ctime = excluded.ctime,"
        " digest = excluded.digest",
        files,
    )


def forget(catalogue: Catalogue, paths: Iterable[str]) -> None:
    """Remove files that are gone."""
    catalogue.db.executemany("DELETE FROM source WHERE path = ?", ((path,) for path in paths))


def digest_of(catalogue: Catalogue, path: str) -> bytes | None:
    """Return the digest of a known file, or None."""
    row = catalogue.db.execute("SELECT digest FROM source WHERE path = ?", (path,)).fetchone()
    return row[0] if row else None


def size_of(catalogue: Catalogue, path: str) -> int:
    """Return the size of a known file in bytes, 0 of any other."""
    row = catalogue.db.execute("SELECT size FROM source WHERE path = ?", (path,)).fetchone()
    return int(row[0]) if row else 0
