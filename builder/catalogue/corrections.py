"""Corrections of articles, by the year in which they were made: where each stands in its article's record.

Corrections of articles that readers may not see are kept too, and never given out.
"""

from collections.abc import Iterable
from typing import NamedTuple

from builder.catalogue.open import Catalogue


class Mark(NamedTuple):
    """A correction: the year as readers see it, the moment in seconds since 1970, its article and its place there."""

    year: str
    at: int
    path: str
    place: int


class Found(NamedTuple):
    """A correction of a visible article: the article's record (msgpack), and the correction's place in it."""

    record: bytes
    place: int


def replace(catalogue: Catalogue, path: str, marks: Iterable[Mark]) -> None:
    """Store the corrections of the article at `path`."""
    catalogue.db.execute("DELETE FROM correction WHERE path = ?", (path,))
    add(catalogue, marks)


def add(catalogue: Catalogue, marks: Iterable[Mark]) -> None:
    """Store corrections of articles that had none."""
    catalogue.db.executemany("INSERT INTO correction VALUES (?, ?, ?, ?)", marks)


def of_year(catalogue: Catalogue, year: str, limit: int) -> list[Found]:
    """Return up to `limit` of a year's corrections of visible articles, newest first; all of them below 0."""
    rows = catalogue.db.execute(
        "SELECT article.record, correction.place FROM correction CROSS JOIN article ON article.path = correction.path"
        " WHERE correction.year = ? AND article.state = 'shown'"
        " ORDER BY correction.at DESC, correction.path, correction.place LIMIT ?",
        (year, limit),
    )
    return [Found(*row) for row in rows]


def years(catalogue: Catalogue) -> list[str]:
    """Return every year with a correction of a visible article, newest first."""
    found: list[str] = []
    year = "9" * 5
    query = "SELECT year FROM correction WHERE year < ? ORDER BY year DESC LIMIT 1"
    while row := catalogue.db.execute(query, (year,)).fetchone():
        year = row[0]
        if of_year(catalogue, year, 1):
            found.append(year)
    return found
