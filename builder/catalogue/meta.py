"""Single values of the catalogue: the clock of the last build, digests of settings and templates."""

from builder.catalogue.open import Catalogue


def read(catalogue: Catalogue, name: str) -> bytes:
    """Return the value called `name`, or b'' when there is none."""
    row = catalogue.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return bytes(row[0]) if row else b""


def store(catalogue: Catalogue, name: str, value: bytes) -> None:
    """Keep a value under `name`."""
    catalogue.db.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (name, value)
    )
