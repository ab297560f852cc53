"""One picture becomes every icon that browsers and home screens ask for, and a manifest names them."""

import io
import json

import pytest
from PIL import IcoImagePlugin, Image, ImageDraw

from builder.render.icons import ICO, SQUARES, TOUCH, VECTOR, icon, web_manifest


def logo(size: tuple[int, int] = (640, 640), mode: str = "RGBA", form: str = "PNG", **options: object) -> bytes:
    """Return a red disc on nothing, or on white where the mode has no transparency."""
    image = Image.new("RGBA", size)
    ImageDraw.Draw(image).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=(200, 20, 30, 255))
    ground = Image.new("RGBA", size, (255, 255, 255, 255))
    target = io.BytesIO()
    (image if mode == "RGBA" else Image.alpha_composite(ground, image).convert(mode)).save(target, form, **options)
    return target.getvalue()


def opened(name: str, raster: bytes, ground: str = "#ffffff") -> Image.Image:
    return Image.open(io.BytesIO(icon(name, raster, ground)))


@pytest.mark.parametrize(("name", "side"), SQUARES.items())
def test_sizes(name: str, side: int) -> None:
    image = opened(name, logo())
    assert (image.format, image.size) == ("PNG", (side, side))


def test_the_favicon_holds_three_sizes_each_drawn_for_itself() -> None:
    image = opened(ICO, logo())
    assert image.format == "ICO"
    assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    for side in (16, 32, 48):
        found = IcoImagePlugin.IcoFile(io.BytesIO(icon(ICO, logo()))).getimage((side, side))
        assert found.size == (side, side)
        assert found.convert("RGBA").getpixel((side // 2, side // 2)) == (200, 20, 30, 255)


def test_transparency_stays_but_for_the_touch_icon() -> None:
    corner = opened("icon-192.png", logo()).getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == 0
    touch = opened(TOUCH, logo(), "#123456")
    assert touch.mode == "RGB"
    assert touch.getpixel((0, 0)) == (0x12, 0x34, 0x56)
    assert touch.getpixel((90, 90)) == (200, 20, 30)


def test_an_opaque_picture_fills_the_touch_icon() -> None:
    assert opened(TOUCH, logo(mode="RGB"), "#123456").getpixel((0, 0)) == (255, 255, 255)


def test_what_is_not_square_stands_in_the_middle() -> None:
    image = opened("icon-192.png", logo((640, 320))).convert("RGBA")
    assert image.getpixel((96, 20)) == (0, 0, 0, 0)
    assert image.getpixel((96, 96)) == (200, 20, 30, 255)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_formats_of_the_original(form: str) -> None:
    assert opened("icon-512.png", logo(mode="RGB", form=form)).size == (512, 512)


def test_a_small_original_is_enlarged() -> None:
    assert opened("icon-512.png", logo((100, 100))).size == (512, 512)


def test_nothing_but_pixels_passes() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0112] = 6
    data = logo((640, 320), mode="RGB", exif=exif)
    for name in (ICO, *SQUARES):
        assert b"SECRET" not in icon(name, data)
    assert opened("icon-192.png", data).convert("RGBA").getpixel((20, 96)) == (0, 0, 0, 0)  # it stands upright


def test_same_picture_gives_the_same_bytes() -> None:
    assert [icon(name, logo()) for name in (ICO, *SQUARES)] == [icon(name, logo()) for name in (ICO, *SQUARES)]


def test_the_manifest_names_what_there_is() -> None:
    made = json.loads(web_manifest("Ліхтар <&>", "uk", "ltr", "#1d4e89", (VECTOR, ICO, *SQUARES)))
    assert made["name"] == "Ліхтар <&>"
    assert made["theme_color"] == "#1d4e89"
    assert [(i["src"], i["sizes"], i["type"]) for i in made["icons"]] == [
        ("icon-192.png", "192x192", "image/png"),
        ("icon-512.png", "512x512", "image/png"),
        ("favicon.svg", "any", "image/svg+xml"),
    ]


def test_the_manifest_names_nothing_else() -> None:
    made = json.loads(web_manifest("A", "en", "ltr", "#000000", (VECTOR,)))
    assert [i["src"] for i in made["icons"]] == ["favicon.svg"]


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "AVIF", "JPEG"])
def test_every_format_that_newsdesk_reads_can_be_an_icon(form: str) -> None:
    assert near(opened("icon-192.png", logo(mode="RGB", form=form)).convert("RGB").getpixel((96, 96)), (200, 20, 30))


def near(one: object, other: tuple[int, ...]) -> bool:
    return isinstance(one, tuple) and all(abs(mine - theirs) < 12 for mine, theirs in zip(one, other, strict=True))
