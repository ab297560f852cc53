"""Articles as last read: their records, cards, bodies, states and moments.

The `number` of an article is the catalogue's own handle; it never reaches a page.
"""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from builder.catalogue.open import Catalogue
from builder.model.article import Article


class Row(NamedTuple):
    """An article as stored; `record` and `card` are msgpack, `state` is visibility's or 'clash'."""

    number: int
    path: str
    id: str
    url: str
    published: int
    day: str
    state: str
    record: bytes
    card: bytes

    @property
    def shown(self) -> bool:
        """Whether readers may see it."""
        return self.state == "shown"

    def article(self) -> Article:
        """Return the article itself."""
        return _DECODER.decode(self.record)


_DECODER = msgspec.msgpack.Decoder(Article)
_COLUMNS = "number, path, id, url, published, day, state, record, card"


def insert(
    catalogue: Catalogue, article: Article, *, number: int | None, state: str, record: bytes, card: bytes, body: str
) -> int:
    """Store a new article and return its number, a new one where None is given."""
    cursor = catalogue.db.execute(
        f"INSERT INTO article ({_COLUMNS}, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, article.path, article.id, article.url, article.published, article.day, state, record, card, body),
    )
    if cursor.lastrowid is None:
        raise RuntimeError("SQLite gave no row id for " + article.path)
    return cursor.lastrowid


def insert_all(catalogue: Catalogue, found: Iterable[tuple[Row, str]]) -> None:
    """Store new articles that have their numbers, with their bodies."""
    catalogue.db.executemany(
        f"INSERT INTO article ({_COLUMNS}, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row, body) for row, body in found),
    )


def update_body(catalogue: Catalogue, number: int, *, record: bytes, body: str) -> None:
    """Store a new record and body of an article whose card, dates and addresses are as they were."""
    catalogue.db.execute("UPDATE article SET record = ?, body = ? WHERE number = ?", (record, body, number))


def update_state(catalogue: Catalogue, number: int, *, state: str, card: bytes) -> None:
    """Store what an article is now, and its card."""
    catalogue.db.execute("UPDATE article SET state = ?, card = ? WHERE number = ?", (state, card, number))


def remove(catalogue: Catalogue, number: int) -> None:
    """Forget an article."""
    catalogue.db.execute("DELETE FROM article WHERE number = ?", (number,))


def at(catalogue: Catalogue, path: str) -> Row | None:
    """Return the article of a file, or None."""
    row = catalogue.db.execute(f"SELECT {_COLUMNS} FROM article WHERE path = ?", (path,)).fetchone()
    return Row(*row) if row else None


def at_all(catalogue: Catalogue, paths: Iterable[str]) -> dict[str, tuple[Row, str]]:
    """Return the articles of several files with their bodies, by path; files without one are left out."""
    wanted = tuple(paths)
    if not wanted:
        return {}
    marks = ",".join("?" * len(wanted))
    rows = catalogue.db.execute(f"SELECT {_COLUMNS}, body FROM article WHERE path IN ({marks})", wanted)
    return {row[1]: (Row(*row[:-1]), row[-1]) for row in rows}


