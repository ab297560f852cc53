"""The card that stands for an article without a picture wherever its address is shared: 1200 x 630 pixels, PNG.

A pure function of the view and of the fonts' bytes: no font, library or setting of the machine has a say.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Final

from PIL import Image, ImageDraw

from builder.model.views import SocialView
from builder.render import bidi
from builder.render.headline import Box, set_headline
from builder.render.typesetting import Typeface, draw

SIZE: Final = (1200, 630)
"""Pixels: what networks ask for, 1.91 to 1."""

SERIF: Final = (("serif.ttf", 1.0), ("serif-arabic.ttf", 1.15), ("serif-hebrew.ttf", 1.0))
SANS: Final = (("sans.ttf", 1.0), ("sans-arabic.ttf", 1.1), ("sans-hebrew.ttf", 1.0))
"""Fonts that stand in for one another, with the scale at which their letters look as large as the first one's."""

Colour = tuple[int, int, int]

_PAPER: Final[Colour] = (255, 255, 255)
_INK: Final[Colour] = (18, 18, 20)
_RULE: Final[Colour] = (208, 206, 200)
_ACCENT: Final[Colour] = (60, 60, 66)
"""Where a section has no colour."""

_MARGIN: Final = 72
_KICKER: Final = 34
_SITE: Final = 36
_HEADLINES: Final = tuple(range(112, 42, -2))
_LEADING: Final = (1.14, 1.3)
"""By direction: Arabic letters reach further up and down."""
_LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, 1.4.3: the kicker is text."""

_SHADES: Final = 48
"""Steps between paper and each ink: edges of letters are smooth, and the file is small."""


def social_card(view: SocialView, fonts: Mapping[str, bytes]) -> bytes:
    """Return the card as a PNG file; `fonts` are the files of builder/fonts/ by name.

    A headline in letters that no font has is left out, and the site's name stands in its place.
    """
    base = bidi.RIGHT if view.direction == "rtl" else bidi.LEFT
    serif = Typeface([(fonts[name], scale) for name, scale in SERIF], view.lang, base)
    sans = Typeface([(fonts[name], scale) for name, scale in SANS], view.lang, base)
    layers = [Image.new("L", SIZE) for _ in range(3)]
    rules, accents, letters = map(ImageDraw.Draw, layers)
    _frame(rules, accents, base)
    _label(accents, sans, view.section, _KICKER, 120)
    _label(letters, serif, view.site, _SITE, 582)
    _headline(letters, serif, serif.settable(view.headline) or serif.settable(view.site), 152 if view.section else 96)
    return _printed(layers, (_RULE, readable(view.colour), _INK))


def readable(colour: str) -> Colour:
    """Return a section's colour (`#rrggbb`, or '' for none), darkened until it can be read on paper."""
    ink = _parsed(colour)
    while _contrast(ink) < _LEAST_CONTRAST:
        red, green, blue = ink
        ink = (red * 15 // 16, green * 15 // 16, blue * 15 // 16)
    return ink


def _parsed(colour: str) -> Colour:
    try:
        red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    except ValueError:
        return _ACCENT
    return (red, green, blue)


def _contrast(ink: Colour) -> float:
    """Return the contrast with white paper (WCAG 2.2, "contrast ratio" and "relative luminance")."""
    shares = [value / 255 for value in ink]
    red, green, blue = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]  # noqa: PLR2004
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _frame(rules: ImageDraw.ImageDraw, accents: ImageDraw.ImageDraw, base: int) -> None:
    """Draw what does not depend on words: a band in the section's colour, and the line above the site's name."""
    width, _ = SIZE
    accents.rectangle((0, 0, width, 17), fill=255)
    rules.rectangle((_MARGIN, 526, width - _MARGIN - 1, 527), fill=255)
    start = width - _MARGIN - 96 if base else _MARGIN
    accents.rectangle((start, 524, start + 95, 529), fill=255)


def _label(pen: ImageDraw.ImageDraw, face: Typeface, text: str, size: int, baseline: int) -> None:
    """Draw a name on one line, smaller if it is long, and without its end if it is very long."""
    room = SIZE[0] - 2 * _MARGIN
    setting = set_headline(face, face.settable(text), Box(room, size, 1), range(size, size * 3 // 4, -2))
    for line in setting.lines:
        draw(pen, line, (_start(face, line.width * setting.size), baseline), setting.size)


def _headline(pen: ImageDraw.ImageDraw, face: Typeface, text: str, top: int) -> None:
    leading = _LEADING[face.base]
    setting = set_headline(face, text, Box(SIZE[0] - 2 * _MARGIN, 490 - top, leading), _HEADLINES)
    baseline = top + setting.size
    for line in setting.lines:
        draw(pen, line, (_start(face, line.width * setting.size), baseline), setting.size)
        baseline += setting.size * leading


def _start(face: Typeface, width: float) -> float:
    return SIZE[0] - _MARGIN - width if face.base else _MARGIN


def _printed(layers: Sequence[Image.Image], inks: Sequence[Colour]) -> bytes:
    """Return a PNG file of layers printed on paper one after another, with a palette of each ink's shades."""
    card = Image.new("P", SIZE)
    for number, layer in enumerate(layers):
        shades = layer.point([number * _SHADES + value * (_SHADES - 1) // 255 for value in range(256)])
        card.paste(shades, mask=layer.point([0] + [255] * 255))
    card.putpalette([value for ink in inks for step in range(_SHADES) for value in _mixed(ink, step)])
    target = io.BytesIO()
    card.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _mixed(ink: Colour, step: int) -> list[int]:
    return [paper + (part - paper) * step // (_SHADES - 1) for paper, part in zip(_PAPER, ink, strict=True)]
