"""Strokes that the sample pictures are made of: gradients, hills, houses, water, people and light.

Pillow only, at twice the final size, and the same pixels on every run; nothing is read or written here.
"""

import math
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.pictures import texture

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDE: Final = 2560
HIGH: Final = 1440
WHITE: Final = (255, 255, 255)
WARM: Final = (255, 206, 120)


def noise(number: float) -> float:
    """Return a value from 0 to 1 that depends on `number` alone."""
    return math.sin(number * 12.9898 + 4.1414) * 43758.5453 % 1.0


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour that lies `share` (0 to 1) of the way from `first` to `second`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def box(x: float, y: float, half_wide: float, half_tall: float) -> tuple[float, float, float, float]:
    """Return the corners of a box around `x`, `y`."""
    return (x - half_wide, y - half_tall, x + half_wide, y + half_tall)


def gradient(size: tuple[int, int], *stops: Colour) -> Image.Image:
    """Return a picture that runs from the first colour at the top to the last at the bottom."""
    column = Image.new("RGB", (1, len(stops)))
    column.putdata(stops)
    return column.resize(size, Image.Resampling.BICUBIC)


def glow(picture: Image.Image, points: list[tuple[float, float, float]], colour: Colour) -> Image.Image:
    """Return `picture` with soft lights added; each point is x, y and radius in pixels."""
    small = Image.new("RGB", (picture.width // 8, picture.height // 8))
    pen = ImageDraw.Draw(small)
    for x, y, radius in points:
        pen.ellipse(((x - radius) / 8, (y - radius) / 8, (x + radius) / 8, (y + radius) / 8), fill=colour)
    soft = small.filter(ImageFilter.GaussianBlur(9)).resize(picture.size, Image.Resampling.BICUBIC)
    return ImageChops.screen(picture, soft)


def ridge(seed: float, base: float, rise: float) -> list[Point]:
    """Return the outline of a range of hills, closed along the lower edge of the picture."""
    line = [(float(x), base - rise * _height(x / WIDE * 6.0, seed)) for x in range(0, WIDE + 16, 16)]
    return [(0.0, float(HIGH)), *line, (float(WIDE), float(HIGH))]


def _height(x: float, seed: float) -> float:
    waves = ((1.0, 0.5), (2.3, 0.27), (5.1, 0.11), (11.7, 0.04))
    return sum(size * math.sin(x * pace + seed * pace * 3.7) for pace, size in waves) + 0.5


def hills(picture: Image.Image, far: Colour, near: Colour, *, top: float, bottom: float, count: int) -> None:
    """Draw `count` ranges of hills from the far colour at `top` to the near one at `bottom`, haze between them."""
    for step in range(count):
        share = step / max(1, count - 1)
        paint = mix(far, near, share)
        height = top + (bottom - top) * share
        land = texture.worn(Image.new("RGB", picture.size, paint), f"hills {step} {top}", 0.5)
        haze = texture.mist(
            land, mix(far, WHITE, 0.35), top=int(height - 20), bottom=int(height + 260), share=0.75 - 0.4 * share
        )
        mask = Image.new("L", picture.size)
        ImageDraw.Draw(mask).polygon(ridge(step + 1.3, height, 190 - 70 * share), fill=255)
        picture.paste(haze, mask=mask.filter(ImageFilter.GaussianBlur(1.5)))


def sky(seed: str, cloud: Colour, cover: float, *stops: Colour) -> Image.Image:
    """Return a sky that runs through colours from the top, with clouds."""
    return texture.clouds(gradient((WIDE, HIGH), *stops), cloud, seed, cover=cover, low=760)


def windows(pen: ImageDraw.ImageDraw, left: float, top: float, size: tuple[float, float], lit: float) -> None:
    """Draw the windows of one house; `lit` is the share of them with a light inside."""
    wide, tall = size
    for row in range(int(tall // 90)):
        for place in range(max(1, int(wide // 70))):
            x, y = left + 22 + place * 66, top + 30 + row * 88
            bright = noise(x * 0.37 + y) < lit
            glass = (
                mix(WARM, (255, 170, 70), noise(x + y)) if bright else mix((40, 50, 64), (96, 116, 132), noise(x - y))
            )
            pen.rectangle((x, y, x + 30, y + 46), fill=glass, outline=(225, 222, 214), width=2)
            pen.line((x + 15, y, x + 15, y + 46), fill=(225, 222, 214), width=2)
            pen.line((x, y + 17, x + 30, y + 17), fill=(225, 222, 214), width=2)
            pen.rectangle((x - 4, y + 46, x + 34, y + 50), fill=(176, 170, 160))


def houses(picture: Image.Image, base: float, paints: tuple[Colour, ...], *, seed: float, lit: float) -> None:
    """Draw a street of gabled houses whose feet stand at the height `base`."""
    pen = ImageDraw.Draw(picture)
    left, number = -30.0, seed
    while left < WIDE:
        wide, tall = 120 + 90 * noise(number), 210 + 190 * noise(number + 0.5)
        paint = paints[int(noise(number + 0.7) * len(paints))]
        _house(pen, (left, base - tall, left + wide, base), paint)
        windows(pen, left, base - tall, (wide, tall), lit)
        pen.rectangle((left + wide - 52, base - 62, left + wide - 20, base), fill=mix(paint, (40, 30, 30), 0.65))
        left, number = left + wide, number + 1


def _house(pen: ImageDraw.ImageDraw, walls: tuple[float, float, float, float], paint: Colour) -> None:
    """Draw walls, roof with tiles and chimney, and the shadow of the eaves."""
    left, top, right, base = walls
    roof, middle = mix(paint, (70, 42, 38), 0.72), (left + right) / 2
    pen.rectangle((left + 18, top - 96, left + 38, top - 20), fill=mix(roof, (30, 24, 24), 0.3))
    pen.polygon([(left - 6, top), (middle, top - 90), (right + 6, top)], fill=roof)
    pen.polygon([(middle, top - 90), (right + 6, top), (middle + 10, top)], fill=mix(roof, (20, 16, 20), 0.25))
    for row in range(1, 8):
        reach = (right - left + 12) / 2 * row / 8
        y = top - 90 + row * 90 / 8
        pen.line((middle - reach, y, middle + reach, y), fill=mix(roof, (20, 16, 20), 0.18), width=2)
    pen.rectangle(walls, fill=paint)
    for step in range(10):
        x = right - (right - left) * 0.05 * (10 - step)
        pen.rectangle((x, top, right, base), fill=mix(paint, (30, 26, 46), 0.035 * (step + 1)))
    pen.rectangle((left, top, right, top + 10), fill=mix(paint, (20, 18, 30), 0.4))


def water(picture: Image.Image, line: int, tint: Colour, *, depth: float) -> None:
    """Mirror what lies above `line` into rippled water below it; `depth` is how much `tint` covers."""
    tall = picture.height - line
    mirror = picture.crop((0, max(0, line - tall), picture.width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = mirror.resize((mirror.width, mirror.height // 6)).resize(mirror.size, Image.Resampling.BICUBIC)
    mirror = Image.blend(mirror, Image.new("RGB", mirror.size, tint), depth)
    for y in range(0, mirror.height, 3):
        far = y / tall
        shift = int((3 + 16 * far) * math.sin(y / (4 + 20 * far)) + (2 + 10 * far) * noise(y))
        picture.paste(ImageChops.offset(mirror.crop((0, y, mirror.width, y + 3)), shift, 0), (0, line + y))
    near = Image.linear_gradient("L").resize((picture.width, tall)).point(lambda value: value * 0.35)
    mask = Image.new("L", picture.size)
    mask.paste(near, (0, line))
    picture.paste(texture.tinted(picture, mix(tint, (0, 0, 0), 0.6), mask))
    picture.paste(texture.rippled(picture, line, mix(tint, WHITE, 0.55), f"water {line}"))


def sparkle(picture: Image.Image, line: int, colour: Colour, count: int) -> None:
    """Draw short flat strokes of light on water below `line`."""
    pen = ImageDraw.Draw(picture)
    for number in range(count):
        far = noise(number) ** 1.4
        x, y = noise(number + 0.3) * WIDE, line + 14 + far * (picture.height - line)
        pen.line((x, y, x + 20 + 90 * far, y), fill=colour, width=2 + int(4 * far))


def figure(pen: ImageDraw.ImageDraw, x: float, foot: float, tall: float, coat: Colour) -> None:
    """Draw a person who stands at `x`, `foot`."""
    pen.rounded_rectangle(
        (x - tall * 0.14, foot - tall * 0.8, x + tall * 0.14, foot - tall * 0.3), tall * 0.1, fill=coat
    )
    pen.rectangle((x - tall * 0.1, foot - tall * 0.4, x + tall * 0.1, foot), fill=mix(coat, (20, 20, 28), 0.6))
    pen.ellipse((x - tall * 0.09, foot - tall, x + tall * 0.09, foot - tall * 0.8), fill=(196, 150, 122))
