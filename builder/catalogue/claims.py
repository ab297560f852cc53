"""Who wants which address or id: two sources never share one, and the lowest rank has it.

A claim's `folded` is 'url:' or 'id:' with the folded name; its rank sorts what is public before what is withheld,
earlier before later, and path by path in the end, so the outcome never depends on the order of reading.
"""

from collections.abc import Iterable
from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Claim(NamedTuple):
    """A wish for a name, and the line of the source that makes it."""

    folded: str
    rank: str
    path: str
    line: int


def add(catalogue: Catalogue, claims: Iterable[Claim]) -> None:
    """Store claims."""
    catalogue.db.executemany("INSERT OR REPLACE INTO claim VALUES (?, ?, ?, ?)", claims)


def of_source(catalogue: Catalogue, path: str) -> list[Claim]:
    """Return a source's claims."""
    rows = catalogue.db.execute(
        "SELECT folded, rank, path, line FROM claim WHERE path = ? ORDER BY folded, rank", (path,)
    )
    return [Claim(*row) for row in rows]


def remove(catalogue: Catalogue, path: str) -> None:
    """Forget a source's claims."""
    catalogue.db.execute("DELETE FROM claim WHERE path = ?", (path,))


def on(catalogue: Catalogue, folded: str) -> list[Claim]:
    """Return all claims on a name, the one that has it first."""
    rows = catalogue.db.execute("SELECT folded, rank, path, line FROM claim WHERE folded = ? ORDER BY rank", (folded,))
    return [Claim(*row) for row in rows]


def contested(catalogue: Catalogue) -> list[str]:
    """Return every name that more than one claim is on."""
    rows = catalogue.db.execute("SELECT folded FROM claim GROUP BY folded HAVING count(*) > 1")
    return [row[0] for row in rows]


def all_names(catalogue: Catalogue) -> Iterable[str]:
    """Return every name that is claimed."""
    return (row[0] for row in catalogue.db.execute("SELECT DISTINCT folded FROM claim"))


def old_addresses(catalogue: Catalogue) -> Iterable[str]:
    """Return the folded address of every alias, each once."""
    rows = catalogue.db.execute("SELECT DISTINCT folded FROM claim WHERE rank >= '2' AND folded > 'url:'")
    return (row[0].removeprefix("url:") for row in rows)


def winner(catalogue: Catalogue, folded: str) -> Claim | None:
    """Return the claim that has a name, or None."""
    row = catalogue.db.execute(
        "SELECT folded, rank, path, line FROM claim WHERE folded = ? ORDER BY rank LIMIT 1", (folded,)
    ).fetchone()
    return Claim(*row) if row else None


def below(catalogue: Catalogue, folded: str) -> Claim | None:
    """Return the first claim on an address that lies below another one, or None."""
    row = catalogue.db.execute(
        "SELECT folded, rank, path, line FROM claim WHERE folded > ? AND folded < ? ORDER BY folded, rank LIMIT 1",
        (f"{folded}/", f"{folded}0"),  # the sign after the slash
    ).fetchone()
    return Claim(*row) if row else None


def is_contested(catalogue: Catalogue, names: Iterable[str]) -> bool:
    """Say whether any of the names has more than one claim."""
    query = "SELECT 1 FROM claim WHERE folded = ? LIMIT 2"
    return any(len(catalogue.db.execute(query, (name,)).fetchall()) > 1 for name in names)


def rivals(catalogue: Catalogue, path: str) -> list[str]:
    """Return the other sources that claim a name which the source at `path` claims, in order."""
    rows = catalogue.db.execute(
        "SELECT DISTINCT other.path FROM claim AS own JOIN claim AS other ON other.folded = own.folded"
        " WHERE own.path = ? AND other.path <> own.path ORDER BY other.path",
        (path,),
    )
    return [row[0] for row in rows]
