"""Listings: who is on the home page's, a section's, a tag's, an author's or a storyline's list, in order.

Members stand in order of (published, id) and hold numbered places from the oldest, so that a sealed page never
shifts when an article is added at the end. Expired and withdrawn members keep their places and are not shown.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Listing(NamedTuple):
    """A listing: its places, its shown members, and (tags) the spelling of its name."""

    number: int
    key: str
    slots: int
    shown: int
    label: str


class Member(NamedTuple):
    """A member to add."""

    published: int
    id: str
    article: int
    shown: bool


Position = tuple[int, str]
"""Where a member stands: (published, id)."""


def find(catalogue: Catalogue, key: str) -> Listing | None:
    """Return the listing of a key such as section:world, or None."""
    row = catalogue.db.execute("SELECT number, key, slots, shown, label FROM listing WHERE key = ?", (key,)).fetchone()
    return Listing(*row) if row else None


def all_listings(catalogue: Catalogue) -> list[Listing]:
    """Return every listing, by key."""
    rows = catalogue.db.execute("SELECT number, key, slots, shown, label FROM listing ORDER BY key")
    return [Listing(*row) for row in rows]


def largest_topics(catalogue: Catalogue, limit: int) -> list[tuple[str, str]]:
    """Return key and name of the tags with the most shown articles, at most `limit`, by key."""
    rows = catalogue.db.execute(
        "SELECT key, label FROM listing WHERE key >= 'tag:' AND key < 'tag;' AND shown > 0"
        " ORDER BY shown DESC, key LIMIT ?",
        (limit,),
    )
    return sorted(rows)


def number_of(catalogue: Catalogue, key: str) -> int:
    """Return the number of a listing, which begins empty when it is new."""
    row = catalogue.db.execute("SELECT number FROM listing WHERE key = ?", (key,)).fetchone()
    if row:
        return int(row[0])
    cursor = catalogue.db.execute("INSERT INTO listing (key, slots, shown, label) VALUES (?, 0, 0, '')", (key,))
    return int(cursor.lastrowid or 0)


def add(catalogue: Catalogue, listing: int, members: Iterable[Member]) -> None:
    """Add members, whose places are numbered later."""
    catalogue.db.executemany(
        "REPLACE INTO member VALUES (?, ?, ?, ?, ?, -1)",
        ((listing, member.published, member.id, member.article, int(member.shown)) for member in members),
    )


def begin(catalogue: Catalogue, listing: int, members: Iterable[Member]) -> tuple[int, int]:
    """Add the members of a new listing, oldest first, in their places; return the first and last place."""
    rows = [
        (listing, member.published, member.id, member.article, int(member.shown), seq)
        for seq, member in enumerate(members)
    ]
    catalogue.db.executemany("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?)", rows)
    return 0, len(rows) - 1


def remove(catalogue: Catalogue, listing: int, position: Position) -> None:
    """Remove a member; the places after it are numbered later."""
    catalogue.db.execute("DELETE FROM member WHERE listing = ? AND published = ? AND id = ?", (listing, *position))


def renumber(catalogue: Catalogue, listing: int, first: Position) -> tuple[int, int]:
    """Give places anew from a position on; return the first and last place whose member may be another now.

    The last is below the first when nobody moved, which is so when members only left the newest end.
    """
    row = catalogue.db.execute(
        "SELECT seq FROM member WHERE listing = ? AND (published, id) < (?, ?)"
        " ORDER BY published DESC, id DESC LIMIT 1",
        (listing, *first),
    ).fetchone()
    start = row[0] + 1 if row else 0
    rows = catalogue.db.execute(
        "SELECT published, id, seq FROM member WHERE listing = ? AND (published, id) >= (?, ?) ORDER BY published, id",
        (listing, *first),
    ).fetchall()
    moved = [(seq, listing, row[0], row[1]) for seq, row in enumerate(rows, start) if row[2] != seq]
    catalogue.db.executemany("UPDATE member SET seq = ? WHERE listing = ? AND published = ? AND id = ?", moved)
    places = [max(seq, row[2]) for seq, row in enumerate(rows, start) if row[2] != seq]
    return start, max(places, default=start - 1)


def recount(catalogue: Catalogue, listing: int, shown: int) -> None:
    """Store how many places a listing has now, given how many of its members are shown."""
    row = catalogue.db.execute(
        "SELECT seq FROM member WHERE listing = ? ORDER BY seq DESC LIMIT 1", (listing,)
    ).fetchone()
    slots = row[0] + 1 if row else 0
    catalogue.db.execute("UPDATE listing SET slots = ?, shown = ? WHERE number = ?", (slots, shown, listing))


def set_label(catalogue: Catalogue, listing: int, label: str) -> None:
    """Store the spelling of a listing's name."""
    catalogue.db.execute("UPDATE listing SET label = ? WHERE number = ?", (label, listing))


