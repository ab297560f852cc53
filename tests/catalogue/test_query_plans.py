"""No question to the catalogue reads a whole table, but for the bulk readings that are named here."""

import sqlite3
from pathlib import Path

import pytest

from builder.catalogue import open as opening
from builder.catalogue.seal import Check
from tests.properties.chains import chain_of, run

BULK = {
    "SELECT path, kind, size, mtime, ctime, digest FROM source": "the snapshot that a scan is compared with",
    "SELECT owner FROM diagnostic": "who has findings, once a build",
    "SELECT DISTINCT path FROM faulty": "which files cannot be used: few, once a build",
    "SELECT findings FROM diagnostic": "the report of every build",
    "SELECT key, path, size, mtime FROM page": "whether every file of the output is in place",
    "SELECT key FROM page": "everything is named after settings changed",
    "SELECT count(*) FROM page": "the number that a build reports",
    "SELECT count(*) FROM pending": "the length of the progress bar",
    "SELECT 1 FROM pending LIMIT 1": "its first row: whether there is any",
    "SELECT 1 FROM article LIMIT 1": "the same",
    "SELECT count(*) FROM article": "whether so much changed that naming everything is cheaper",
    "SELECT path FROM article ORDER BY path": "everything is named after settings changed",
    "SELECT number, path, id, url, published, day, state, record, card FROM article ORDER BY path": "the same",
    "SELECT number, key, slots, shown, label FROM listing ORDER BY key": "the same, and the sitemap of fronts",
    "SELECT DISTINCT digest FROM media": "the same",
    "SELECT DISTINCT folded FROM claim WHERE rank": "the same: every old address",
    "SELECT DISTINCT folded FROM claim": "which names are taken, before the first article comes into an empty catalogue",
    "SELECT DISTINCT target FROM reference": "what is named at all, when thousands of pages are planned",
    "SELECT path FROM writing ORDER BY path": "what a killed build left, empty otherwise",
    "SELECT folded FROM claim GROUP BY folded HAVING count(*) > 1": "names that several sources claim",
    "SELECT lang, term, entries FROM posting ORDER BY": "the whole index, when thousands of pages are planned",
    "SELECT article.number, published, lang, words, weights FROM article JOIN": "the index is made anew",
    "DELETE FROM posting": "the same",
    "DELETE FROM kin": "the same",
    "DELETE FROM writing": "what was announced is done",
    "SELECT key, why FROM pending WHERE key >": "the next batch of the pending list",
}


def scans(db: sqlite3.Connection, query: str) -> list[str]:
    """Return the steps of a query's plan that read a whole table."""
    if query.split(maxsplit=1)[0] not in {"SELECT", "DELETE", "UPDATE", "REPLACE", "INSERT"}:
        return []
    plan = db.execute(f"EXPLAIN QUERY PLAN {query}", [None] * query.count("?")).fetchall()
    steps = [str(row[-1]) for row in plan]
    return [
        step
        for step in steps
        if step.startswith("SCAN") and not any(word in step.upper() for word in ("CONSTANT", "SUBQUERY", "(SUB"))
    ]


class Listening(sqlite3.Connection):
    """A connection that keeps the text of every statement."""

    heard: set[str] = set()  # noqa: RUF012 - shared on purpose: every connection of the run adds to it

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        """Run a statement and keep its text."""
        self.heard.add(sql)
        return super().execute(sql, parameters)  # type: ignore[arg-type]

    def executemany(self, sql: str, parameters: object, /) -> sqlite3.Cursor:
        """Run a statement for many rows and keep its text."""
        self.heard.add(sql)
        return super().executemany(sql, parameters)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return every statement of a chain of builds."""
    folder = tmp_path_factory.mktemp("plans")
    connect = sqlite3.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *args, **keys: connect(*args, factory=Listening, **keys))
        run(folder / "site", chain_of(9, 15))
    return Listening.heard


def test_no_statement_reads_a_whole_table(heard: set[str], tmp_path: Path) -> None:
    catalogue = opening.open_catalogue(tmp_path / "empty.sqlite", "plans", Check(tmp_path / "empty.sqlite"))
    wrong = {
        query: steps
        for query in heard
        if (steps := scans(catalogue.db, query)) and not any(query.startswith(bulk) for bulk in BULK)
    }
    catalogue.abandon()
    assert wrong == {}
    assert len(heard) > 60


def test_a_query_without_an_index_is_found(tmp_path: Path) -> None:
    catalogue = opening.open_catalogue(tmp_path / "empty.sqlite", "plans", Check(tmp_path / "empty.sqlite"))
    assert scans(catalogue.db, "SELECT path FROM article WHERE published = ?") == ["SCAN article"]
    catalogue.abandon()
