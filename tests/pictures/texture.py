"""What makes a drawing look seen rather than cut out: clouds, mist, wear of walls, ripples, grain and the fall of light.

Pillow only, and the same pixels on every run: chance comes from a digest of the seed. Nothing is read or written here.
"""

import hashlib
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]

_MIDDLE: Final = 128


def speckle(size: Size, seed: str) -> Image.Image:
    """Return a grey picture in which every pixel is chance."""
    return Image.frombytes("L", size, hashlib.shake_256(seed.encode()).digest(size[0] * size[1]))


def fog(size: Size, seed: str, cells: Size = (6, 4), octaves: int = 5) -> Image.Image:
    """Return a grey picture of soft patches of many sizes; `cells` says how many of the largest there are."""
    made = Image.new("L", size, _MIDDLE)
    for octave in reversed(range(octaves)):
        grid = speckle((cells[0] << octave, cells[1] << octave), f"{seed} {octave}")
        made = Image.blend(made, grid.resize(size, Image.Resampling.BICUBIC), 0.45)
    return made


def stretched(grey: Image.Image, low: float, high: float) -> Image.Image:
    """Return a grey picture in which `low` (0 to 255) has become black, and `high` white."""
    return grey.point([max(0, min(255, round((value - low) * 255 / (high - low)))) for value in range(256)])


def tinted(picture: Image.Image, colour: Colour, mask: Image.Image) -> Image.Image:
    """Return a picture with a colour laid over it where the mask is light."""
    return Image.composite(Image.new("RGB", picture.size, colour), picture, mask)


def clouds(picture: Image.Image, colour: Colour, seed: str, *, cover: float, low: int) -> Image.Image:
    """Return a sky with clouds that thin out towards the height `low`; `cover` is the share of sky that they take."""
    patches = stretched(fog(picture.size, seed, (3, 7)), 150 - 60 * cover, 205 - 40 * cover)
    fade = Image.linear_gradient("L").rotate(180).resize((picture.width, low))
    mask = Image.new("L", picture.size)
    mask.paste(fade, (0, 0))
    return tinted(picture, colour, ImageChops.multiply(patches, mask))


def mist(picture: Image.Image, colour: Colour, *, top: int, bottom: int, share: float) -> Image.Image:
    """Return a picture with mist between two heights, densest half way."""
    half = max(1, (bottom - top) // 2)
    rise = Image.linear_gradient("L").resize((picture.width, half)).point(lambda value: value * share)
    mask = Image.new("L", picture.size)
    mask.paste(rise, (0, top))
    mask.paste(rise.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, top + half))
    return tinted(
        picture, colour, ImageChops.multiply(mask, stretched(fog(picture.size, f"mist {top}", (4, 9)), 40, 200))
    )


def worn(picture: Image.Image, seed: str, strength: float = 0.35) -> Image.Image:
    """Return a picture whose surfaces are uneven, as plaster, grass and cloth are."""
    patches = fog(picture.size, seed, (20, 12))
    return Image.blend(picture, ImageChops.overlay(picture, Image.merge("RGB", [patches] * 3)), strength)


def rippled(picture: Image.Image, line: int, colour: Colour, seed: str) -> Image.Image:
    """Return a picture with light on the ripples of the water below `line`."""
    tall = picture.height - line
    streaks = stretched(fog((picture.width, tall), seed, (5, 60), 4), 150, 215)
    mask = Image.new("L", picture.size)
    mask.paste(streaks.point(lambda value: value * 0.55), (0, line))
    return tinted(picture, colour, mask)


def shaded(picture: Image.Image, outline: list[tuple[float, float]], *, blur: float, share: float) -> Image.Image:
    """Return a picture with a soft shadow over an outline."""
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).polygon(outline, fill=round(255 * share))
    return tinted(picture, (14, 16, 30), mask.filter(ImageFilter.GaussianBlur(blur)))


def grained(picture: Image.Image, seed: str, strength: float) -> Image.Image:
    """Return a picture with grain of `strength` steps of 256, as of a sensor in that light."""
    noise = speckle(picture.size, f"grain {seed}").filter(ImageFilter.GaussianBlur(0.7))
    soft = noise.point([round((value - _MIDDLE) * strength / 24 + _MIDDLE) for value in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", [soft] * 3), 1, -_MIDDLE)


def framed(picture: Image.Image, share: float) -> Image.Image:
    """Return a picture that darkens a little towards its corners, as lenses make it."""
    far = Image.radial_gradient("L").resize(picture.size, Image.Resampling.BICUBIC)
    return tinted(picture, (8, 10, 18), stretched(far, 110, 300).point(lambda value: value * share))


def finished(picture: Image.Image, seed: str, *, wear: float = 0.3, grain: float = 3.0) -> Image.Image:
    """Return a scene as a camera would have kept it."""
    soft = picture.filter(ImageFilter.GaussianBlur(24))
    bloomed = Image.blend(picture, ImageChops.screen(picture, soft), 0.16)
    return grained(framed(worn(bloomed, seed, wear), 0.36), seed, grain)
