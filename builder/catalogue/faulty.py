"""What other sources may call files that have errors of their own: the error is told there, and not again elsewhere."""

from collections.abc import Iterable

from builder.catalogue.open import Catalogue


def replace(catalogue: Catalogue, path: str, names: Iterable[str]) -> None:
    """Store what the faulty file at `path` may be called; nothing when it is in order or gone."""
    catalogue.db.execute("DELETE FROM faulty WHERE path = ?", (path,))
    catalogue.db.executemany("INSERT OR IGNORE INTO faulty VALUES (?, ?)", ((name, path) for name in names))


def names_of(catalogue: Catalogue, path: str) -> set[str]:
    """Return what the file at `path` may be called, if it is faulty."""
    return {row[0] for row in catalogue.db.execute("SELECT name FROM faulty WHERE path = ?", (path,))}


def paths(catalogue: Catalogue) -> set[str]:
    """Return the paths of all faulty files."""
    return {row[0] for row in catalogue.db.execute("SELECT DISTINCT path FROM faulty")}


def is_named(catalogue: Catalogue, name: str) -> bool:
    """Say whether a name may be that of a faulty file."""
    return catalogue.db.execute("SELECT 1 FROM faulty WHERE name = ? LIMIT 1", (name,)).fetchone() is not None