def numbered(catalogue: Catalogue, number: int) -> Row:
    """Return the article of a number. Raises KeyError when there is none."""
    row = catalogue.db.execute(f"SELECT {_COLUMNS} FROM article WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return Row(*row)


def is_shown(catalogue: Catalogue, number: int) -> bool:
    """Say whether there is an article of a number, and readers may see it."""
    row = catalogue.db.execute("SELECT state FROM article WHERE number = ?", (number,)).fetchone()
    return row is not None and row[0] == "shown"


def id_of(catalogue: Catalogue, number: int) -> str:
    """Return the id of an article by number."""
    return str(catalogue.db.execute("SELECT id FROM article WHERE number = ?", (number,)).fetchone()[0])


def body_of(catalogue: Catalogue, number: int) -> str:
    """Return an article's body: HTML with slot marks."""
    return str(catalogue.db.execute("SELECT body FROM article WHERE number = ?", (number,)).fetchone()[0])


def find(catalogue: Catalogue, target: str) -> Row | None:
    """Return the article that a reference means: content/....md, /address/ or an id. A clash loses to none."""
    if target.startswith("content/"):
        return at(catalogue, target)
    column = "url" if target.startswith("/") else "id"
    row = catalogue.db.execute(
        f"SELECT {_COLUMNS} FROM article WHERE {column} = ? ORDER BY state = 'clash', path LIMIT 1", (target,)
    ).fetchone()
    return Row(*row) if row else None


def card_of(catalogue: Catalogue, number: int) -> bytes:
    """Return the card of an article by number."""
    return bytes(catalogue.db.execute("SELECT card FROM article WHERE number = ?", (number,)).fetchone()[0])


def paths(catalogue: Catalogue, numbers: Iterable[int]) -> list[str]:
    """Return the paths of articles by number, in the given order; numbers without an article are left out."""
    read = catalogue.db.execute
    found = (read("SELECT path FROM article WHERE number = ?", (number,)).fetchone() for number in numbers)
    return [row[0] for row in found if row]


def all_rows(catalogue: Catalogue) -> Iterable[Row]:
    """Return every article, by path."""
    return (Row(*row) for row in catalogue.db.execute(f"SELECT {_COLUMNS} FROM article ORDER BY path"))


def all_paths(catalogue: Catalogue) -> list[str]:
    """Return the path of every article, in order."""
    return [row[0] for row in catalogue.db.execute("SELECT path FROM article ORDER BY path")]


def are_any(catalogue: Catalogue) -> bool:
    """Say whether there is an article."""
    return catalogue.db.execute("SELECT 1 FROM article LIMIT 1").fetchone() is not None


def count(catalogue: Catalogue) -> int:
    """Return how many articles there are."""
    return int(catalogue.db.execute("SELECT count(*) FROM article").fetchone()[0])


def of_day(catalogue: Catalogue, day: str) -> tuple[bytes, ...]:
    """Return the cards of a day's visible articles, newest first."""
    rows = catalogue.db.execute(
        "SELECT card FROM article WHERE day = ? AND state = 'shown' ORDER BY published DESC, id DESC", (day,)
    )
    return tuple(row[0] for row in rows)


def of_month(catalogue: Catalogue, month: str) -> list[tuple[str, bytes]]:
    """Return (address, card) of a month's visible articles, oldest first; `month` is YYYY-MM."""
    rows = catalogue.db.execute(
        "SELECT url, card FROM article WHERE day BETWEEN ? AND ? AND state = 'shown' ORDER BY day, published, id",
        (month + "-01", month + "-31"),
    )
    return rows.fetchall()


def days(catalogue: Catalogue) -> list[str]:
    """Return every day with a visible article, in order."""
    # One step along the index a day, instead of one an article.
    found: list[str] = []
    last = ""
    while True:
        row = catalogue.db.execute(
            "SELECT day FROM article WHERE state = 'shown' AND day > ? ORDER BY day LIMIT 1", (last,)
        ).fetchone()
        if row is None:
            return found
        last = row[0]
        found.append(last)


def days_of_month(catalogue: Catalogue, month: str) -> list[str]:
    """Return the days of a month (YYYY-MM) with a visible article, newest first."""
    found: list[str] = []
    day = f"{month}-99"
    query = "SELECT day FROM article WHERE state = 'shown' AND day >= ? AND day < ? ORDER BY day DESC LIMIT 1"
    while row := catalogue.db.execute(query, (f"{month}-", day)).fetchone():
        day = row[0]
        found.append(day)
    return found


def months(catalogue: Catalogue) -> list[str]:
    """Return every month (YYYY-MM) with a visible article, in order."""
    found: list[str] = []
    while True:
        row = catalogue.db.execute(
            "SELECT day FROM article WHERE state = 'shown' AND day > ? ORDER BY day LIMIT 1",
            (found[-1] + "-99" if found else "",),
        ).fetchone()
        if row is None:
            return found
        found.append(row[0][:7])


def set_moments(catalogue: Catalogue, path: str, moments: tuple[int, ...]) -> None:
    """Store when an article's state will change or has changed by the clock alone."""
    add_moments(catalogue, ((at, path) for at in moments))


def add_moments(catalogue: Catalogue, moments: Iterable[tuple[int, str]]) -> None:
    """Store (moment, path) pairs."""
    catalogue.db.executemany("INSERT OR IGNORE INTO moment VALUES (?, ?)", moments)


def forget_moments(catalogue: Catalogue, path: str) -> None:
    """Forget when an article's state changes."""
    catalogue.db.execute("DELETE FROM moment WHERE path = ?", (path,))


def changing_between(catalogue: Catalogue, first: int, last: int) -> list[str]:
    """Return the paths of articles with a moment after `first` and not after `last`, in order."""
    rows = catalogue.db.execute("SELECT DISTINCT path FROM moment WHERE at > ? AND at <= ?", (first, last))
    return sorted(row[0] for row in rows)


def next_moment(catalogue: Catalogue, now: int) -> tuple[int, list[Row]] | None:
    """Return the first moment after `now` at which any article's state changes, and those articles; or None."""
    row = catalogue.db.execute(
        "SELECT moment.at FROM moment CROSS JOIN article ON article.path = moment.path"
        " WHERE moment.at > ? AND article.state <> 'clash' ORDER BY moment.at LIMIT 1",
        (now,),
    ).fetchone()
    if row is None:
        return None
    rows = catalogue.db.execute("SELECT path FROM moment WHERE at = ? ORDER BY path", (row[0],))
    found = (at(catalogue, path) for (path,) in rows.fetchall())
    return int(row[0]), [known for known in found if known and known.state != "clash"]


def next_moment_of(catalogue: Catalogue, path: str, now: int) -> int | None:
    """Return the first moment after `now` at which what the file at `path` says changes its state, or None."""
    query = "SELECT at FROM moment WHERE path = ? AND at > ? ORDER BY at LIMIT 1"
    row = catalogue.db.execute(query, (path, now)).fetchone()
    return int(row[0]) if row else None


def names_like(catalogue: Catalogue, column: str, stem: str, limit: int) -> list[str]:
    """Return up to `limit` paths, addresses or ids of visible articles that begin with `stem`, in order.

    `column` is path, url or id; anything else is a bug and raises KeyError.
    """
    query = _NAMES[column]
    return [row[0] for row in catalogue.db.execute(query, (stem, stem + "\U0010ffff", limit))]


_NAMES = {
    column: f"SELECT {column} FROM article WHERE {column} >= ? AND {column} < ? AND state = 'shown'"
    f" ORDER BY {column} LIMIT ?"
    for column in ("path", "url", "id")
}
