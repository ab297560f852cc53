"""Originals as last read: their digests, and what they are."""

from typing import NamedTuple

import msgspec

from builder.catalogue.open import Catalogue
from builder.model.picture import Facts


class Original(NamedTuple):
    """A picture in content/: its path, the digest of its bytes, and what it is."""

    path: str
    digest: bytes
    facts: Facts


_FACTS = msgspec.msgpack.Decoder(Facts)


def store(catalogue: Catalogue, original: Original) -> None:
    """Store what a picture is."""
    row = (original.path, original.digest, msgspec.msgpack.encode(original.facts))
    catalogue.db.execute("REPLACE INTO media VALUES (?, ?, ?)", row)


def remove(catalogue: Catalogue, path: str) -> None:
    """Forget a picture."""
    catalogue.db.execute("DELETE FROM media WHERE path = ?", (path,))


def at(catalogue: Catalogue, path: str) -> Original | None:
    """Return the picture at a path, or None."""
    row = catalogue.db.execute("SELECT path, digest, facts FROM media WHERE path = ?", (path,)).fetchone()
    return _original(row) if row else None


def with_digest(catalogue: Catalogue, digest: bytes) -> list[Original]:
    """Return the pictures with the same bytes, by path."""
    rows = catalogue.db.execute("SELECT path, digest, facts FROM media WHERE digest = ? ORDER BY path", (digest,))
    return [_original(row) for row in rows]


def all_digests(catalogue: Catalogue) -> list[bytes]:
    """Return the digest of every picture, each once, in order."""
    return [row[0] for row in catalogue.db.execute("SELECT DISTINCT digest FROM media ORDER BY digest")]


def all_pictures(catalogue: Catalogue) -> list[Original]:
    """Return every picture, by path."""
    return [_original(row) for row in catalogue.db.execute("SELECT path, digest, facts FROM media ORDER BY path")]


def names_like(catalogue: Catalogue, stem: str, limit: int) -> list[str]:
    """Return up to `limit` paths of pictures that begin with `stem`, in order."""
    query = "SELECT path FROM media WHERE path >= ? AND path < ? ORDER BY path LIMIT ?"
    return [row[0] for row in catalogue.db.execute(query, (stem, stem + "\U0010ffff", limit))]


def _original(row: tuple[str, bytes, bytes]) -> Original:
    return Original(row[0], row[1], _FACTS.decode(row[2]))
