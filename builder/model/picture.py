"""Pictures: what an original is, how each file made from it is made, and how a page names those files.

An *original* lies in content/; a *rendition* is one published file made from it; a *recipe* says how. A *shape* is the
whole picture, a crop round its focal point, or the whole picture moving. A rendition is a function of its original's
bytes and its recipe, so its address is planned without a pixel and may be kept for ever. Sizes are in pixels.
"""

from functools import lru_cache
from typing import Final, Literal, NamedTuple

import msgspec

from builder.model.digest import name_digest

Shape = Literal["full", "16x9", "4x3", "1x1", "moving", "icon"]
Suffix = Literal["avif", "webp", "jpg", "png", "svg", "ico"]
Purpose = Literal["full", "card", "search", "avatar", "file", "icon"]
"""What is done with a picture: shown whole or on a card, told to search engines, a portrait, a link's file, an icon."""

RECIPES: Final = 1
"""Version of what recipes mean. Whoever changes a pixel, a quality or a mark of any rendition counts on."""

WIDTHS: Final = (320, 640, 960, 1280, 1920)
"""Widths of renditions; none is wider than its original."""

CARD_WIDTH: Final = 960
SEARCH_WIDTH: Final = 1200
FALLBACK_WIDTH: Final = 1280
AVATAR_WIDTH: Final = 256
TALLEST: Final = 16_000
"""WebP ends at 16,383."""

