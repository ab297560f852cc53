"""What sketches say of two articles is never more than what is true."""

import random
from typing import Final

import pytest

from builder.catalogue.kin import mark_of
from builder.pages.sketch import KINDS, apart, sketch_of, terms_of

WORDS: Final = [f"word{number}" for number in range(3000)]


@pytest.mark.parametrize("seed", range(40))
def test_articles_differ_by_no_less_than_their_sketches_say(seed: int) -> None:
    dice = random.Random(seed)
    vocabulary = WORDS[: dice.choice((5, 60, 300, 3000))]
    one = set(dice.sample(vocabulary, dice.randint(0, min(200, len(vocabulary)))))
    gone = set(dice.sample(sorted(one), dice.randint(0, len(one))))
    other = one - gone | set(dice.sample(vocabulary, dice.randint(0, min(30, len(vocabulary)))))
    least = apart(sketch_of(sorted(one)), sketch_of(sorted(other)))
    assert least <= len(one ^ other)
    assert least % 2 == len(one ^ other) % 2


def test_the_order_of_terms_makes_no_difference() -> None:
    assert sketch_of(WORDS[:160]) == sketch_of(reversed(WORDS[:160]))
    assert apart(sketch_of(WORDS[:160]), sketch_of(WORDS[:160])) == 0


def test_two_terms_of_a_kind_leave_no_trace_but_are_counted() -> None:
    kinds: dict[int, str] = {}
    one, other = next((kinds[kind], word) for word in WORDS if kinds.setdefault(kind := mark_of(word)[0], word) != word)
    assert terms_of(sketch_of([one, other])) == 2
    assert apart(sketch_of([one, other]), sketch_of([])) == 0


def test_articles_about_other_things_are_told_apart() -> None:
    dice = random.Random(5)
    articles = [sketch_of(dice.sample(WORDS, 160)) for _ in range(60)]
    least = min(apart(one, other) for one in articles for other in articles if one is not other)
    assert least > 45, "fewer than a seventh of the terms of both, and all of them would have to be read"


@pytest.mark.parametrize("terms", [0, 1, 160, 2999])
def test_a_sketch_counts_its_terms(terms: int) -> None:
    drawn = sketch_of(WORDS[:terms])
    assert terms_of(drawn) == terms
    assert len(drawn) == KINDS // 8 + 2
