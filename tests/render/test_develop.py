"""Renditions: upright, in sRGB, in shape and size as planned, and bare of everything but pixels."""

import io

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from builder.model.picture import CENTRE, Develop, Developed, Marks, Recipe, Shape, Suffix
from builder.render.develop import develop

NO_MARKS = Marks("", "", "")


def developed(data: bytes, *recipes: Recipe) -> Developed:
    return develop(Develop("content/x.jpg", data, recipes, NO_MARKS))


def made(
    data: bytes, width: int = 40, suffix: Suffix = "png", shape: Shape = "full", focus: tuple[int, int] = CENTRE
) -> bytes:
    result = developed(data, Recipe(shape, focus, width, suffix))
    assert result.problem == ""
    return result.files[0]


def opened(data: bytes, width: int = 40, suffix: Suffix = "png", shape: Shape = "full") -> Image.Image:
    return Image.open(io.BytesIO(made(data, width, suffix, shape)))


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def drawn(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    return saved(Image.linear_gradient("L").resize(size).convert(mode), form, **options)


def near(pixel: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= by for one, other in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP"), ("avif", "AVIF")])
@pytest.mark.parametrize("original", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_every_format_comes_from_every_format(original: str, suffix: Suffix, form: str) -> None:
    image = opened(drawn(original), 20, suffix)
    assert (image.format, image.size) == (form, (20, 10))


def test_a_rendition_is_the_same_whatever_is_made_beside_it() -> None:
    data = drawn("JPEG", (900, 500))
    recipes = [
        Recipe(shape, CENTRE, width, suffix)
        for shape in ("full", "1x1")
        for width in (320, 96)
        for suffix in ("avif", "webp", "jpg")
    ]  # type: list[Recipe]
    together = developed(data, *recipes).files
    assert together == tuple(developed(data, recipe).files[0] for recipe in recipes)
    assert developed(data, *recipes[::-1]).files == together[::-1]


def test_an_original_is_decoded_once_for_all_its_renditions() -> None:
    assert developed(drawn("JPEG"), Recipe("full", CENTRE, 40, "jpg"), Recipe("1x1", CENTRE, 20, "webp")).decoded == 1


def test_camera_notes_comments_and_profiles_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x8825] = {1: "N", 2: (48.0, 0.0, 0.0)}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = drawn("JPEG", exif=exif, comment=b"SECRETCOMMENT", icc_profile=profile, xmp=b"<x>SECRETXMP</x>")
    assert all(word in data for word in (b"SECRETCAMERA", b"SECRETCOMMENT", b"SECRETXMP"))
    for suffix in ("jpg", "webp", "avif", "png"):
        file = made(data, suffix=suffix)
        assert b"SECRET" not in file
        assert not any(mark in file for mark in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", b"iCCP", b"ICCP"))


@pytest.mark.parametrize(
    ("form", "mode", "note"),
    [
        ("JPEG", "L", {"comment": b"SECRET"}),
        ("GIF", "L", {"comment": b"SECRET"}),
        ("PNG", "L", {"icc_profile": b"SECRET"}),
        ("JPEG", "L", {"icc_profile": b"SECRET"}),
        ("WEBP", "RGB", {"xmp": b"SECRET"}),
        ("AVIF", "RGB", {"xmp": b"SECRET"}),
        ("PNG", "RGB", {"exif": b"Exif\x00\x00SECRET"}),
    ],
)
@pytest.mark.parametrize("suffix", ["jpg", "webp", "avif", "png"])
def test_no_note_survives_in_any_format(form: str, mode: str, note: dict[str, bytes], suffix: Suffix) -> None:
    file = made(drawn(form, (40, 20), mode, **note), suffix=suffix)
    assert Image.open(io.BytesIO(file)).info.keys().isdisjoint({"comment", "icc_profile", "xmp", "exif"})
    assert b"SECRET" not in file


@pytest.mark.parametrize("suffix", ["jpg", "webp", "avif", "png"])
def test_credit_copyright_and_source_type_are_put_in_anew_and_change_no_pixel(suffix: Suffix) -> None:
    data = drawn("JPEG", xmp=b"<x>SECRETXMP</x>")
    recipe = Recipe("full", CENTRE, 40, suffix)
    bare = Image.open(io.BytesIO(made(data, suffix=suffix)))
    marked = develop(Develop("content/x.jpg", data, (recipe,), Marks("Ann & Bo", "Desk", "https://e.example/t"))).files[
        0
    ]
    assert b"Ann &amp; Bo" in marked
    assert b"SECRET" not in marked
    assert Image.open(io.BytesIO(marked)).convert("RGBA").tobytes() == bare.convert("RGBA").tobytes()


def test_what_moves_carries_its_credit_too() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    task = Develop("content/x.gif", data, (Recipe("moving", CENTRE, 30, "webp"),), Marks("Ann", "", ""))
    assert b"<photoshop:Credit>Ann<" in develop(task).files[0]


def test_broken_notes_of_a_camera_do_not_lose_the_picture() -> None:
    assert opened(drawn("PNG", exif=b"Exif\x00\x00SECRET")).size == (40, 20)
    assert opened(drawn("JPEG", exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff")).size == (40, 20)


def test_png_texts_are_gone() -> None:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "SECRET")
    assert opened(drawn("PNG", pnginfo=note)).info == {}


@pytest.mark.parametrize(("turn", "corner"), [(1, 0), (2, 1), (3, 3), (4, 2), (5, 0), (6, 1), (7, 3), (8, 2)])
def test_a_picture_on_its_side_stands_up(turn: int, corner: int) -> None:
    image = Image.new("RGB", (64, 32), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 15, 15), fill="red")
    exif = Image.Exif()
    exif[0x0112] = turn
    width = 32 if turn > 4 else 64
    result = opened(saved(image, "JPEG", exif=exif, quality=95), width)
    assert result.size == ((32, 64) if turn > 4 else (64, 32))
    corners = [(4, 4), (width - 5, 4), (4, result.height - 5), (width - 5, result.height - 5)]
    assert [near(result.getpixel(place), (254, 0, 0), 40) for place in corners] == [one == corner for one in range(4)]


@pytest.mark.parametrize(("focus", "colour"), [((0, 500), "red"), ((500, 500), "green"), ((1000, 500), "blue")])
def test_a_crop_lies_round_its_focus(focus: tuple[int, int], colour: str) -> None:
    image = Image.new("RGB", (300, 100), "red")
    ImageDraw.Draw(image).rectangle((100, 0, 199, 99), fill="green")
    ImageDraw.Draw(image).rectangle((200, 0, 299, 99), fill="blue")
    crop = Image.open(io.BytesIO(made(saved(image, "PNG"), 100, "png", "1x1", focus)))
    assert crop.size == (100, 100)
    wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
    assert crop.getpixel((50, 50)) == crop.getpixel((5, 5)) == crop.getpixel((94, 94)) == wanted


def test_a_large_jpeg_is_decoded_small_and_loses_nothing_that_shows() -> None:
    image = Image.linear_gradient("L").resize((4000, 2600), Image.Resampling.BICUBIC).convert("RGB")
    result = opened(saved(image, "JPEG", quality=95), 1920)
    assert result.size == (1920, 1248)
    assert near(result.getpixel((960, 1240)), image.getpixel((2000, 2583)), 3)  # type: ignore[arg-type] # RGB has tuples


def test_transparency_stays_where_the_format_has_it_and_is_white_elsewhere() -> None:
    data = saved(Image.new("RGBA", (40, 20), (255, 0, 0, 0)), "PNG")
    for suffix in ("png", "webp", "avif"):
        pixel = opened(data, 20, suffix).convert("RGBA").getpixel((5, 5))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0
    assert opened(data, 20, "jpg").getpixel((5, 5)) == (255, 255, 255)


def profile_with_red_and_green_exchanged() -> bytes:
    """Return sRGB's profile with the names of two of its primaries exchanged in its table of tags (ICC.1, 7.3)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"TEMP").replace(b"gXYZ", b"rXYZ").replace(b"TEMP", b"gXYZ")


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_of_another_space_become_srgb(mode: str) -> None:
    image = Image.new("RGB", (8, 8), (250, 20, 20)).convert(mode)
    pixel = opened(saved(image, "PNG", icc_profile=profile_with_red_and_green_exchanged()), 8).getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[1] > 200
    assert pixel[0] < 100


def test_a_broken_profile_leaves_the_pixels_as_they_are() -> None:
    data = saved(Image.new("RGB", (8, 8), (250, 20, 20)), "PNG", icc_profile=b"no profile")
    assert opened(data, 8).getpixel((0, 0)) == (250, 20, 20)


def test_colours_for_print_become_colours_for_screens() -> None:
    assert opened(drawn("JPEG", mode="CMYK"), suffix="jpg").mode == "RGB"


def test_deep_grey_becomes_grey() -> None:
    assert opened(saved(Image.new("I;16", (4, 4), 0x8000), "PNG"), 4).getpixel((0, 0)) == 0x80


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_a_moving_picture_moves_on_in_its_time(form: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=[50, 120, 200], loop=0)
    moving = opened(data, 30, "webp", "moving")
    assert (moving.size, getattr(moving, "n_frames", 1)) == ((30, 20), 3)
    lengths = []
    for number, colour in enumerate(((255, 0, 0), (0, 128, 0), (0, 0, 255))):
        moving.seek(number)
        moving.load()
        lengths.append(moving.info["duration"])
        assert near(moving.convert("RGB").getpixel((15, 10)), colour, 30)
    assert lengths == [50, 120, 200]
    still = opened(data, 30, "jpg")
    assert near(still.getpixel((15, 10)), (255, 0, 0), 30)


def test_a_moving_picture_and_its_stills_are_made_together() -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    recipes = (Recipe("moving", CENTRE, 30, "webp"), Recipe("16x9", CENTRE, 30, "jpg"))
    assert developed(data, *recipes).files == tuple(developed(data, one).files[0] for one in recipes)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        drawn("JPEG")[:200],
        drawn("PNG")[:60],
        b"GIF89a" + b"\xff" * 40,
        drawn("PNG", (8000, 5001), mode="1"),
    ],
    ids=["empty", "text", "jpeg", "png", "gif", "huge"],
)
def test_what_cannot_be_developed_is_a_problem_and_no_exception(data: bytes) -> None:
    result = developed(data, Recipe("full", CENTRE, 4, "jpg"))
    assert result.files == ()
    assert result.problem
