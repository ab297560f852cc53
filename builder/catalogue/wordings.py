"""What articles are about: the wording of each, visible or not, under the article's number."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from zlib import crc32

from builder.catalogue.open import Catalogue
from builder.model.wording import Wording

_AT_ONCE: Final = 256
_OF_EACH: Final = f"FROM kin WHERE article IN ({','.join('?' * _AT_ONCE)}) ORDER BY article"
_KIN_OF_EACH: Final = f"SELECT article, found {_OF_EACH}"
_CLUES_OF_EACH: Final = f"SELECT article, clues {_OF_EACH}"
_MARK: Final = 2


class Worded(NamedTuple):
    """An article with its wording, as far as it matters to other articles' lists."""

    number: int
    id: str
    published: int
    wording: Wording


class KinFound(NamedTuple):
    """The related articles that were found for an article."""

    number: int
    found: bytes
    clues: bytes
    """The mark of every term that it looked for others by, one after the other."""


def mark_of(term: str) -> bytes:
    """Return what stands for a term among clues. Few terms have one mark: who asks by it may be told of too many."""
    return (crc32(term.encode()) % (1 << 8 * _MARK)).to_bytes(_MARK)


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

    Moments `far` or more seconds from 1970 count as one; of articles of one moment the lower number comes first.
    """
    rows = catalogue.db.execute(
        "SELECT article.number, published, lang, words, weights FROM article JOIN wording"
        " ON wording.article = article.number WHERE state = 'shown'"
        " ORDER BY min(max(published, ?), ?), number",
        (-far, far - 1),
    )
    return ((row[0], row[1], Wording(*row[2:])) for row in rows)


def ids_shown(catalogue: Catalogue) -> dict[int, str]:
    """Return the id of every visible article by number."""
    return dict(catalogue.db.execute("SELECT number, id FROM article WHERE state = 'shown'").fetchall())


def kin_of(catalogue: Catalogue, number: int) -> bytes | None:
    """Return the related articles that were found for an article, as `store_kin` took them; None for none."""
    row = catalogue.db.execute("SELECT found FROM kin WHERE article = ?", (number,)).fetchone()
    return bytes(row[0]) if row else None


def kin_of_each(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Give number and related articles of each of some articles for which any were found; hundreds are read at once."""
    return _of_each(catalogue, _KIN_OF_EACH, numbers)


def clues_of_each(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Give number and clues of each of some articles for which related ones were found; hundreds are read at once."""
    return _of_each(catalogue, _CLUES_OF_EACH, numbers)


def _of_each(catalogue: Catalogue, query: str, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rest = [some[-1]] * (_AT_ONCE - len(some))  # one statement for all, which SQLite plans once
        yield from catalogue.db.execute(query, [*some, *rest]).fetchall()


def store_kin(catalogue: Catalogue, found: Iterable[KinFound]) -> None:
    """Store what was found for articles."""
    catalogue.db.executemany("REPLACE INTO kin VALUES (?, ?, ?)", found)


def forget_kin(catalogue: Catalogue, numbers: Iterable[int]) -> None:
    """Forget what was found for articles."""
    catalogue.db.executemany("DELETE FROM kin WHERE article = ?", ((number,) for number in numbers))


def forget_all_kin(catalogue: Catalogue) -> None:
    """Forget what was found for any article."""
    catalogue.db.execute("DELETE FROM kin")
