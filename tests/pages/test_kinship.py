"""Which articles are nearest to an article: causal, the same in any order, and as the clues say."""

import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.catalogue import postings
from builder.catalogue.wordings import Worded
from builder.model.wording import Wording
from builder.pages import kinship
from builder.pages.kinship import HALF_LIFE, LIKENESS, Kin, kin_of, search, shared
from builder.pages.related import packed
from builder.pages.shelf import Shelf

DAY = 86_400
NOTHING = array("q")

WORDS = st.lists(st.sampled_from([f"w{number}" for number in range(12)]), min_size=1, max_size=8, unique=True)
ARCHIVES = st.lists(st.tuples(st.integers(0, 6), WORDS), min_size=2, max_size=30)


def worded(number: int, day: int, words: list[str], weights: bytes | None = None) -> Worded:
    """Return an article of a day with words, all of one weight unless others are given."""
    weights = weights or bytes(8 for _ in words)
    return Worded(number, f"a{number:03}", day * DAY, Wording("en", " ".join(words), weights))


def shelf_of(articles: list[Worded]) -> Shelf:
    """Return an index of articles."""
    index: dict[str, list[int]] = {}
    for one in articles:
        for term, entry in postings.entries_of(one.published, one.number, one.wording).items():
            index.setdefault(term, []).append(entry)
    rows = {term: array("q", sorted(entries)) for term, entries in index.items()}
    ids = {one.number: one.id for one in articles}
    return Shelf(postings.WholeIndex(lambda _, term: rows.get(term, NOTHING)), ids.__getitem__)


def lists(articles: list[Worded]) -> dict[str, list[tuple[str, int]]]:
    """Return the list of every article, by ids."""
    shelf = shelf_of(articles)
    ids = {one.number: one.id for one in articles}
    return {one.id: [(ids[kin.number], kin.score) for kin in kin_of(shelf, one)] for one in articles}


@given(ARCHIVES, st.tuples(st.integers(0, 3), WORDS))
def test_a_newer_article_changes_no_older_list(
    drawn: list[tuple[int, list[str]]], newer: tuple[int, list[str]]
) -> None:
    articles = [worded(number, day, words) for number, (day, words) in enumerate(drawn)]
    last = max(day for day, _ in drawn)
    before = lists(articles)
    after = lists([*articles, worded(99, last + 1 + newer[0], newer[1])])
    assert {ident: after[ident] for ident in before} == before


@given(ARCHIVES, st.randoms(use_true_random=False))
def test_the_order_in_which_articles_are_read_makes_no_difference(
    drawn: list[tuple[int, list[str]]], dice: random.Random
) -> None:
    articles = [worded(number, day, words) for number, (day, words) in enumerate(drawn)]
    numbers = list(range(len(articles)))
    dice.shuffle(numbers)
    shuffled = [one._replace(number=number) for one, number in zip(articles, numbers, strict=True)]
    assert lists(shuffled) == lists(articles)


@given(ARCHIVES)
def test_only_older_articles_stand_in_a_list_or_those_of_the_moment_with_a_lesser_id(
    drawn: list[tuple[int, list[str]]],
) -> None:
    articles = {f"a{n:03}": worded(n, day, words) for n, (day, words) in enumerate(drawn)}
    for ident, found in lists(list(articles.values())).items():
        own = articles[ident]
        others = [articles[other] for other, _ in found]
        assert all((one.published, one.id) < (own.published, own.id) for one in others)
        assert all(set(one.wording.terms()) & set(own.wording.terms()) for one in others)


def archive(*others: Worded, size: int = 64) -> list[Worded]:
    """Return articles among many that are about something else."""
    return [*(worded(100 + number, -1 - number, [f"x{number}"]) for number in range(size)), *others]


def nearest(*others: Worded) -> list[Kin]:
    """Return the list of the last of some articles."""
    return kin_of(shelf_of(archive(*others)), others[-1])


def test_the_same_text_told_again_has_the_greatest_likeness() -> None:
    words = ["ferry", "cable", "quay"]
    (kin,) = nearest(worded(1, 0, words), worded(2, 1, words))
    assert (kin.number, kin.likeness, kin.clues) == (1, LIKENESS, 0b111)


