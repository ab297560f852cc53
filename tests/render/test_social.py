"""The card of an article without a picture: one size, mirrored where the language is, the same bytes on every machine."""

import io
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from builder.model.views import VIEWS, SocialView
from builder.render.social import readable, social_card
from builder.source.card_fonts import card_fonts

PROJECT = Path(__file__).resolve().parents[2]
FONTS = card_fonts()
ENGLISH = SocialView("Storm closes the pier", "Harbour", "#00635a", "The Lantern", "en", "ltr")
ARABIC = SocialView("العاصفة تغلق رصيف الميناء (NATO) 12", "الميناء", "#00635a", "الفانوس", "ar", "rtl")
WHITE = (255, 255, 255)


def opened(view: SocialView) -> Image.Image:
    return Image.open(io.BytesIO(social_card(view, FONTS)))


def printed(view: SocialView, box: tuple[int, int, int, int]) -> tuple[int, int]:
    """Return where ink begins and ends across a part of a card."""
    grey = opened(view).convert("L").crop(box).point(lambda value: 255 if value < 128 else 0)
    found = grey.getbbox()
    assert found is not None
    return found[0] + box[0], found[2] + box[0]


def test_size_and_format() -> None:
    card = opened(ENGLISH)
    assert (card.format, card.size) == ("PNG", (1200, 630))


@pytest.mark.parametrize("view", [ENGLISH, ARABIC])
def test_it_is_small(view: SocialView) -> None:
    card = social_card(view, FONTS)
    target = io.BytesIO()
    Image.open(io.BytesIO(card)).convert("RGB").save(target, "JPEG", quality=85)
    assert len(card) < 40_000
    assert len(card) < len(target.getvalue())


def test_the_card_is_a_view_like_any_other() -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ENGLISH), type=VIEWS["SocialView"]) == ENGLISH


@pytest.mark.parametrize(
    "box", [(0, 60, 1200, 140), (0, 150, 1200, 500), (0, 540, 1200, 610)], ids=["kicker", "headline", "site"]
)
def test_text_starts_where_its_language_does(box: tuple[int, int, int, int]) -> None:
    left, _ = printed(ENGLISH, box)
    _, right = printed(ARABIC, box)
    assert 70 <= left <= 84
    assert 70 <= 1200 - right <= 84


def test_the_band_and_the_kicker_have_the_colour_of_the_section() -> None:
    card = opened(ENGLISH).convert("RGB")
    assert card.getpixel((600, 5)) == (0, 0x63, 0x5A)
    colours = card.crop((0, 60, 1200, 140)).getcolors()
    assert colours is not None
    assert {(0, 0x63, 0x5A), WHITE} <= {colour for _, colour in colours}


@pytest.mark.parametrize("change", [{"headline": "X"}, {"section": "X"}, {"colour": "#123456"}, {"site": "X"}])
def test_every_word_and_colour_is_seen(change: dict[str, str]) -> None:
    assert social_card(ENGLISH, FONTS) != social_card(msgspec.structs.replace(ENGLISH, **change), FONTS)


def test_letters_that_no_font_has_make_room_for_the_name_of_the_site() -> None:
    unknown, named = (msgspec.structs.replace(ENGLISH, headline=text) for text in ("日本の見出し", "The Lantern"))
    assert social_card(unknown, FONTS) == social_card(named, FONTS)


@pytest.mark.parametrize(
    "text", ["", " ", "🔥", "\x00\ud800", "<script>", "x" * 20_000, "word " * 5_000, "a\u0301" * 3_000]
)
@pytest.mark.parametrize("name", ["headline", "section", "site"])
def test_hostile_words_make_a_card(text: str, name: str) -> None:
    assert opened(msgspec.structs.replace(ENGLISH, **{name: text})).size == (1200, 630)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#1d4e89", (0x1D, 0x4E, 0x89)), ("", (60, 60, 66)), ("red", (60, 60, 66)), ("#000000", (0, 0, 0))],
)
def test_dark_colours_stay(colour: str, expected: tuple[int, int, int]) -> None:
    assert readable(colour) == expected


@pytest.mark.parametrize("colour", ["#ffffff", "#ffd400", "#00ff00", "#ff8080"])
def test_light_colours_darken_until_they_can_be_read(colour: str) -> None:
    assert sum(readable(colour)) < sum(bytes.fromhex(colour[1:]))
    assert max(readable(colour)) >= 100


DRAW = """
import hashlib, sys
from PIL import features
from tests.render.test_social import ARABIC, ENGLISH, FONTS, social_card
cards = b"".join(social_card(view, FONTS) for view in (ENGLISH, ARABIC))
print(hashlib.sha256(cards).hexdigest(), features.check("raqm"))
"""


def test_the_bytes_do_not_depend_on_the_machines_libraries_and_settings(tmp_path: Path) -> None:
    for name in ("libfribidi.so.0", "libfribidi.so"):
        (tmp_path / name).write_bytes(b"no library")
    settings = {"LD_LIBRARY_PATH": str(tmp_path), "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", DRAW]
    done = subprocess.run(command, cwd=PROJECT, env={**os.environ, **settings}, capture_output=True, check=True)
    here = sha256(social_card(ENGLISH, FONTS) + social_card(ARABIC, FONTS)).hexdigest()
    assert done.stdout.decode().split() == [here, "False"]