def drop(catalogue: Catalogue, listing: int) -> None:
    """Forget a listing that has no members."""
    catalogue.db.execute("DELETE FROM listing WHERE number = ?", (listing,))


def place(catalogue: Catalogue, listing: int, position: Position) -> int | None:
    """Return a member's place from the oldest, from 0; None when it is no member."""
    row = catalogue.db.execute(
        "SELECT seq FROM member WHERE listing = ? AND published = ? AND id = ?", (listing, *position)
    ).fetchone()
    return int(row[0]) if row else None


def between(catalogue: Catalogue, listing: int, first: int, last: int) -> list[int]:
    """Return the shown articles in the places from `first` up to but not including `last`, newest first."""
    rows = catalogue.db.execute(
        "SELECT article, shown FROM member WHERE listing = ? AND seq >= ? AND seq < ? ORDER BY seq DESC",
        (listing, first, last),
    )
    return [row[0] for row in rows if row[1]]


def newest(catalogue: Catalogue, listing: int, limit: int) -> list[int]:
    """Return the newest shown articles, newest first."""
    rows = catalogue.db.execute(
        "SELECT article FROM member WHERE listing = ? AND shown = 1 ORDER BY published DESC, id DESC LIMIT ?",
        (listing, limit),
    )
    return [row[0] for row in rows]


class Stand(NamedTuple):
    """A shown member and where it stands."""

    article: int
    published: int
    id: str


def before(catalogue: Catalogue, listing: int, position: Position, limit: int) -> list[Stand]:
    """Return up to `limit` shown articles older than a position, newest first."""
    rows = catalogue.db.execute(
        "SELECT article, published, id FROM member WHERE listing = ? AND (published, id) < (?, ?) AND shown = 1"
        " ORDER BY published DESC, id DESC LIMIT ?",
        (listing, *position, limit),
    )
    return [Stand(*row) for row in rows]


def after(catalogue: Catalogue, listing: int, position: Position, limit: int) -> list[Stand]:
    """Return up to `limit` shown articles newer than a position, oldest first."""
    rows = catalogue.db.execute(
        "SELECT article, published, id FROM member WHERE listing = ? AND (published, id) > (?, ?) AND shown = 1"
        " ORDER BY published, id LIMIT ?",
        (listing, *position, limit),
    )
    return [Stand(*row) for row in rows]


def first_shown(catalogue: Catalogue, listing: int) -> int | None:
    """Return the oldest shown article, or None."""
    row = catalogue.db.execute(
        "SELECT article FROM member WHERE listing = ? AND shown = 1 ORDER BY published, id LIMIT 1", (listing,)
    ).fetchone()
    return int(row[0]) if row else None


def most_shared(catalogue: Catalogue, among: Iterable[int], position: Position, window: int, limit: int) -> list[int]:
    """Return the articles that stand in most of the given listings, among the `window` shown ones before a position.

    The most shared come first, of those the newest; at most `limit`.
    """
    chosen = list(among)
    if not chosen:
        return []
    values = [value for listing in chosen for value in (listing, *position, window)]
    return [row[0] for row in catalogue.db.execute(_shared_query(len(chosen)), (*values, limit))]


@lru_cache(maxsize=64)
def _shared_query(count: int) -> str:
    one = (
        "SELECT * FROM (SELECT article, published, id FROM member WHERE listing = ? AND (published, id) < (?, ?)"
        " AND shown = 1 ORDER BY published DESC, id DESC LIMIT ?)"
    )
    union = " UNION ALL ".join([one] * count)
    return f"SELECT article FROM ({union}) GROUP BY article ORDER BY count(*) DESC, published DESC, id DESC LIMIT ?"


def shown_members(catalogue: Catalogue, listing: int) -> list[tuple[int, str, int]]:
    """Return all shown members of a listing as (published, id, article), oldest first."""
    return catalogue.db.execute(
        "SELECT published, id, article FROM member WHERE listing = ? AND shown = 1 ORDER BY published, id", (listing,)
    ).fetchall()
