"""The index of words after any chain of changes gives every article the list that an index made anew gives.

No list names an article that readers may not see, through some 1,400 steps in which articles are published and withheld.
Below the pipeline, so that thousands of changes take seconds: real catalogue, real index, no pages.
"""

import random
from array import array
from pathlib import Path

import pytest

from builder.build import indexing, relating
from builder.build.indexing import update_index
from builder.build.relating import relate_all
from builder.catalogue import articles, kin, postings, wordings
from builder.catalogue import open as opening
from builder.catalogue.kin import Found
from builder.catalogue.open import Catalogue
from builder.catalogue.seal import Check
from builder.catalogue.wordings import Worded
from builder.model.wording import Wording
from builder.pages import kinship
from builder.pages.related import as_stored
from builder.pages.shelf import Shelf
from tests.render import kits

VOCABULARY = [f"word{number}" for number in range(60)]


def open_at(folder: Path) -> Catalogue:
    file = folder / "kin.sqlite"
    return opening.open_catalogue(file, "kinship", Check(file))


class Newspaper:
    """An archive that changes at random, and the lists that its readers were given."""

    def __init__(self, catalogue: Catalogue, dice: random.Random, moments: int) -> None:
        self.catalogue = catalogue
        self.dice = dice
        self.moments = moments
        self.shown: dict[int, bool] = {}
        self.changed: dict[int, Worded | None] = {}

    def words(self) -> Wording:
        """Return a wording in which some words are far more frequent than others."""
        count = self.dice.randint(1, 14)
        chosen = {VOCABULARY[min(int(self.dice.expovariate(0.08)), len(VOCABULARY) - 1)] for _ in range(count)}
        weights = bytes(self.dice.choice((1, 2, 3, 12, 63)) for _ in chosen)
        return Wording(self.dice.choice(("en", "en", "en", "uk")), " ".join(sorted(chosen)), weights)

    def remember(self, number: int) -> None:
        """Remember an article as the index holds it, before its first change."""
        known = self.shown.get(number)
        if number not in self.changed:
            self.changed[number] = wordings.worded(self.catalogue, number) if known else None

    def write(self, number: int) -> None:
        """Write an article anew: other words, another moment, another id, or hidden."""
        self.remember(number)
        keep = number in self.shown and self.dice.random() < 0.6
        row = self.catalogue.db.execute("SELECT id, published FROM article WHERE number = ?", (number,)).fetchone()
        ident, published = row if keep else (f"a{self.dice.randrange(9999)}", self.moment())
        wording = (
            self.reworded(wordings.of(self.catalogue, number)) if keep and self.dice.random() < 0.5 else self.words()
        )
        self.remove(number)
        article = kits.article(path=f"content/{number}.md", id=ident, published=published)
        shown = self.dice.random() < 0.85
        state = "shown" if shown else "draft"
        articles.insert(self.catalogue, article, number=number, state=state, record=b"", card=b"", body="")
        wordings.store(self.catalogue, number, wording)
        self.shown[number] = shown

    def moment(self) -> int:
        """Return when an article is published: often at the moment of the newest, or a day after all others."""
        if self.dice.random() < 0.8:
            return self.dice.randrange(self.moments) * 86_400
        newest = self.catalogue.db.execute("SELECT max(published) FROM article").fetchone()[0] or 0
        return int(newest) + self.dice.randrange(2) * 86_400

    def reworded(self, wording: Wording) -> Wording:
        """Return a wording with one weight changed, as when a sentence is added."""
        weights = bytearray(wording.weights)
        weights[self.dice.randrange(len(weights))] = self.dice.randint(1, 63)
        return Wording(wording.lang, wording.words, bytes(weights))

    def remove(self, number: int) -> None:
        """Take an article out."""
        self.remember(number)
        articles.remove(self.catalogue, number)
        wordings.remove(self.catalogue, number)
        self.shown.pop(number, None)

    def as_shown(self, number: int) -> Worded | None:
        """Return an article as the index must hold it now."""
        return wordings.worded(self.catalogue, number) if self.shown.get(number) else None

    def touch(self, number: int) -> None:
        """Write an article again as it is, as when only its card changes."""
        self.remember(number)

    def lists(self) -> dict[int, Found]:
        """Return the list of every visible article, found anew."""
        found = {}
        for number, shown in self.shown.items():
            if shown:
                article = wordings.worded(self.catalogue, number)
                shelf = Shelf(
                    postings.StoredIndex(self.catalogue),
                    lambda other: articles.id_of(self.catalogue, other),
                )
                found[number] = as_stored(article, kinship.search(shelf, article))
        return found

    def named(self) -> set[int]:
        """Return every article that any stored list names, those of articles that are withheld now among them."""
        rows = self.catalogue.db.execute("SELECT found FROM kin").fetchall()
        return {number for (found,) in rows for number in array("q", found)[:: kin.FIELDS]}

    def check_finders(self) -> None:
        """Demand that by whom an article was found is what the stored lists say, the other way round."""
        rows = self.catalogue.db.execute("SELECT article, found FROM kin").fetchall()
        finders: dict[int, list[int]] = {}
        for finder, found in rows:
            for number in array("q", found)[:: kin.FIELDS]:
                finders.setdefault(number, []).append(finder)
        stored = [row[0] for row in self.catalogue.db.execute("SELECT article FROM finding").fetchall()]
        assert {number: sorted(kin.finders(self.catalogue, number)) for number in stored} == finders

    def check_counts(self) -> None:
        """Demand that every piece of the index knows how many entries stand before it."""
        counted: dict[tuple[str, str], int] = {}
        query = "SELECT lang, term, before, entries FROM posting ORDER BY lang, term, first"
        for lang, term, before, entries in self.catalogue.db.execute(query).fetchall():
            assert before == counted.get((lang, term), 0), (lang, term)
            counted[lang, term] = before + len(array("q", entries))

    def stored(self) -> dict[int, Found]:
        """Return the list of every visible article as stored."""
        rows = self.catalogue.db.execute("SELECT article, found, clues, sketch FROM kin").fetchall()
        return {row[0]: Found(*row) for row in rows if self.shown.get(row[0])}


