"""Facts about pictures: what each is, and what is wrong with those that cannot be shown."""

import io
import struct
import zlib

import pytest
from PIL import Image

from builder.model.picture import Facts
from builder.source.decode import MAX_FRAMES
from builder.source.media import picture_facts


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def flat(form: str, size: tuple[int, int] = (40, 20), colour: str = "#cc3322", **options: object) -> bytes:
    return saved(Image.new("RGB", size, colour), form, **options)


def png_of(width: int, height: int) -> bytes:
    """Return a whole PNG of one colour, small in bytes however large it is."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row = b"\0" * (1 + (width + 7) // 8)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * height))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_size_and_colour_are_known(form: str) -> None:
    suffix = {"JPEG": "jpg"}.get(form, form.lower())
    facts = picture_facts(f"content/a.{suffix}", flat(form))
    assert (facts.width, facts.height, facts.problem, facts.clear, facts.moving) == (40, 20, "", False, False)
    channels = [int(facts.colour[place : place + 2], 16) for place in (1, 3, 5)]
    assert all(abs(one - other) < 8 for one, other in zip(channels, (0xCC, 0x33, 0x22), strict=True))


def test_the_colour_is_the_one_that_most_of_it_has() -> None:
    image = Image.new("RGB", (100, 100), "#102030")
    image.paste("#ffffff", (0, 0, 100, 30))
    assert picture_facts("a.png", saved(image, "PNG")).colour == "#102030"


def test_a_picture_on_its_side_is_known_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = picture_facts("a.jpg", flat("JPEG", exif=exif))
    assert (facts.width, facts.height) == (20, 40)


def test_only_what_something_shines_through_is_clear() -> None:
    clear, opaque = (saved(Image.new("RGBA", (4, 4), (9, 9, 9, alpha)), "PNG") for alpha in (254, 255))
    assert picture_facts("a.png", clear) == Facts(4, 4, clear=True)
    assert picture_facts("a.png", opaque) == Facts(4, 4, colour="#090909")


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_what_moves_is_known(form: str) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "green")]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=50)
    assert picture_facts(f"a.{form.lower()}", data).moving


def test_a_gif_of_a_million_frames_is_refused_unplayed() -> None:
    frame = b"\x2c" + struct.pack("<4HB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    data = b"GIF89a" + struct.pack("<2H3B", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * 1_000_000 + b";"
    assert f"at most {MAX_FRAMES} frames" in picture_facts("a.gif", data).problem


@pytest.mark.parametrize(
    ("path", "data", "problem"),
    [
        ("a.jpg", b"", "the file is empty"),
        ("a.jpg", b"no picture", "not a picture that can be read"),
        ("a.jpg", flat("JPEG", (400, 400))[:900], "the file breaks off: it is truncated"),
        ("a.png", flat("PNG", (400, 400))[:-400], "the file breaks off: it is truncated"),
        ("a.jpg", flat("PNG"), "its bytes are PNG, whatever its name says; call it .png"),
        ("a.PNG", flat("JPEG"), "its bytes are JPEG, whatever its name says; call it .jpg"),
        ("a.png", png_of(8000, 5001), "8000 x 5001 pixels are more than 40,000,000"),
        ("a.png", png_of(50_001, 1), "a side of 50,001 pixels is longer than 50,000"),
        ("a.jpg", flat("JPEG") + b"PK\x05\x06" + bytes(18), "it is a picture and an archive in one"),
        ("a.jpg", flat("JPEG", comment=b"<script>alert(1)</script>"), "it is a picture and a page or script in one"),
        ("a.gif", b"GIF89a/*" + flat("GIF")[8:], "it is a picture and a script in one"),
        ("a.jpg", flat("JPEG") + b"\xff\xda" * 200, "it is a JPEG of more than 100 scans, which no camera makes"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 16, "not a picture that can be read"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture that can be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_has_a_problem(path: str, data: bytes, problem: str) -> None:
    assert picture_facts(path, data) == Facts(0, 0, problem)


def test_a_photograph_with_a_second_one_inside_is_one_photograph() -> None:
    pair = saved(
        Image.new("RGB", (8, 6), "red"), "MPO", save_all=True, append_images=[Image.new("RGB", (8, 6), "blue")]
    )
    assert (facts := picture_facts("a.jpg", pair)).problem == ""
    assert (facts.width, facts.height, facts.moving) == (8, 6, False)


def test_broken_notes_say_nothing_about_the_pixels() -> None:
    assert picture_facts("a.jpg", flat("JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")).problem == ""


def test_four_bytes_of_an_archive_make_none() -> None:
    picture = flat("JPEG", comment=b"PK\x05\x06 by chance")
    assert picture_facts("a.jpg", picture).problem == ""
    directory = b"PK\x05\x06" + bytes(16) + struct.pack("<H", 5) + b"hello"
    assert picture_facts("a.jpg", picture + directory).problem == "it is a picture and an archive in one"
