"""The sample's originals tell what an agency's do, and hold what must not be published: else no test proves that it stays."""

import io
import json
import subprocess

import pytest
from PIL import Image, ImageCms, ImageOps

from builder.source.picture_notes import picture_notes
from tests import machine
from tests.pictures.camera import LEAK, widened
from tests.pictures.captions import TOLD
from tests.pictures.draw import CONTENT, PORTRAITS, SCENES, original

PATHS = sorted(TOLD)


def test_every_picture_is_told_about() -> None:
    drawn = {*SCENES, *(f"pictures/people/{name}.jpg" for name in PORTRAITS)}
    assert drawn == TOLD.keys()
    assert {path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.jpg")} == drawn


def side_lengths(path: str) -> tuple[int, int]:
    with Image.open(CONTENT / path) as image:
        return image.size


def test_they_are_large_and_not_too_heavy() -> None:
    sizes = {path: side_lengths(path) for path in PATHS}
    assert [path for path, size in sizes.items() if max(size) < 1200 and "news-desk" not in path] == []
    assert sum((CONTENT / path).stat().st_size for path in PATHS) < 6_000_000


@pytest.mark.parametrize("path", PATHS)
def test_they_say_what_we_read(path: str) -> None:
    told = TOLD[path]
    with Image.open(CONTENT / path) as image:
        found = picture_notes(image)
    assert (found.alt, found.caption, found.credit) == (told.alt, told.caption, told.credit)
    assert (found.copyright, found.source_type) == ("© 2026 The Sallowmouth Lantern", told.source_type)


@pytest.mark.parametrize("path", PATHS)
def test_another_reader_finds_the_secrets(path: str) -> None:
    command = [machine.program("exiftool"), "-j", "-a", "-G1", str(CONTENT / path)]
    (tags,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    leaks = {name for name, value in tags.items() if LEAK in str(value)}
    assert {"File:Comment", "IFD0:Make", "IPTC:City", "XMP-photoshop:Instructions", "ExifIFD:SerialNumber"} <= leaks
    assert {"GPS:GPSLatitude", "XMP-exif:GPSLatitude", "IFD1:ThumbnailImage", "ExifIFD:LensSerialNumber"} <= tags.keys()
    assert ("ICC_Profile:ProfileDescription" in leaks) == TOLD[path].wide


def test_the_thumbnail_shows_who_was_cut_out() -> None:
    data = (CONTENT / "pictures/storm-pier.jpg").read_bytes()
    start = data.index(b"\xff\xd8\xff", 10)
    with Image.open(io.BytesIO(data[start:])) as small:
        assert small.size == (160, 90)
        red, green, _ = small.convert("RGB").getpixel((35, 55))  # type: ignore[misc] # three values, as RGB has
    assert red > 180
    assert green < 90


def test_orientation_and_profile_matter() -> None:
    turned = {path for path, told in TOLD.items() if told.orientation != 1}
    assert {TOLD[path].orientation for path in turned} == {3, 6, 8}
    for path in turned:
        with Image.open(CONTENT / path) as image:
            assert ImageOps.exif_transpose(image).width >= image.height


def test_the_profile_is_one() -> None:
    with Image.open(CONTENT / "pictures/harbour-dawn.jpg") as image:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert LEAK in ImageCms.getProfileDescription(profile)
    red = widened(Image.new("RGB", (4, 4), (255, 0, 0))).getpixel((0, 0))
    assert isinstance(red, tuple)
    assert red[0] < 245  # red of sRGB is no full red of the wider space


def test_the_same_picture_gives_the_same_bytes() -> None:
    picture = Image.linear_gradient("L").resize((320, 180)).convert("RGB")
    path = "pictures/harbour-dawn.jpg"
    assert original(path, picture) == original(path, picture)
