"""Who names whom: the edges along which a change reaches the pages of others."""

from collections.abc import Iterable

from builder.catalogue.open import Catalogue


def after(target: str) -> str:
    """Return what a source names besides, when it follows up or translates the article that it names."""
    return f"after:{target}"


def replace(catalogue: Catalogue, path: str, targets: Iterable[str]) -> None:
    """Store what the source at `path` names."""
    remove(catalogue, path)
    add(catalogue, path, targets)


def add(catalogue: Catalogue, path: str, targets: Iterable[str]) -> None:
    """Store what a source names that named nothing before."""
    add_all(catalogue, ((target, path) for target in targets))


def add_all(catalogue: Catalogue, edges: Iterable[tuple[str, str]]) -> None:
    """Store (target, path) pairs."""
    catalogue.db.executemany("INSERT OR IGNORE INTO reference VALUES (?, ?)", edges)


def remove(catalogue: Catalogue, path: str) -> None:
    """Forget what a source names."""
    catalogue.db.execute("DELETE FROM reference WHERE path = ?", (path,))


def referrers(catalogue: Catalogue, targets: Iterable[str]) -> list[str]:
    """Return the sources that name any of the targets, in order, each once."""
    wanted = tuple(targets)
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    rows = catalogue.db.execute(f"SELECT DISTINCT path FROM reference WHERE target IN ({marks}) ORDER BY path", wanted)
    return [row[0] for row in rows]


def referrers_below(catalogue: Catalogue, prefix: str) -> list[str]:
    """Return the sources that name anything that begins with `prefix`, in order, each once."""
    rows = catalogue.db.execute(
        "SELECT DISTINCT path FROM reference WHERE target >= ? AND target < ? ORDER BY path",
        (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)),
    )
    return [row[0] for row in rows]


def all_targets(catalogue: Catalogue) -> Iterable[str]:
    """Return everything that any source names."""
    return (row[0] for row in catalogue.db.execute("SELECT DISTINCT target FROM reference"))


def targets(catalogue: Catalogue, path: str, prefix: str) -> list[str]:
    """Return what a source names that begins with `prefix`, in order."""
    rows = catalogue.db.execute("SELECT target FROM reference WHERE path = ? ORDER BY target", (path,))
    return [row[0] for row in rows if row[0].startswith(prefix)]
