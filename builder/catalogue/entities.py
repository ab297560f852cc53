"""Authors, storylines, standing pages and running orders, by kind and id."""

from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Entity(NamedTuple):
    """A stored entity; `record` is its msgpack, `body` HTML with slot marks."""

    path: str
    kind: str
    ident: str
    record: bytes
    body: str


_COLUMNS = "path, kind, ident, record, body"


def store(catalogue: Catalogue, entity: Entity) -> None:
    """Store an entity, replacing what its file said before."""
    catalogue.db.execute("REPLACE INTO entity VALUES (?, ?, ?, ?, ?)", entity)


def remove(catalogue: Catalogue, path: str) -> None:
    """Forget what a file said."""
    catalogue.db.execute("DELETE FROM entity WHERE path = ?", (path,))


def at(catalogue: Catalogue, path: str) -> Entity | None:
    """Return what the file at `path` says, or None."""
    row = catalogue.db.execute(f"SELECT {_COLUMNS} FROM entity WHERE path = ?", (path,)).fetchone()
    return Entity(*row) if row else None


def find(catalogue: Catalogue, kind: str, ident: str) -> Entity | None:
    """Return the entity of a kind and id, or None; of several the first by path."""
    row = catalogue.db.execute(
        f"SELECT {_COLUMNS} FROM entity WHERE kind = ? AND ident = ? ORDER BY path LIMIT 1", (kind, ident)
    ).fetchone()
    return Entity(*row) if row else None


def all_of(catalogue: Catalogue, kind: str) -> list[Entity]:
    """Return every entity of a kind, by id."""
    rows = catalogue.db.execute(f"SELECT {_COLUMNS} FROM entity WHERE kind = ? ORDER BY ident, path", (kind,))
    return [Entity(*row) for row in rows]
