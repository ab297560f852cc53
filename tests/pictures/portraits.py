"""The newsroom's faces: invented people before a studio's backdrop, each as one function of a seed and colours.

A portrait is larger than its final size; nothing is read or written here.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from tests.pictures import texture
from tests.pictures.strokes import WHITE, Colour, box, gradient, mix, noise

SIDE: Final = 1600
_DARK: Final = (24, 14, 20)

Paint = Callable[[ImageDraw.ImageDraw], None]


def portrait(seed: float, skin: Colour, hair: Colour, coat: Colour, back: Colour) -> Image.Image:
    """Return a portrait of one invented person; `seed` shapes the hair and the face."""
    tall, long = 60 * noise(seed), noise(seed + 0.4) > 0.4
    picture = _backdrop(back, seed)
    if long:
        picture = _laid(picture, mix(hair, _DARK, 0.3), 6, lambda pen: _fall(pen, tall))
    picture = _coat(picture, skin, coat, seed)
    picture = _head(picture, skin, tall)
    picture = _features(picture, skin, hair, tall)
    return _hair(picture, hair, seed, tall, long=long)


def _oval(corners: tuple[float, float, float, float]) -> Paint:
    return lambda pen: pen.ellipse(corners, fill=255)


def _outline(points: Sequence[tuple[float, float]]) -> Paint:
    return lambda pen: pen.polygon(points, fill=255)


def _backdrop(back: Colour, seed: float) -> Image.Image:
    picture = gradient((SIDE, SIDE), mix(back, WHITE, 0.1), back, mix(back, _DARK, 0.45))
    light = Image.radial_gradient("L").resize((SIDE, SIDE)).point(lambda value: max(0, 150 - value))
    return texture.worn(texture.tinted(picture, mix(back, WHITE, 0.55), light), f"back {seed}", 0.14)


def _laid(picture: Image.Image, colour: Colour, blur: float, paint: Paint, share: float = 1.0) -> Image.Image:
    """Return a picture with a shape in a colour, its edge as soft as `blur`."""
    mask = Image.new("L", picture.size)
    paint(ImageDraw.Draw(mask, "L"))
    soft = mask.filter(ImageFilter.GaussianBlur(blur))
    return texture.tinted(picture, colour, soft.point(lambda value: value * share))


def _fall(pen: ImageDraw.ImageDraw, tall: float) -> None:
    pen.rounded_rectangle((460, 370, 1140, 1200 + tall * 3), 300, fill=255)


def _coat(picture: Image.Image, skin: Colour, coat: Colour, seed: float) -> Image.Image:
    shirt = mix(coat, WHITE, 0.85)
    picture = _laid(picture, mix(skin, (90, 40, 30), 0.28), 3, _outline(_NECK))
    cloth = texture.worn(Image.new("RGB", picture.size, coat), f"coat {seed}", 0.3)
    shape = Image.new("L", picture.size)
    ImageDraw.Draw(shape).ellipse((230, 1170, 1370, 2400), fill=255)
    picture = Image.composite(cloth, picture, shape.filter(ImageFilter.GaussianBlur(3)))
    picture = _laid(picture, shirt, 2, _outline([(650, 1196), (950, 1196), (800, 1580)]))
    picture = _laid(picture, mix(skin, (90, 40, 30), 0.2), 3, _outline(_THROAT))
    for side in (-1, 1):
        collar = [(800 + side * 110, 1180), (800 + side * 250, 1260), (800 + side * 40, 1600)]
        picture = _laid(picture, mix(coat, _DARK, 0.35), 3, _outline(collar))
    fold = [(300, 1560), (420, 1380), (450, 1600)]
    return _laid(picture, _DARK, 40, _outline(fold), 0.4)


_NECK: Final[list[tuple[float, float]]] = [(690, 1000), (910, 1000), (930, 1260), (670, 1260)]
_THROAT: Final[list[tuple[float, float]]] = [(676, 1130), (924, 1130), (932, 1215), (800, 1400), (668, 1215)]


def _face(pen: ImageDraw.ImageDraw, tall: float) -> None:
    pen.ellipse((540, 410, 1060, 1010), fill=255)
    pen.ellipse((585, 640, 1015, 1130 + tall), fill=255)


def _head(picture: Image.Image, skin: Colour, tall: float) -> Image.Image:
    """Return the head lit from the left: one side warm, the other in shade, and a shadow below the chin."""
    picture = _laid(picture, mix(skin, _DARK, 0.5), 34, _oval((620, 1000, 980, 1210)), 0.7)
    for x in (534, 1066):
        picture = _laid(picture, mix(skin, (120, 50, 40), 0.25), 3, _oval(box(x, 800, 34, 66)))
    face = Image.new("L", picture.size)
    _face(ImageDraw.Draw(face), tall)
    face = face.filter(ImageFilter.GaussianBlur(3))
    lit = Image.new("RGB", picture.size, skin)
    lit = _laid(lit, mix(skin, (110, 44, 36), 0.45), 90, _oval((900, 380, 1300, 1300)))
    lit = _laid(lit, mix(skin, WHITE, 0.35), 80, _oval((590, 470, 820, 760)), 0.8)
    for x in (655, 945):
        lit = _laid(lit, mix(skin, (210, 80, 80), 0.4), 46, _oval(box(x, 905, 74, 56)), 0.7)
    lit = _laid(lit, mix(skin, (110, 50, 40), 0.5), 30, _oval((660, 1090, 940, 1190 + tall)), 0.7)
    return Image.composite(texture.worn(lit, "skin", 0.12), picture, face)


def _features(picture: Image.Image, skin: Colour, hair: Colour, tall: float) -> Image.Image:
    """Return the face with eyes, brows, nose and mouth."""
    deep, lips = mix(skin, (80, 34, 30), 0.55), mix(skin, (150, 44, 52), 0.62)
    for side in (-1, 1):
        picture = _eye(picture, 800 + side * 116, deep, hair)
    nose = [(806, 770), (850, 918), (800, 934)]
    picture = _laid(picture, deep, 16, _outline(nose), 0.6)
    picture = _laid(picture, deep, 7, lambda pen: pen.chord(box(800, 920, 56, 26), 10, 170, fill=255), 0.7)
    picture = _laid(picture, mix(skin, WHITE, 0.5), 14, _oval(box(784, 880, 20, 44)), 0.6)
    y = 1010 + tall * 0.3
    picture = _laid(picture, lips, 4, lambda pen: pen.chord(box(800, y - 10, 92, 46), 12, 168, fill=255))
    picture = _laid(
        picture, mix(lips, _DARK, 0.45), 3, lambda pen: pen.arc(box(800, y - 22, 96, 40), 20, 160, fill=255, width=7)
    )
    return _laid(picture, mix(lips, WHITE, 0.5), 6, _oval(box(790, y + 20, 34, 7)), 0.7)


def _eye(picture: Image.Image, x: float, deep: Colour, hair: Colour) -> Image.Image:
    y = 776
    picture = _laid(picture, deep, 26, _oval(box(x, y - 6, 66, 42)), 0.55)
    picture = _laid(picture, (240, 234, 228), 2, _oval(box(x, y, 42, 19)))
    picture = _laid(picture, mix(hair, (70, 60, 50), 0.6), 2, _oval(box(x, y - 1, 19, 19)))
    picture = _laid(picture, (16, 12, 14), 1, _oval(box(x, y - 1, 9, 9)))
    picture = _laid(picture, WHITE, 1, _oval(box(x - 7, y - 8, 4, 4)))
    picture = _laid(
        picture, mix(deep, _DARK, 0.7), 2, lambda pen: pen.arc(box(x, y + 4, 48, 28), 195, 345, fill=255, width=9)
    )
    return _laid(
        picture,
        mix(hair, _DARK, 0.35),
        4,
        lambda pen: pen.arc(box(x, y - 36, 74, 44), 215, 325, fill=255, width=15),
        0.9,
    )


def _hair(picture: Image.Image, hair: Colour, seed: float, tall: float, *, long: bool) -> Image.Image:
    """Return the head with its hair: brighter where the light falls, with strands that hardly show."""
    cap = Image.new("L", picture.size)
    pen = ImageDraw.Draw(cap)
    pen.ellipse((492, 340, 1108, 1000), fill=255)
    pen.rectangle((492, 700 if long else 740, 1108, 1010), fill=255 if long else 0)
    parting = 760 + 80 * noise(seed + 2)
    pen.ellipse((parting - 250, 545, parting + 250, 1500 + tall), fill=0)
    pen.ellipse((560, 600, 1040, 1400), fill=0)
    if long:
        pen.rounded_rectangle((470, 760, 575, 1220 + tall * 3), 50, fill=255)
        pen.rounded_rectangle((1025, 760, 1130, 1220 + tall * 3), 50, fill=255)
    strands = texture.stretched(texture.fog(picture.size, f"hair {seed}", (60, 2), 3), 60, 220)
    dark, light = mix(hair, _DARK, 0.35), mix(hair, WHITE, 0.1)
    locks = texture.tinted(Image.new("RGB", picture.size, dark), light, strands)
    shine = _laid(locks, mix(hair, WHITE, 0.45), 60, _oval((600, 370, 840, 500)), 0.5)
    return Image.composite(shine, picture, cap.filter(ImageFilter.GaussianBlur(7)))
