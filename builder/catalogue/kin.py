"""Which articles were found to be nearest to an article, and by which articles an article was found.

The second follows from the first. It is kept so that whoever shows an article in a list is named without a search.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

from builder.catalogue.open import Catalogue

FIELDS: Final = 4
"""Numbers of eight bytes that stand for each article that was found, the first of which is the article's."""

_AT_ONCE: Final = 256
_CLUES: Final = f"SELECT article, clues FROM kin WHERE article IN ({','.join('?' * _AT_ONCE)}) ORDER BY article"
_FINDERS: Final = "SELECT finders FROM finding WHERE article = ?"
_MARK: Final = 2

if TYPE_CHECKING:
    _Finders = defaultdict[int, array[int]]


class Found(NamedTuple):
    """The related articles that were found for an article."""

    number: int
    found: bytes
    """`FIELDS` numbers for each, the nearest first."""
    clues: bytes
    """The mark of every term that it looked for others by, one after the other."""
    sketch: bytes
    """What tells how much other articles differ from it."""


def mark_of(term: str) -> bytes:
    """Return what stands for a term among clues. Few terms have one mark: who asks by it may be told of too many."""
    return (crc32(term.encode()) % (1 << 8 * _MARK)).to_bytes(_MARK)


def of(catalogue: Catalogue, number: int) -> bytes | None:
    """Return the related articles that were found for an article, as `store` took them; None for none."""
    row = catalogue.db.execute("SELECT found FROM kin WHERE article = ?", (number,)).fetchone()
    return bytes(row[0]) if row else None


def sketch(catalogue: Catalogue, number: int) -> bytes | None:
    """Return the sketch of an article for which related ones were found; None for any other."""
    row = catalogue.db.execute("SELECT sketch FROM kin WHERE article = ?", (number,)).fetchone()
    return row[0] if row else None


def sketches(catalogue: Catalogue) -> dict[int, bytes]:
    """Return all sketches by article."""
    return dict(catalogue.db.execute("SELECT article, sketch FROM kin").fetchall())


def finders(catalogue: Catalogue, number: int) -> list[int]:
    """Return the articles by which an article was found."""
    row = catalogue.db.execute(_FINDERS, (number,)).fetchone()
    return array("I", row[0]).tolist() if row else []


def clues_of_each(catalogue: Catalogue, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Give number and clues of each of some articles for which related ones were found; hundreds are read at once."""
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        rest = [some[-1]] * (_AT_ONCE - len(some))  # one statement for all, which SQLite plans once
        yield from catalogue.db.execute(_CLUES, [*some, *rest]).fetchall()


def store(catalogue: Catalogue, found: Iterable[Found]) -> None:
    """Store what was found for articles."""
    for one in found:
        before, after = _numbers(of(catalogue, one.number) or b""), _numbers(one.found)
        catalogue.db.execute("REPLACE INTO kin VALUES (?, ?, ?, ?)", one)
        _turn(catalogue, one.number, before - after, after - before)


def forget(catalogue: Catalogue, numbers: Iterable[int]) -> None:
    """Forget what was found for articles."""
    for number in numbers:
        before = of(catalogue, number)
        if before is not None:
            catalogue.db.execute("DELETE FROM kin WHERE article = ?", (number,))
            _turn(catalogue, number, _numbers(before), set())


class Filling:
    """All lists at once, in place of those that were there; `finish` comes last."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._db = catalogue.db
        self._db.execute("DELETE FROM kin")
        self._db.execute("DELETE FROM finding")
        self._finders: _Finders = defaultdict(lambda: array("I"))

    def store(self, found: Sequence[Found]) -> None:
        """Store what was found for articles of which nothing was stored before."""
        self._db.executemany("INSERT INTO kin VALUES (?, ?, ?, ?)", found)
        for one in found:
            for number in array("q", one.found)[::FIELDS]:
                self._finders[number].append(one.number)

    def finish(self) -> None:
        """Store by whom each was found."""
        rows = ((number, self._finders[number].tobytes()) for number in sorted(self._finders))
        self._db.executemany("INSERT INTO finding VALUES (?, ?)", rows)
        self._finders.clear()


def _numbers(found: bytes) -> set[int]:
    return set(array("q", found)[::FIELDS])


def _turn(catalogue: Catalogue, finder: int, gone: Iterable[int], come: Iterable[int]) -> None:
    """Take in that an article finds some no more, and finds others now."""
    for number in gone:
        _store_finders(catalogue, number, [one for one in finders(catalogue, number) if one != finder])
    for number in come:
        _store_finders(catalogue, number, [*finders(catalogue, number), finder])


def _store_finders(catalogue: Catalogue, number: int, left: Sequence[int]) -> None:
    if left:
        catalogue.db.execute("REPLACE INTO finding VALUES (?, ?)", (number, array("I", left).tobytes()))
    else:
        catalogue.db.execute("DELETE FROM finding WHERE article = ?", (number,))
