"""Originals to renditions: upright, in sRGB, in the sizes and formats that pages need, and nothing but pixels.

Each rendition is a function of the original's bytes and its recipe alone, never of which others are made beside it.
Only decoded pixels pass from the original, so no place, name, comment or thumbnail can; what little a rendition says of
itself is put in anew. Sizes are in pixels.
"""

import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from PIL import Image, ImageCms

from builder.model.picture import CROPS, SEARCH_WIDTH, WIDTHS, Develop, Developed, Facts, Recipe, height_of, icon_name
from builder.render.icons import icon
from builder.render.picture_marks import picture_marks, saving_marks
from builder.source.decode import SIDEWAYS, opened, orientation, upright
from builder.source.svg import clean_svg

_FORMATS: Final[dict[str, str]] = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "JPEG": {"quality": 80, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 78, "method": 4},
    "AVIF": {"quality": 50, "speed": 8, "max_threads": 1},  # more threads would make other bytes
}
_MOVING: Final[dict[str, Any]] = {"quality": 70, "method": 2}

_GAP: Final = 3.0
"""Pillow shrinks roughly first, to three times the size: a fifth of the time, and no difference to the eye."""
_DEEP: Final = 256
"""Steps of a 16-bit grey for each of 8 bits."""
_FRAME_MS: Final = 100
"""How long a frame stays that does not say: what browsers do."""


def develop(task: Develop) -> Developed:
    """Return the renditions of an original, which is decoded once; or what is wrong with it."""
    try:
        if task.recipes[0].suffix == "svg":
            return Developed(task.path, (_drawn(task.data),) * len(task.recipes), "", 1)
        return Developed(task.path, tuple(_renditions(task)), "", 1)
    except Exception as problem:  # noqa: BLE001 - decoders raise anything at hostile bytes, and all of it means this
        return Developed(task.path, (), f"it cannot be made smaller ({type(problem).__name__})", 1)


def _drawn(data: bytes) -> bytes:
    drawing = clean_svg(data)
    if drawing.problem:
        raise ValueError(drawing.problem)
    return drawing.data


def _renditions(task: Develop) -> Iterator[bytes]:
    with opened(task.data) as image:
        turn = orientation(image)
        size = image.size[::-1] if turn in SIDEWAYS else image.size
        packet = picture_marks(task.marks.credit, task.marks.copyright, task.marks.source_type)
        moving = {recipe: _animated(image, recipe, packet) for recipe in task.recipes if recipe.shape == "moving"}
        still = any(recipe.shape not in {"moving", "icon"} for recipe in task.recipes)
        master = _master(image, size, turn) if still else image
    sized: dict[tuple[object, ...], Image.Image] = {}
    for recipe in task.recipes:
        if recipe.shape in {"moving", "icon"}:
            yield moving[recipe] if recipe.shape == "moving" else icon(icon_name(recipe), task.data)
            continue
        kind = (recipe.shape, recipe.focus, recipe.width)
        if kind not in sized:
            sized[kind] = _sized(master, size, recipe)
        yield _encoded(sized[kind], recipe, packet)


def _master(image: Image.Image, size: tuple[int, int], turn: int) -> Image.Image:
    """Return the pixels that every still rendition is made from: upright, in sRGB, without any note.

    A JPEG is decoded at a half, a quarter or an eighth where that is enough for whatever rendition there may be.
    """
    image.seek(0)
    for scale in (8, 4, 2):
        if size[0] // scale >= WIDTHS[-1] and min(size) // scale >= SEARCH_WIDTH:
            image.draft(None, (image.width // scale, image.height // scale))
            break
    image.load()
    plain = _plain(upright(image, turn))
    plain.info = {}
    return plain


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture anew in sRGB with eight bits a channel, grey kept grey and transparency kept."""
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value / _DEEP).convert("L")
    mode = "RGBA" if image.has_transparency_data else "L" if image.mode in {"1", "L"} else "RGB"
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        image = _managed(image, profile)
    return image.convert(mode)


def _managed(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile says nothing about the pixels
    return image if made is None else made


def _sized(master: Image.Image, size: tuple[int, int], recipe: Recipe) -> Image.Image:
    """Return the pixels of a rendition; `size` is the upright original's, which decides the height as it is planned."""
    wanted = (recipe.width, height_of(Facts(*size), recipe.shape, recipe.width))
    box = _box(master.size, wanted, recipe.focus) if recipe.shape in CROPS else None
    return master.resize(wanted, Image.Resampling.LANCZOS, box, reducing_gap=_GAP)


def _box(size: tuple[int, int], shape: tuple[int, int], focus: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return the largest part of a picture that has a shape and lies round its focal point as nearly as it can."""
    width, height = size
    across = min(width, height * shape[0] / shape[1])
    down = min(height, width * shape[1] / shape[0])
    left = min(max(width * focus[0] / 1000 - across / 2, 0), width - across)
    top = min(max(height * focus[1] / 1000 - down / 2, 0), height - down)
    return left, top, left + across, top + down


def _encoded(image: Image.Image, recipe: Recipe, packet: bytes) -> bytes:
    form = _FORMATS[recipe.suffix]
    if form == "JPEG" and image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    target = io.BytesIO()
    image.save(target, form, **_OPTIONS[form], **saving_marks(form, packet))
    return target.getvalue()


class _Later:
    """The second and all further frames of a moving picture, as Pillow's encoder of WebP asks for them.

    Only one is held at a time: all together would be a gigabyte of some moving pictures.
    """

    mode: Final = "RGBA"

    def __init__(self, frame: Callable[[int], Image.Image], count: int) -> None:
        self.n_frames = count
        self._frame = frame
        self._shown = Image.Image()

    def seek(self, number: int) -> None:
        """Turn to a frame."""
        self._shown = self._frame(number + 1)

    def getim(self) -> object:
        """Return the frame's pixels, for the encoder alone."""
        return self._shown.getim()


def _animated(image: Image.Image, recipe: Recipe, packet: bytes) -> bytes:
    """Return a moving picture as WebP, frame by frame."""
    lengths: list[int] = []

    def frame(number: int) -> Image.Image:
        image.seek(number)
        image.load()
        lengths.append(max(int(image.info.get("duration") or _FRAME_MS), 10))
        size = (recipe.width, height_of(Facts(*image.size), recipe.shape, recipe.width))
        clean = image.convert("RGBA")
        clean.info = {}
        return clean.resize(size, Image.Resampling.LANCZOS, reducing_gap=_GAP)

    later = _Later(frame, getattr(image, "n_frames", 1) - 1)
    first = frame(0)
    target = io.BytesIO()
    first.save(
        target,
        "WEBP",
        save_all=True,
        append_images=[later] if later.n_frames else [],
        duration=lengths,  # as far as the encoder has come
        loop=int(image.info.get("loop", 1)),
        **_MOVING,
        **saving_marks("WEBP", packet),
    )
    return target.getvalue()
