"""Reading time: words, signs of East Asia and pictures."""

import pytest

from builder.model.article import slot_mark
from builder.source.body.reading import picture_seconds, plain_text, reading_seconds
from tests.source.body.reading_cases import body_of


@pytest.mark.parametrize(
    ("html", "seconds"),
    [
        ("", 0),
        ("<p>" + "word " * 265 + "</p>", 60),
        ("<p>" + "слово " * 530 + "</p>", 120),
        ("<p>" + "don’t well-known " * 265 + "</p>", 120),
        ("<p>" + "one—two one – two " * 265 + "</p>", 240),
        ("<p>" + "漢" * 500 + "</p>", 60),
        ("<p>" + "한국 " * 250 + "</p>", 60),
        ("<p>" + "word " * 265 + "かな" * 250 + "。</p>", 120),
        ("<p>" + "&amp;&lt; " * 265 + "</p>", 60),
        ("<p>" + '<a href="a b c" title="d e f">word</a> ' * 265 + "</p>", 60),
        ("<p>" + "word " * 265 + "</p>" + "\n\ue0000\ue001\n" * 99, 60),
        ("<p>" + "“quoted” – " * 265 + "</p>", 60),
    ],
)
def test_words_and_signs_take_their_time(html: str, seconds: int) -> None:
    text = plain_text(html)
    assert reading_seconds(text, text.split(), 0) == pytest.approx(seconds, abs=1)


@pytest.mark.parametrize(("pictures", "seconds"), [(0, 0), (1, 12), (2, 23), (10, 75), (11, 78), (20, 105)])
def test_pictures_take_twelve_seconds_and_ever_less(pictures: int, seconds: int) -> None:
    assert picture_seconds(pictures) == seconds


def test_a_body_counts_its_own_pictures() -> None:
    assert body_of("Words.\n\n![A](a.jpg)\n\n![B](https://example.org/b.jpg)").pictures == 1


def test_tags_and_the_marks_of_slots_are_no_words() -> None:
    html = f'<p class="lead">Fog &amp; rain {slot_mark(0)}<a href="/ferry/">boat</a></p>'
    assert plain_text(html).split() == ["Fog", "&", "rain", "boat"]


def test_words_are_what_stands_between_tags_spaces_and_dashes() -> None:
    html = body_of("Fog—and *rain*, 9–10 a.m.").html
    assert plain_text(html).split() == ["Fog", "and", "rain", ",", "9", "10", "a.m."]