def test_a_rare_word_brings_nearer_than_a_frequent_one() -> None:
    many = [worded(10 + number, 0, ["council"]) for number in range(20)]
    found = nearest(*many, worded(1, 0, ["levee"]), worded(2, 1, ["council", "levee"]))
    assert found[0].number == 1


def test_a_word_that_all_have_brings_nobody_near() -> None:
    articles = [worded(number, number, ["town"]) for number in range(9)]
    assert kin_of(shelf_of(articles), articles[-1]) == []


def test_an_article_counts_for_half_after_a_half_life() -> None:
    late = HALF_LIFE // DAY
    new, old = nearest(worded(1, 0, ["ferry"]), worded(2, late, ["ferry"]), worded(3, late, ["ferry"]))[:2]
    assert (new.number, old.number) == (2, 1)
    assert old.score * 2 == pytest.approx(new.score, rel=0.01)


def test_of_two_as_near_the_newer_comes_first_and_of_one_moment_the_greater_id() -> None:
    twins = [worded(number, day, ["ferry"]) for number, day in ((5, 0), (4, 0), (3, 1))]
    found = nearest(*twins, worded(9, 1, ["ferry"]))
    assert [kin.number for kin in found] == [3, 5, 4]


def test_another_language_is_never_found() -> None:
    rows = {("uk", "ferry"): array("q", [postings.place(0, 1) | 8]), ("uk", ""): array("q", [postings.place(0, 1) | 1])}
    shelf = Shelf(postings.WholeIndex(lambda lang, term: rows.get((lang, term), NOTHING)), str)
    assert kin_of(shelf, worded(2, 1, ["ferry"])) == []


def test_what_is_shared_adds_up_to_the_score_before_age() -> None:
    others = (worded(1, 1, ["ferry", "quay"]), worded(2, 1, ["ferry", "quay", "cable"], bytes([4, 9, 20])))
    shelf = shelf_of(archive(*others))
    (kin,) = kin_of(shelf, others[1])
    terms = shared(shelf, others[1], 1)
    assert [term for term, _ in terms] == ["quay", "ferry"]
    assert sum(value for _, value in terms) == kin.score


def test_so_many_clues_are_followed_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinship, "CLUES", 2)
    words = ["a", "b", "c"]
    (kin,) = nearest(worded(1, 0, words), worded(2, 1, words, bytes([9, 30, 20])))
    assert kin.clues == 0b11
    assert len(shared(shelf_of(archive(worded(1, 0, words))), worded(2, 1, words, bytes([9, 30, 20])), 1)) == 2


def test_a_less_telling_word_brings_nobody_in_but_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    older = [worded(1, 0, ["rare", "often"]), *[worded(number, number, ["often"]) for number in range(2, 8)]]
    asking = worded(99, 20, ["rare", "often"])
    shelf = shelf_of(archive(*older))
    assert {kin.number for kin in kin_of(shelf, asking)} == set(range(1, 8))
    (whole,) = [kin for kin in kin_of(shelf, asking) if kin.number == 1]
    monkeypatch.setattr(kinship, "FINDING", 1)
    assert kin_of(shelf, asking) == [whole]
    assert {term for term, _ in shared(shelf, asking, 1)} == {"rare", "often"}


def test_an_article_may_have_every_clue_and_is_stored_with_them() -> None:
    words = [f"word{number}" for number in range(kinship.CLUES)]
    (kin,) = found = nearest(worded(1, 0, words), worded(2, 1, words))
    assert kin.clues == 2**kinship.CLUES - 1
    assert tuple(array("q", packed(found))) == kin


def test_the_latest_articles_of_a_word_are_looked_at() -> None:
    many = [worded(number, number, ["ferry"]) for number in range(kinship.WINDOW + 5)]
    found = kin_of(shelf_of(archive(*many, size=4_000)), worded(999, 500, ["ferry"]))
    assert {kin.number for kin in found} <= {one.number for one in many[5:]}
    assert len(found) == kinship.FOUND


def test_a_word_that_is_tried_in_vain_counts_as_tried() -> None:
    crowd = [worded(number, 0, ["ferry"]) for number in range(2 * kinship.WINDOW + 1)]
    found = search(shelf_of(archive(*crowd, size=4_000)), worded(999, 1, ["ferry", "quay"]))
    assert (found.kin, found.tried) == ([], [0])
