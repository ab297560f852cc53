"""Files of output/ as last made, and the pages that may be stale."""

from collections.abc import Iterable
from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Made(NamedTuple):
    """A page as last made; `path` is '' when it could not be made. Size in bytes, `mtime` in nanoseconds."""

    key: str
    path: str
    template: str
    fingerprint: bytes
    digest: bytes
    size: int
    mtime: int
    why: str


def find(catalogue: Catalogue, key: str) -> Made | None:
    """Return the page of a key, or None."""
    row = catalogue.db.execute("SELECT * FROM page WHERE key = ?", (key,)).fetchone()
    return Made(*row) if row else None


def find_all(catalogue: Catalogue, keys: Iterable[str]) -> dict[str, Made]:
    """Return the pages of several keys, by key; those never made are left out."""
    wanted = tuple(keys)
    marks = ",".join("?" * len(wanted))
    rows = catalogue.db.execute(f"SELECT * FROM page WHERE key IN ({marks})", wanted)
    return {row[0]: Made(*row) for row in rows}


def at_path(catalogue: Catalogue, path: str) -> list[Made]:
    """Return the pages that were made at a path of output/."""
    return [Made(*row) for row in catalogue.db.execute("SELECT * FROM page WHERE path = ? ORDER BY key", (path,))]


def record(catalogue: Catalogue, made: Iterable[Made]) -> None:
    """Store pages whose files are in place, and take their keys off the pending list."""
    pages = list(made)
    catalogue.db.executemany("REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?)", pages)
    settle(catalogue, [page.key for page in pages])


def forget(catalogue: Catalogue, key: str) -> None:
    """Forget a page whose file is gone, and take its key off the pending list."""
    catalogue.db.execute("DELETE FROM page WHERE key = ?", (key,))
    settle(catalogue, [key])


def settle(catalogue: Catalogue, keys: Iterable[str]) -> None:
    """Take keys off the pending list."""
    catalogue.db.executemany("DELETE FROM pending WHERE key = ?", ((key,) for key in keys))


def await_pages(catalogue: Catalogue, keys: Iterable[tuple[str, str]]) -> None:
    """Put (key, reason) pairs on the pending list; the first reason stays."""
    catalogue.db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", keys)


def pending(catalogue: Catalogue, after: str, before: str, limit: int) -> list[tuple[str, str]]:
    """Return up to `limit` pending (key, reason) pairs between two keys, in order."""
    rows = catalogue.db.execute(
        "SELECT key, why FROM pending WHERE key > ? AND key < ? ORDER BY key LIMIT ?", (after, before, limit)
    )
    return rows.fetchall()


def pending_among(catalogue: Catalogue, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pending (key, reason) pairs of some keys, in order."""
    read = catalogue.db.execute
    found = (read("SELECT key, why FROM pending WHERE key = ?", (key,)).fetchone() for key in sorted(set(keys)))
    return [(row[0], row[1]) for row in found if row]


def are_pending(catalogue: Catalogue) -> bool:
    """Say whether any key is pending."""
    return catalogue.db.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is not None


def pending_of_kind(catalogue: Catalogue, kind: str) -> list[tuple[str, str]]:
    """Return every pending (key, reason) pair of a kind, in order."""
    rows = catalogue.db.execute(
        "SELECT key, why FROM pending WHERE key >= ? AND key < ? ORDER BY key", (kind + ":", kind + ";")
    )
    return rows.fetchall()


def count_pending(catalogue: Catalogue) -> int:
    """Return how many keys are pending."""
    return int(catalogue.db.execute("SELECT count(*) FROM pending").fetchone()[0])


def all_made(catalogue: Catalogue) -> Iterable[tuple[str, str, int, int]]:
    """Return (key, path, size, mtime) of every page that has a file."""
    return catalogue.db.execute("SELECT key, path, size, mtime FROM page WHERE path <> ''")


def made_after(catalogue: Catalogue, after: str, limit: int) -> list[tuple[str, str, int, int]]:
    """Return (key, path, size, mtime) of up to `limit` pages after a key, in order; a path is '' without a file."""
    rows = catalogue.db.execute(
        "SELECT key, path, size, mtime FROM page WHERE key > ? ORDER BY key LIMIT ?", (after, limit)
    )
    return rows.fetchall()


def all_keys(catalogue: Catalogue) -> list[str]:
    """Return every page's key."""
    return [row[0] for row in catalogue.db.execute("SELECT key FROM page")]


def keys_by_template(catalogue: Catalogue, template: str) -> list[str]:
    """Return the keys of the pages that a template made."""
    return [row[0] for row in catalogue.db.execute("SELECT key FROM page WHERE template = ?", (template,))]


def keys_of_kind(catalogue: Catalogue, kind: str) -> list[str]:
    """Return the keys of every page of a kind, in order."""
    rows = catalogue.db.execute(
        "SELECT key FROM page WHERE key >= ? AND key < ? ORDER BY key", (kind + ":", kind + ";")
    )
    return [row[0] for row in rows]


def are_made(catalogue: Catalogue) -> bool:
    """Say whether any page has a file."""
    return catalogue.db.execute("SELECT 1 FROM page WHERE path > '' LIMIT 1").fetchone() is not None


def count_made(catalogue: Catalogue) -> int:
    """Return how many pages have a file."""
    return int(catalogue.db.execute("SELECT count(*) FROM page WHERE path <> ''").fetchone()[0])


def announce(catalogue: Catalogue, paths: Iterable[str]) -> None:
    """Store which files are about to be made where none of ours is."""
    catalogue.db.executemany("INSERT OR IGNORE INTO writing VALUES (?)", ((path,) for path in paths))


def announced(catalogue: Catalogue) -> list[str]:
    """Return the files that a build was about to make when it was stopped, in order."""
    return [row[0] for row in catalogue.db.execute("SELECT path FROM writing ORDER BY path")]


def forget_announced(catalogue: Catalogue) -> None:
    """Forget what was about to be made: it is made, or its remains are cleared away."""
    catalogue.db.execute("DELETE FROM writing")
