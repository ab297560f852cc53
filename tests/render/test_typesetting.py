"""Letters are shaped, joined and kerned by the fonts that come with newsdesk, and headlines fit their box."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.render import bidi
from builder.render.headline import Box, Setting, set_headline
from builder.render.social import SERIF
from builder.render.typesetting import Line, Typeface
from builder.source.card_fonts import card_fonts

FILES = [(card_fonts()[name], scale) for name, scale in SERIF]
LATIN = Typeface(FILES, "en", bidi.LEFT)
ARABIC = Typeface(FILES, "ar", bidi.RIGHT)

BOX = Box(1000, 340, 1.14)
SIZES = range(112, 42, -2)


def numbers(line: Line) -> list[int]:
    return [glyph.number for glyph in line.glyphs]


def test_letters_kern() -> None:
    assert LATIN.line("AV").width < LATIN.line("A").width + LATIN.line("V").width


def test_arabic_letters_join() -> None:
    isolated = {number for letter in "بيت" for number in numbers(ARABIC.line(letter))}
    assert isolated.isdisjoint(numbers(ARABIC.line("بيت")))


def test_marks_stand_upon_their_letters() -> None:
    mark = next(glyph for glyph in ARABIC.line("مَن").glyphs if glyph.y)
    assert mark.y > 0
    assert ARABIC.line("مَن").width == pytest.approx(ARABIC.line("من").width, abs=0.02)


def test_hebrew_is_read_from_the_right() -> None:
    assert numbers(ARABIC.line("אב")) == numbers(ARABIC.line("ב")) + numbers(ARABIC.line("א"))


def test_brackets_turn_round() -> None:
    assert numbers(ARABIC.line("(א)"))[0] == numbers(LATIN.line("("))[0]


def test_lines_have_one_baseline_across_scripts() -> None:
    assert {glyph.y for glyph in LATIN.line("Kyiv Київ Αθήνα").glyphs} == {0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fire 🔥 at the 👩\u200d🚒 station", "Fire at the station"),
        ("One\ttwo\n three", "One two three"),
        ("10\u00a0% and 5\u202fkm", "10\u00a0% and 5\u00a0km"),
        ("ﬁne ｆｕｌｌ", "fine full"),
        ("Cafe\u0301", "Café"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("¾ of the £3bn", "¾ of the £3bn"),
        ("Meeting with 山田", ""),
        ("a\U000f0003b", "ab"),
        ("", ""),
    ],
)
def test_what_can_be_set(text: str, expected: str) -> None:
    assert LATIN.settable(text) == expected


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_no_box_is_ever_drawn(text: str) -> None:
    for face in (LATIN, ARABIC):
        assert 0 not in numbers(face.line(face.settable(text)))


@pytest.mark.parametrize(
    "word",
    ["“Łódź”", "Đặng", "Європейський", "Ўзбекистан", "Ђоковић", "Ελλάδα", "Ağrı", "Þórður", "שׁלום", "گفتگو", "پاکستان"],
)
def test_languages_that_can_be_set(word: str) -> None:
    assert LATIN.settable(word)


def fits(setting: Setting, box: Box) -> bool:
    wide = max(line.width for line in setting.lines) * setting.size
    return wide <= box.width * 1.01 and len(setting.lines) * setting.size * box.leading <= box.height


@settings(max_examples=40)
@given(st.text("abcdefg WMії—-(אבعر", max_size=700))
def test_every_headline_fits(text: str) -> None:
    for face in (LATIN, ARABIC):
        assert fits(set_headline(face, face.settable(text), BOX, SIZES), BOX)


def words(setting: Setting) -> list[int]:
    return [len(line.glyphs) for line in setting.lines]


def test_short_headlines_are_large_and_long_ones_small() -> None:
    short, long = (
        set_headline(LATIN, text, BOX, SIZES) for text in ("Storm closes pier", "Storm closes the old pier " * 5)
    )
    assert short.size == SIZES[0]
    assert SIZES[-1] <= long.size < 70


def test_lines_are_balanced() -> None:
    text = "Council votes to move the fish market, and Sallowmouth asks who pays for it all"
    setting = set_headline(LATIN, text, BOX, SIZES)
    widths = [line.width for line in setting.lines]
    assert len(widths) >= 3
    assert min(widths) > 0.7 * max(widths)


def text_of(setting: Setting, text: str) -> list[str]:
    """Return the words of a left-to-right headline's lines, told apart by how many glyphs they have."""
    lines, rest = [], text
    for count in words(setting):
        lines.append(rest[:count])
        rest = rest[count:].lstrip(" ")
    return lines


def test_no_line_ends_in_a_word_of_one_letter_or_starts_with_a_dash() -> None:
    text = "a bb " * 14 + "— b cc " * 3
    for line in text_of(set_headline(LATIN, text.strip(), BOX, range(90, 42, -2)), text):
        assert not line.endswith((" a", " b"))
        assert not line.startswith("—")


def test_a_word_wider_than_the_box_is_broken_with_a_hyphen() -> None:
    hyphen = numbers(LATIN.line("-"))[0]
    setting = set_headline(LATIN, "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", BOX, SIZES)
    assert len(setting.lines) > 1
    assert all(numbers(line)[-1] == hyphen for line in setting.lines[:-1])
    assert numbers(setting.lines[-1])[-1] != hyphen


def test_a_headline_too_long_for_any_size_ends_in_an_ellipsis() -> None:
    setting = set_headline(LATIN, "word " * 200 + "end", BOX, SIZES)
    assert setting.size == SIZES[-1]
    assert numbers(setting.lines[-1])[-1] == numbers(LATIN.line("…"))[0]