def chain(folder: Path, seed: int, steps: int, most: int, moments: int) -> None:
    """Change an archive step by step, and compare its lists with those of an index made anew."""
    catalogue = open_at(folder)
    paper = Newspaper(catalogue, random.Random(seed), moments)
    with catalogue.changing():
        for number in range(1, most // 2):
            paper.write(number)
        relate_all(catalogue, 1)
        assert paper.stored() == paper.lists()
        paper.check_finders()
        paper.check_counts()
        for step in range(steps):
            before = paper.stored()
            paper.changed = {}
            for _ in range(paper.dice.randint(1, 4)):
                number = paper.dice.randint(1, most)
                if number in paper.shown and paper.dice.random() < 0.2:
                    paper.remove(number)
                elif number in paper.shown and paper.dice.random() < 0.2:
                    paper.touch(number)
                else:
                    paper.write(number)
            moved = update_index(catalogue, paper.changed)
            paper.check_counts()
            right = paper.lists()
            others = {number for number, known in paper.changed.items() if known != paper.as_shown(number)}
            paper.check_finders()
            assert paper.stored().keys() == right.keys() - others, "who is as before keeps a list"
            fresh = [found for number, found in right.items() if number in others]
            kin.store(catalogue, fresh)  # what planning does for articles that changed
            paper.check_finders()
            assert paper.stored() == right, f"seed {seed}, step {step}"
            assert paper.named() <= {number for number, shown in paper.shown.items() if shown}
            kept = right.keys() - others
            assert moved == {number for number in kept if before[number].found != right[number].found}
        index = postings.everything(catalogue)
        relate_all(catalogue, 1)
        assert paper.stored() == paper.lists()
        anew = postings.everything(catalogue)
        assert {k: {t: list(e) for t, e in v.items()} for k, v in index.items() if v} == {
            k: {t: list(e) for t, e in v.items()} for k, v in anew.items()
        }
    catalogue.abandon()


@pytest.mark.parametrize("seed", range(4))
def test_lists_after_a_chain_of_changes_are_those_of_an_index_made_anew(seed: int, tmp_path: Path) -> None:
    chain(tmp_path, seed, steps=40, most=120, moments=400)


@pytest.mark.parametrize("seed", range(4))
def test_likewise_where_many_articles_share_a_moment(seed: int, tmp_path: Path) -> None:
    chain(tmp_path, 100 + seed, steps=40, most=120, moments=3)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("moments", [4, 30, 1000])
def test_likewise_with_windows_so_narrow_that_they_always_matter(
    seed: int, moments: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MANY", 4)
    monkeypatch.setattr(kinship, "WINDOW", 3)
    monkeypatch.setattr(kinship, "BUDGET", 12)
    monkeypatch.setattr(kinship, "FINDING", 5)
    monkeypatch.setattr(kinship, "FOUND", 4)
    monkeypatch.setattr(postings, "_PIECE", 5)
    chain(tmp_path, 200 + seed, steps=60, most=60, moments=moments)


def test_workers_find_what_this_process_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = open_at(tmp_path)
    paper = Newspaper(catalogue, random.Random(5), moments=200)
    with catalogue.changing():
        for number in range(1, 300):
            paper.write(number)
        relate_all(catalogue, 1)
        alone = paper.stored()
        monkeypatch.setattr(relating, "FEW", 0)
        monkeypatch.setattr(relating, "SHARD", 16)
        relate_all(catalogue, 2)
        assert paper.stored() == alone
        paper.check_finders()
        paper.check_counts()
    catalogue.abandon()
