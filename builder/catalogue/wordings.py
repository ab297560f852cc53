"""What articles are about: the wording of each, visible or not, under the article's number."""

from collections.abc import Iterable
from typing import NamedTuple

from builder.catalogue.open import Catalogue
from builder.model.wording import Wording


class Worded(NamedTuple):
    """An article with its wording, as far as it matters to other articles' lists."""

    number: int
    id: str
    published: int
    wording: Wording


def store(catalogue: Catalogue, number: int, wording: Wording) -> None:
    """Store the wording of an article."""
    store_all(catalogue, ((number, wording),))


def store_all(catalogue: Catalogue, wordings: Iterable[tuple[int, Wording]]) -> None:
    """Store the wordings of articles by number."""
    catalogue.db.executemany(
        "REPLACE INTO wording VALUES (?, ?, ?, ?)",
        ((number, wording.lang, wording.words, wording.weights) for number, wording in wordings),
    )


def remove(catalogue: Catalogue, number: int) -> None:
    """Forget the wording of an article."""
    catalogue.db.execute("DELETE FROM wording WHERE article = ?", (number,))


def of(catalogue: Catalogue, number: int) -> Wording:
    """Return the wording of an article. Raises KeyError when there is no such article."""
    row = catalogue.db.execute("SELECT lang, words, weights FROM wording WHERE article = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return Wording(*row)


def worded(catalogue: Catalogue, number: int) -> Worded:
    """Return an article with its wording. Raises KeyError when there is no such article."""
    row = catalogue.db.execute("SELECT id, published FROM article WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    return Worded(number, row[0], row[1], of(catalogue, number))


def all_shown(catalogue: Catalogue, far: int) -> Iterable[tuple[int, int, Wording]]:
    """Return (number, published, wording) of every visible article, oldest first.

    Moments `far` or more seconds from 1970 count as one; of articles of one moment the lesser id comes first.
    """
    rows = catalogue.db.execute(
        "SELECT article.number, published, lang, words, weights FROM article JOIN wording"
        " ON wording.article = article.number WHERE state = 'shown'"
        " ORDER BY min(max(published, ?), ?), id",
        (-far, far - 1),
    )
    return ((row[0], row[1], Wording(*row[2:])) for row in rows)
