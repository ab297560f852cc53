"""Pictures are made anew: upright, small enough, in sRGB, and bare of everything but pixels."""

import io

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from builder.model.page import Job, Rendered
from builder.render.picture import published_size
from builder.render.shard import render_shard
from tests.render import kits


def remade(data: bytes, path: str = "media/x.jpg") -> Rendered:
    job = Job("media:x", path, "picture", "", "", data, "content/x.jpg")
    return render_shard(kits.shard(kits.kit(), job)).pages[0]


def opened(data: bytes, path: str = "media/x.jpg") -> Image.Image:
    made = remade(data, path)
    assert made.data is not None, made.diagnostics
    return Image.open(io.BytesIO(made.data))


def drawn(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("suffix", "form"),
    [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("avif", "AVIF"), ("gif", "GIF")],
)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_format_and_size_stay(suffix: str, form: str, mode: str) -> None:
    image = opened(drawn(form, mode=mode), f"media/x.{suffix}")
    assert (image.format, image.size) == (form, (40, 20))


def test_same_picture_gives_the_same_bytes() -> None:
    assert remade(drawn("JPEG")) == remade(drawn("JPEG"))


def test_camera_notes_comments_and_profiles_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x8825] = {1: "N", 2: (48.0, 0.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = drawn("JPEG", exif=exif, comment=b"SECRETCOMMENT", icc_profile=profile, xmp=b"<x>SECRETXMP</x>")
    assert all(word in data for word in (b"SECRETCAMERA", b"SECRETCOMMENT", b"SECRETXMP"))
    made = remade(data).data or b""
    assert b"SECRET" not in made
    assert not any(mark in made for mark in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com"))
    assert set(Image.open(io.BytesIO(made)).info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


@pytest.mark.parametrize(
    ("form", "mode", "note"),
    [
        ("JPEG", "L", {"comment": b"SECRET"}),
        ("JPEG", "RGB", {"comment": b"SECRET"}),
        ("GIF", "L", {"comment": b"SECRET"}),
        ("PNG", "L", {"icc_profile": b"SECRET"}),
        ("JPEG", "L", {"icc_profile": b"SECRET"}),
        ("WEBP", "RGB", {"xmp": b"SECRET"}),
        ("AVIF", "RGB", {"xmp": b"SECRET"}),
        ("PNG", "RGB", {"exif": b"Exif\x00\x00SECRET"}),
    ],
)
def test_no_note_survives_in_any_format(form: str, mode: str, note: dict[str, bytes]) -> None:
    data = drawn(form, (40, 20), mode, **note)
    made = remade(data, f"media/x.{form.lower()}").data or b""
    assert opened(data, f"media/x.{form.lower()}").info.keys().isdisjoint({"comment", "icc_profile", "xmp", "exif"})
    assert b"SECRET" not in made


def test_broken_notes_of_a_camera_do_not_lose_the_picture() -> None:
    assert opened(drawn("PNG", exif=b"Exif\x00\x00SECRET"), "media/x.png").size == (40, 20)
    assert opened(drawn("JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")).size == (40, 20)


def test_png_texts_are_gone() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "SECRET")
    assert opened(drawn("PNG", pnginfo=note), "media/x.png").info == {}


def test_picture_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(drawn("JPEG", exif=exif)).size == (20, 40)


def test_wide_picture_is_made_narrower() -> None:
    assert opened(drawn("JPEG", (2400, 1000))).size == published_size(2400, 1000) == (1920, 800)


def test_transparency_stays_where_the_format_has_it() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    target = io.BytesIO()
    image.save(target, "PNG")
    pixel = opened(target.getvalue(), "media/x.png").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def profile_with_red_and_green_exchanged() -> bytes:
    """Return sRGB's profile with the names of two of its primaries exchanged in its table of tags (ICC.1, 7.3)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"TEMP").replace(b"gXYZ", b"rXYZ").replace(b"TEMP", b"gXYZ")


def test_colours_of_another_space_become_srgb() -> None:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), (250, 20, 20)).save(target, "PNG", icc_profile=profile_with_red_and_green_exchanged())
    pixel = opened(target.getvalue(), "media/x.png").getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[1] > 200
    assert pixel[0] < 100


def test_broken_profile_leaves_the_pixels_as_they_are() -> None:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), (250, 20, 20)).save(target, "PNG", icc_profile=b"no profile")
    assert opened(target.getvalue(), "media/x.png").getpixel((0, 0)) == (250, 20, 20)


def test_colours_for_print_become_colours_for_screens() -> None:
    assert opened(drawn("JPEG", mode="CMYK")).mode == "RGB"


def test_deep_grey_becomes_grey() -> None:
    target = io.BytesIO()
    Image.new("I;16", (4, 4), 0x8000).save(target, "PNG")
    assert opened(target.getvalue(), "media/x.png").getpixel((0, 0)) == 0x80


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        drawn("JPEG")[:200],
        drawn("PNG")[:60],
        b"GIF89a" + b"\xff" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_broken_picture_is_a_diagnostic_at_its_source(data: bytes) -> None:
    made = remade(data)
    assert made.data is None
    assert [(found.code, found.path) for found in made.diagnostics] == [("picture-unreadable", "content/x.jpg")]


def test_huge_picture_is_refused_before_it_is_decoded() -> None:
    made = remade(drawn("PNG", (8000, 5001), mode="1"), "media/x.png")
    assert made.data is None
    assert "8000 x 5001" in made.diagnostics[0].message
