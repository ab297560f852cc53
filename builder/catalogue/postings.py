"""Which visible articles have a term, oldest first.

An entry is one number: the moment of publication, the article's number and the term's weight there, so that a sorted
row of entries is a row of articles by age. Entries are stored in pieces, so that the newest article rewrites no long
row, and each piece knows how many entries stand before it, so that counting those of a moment reads one piece; an
article within the archive changes that count in all later pieces.
"""

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.catalogue.open import Catalogue
from builder.model.wording import Wording

WEIGHT_BITS: Final = 6
NUMBER_BITS: Final = 22
MOMENT: Final = WEIGHT_BITS + NUMBER_BITS
"""How many bits stand below the moment of publication."""

_MOST_ARTICLES: Final = 1 << NUMBER_BITS
FAR: Final = 1 << 34
"""Moments count from 544 years before 1970, so that none is negative; what lies further away counts as that far."""

_PIECE: Final = 112
"""Most entries of a piece: what SQLite keeps within one of its pages."""

Piece = tuple[str, str, int, int, bytes]
"""Language, term, first entry, how many entries stand before, and all entries of the piece."""

_BACKWARDS: Final = "SELECT entries FROM posting WHERE lang = ? AND term = ? AND first < ? ORDER BY first DESC"
_UP_TO: Final = (
    "SELECT before, entries FROM posting WHERE lang = ? AND term = ? AND first < ? ORDER BY first DESC LIMIT 1"
)
_PIECE_FOR: Final = (
    "SELECT first, before, entries FROM posting WHERE lang = ? AND term = ? AND first <= ? ORDER BY first DESC LIMIT 1"
)
_FIRST_PIECE: Final = "SELECT first, before, entries FROM posting WHERE lang = ? AND term = ? ORDER BY first LIMIT 1"

if TYPE_CHECKING:
    Entries = array[int]
    """Entries in order: an array of integers."""
else:  # Python 3.11 has no array[int]
    Entries = array


def moment(published: int) -> int:
    """Return the least entry of an article that was published at a moment, given in seconds since 1970."""
    return (within_reach(published) + FAR) << MOMENT


def within_reach(published: int) -> int:
    """Return a moment, or the furthest one that entries can name where it is too far away."""
    return min(max(published, -FAR), FAR - 1)


def place(published: int, number: int) -> int:
    """Return where an article stands among entries, without the weight's bits. Raises ValueError beyond 4,194,303."""
    if number >= _MOST_ARTICLES:
        raise ValueError(f"an archive has at most {_MOST_ARTICLES - 1:,} articles")
    return moment(published) | number << WEIGHT_BITS


def entries_of(published: int, number: int, wording: Wording) -> dict[str, int]:
    """Return the entry of an article under each of its terms, and under ''."""
    at = place(published, number)
    found = dict(zip(wording.terms(), [at | weight for weight in wording.weights], strict=True))
    found[""] = at | 1
    return found


def stands(entries: Entries, entry: int) -> bool:
    """Say whether an entry is among others."""
    at = bisect_left(entries, entry)
    return at < len(entries) and entries[at] == entry


def same_place(one: int, other: int) -> bool:
    """Say whether two entries differ in nothing but the term's weight."""
    return one >> WEIGHT_BITS == other >> WEIGHT_BITS


def number_in(entry: int) -> int:
    """Return the number of an entry's article."""
    return entry >> WEIGHT_BITS & _MOST_ARTICLES - 1


def under(catalogue: Catalogue, lang: str, term: str) -> Entries:
    """Return every entry of a term."""
    rows = catalogue.db.execute("SELECT entries FROM posting WHERE lang = ? AND term = ? ORDER BY first", (lang, term))
    return _joined([row[0] for row in rows])


def last(catalogue: Catalogue, lang: str) -> int | None:
    """Return the greatest entry of a language's articles, or None when it has none."""
    row = catalogue.db.execute(
        "SELECT entries FROM posting WHERE lang = ? AND term = '' ORDER BY first DESC LIMIT 1", (lang,)
    ).fetchone()
    return _joined([row[0]])[-1] if row else None


def everything(catalogue: Catalogue) -> dict[str, dict[str, Entries]]:
    """Return the entries of every term of every language."""
    found: dict[str, dict[str, Entries]] = defaultdict(dict)
    for lang, term, piece in catalogue.db.execute("SELECT lang, term, entries FROM posting ORDER BY lang, term, first"):
        known = found[lang].get(term)
        if known is None:
            known = found[lang][term] = array("q")
        known.frombytes(piece)
    return found


def add(catalogue: Catalogue, lang: str, term: str, entry: int) -> None:
    """Add an entry, which must not be there yet."""
    found = _piece_for(catalogue, lang, term, entry)
    if found is None:
        _write(catalogue, lang, term, _Standing(entry, 0, array("q", [entry])))
        return
    first, before, entries = found
    _shift(catalogue, lang, term, first, 1)
    if entry < first:
        _erase(catalogue, lang, term, first)
        first = entry
    insort(entries, entry)
    if len(entries) <= _PIECE:
        _write(catalogue, lang, term, _Standing(first, before, entries))
        return
    # The newest article begins a piece of its own, so that the archive's pieces are full; others are halved.
    cut = len(entries) - 1 if entries[-1] == entry else len(entries) // 2
    _write(catalogue, lang, term, _Standing(first, before, entries[:cut]))
    _write(catalogue, lang, term, _Standing(entries[cut], before + cut, entries[cut:]))


