"""Pictures as last read: their digests and sizes."""

from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Facts(NamedTuple):
    """What a picture is; width and height in pixels after turning it upright, 0 with a `problem`."""

    path: str
    digest: bytes
    width: int
    height: int
    problem: str


def store(catalogue: Catalogue, facts: Facts) -> None:
    """Store what a picture is."""
    catalogue.db.execute("REPLACE INTO media VALUES (?, ?, ?, ?, ?)", facts)


def remove(catalogue: Catalogue, path: str) -> None:
    """Forget a picture."""
    catalogue.db.execute("DELETE FROM media WHERE path = ?", (path,))


def at(catalogue: Catalogue, path: str) -> Facts | None:
    """Return the picture at a path, or None."""
    row = catalogue.db.execute("SELECT * FROM media WHERE path = ?", (path,)).fetchone()
    return Facts(*row) if row else None


def with_digest(catalogue: Catalogue, digest: bytes) -> list[Facts]:
    """Return the pictures with the same bytes, by path."""
    return [
        Facts(*row) for row in catalogue.db.execute("SELECT * FROM media WHERE digest = ? ORDER BY path", (digest,))
    ]


def all_pictures(catalogue: Catalogue) -> list[Facts]:
    """Return every picture, by path."""
    return [Facts(*row) for row in catalogue.db.execute("SELECT * FROM media ORDER BY path")]