CENTRE: Final = (500, 500)
CROPS: Final[tuple[Shape, ...]] = ("16x9", "4x3", "1x1")
_RATIOS: Final[dict[Shape, tuple[int, int]]] = {"16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1)}


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What an original is: its upright size, or 0 x 0 and the problem; and what it says of itself."""

    width: int
    height: int
    problem: str = ""
    colour: str = ""
    """Its dominant colour as #rrggbb, '' where it is transparent or has none."""
    clear: bool = False
    """Whether anything shines through."""
    moving: bool = False
    vector: bool = False
    alt: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    source_type: str = ""
    """IPTC's digital source type, such as http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia."""


class Recipe(msgspec.Struct, frozen=True, array_like=True):
    """How one rendition is made: the shape, the focal point in thousandths from left and top, width and format."""

    shape: Shape
    focus: tuple[int, int]
    width: int
    suffix: Suffix

    def spelled(self) -> str:
        """Return the recipe as page keys have it: 16x9:500,500:640.avif."""
        return f"{self.shape}:{self.focus[0]},{self.focus[1]}:{self.width}.{self.suffix}"


ICONS: Final[dict[str, Recipe]] = {
    "favicon.svg": Recipe("icon", CENTRE, 0, "svg"),
    "favicon.ico": Recipe("icon", CENTRE, 48, "ico"),
    "icon-192.png": Recipe("icon", CENTRE, 192, "png"),
    "icon-512.png": Recipe("icon", CENTRE, 512, "png"),
    "apple-touch-icon.png": Recipe("icon", CENTRE, 180, "png"),
}
"""The site's icons by the names that browsers ask for, at the top of the site."""

_ICON_NAMES: Final = {recipe: name for name, recipe in ICONS.items()}


class Marks(msgspec.Struct, frozen=True, array_like=True):
    """All that a rendition may say of where it comes from."""

    credit: str
    copyright: str
    source_type: str


class Develop(msgspec.Struct, frozen=True, array_like=True):
    """Renditions to make of one original."""

    path: str
    data: bytes
    recipes: tuple[Recipe, ...]
    marks: Marks


class Developed(msgspec.Struct, frozen=True, array_like=True):
    """The renditions' bytes in the order of their recipes, or none and the problem; and how often it was decoded."""

    path: str
    files: tuple[bytes, ...]
    problem: str
    decoded: int


class CardShard(msgspec.Struct, frozen=True, array_like=True):
    """Cards for sharing to make: the fonts' files by name, and the msgpack of a SocialView for each."""

    fonts: tuple[tuple[str, bytes], ...]
    views: tuple[bytes, ...]


class ShownPicture(msgspec.Struct, frozen=True, array_like=True):
    """A picture as a page shows it.

    `url` is the address of the fallback, the file for what knows no newer format; the others differ from it in width
    and suffix alone. `width` and `height` are those of the largest rendition.
    """

    url: str
    alt: str
    width: int
    height: int
    colour: str
    formats: tuple[Suffix, ...]
    """Best first; the last is the fallback's."""
    caption: str = ""
    credit: str = ""
    """Caption and credit are there where a picture is shown whole."""


def published(facts: Facts, shape: Shape) -> tuple[int, int]:
    """Return the largest size in which a shape of an original is made for pages."""
    width, height = facts.width, facts.height
    ratio = _RATIOS.get(shape)
    if ratio is not None:
        width = min(width, max(1, height * ratio[0] // ratio[1]))
        return width, height_of(facts, shape, width)
    width = max(1, min(width, WIDTHS[-1], width * TALLEST // height))
    return width, height_of(facts, shape, width)


def height_of(facts: Facts, shape: Shape, width: int) -> int:
    """Return how high a rendition of a shape is."""
    across, down = _RATIOS.get(shape, (facts.width, facts.height))
    return max(1, (2 * width * down + across) // (2 * across))


def ladder(widest: int) -> tuple[int, ...]:
    """Return the widths in which a picture is made that is to be `widest` at most, the largest last."""
    return (*(width for width in WIDTHS if width * 10 < widest * 9), widest)


def fallback_width(widest: int) -> int:
    """Return the width of the one file in the fallback's format."""
    return max(width for width in ladder(widest) if width <= FALLBACK_WIDTH)


def recipes_for(facts: Facts, purpose: Purpose, focus: tuple[int, int], *, keep_moving: bool) -> tuple[Recipe, ...]:
    """Return the recipes of every rendition that a purpose needs; none for an original that cannot be shown."""
    if facts.problem:
        return ()
    if purpose == "search":
        return _search(facts, focus)
    if purpose == "icon":
        return tuple(recipe for recipe in ICONS.values() if (recipe.suffix == "svg") == facts.vector)
    manner = _manner(facts, purpose, focus, keep_moving=keep_moving)
    if purpose == "file" or len(manner.formats) == 1:
        return (manner.fallback(),)
    sized = (Recipe(*manner[:2], width, suffix) for suffix in manner.formats[:-1] for width in ladder(manner.widest))
    return (*sized, manner.fallback())


def show(facts: Facts, original: bytes, purpose: Purpose, focus: tuple[int, int], *, keep_moving: bool) -> ShownPicture:
    """Return how a page names a picture's renditions for a purpose; texts are for the caller to fill in."""
    manner = _manner(facts, purpose, focus, keep_moving=keep_moving)
    height = height_of(facts, manner.shape, manner.widest)
    url = address(original, manner.fallback())
    return ShownPicture(url, "", manner.widest, height, facts.colour, manner.formats)


def show_crops(facts: Facts, original: bytes, focus: tuple[int, int]) -> tuple[ShownPicture, ...]:
    """Return the crops that search engines and other sites are told of: 16x9, 4x3 and 1x1."""
    return tuple(
        ShownPicture(
            address(original, crop), "", crop.width, height_of(facts, crop.shape, crop.width), "", (crop.suffix,)
        )
        for crop in _search(facts, focus)
    )


class _Manner(NamedTuple):
    """In which shape, width and formats a purpose has a picture."""

    shape: Shape
    focus: tuple[int, int]
    widest: int
    formats: tuple[Suffix, ...]

    def fallback(self) -> Recipe:
        return Recipe(self.shape, self.focus, fallback_width(self.widest), self.formats[-1])


def _manner(facts: Facts, purpose: Purpose, focus: tuple[int, int], *, keep_moving: bool) -> _Manner:
    if facts.vector:
        return _Manner("full", CENTRE, facts.width, ("svg",))
    still: Suffix = "png" if facts.clear else "jpg"
    if purpose == "card":
        shape, focus = _cropped(facts, "16x9", focus)
        return _Manner(shape, focus, min(CARD_WIDTH, published(facts, shape)[0]), ("avif", "webp", still))
    if purpose == "avatar":
        shape, focus = _cropped(facts, "1x1", focus)
        return _Manner(shape, focus, min(AVATAR_WIDTH, published(facts, shape)[0]), ("webp", still))
    if facts.moving and keep_moving:
        return _Manner("moving", CENTRE, min(CARD_WIDTH, published(facts, "moving")[0]), ("webp",))
    return _Manner("full", CENTRE, published(facts, "full")[0], ("avif", "webp", still))


def _search(facts: Facts, focus: tuple[int, int]) -> tuple[Recipe, ...]:
    if facts.vector:
        return ()
    crops = (_cropped(facts, shape, focus) for shape in CROPS)
    return tuple(Recipe(*crop, min(SEARCH_WIDTH, published(facts, crop[0])[0]), "jpg") for crop in crops)


def _cropped(facts: Facts, shape: Shape, focus: tuple[int, int]) -> tuple[Shape, tuple[int, int]]:
    """Return a crop as it is spelled: nothing is cropped from a picture of its very shape, nor along both sides."""
    across, down = _RATIOS[shape]
    wide, high = facts.width * down, facts.height * across
    if wide == high:
        return "full", CENTRE
    return shape, ((focus[0], CENTRE[1]) if wide > high else (CENTRE[0], focus[1]))


def address(original: bytes, recipe: Recipe) -> str:
    """Return a rendition's address: it names the original's bytes, the recipe and what cooks it; icons keep theirs."""
    if recipe.shape == "icon":
        return f"/{icon_name(recipe)}"
    return f"/media/{_stem(original, recipe.shape, recipe.focus)}-{recipe.width}.{recipe.suffix}"


def icon_name(recipe: Recipe) -> str:
    """Return the file's name of an icon. Raises KeyError for a recipe that is none of an icon."""
    return _ICON_NAMES[recipe]


@lru_cache(maxsize=4096)
def _stem(original: bytes, shape: Shape, focus: tuple[int, int]) -> str:
    return name_digest(original + f"{shape}:{focus[0]},{focus[1]}:{developer()}".encode())


@lru_cache(maxsize=1)
def developer() -> str:
    """Name what turns recipes into bytes: the version of the recipes, and Pillow's with the encoders in its wheel."""
    from PIL import __version__  # noqa: PLC0415 - brings no decoder, but half a millisecond that most sites need not pay

    return f"{RECIPES}/{__version__}"


def key_of(original: bytes, recipe: Recipe) -> str:
    """Return the page key of a rendition."""
    return f"media:{original.hex()}:{recipe.spelled()}"


def recipe_of(key: str) -> Recipe:
    """Return the recipe that the page key of a rendition names."""
    _, _, shape, focus, file = key.split(":")
    across, down = focus.split(",")
    width, suffix = file.split(".")
    return msgspec.convert([shape, (int(across), int(down)), int(width), suffix], Recipe)


def original_of(key: str) -> bytes:
    """Return the digest of the original that the page key of a rendition names."""
    return bytes.fromhex(key.split(":", 2)[1])