def append(catalogue: Catalogue, lang: str, term: str, entry: int) -> None:
    """Add an entry that is greater than all others of the term."""
    found = _piece_for(catalogue, lang, term, entry)
    if found is None:
        _write(catalogue, lang, term, _Standing(entry, 0, array("q", [entry])))
    elif len(found.entries) >= _PIECE:
        _write(catalogue, lang, term, _Standing(entry, found.before + len(found.entries), array("q", [entry])))
    else:
        found.entries.append(entry)
        _write(catalogue, lang, term, found)


def remove(catalogue: Catalogue, lang: str, term: str, entry: int) -> None:
    """Remove an entry. Raises LookupError when it is not there."""
    found = _piece_for(catalogue, lang, term, entry)
    if found is None or not stands(found.entries, entry):
        raise LookupError(f"no entry {entry} of {term!r}")
    _shift(catalogue, lang, term, found.first, -1)
    del found.entries[bisect_left(found.entries, entry)]
    if found.entries:
        _write(catalogue, lang, term, found)
    else:
        _erase(catalogue, lang, term, found.first)


def reweigh(catalogue: Catalogue, lang: str, term: str, entry: int, other: int) -> None:
    """Replace an entry by one that differs in the term's weight alone. Raises LookupError when it is not there."""
    found = _piece_for(catalogue, lang, term, entry)
    if found is None or not stands(found.entries, entry):
        raise LookupError(f"no entry {entry} of {term!r}")
    found.entries[bisect_left(found.entries, entry)] = other
    if other < found.first:
        _erase(catalogue, lang, term, found.first)
    _write(catalogue, lang, term, found._replace(first=min(found.first, other)))


class StoredIndex:
    """Entries as they stand in the catalogue: counted there, and read only as far back as is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._db = catalogue.db

    def counts(self, lang: str, terms: list[str], before: int) -> list[int]:
        """Return how many entries of each of some terms are less than `before`."""
        return [self._count(lang, term, before) for term in terms]

    def _count(self, lang: str, term: str, before: int) -> int:
        row = self._db.execute(_UP_TO, (lang, term, before)).fetchone()
        return row[0] + bisect_left(_joined([row[1]]), before) if row else 0

    def latest(self, lang: str, term: str, before: int, least: int) -> Entries:
        """Return at least the last `least` entries of a term that are less than `before`, as far as there are."""
        found: Entries = array("q")
        for (piece,) in self._db.execute(_BACKWARDS, (lang, term, before)):
            entries = _joined([piece])
            found = (entries + found) if found else entries[: bisect_left(entries, before)]
            if len(found) >= least:
                break
        return found


class WholeIndex:
    """Entries that are given whole, by language and term."""

    def __init__(self, find: Callable[[str, str], Entries]) -> None:
        self._find = find

    def counts(self, lang: str, terms: list[str], before: int) -> list[int]:
        """Return how many entries of each of some terms are less than `before`."""
        return [bisect_left(self._find(lang, term), before) for term in terms]

    def latest(self, lang: str, term: str, before: int, least: int) -> Entries:
        """Return the last `least` entries of a term that are less than `before`, as far as there are."""
        entries = self._find(lang, term)
        end = bisect_left(entries, before)
        return entries[max(0, end - least) : end]


def forget_all(catalogue: Catalogue) -> None:
    """Forget all entries."""
    catalogue.db.execute("DELETE FROM posting")


def store(catalogue: Catalogue, pieces: Iterable[Piece]) -> None:
    """Store pieces of an index of which nothing is stored yet; see `pieces_of`."""
    catalogue.db.executemany("INSERT INTO posting VALUES (?, ?, ?, ?, ?)", pieces)


def pieces_of(lang: str, term: str, entries: Entries) -> Iterator[Piece]:
    """Give all entries of a term as they are stored, piece by piece."""
    for start in range(0, len(entries), _PIECE):
        yield lang, term, entries[start], start, entries[start : start + _PIECE].tobytes()


class _Standing(NamedTuple):
    """A piece as it stands: its key, how many entries come before it, and its own."""

    first: int
    before: int
    entries: Entries


def _piece_for(catalogue: Catalogue, lang: str, term: str, entry: int) -> _Standing | None:
    """Return the piece that an entry belongs to; None when the term has no entries."""
    row = catalogue.db.execute(_PIECE_FOR, (lang, term, entry)).fetchone()
    if row is None:
        row = catalogue.db.execute(_FIRST_PIECE, (lang, term)).fetchone()
    return _Standing(row[0], row[1], _joined([row[2]])) if row else None


def _write(catalogue: Catalogue, lang: str, term: str, piece: _Standing) -> None:
    catalogue.db.execute(
        "REPLACE INTO posting VALUES (?, ?, ?, ?, ?)", (lang, term, piece.first, piece.before, piece.entries.tobytes())
    )


def _shift(catalogue: Catalogue, lang: str, term: str, first: int, by: int) -> None:
    """Take in that before all pieces after one there are more entries now, or fewer."""
    catalogue.db.execute(
        "UPDATE posting SET before = before + ? WHERE lang = ? AND term = ? AND first > ?", (by, lang, term, first)
    )


def _erase(catalogue: Catalogue, lang: str, term: str, first: int) -> None:
    catalogue.db.execute("DELETE FROM posting WHERE lang = ? AND term = ? AND first = ?", (lang, term, first))


def _joined(pieces: Iterable[bytes]) -> Entries:
    entries = array("q")
    for piece in pieces:
        entries.frombytes(piece)
    return entries
