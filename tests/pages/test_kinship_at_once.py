"""What is found for many articles at once is what is found for each alone, in archives of every kind."""

import random
from array import array
from collections.abc import Callable, Iterator
from typing import Final

import pytest

from builder.build import relating
from builder.catalogue import postings
from builder.catalogue.kin import Found
from builder.catalogue.postings import Entries
from builder.catalogue.wordings import Worded
from builder.model.wording import HEAVIEST, Wording
from builder.pages import kinship
from builder.pages.columns import Columns, columns_of, pieces_of
from builder.pages.kinship_at_once import MOST, find
from builder.pages.related import as_stored
from builder.pages.shelf import Shelf

DAY: Final = 86_400
YEAR: Final = 365 * DAY


def in_order(articles: list[Worded]) -> list[Worded]:
    """Return articles by rank, as the catalogue gives them."""
    return sorted(articles, key=lambda one: (postings.within_reach(one.published), one.id))


def at_once(articles: list[Worded], shard: int = 128) -> list[Found]:
    """Return what is found for all articles of an archive together."""
    columns = columns_of((one.number, one.published, one.wording) for one in in_order(articles))
    starts = range(0, len(articles), shard)
    return [one for at in starts for one in find(columns, range(at, min(at + shard, len(articles))))]


def index_of(articles: list[Worded]) -> dict[tuple[str, str], Entries]:
    """Return the index of an archive, made entry by entry."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in articles:
        for term, entry in postings.entries_of(one.published, one.number, one.wording).items():
            found.setdefault((one.wording.lang, term), []).append(entry)
    return {key: array("q", sorted(entries)) for key, entries in found.items()}


def one_by_one(articles: list[Worded]) -> Iterator[Found]:
    """Find for each article of an archive alone."""
    index, ids = index_of(articles), {one.number: one.id for one in articles}
    nothing: Entries = array("q")
    shelf = Shelf(postings.WholeIndex(lambda lang, term: index.get((lang, term), nothing)), ids.__getitem__)
    return (as_stored(one, kinship.search(shelf, one)) for one in in_order(articles))


def archive(
    count: int,
    *,
    seed: int = 7,
    vocabulary: int = 800,
    terms: int = 60,
    moment: Callable[[random.Random, int], int] = lambda _, number: number * DAY,
    weight: Callable[[random.Random], int] = lambda dice: dice.choice((1, 2, 3, 8, HEAVIEST)),
    langs: tuple[str, ...] = ("en",),
) -> list[Worded]:
    """Return an archive in which some words are far more frequent than others; numbers say nothing of age."""
    dice = random.Random(seed)
    numbers = dice.sample(range(1, 4 * count + 1), count)
    found = []
    for at, number in enumerate(numbers):
        chosen = {min(int(dice.expovariate(4 / vocabulary)), vocabulary - 1) for _ in range(dice.randint(0, terms))}
        words = [f"word{word}" for word in dice.sample(sorted(chosen), len(chosen))]
        wording = Wording(dice.choice(langs), " ".join(words), bytes(weight(dice) for _ in words))
        found.append(Worded(number, f"id-{dice.randrange(10**6)}-{number}", moment(dice, at), wording))
    return found


ARCHIVES: Final = {
    "a day apart": archive(700),
    "several languages": archive(500, langs=("en", "uk", "ar")),
    "many on each day": archive(400, moment=lambda dice, _: dice.randrange(12) * DAY),
    "all at one moment": archive(90, moment=lambda _dice, _at: 5),
    "some at one moment": archive(400, moment=lambda dice, at: at // dice.choice((1, 1, 40)) * DAY),
    "of centuries": archive(500, moment=lambda dice, _: dice.randrange(-90, 60) * YEAR),
    "beyond all reach": archive(60, moment=lambda dice, _: dice.choice((-1, 1)) * dice.randrange(1 << 40)),
    "the heaviest words": archive(1500, vocabulary=3000, terms=300, weight=lambda _: HEAVIEST),
    "few words": archive(300, vocabulary=6, terms=8),
    "nothing in common": archive(60, vocabulary=100_000, terms=3),
    "no words at all": archive(40, terms=0),
    "one article": archive(1),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_all_are_found_that_are_found_one_by_one(name: str) -> None:
    assert at_once(ARCHIVES[name]) == list(one_by_one(ARCHIVES[name]))


@pytest.mark.parametrize("shard", [1, 7, MOST])
def test_who_is_found_together_decides_nothing(shard: int) -> None:
    articles = ARCHIVES["several languages"]
    assert at_once(articles, shard) == at_once(articles)


def test_builds_look_at_no_more_together_than_may_be() -> None:
    assert relating.SHARD <= MOST


def test_an_archive_without_articles_has_no_lists() -> None:
    columns = columns_of([])
    assert find(columns, range(0)) == []
    assert list(pieces_of(columns)) == []


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_index_in_pieces_is_that_of_one_entry_after_the_other(name: str) -> None:
    whole: dict[tuple[str, str], Entries] = {}
    for lang, term, first, before, entries in pieces_of(columns_of_archive(name)):
        under = whole.setdefault((lang, term), array("q"))
        assert before == len(under)
        under.frombytes(entries)
        assert first == under[before]
    assert whole == index_of(ARCHIVES[name])
    assert list(whole) == sorted(whole)


def columns_of_archive(name: str) -> Columns:
    """Return the columns of an archive."""
    return columns_of((one.number, one.published, one.wording) for one in in_order(ARCHIVES[name]))
