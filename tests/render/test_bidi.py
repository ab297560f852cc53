"""Letters of two directions stand in the order that the Unicode algorithm gives, as another implementation finds it."""

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from builder.render import bidi

LETTERS = "abcабвїאבגدعرب0123٤٥ ,.:;!?+-/$€%#—“”\u0301"


def shown(text: str, base: int) -> str:
    """Return a text in the order in which it is seen from the left."""
    runs = bidi.visual(bidi.levels(text, base))
    return "".join(text[start:end][::-1] if level % 2 else text[start:end] for start, end, level in runs)


@pytest.mark.parametrize("base", [bidi.LEFT, bidi.RIGHT])
@given(text=st.text(LETTERS, min_size=1, max_size=24))
def test_the_order_is_that_of_another_implementation(base: int, text: str) -> None:
    text = text.strip() or "a"  # where a line ends is a question of its own
    assert shown(text, base) == get_display(text, base_dir="R" if base else "L")


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("The pier", bidi.LEFT, "The pier"),
        ("ראש (NATO) 3", bidi.RIGHT, "3 )NATO( שאר"),
        ("Says אבג!", bidi.LEFT, "Says גבא!"),
        ("אבג 12 דהו", bidi.RIGHT, "והד 12 גבא"),
        ("", bidi.LEFT, ""),
    ],
)
def test_examples(text: str, base: int, expected: str) -> None:
    assert shown(text, base) == expected  # brackets are mirrored when they are shaped


@given(st.text(max_size=40))
def test_every_character_is_seen_once(text: str) -> None:
    for base in (bidi.LEFT, bidi.RIGHT):
        runs = bidi.visual(bidi.levels(text, base))
        assert sorted(place for start, end, _ in runs for place in range(start, end)) == list(range(len(text)))


@given(st.text(max_size=40))
def test_no_explicit_control_is_left(text: str) -> None:
    left = {
        unicodedata.bidirectional(sign)
        for sign in bidi.without_controls(text + "\u202e\u2066a\u200f")
        if sign not in "\u200c\u200d"
    }
    assert left.isdisjoint({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})
