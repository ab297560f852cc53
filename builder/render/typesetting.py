"""Lines of letters set in fonts that come with newsdesk: shaped, kerned, joined, in the right order, and drawn.

HarfBuzz shapes, our own bidi.py orders, Pillow's plain layout draws one glyph at a time. Nothing of the machine is
asked: Pillow's own shaping needs a library (FriBidi) that some machines have and some have not, and its result differs.
Source: HarfBuzz manual, "Shaping and shape plans". tests/fonts/subset.py made the fonts.
"""

import io
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

import uharfbuzz as hb
from PIL import ImageDraw, ImageFont

from builder.render import bidi

_PRIVATE: Final = 0xF0000
"""Code point of glyph 0: see tests/fonts/subset.py."""

_NO_BREAK: Final = "\u00a0"
_NO_BREAKS: Final = frozenset("\u00a0\u202f\u2007")


class _Face:
    """One font file: what HarfBuzz and Pillow know of it."""

    def __init__(self, data: bytes, scale: float) -> None:
        face = hb.Face(data)
        self.scale = scale
        self.units = face.upem / scale
        self.letters = frozenset(letter for letter in face.unicodes if letter < _PRIVATE)
        self.font = hb.Font(face)
        self._data = data
        self._sizes: dict[float, ImageFont.FreeTypeFont] = {}

    def pillow(self, size: float) -> ImageFont.FreeTypeFont:
        """Return the font for drawing at a size in pixels."""
        if size not in self._sizes:
            basic = ImageFont.Layout.BASIC
            self._sizes[size] = ImageFont.truetype(io.BytesIO(self._data), size * self.scale, layout_engine=basic)
        return self._sizes[size]


class _Glyph(NamedTuple):
    """A glyph by number, and where it stands from the line's left end on the baseline, in shares of the font's size."""

    face: _Face
    number: int
    x: float
    y: float
    """Upwards."""


class Line(NamedTuple):
    """One line as shaped: its glyphs, and its width in shares of the font's size."""

    glyphs: tuple[_Glyph, ...]
    width: float


class Typeface:
    """Fonts that stand in for one another, the first first, in one language and one direction of paragraphs."""

    def __init__(self, fonts: Sequence[tuple[bytes, float]], lang: str, base: int) -> None:
        """Take the fonts' files and scales, a BCP 47 language, and bidi.LEFT or bidi.RIGHT."""
        self.base = base
        self._faces = [_Face(data, scale) for data, scale in fonts]
        self._lang = lang

    def settable(self, text: str) -> str:
        """Return what of a text can be set, on one line: emoji and other signs that no font has are left out.

        It is '' if a letter is missing, because half a name is worse than none.
        """
        composed = unicodedata.normalize("NFC", bidi.without_controls(_spaced(text)))
        signs = "".join(sign if self._face(sign) else unicodedata.normalize("NFKC", sign) for sign in composed)
        missing = {sign for sign in signs if self._face(sign) is None}
        if any(unicodedata.category(sign).startswith("L") for sign in missing):
            return ""
        kept = "".join(sign for sign in signs if sign not in missing)
        words = (word.strip(bidi.JOINERS) for word in kept.split(" "))
        return " ".join(word for word in words if word)

    def line(self, text: str) -> Line:
        """Shape a text that is settable."""
        levels = bidi.levels(text, self.base)
        voices = self._voices(text)
        glyphs: list[_Glyph] = []
        pen = 0.0
        for start, end, level in bidi.visual(levels):
            runs = _stretches(voices, start, end)
            for first, last in reversed(runs) if level % 2 else runs:
                face, _ = voices[first]
                pen = self._shape(glyphs, text[first:last], face, level, pen)
        return Line(tuple(glyphs), pen)

    def _face(self, sign: str) -> _Face | None:
        return next((face for face in self._faces if ord(sign) in face.letters), None)

    def _voices(self, text: str) -> list[tuple[_Face, str]]:
        """Return the font and the script of each character; signs and digits go with letters before or after them."""
        voices: list[tuple[_Face, str] | None] = [None] * len(text)
        for place, sign in enumerate(text):
            face = self._face(sign)
            if face is not None and unicodedata.category(sign).startswith("L"):
                voices[place] = (face, unicodedata.name(sign, "").partition(" ")[0])
        _spread(voices, text, range(len(text)))
        _spread(voices, text, range(len(text) - 1, -1, -1))
        return [voice or (self._face(sign) or self._faces[0], "") for voice, sign in zip(voices, text, strict=True)]

    def _shape(self, glyphs: list[_Glyph], text: str, face: _Face, level: int, pen: float) -> float:
        """Add the glyphs of a run that begins at `pen`, and return where it ends."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.guess_segment_properties()
        buffer.language = self._lang
        hb.shape(face.font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + place.x_offset / face.units, place.y_offset / face.units
            glyphs.append(_Glyph(face, info.codepoint, x, y))
            pen += place.x_advance / face.units
        return pen


def draw(pen: ImageDraw.ImageDraw, line: Line, at: tuple[float, float], size: float) -> None:
    """Draw a line onto a grey picture; its left end and its baseline are at a point, in pixels."""
    x, y = at
    for glyph in line.glyphs:
        place = (x + glyph.x * size, y - glyph.y * size)
        pen.text(place, chr(_PRIVATE + glyph.number), fill=255, font=glyph.face.pillow(size), anchor="ls")


def _spaced(text: str) -> str:
    """Return a text with two kinds of space only, of which one is no place to break a line."""
    return "".join(_NO_BREAK if sign in _NO_BREAKS else " " if sign.isspace() else sign for sign in text)


def _spread(voices: list[tuple[_Face, str] | None], text: str, places: range) -> None:
    """Let what has no voice yet take its neighbour's, where that font has it."""
    last: tuple[_Face, str] | None = None
    for place in places:
        if voices[place] is not None:
            last = voices[place]
        elif last is not None and ord(text[place]) in last[0].letters:
            voices[place] = last


def _stretches(voices: Sequence[tuple[_Face, str]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a run that have one voice, in the order of reading."""
    found = []
    for _, group in groupby(range(start, end), key=lambda place: (id(voices[place][0]), voices[place][1])):
        places = list(group)
        found.append((places[0], places[-1] + 1))
    return found
