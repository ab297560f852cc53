"""Published pictures carry credit, copyright and source type, and an independent reader finds these and no more."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from builder.render.picture_marks import picture_marks, saving_marks
from tests import machine

TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
HARD = "Ганна <О'Браєн> & «Ko\"ts» ]]> — 山田"


def told(data: bytes, suffix: str, folder: Path) -> dict[str, str]:
    """Return what exiftool reads of a picture's XMP."""
    path = folder / f"picture.{suffix}"
    path.write_bytes(data)
    command = [machine.program("exiftool"), "-j", "-G1", "-XMP:all", str(path)]
    (found,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {name: value for name, value in found.items() if name != "SourceFile"}


def saved(form: str, packet: bytes) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (16, 16), (90, 120, 200)).save(target, form, **saving_marks(form, packet))
    return target.getvalue()


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", "jpg"), ("WEBP", "webp"), ("AVIF", "avif"), ("PNG", "png")])
def test_another_reader_finds_the_three_and_no_more(form: str, suffix: str, tmp_path: Path) -> None:
    data = saved(form, picture_marks(HARD, "© 2026 Ліхтар", TRAINED))
    assert told(data, suffix, tmp_path) == {
        "XMP-photoshop:Credit": HARD,
        "XMP-dc:Rights": "© 2026 Ліхтар",
        "XMP-iptcExt:DigitalSourceType": TRAINED,
    }


@pytest.mark.parametrize(
    ("marks", "names"),
    [
        (("A", "", ""), {"XMP-photoshop:Credit"}),
        (("", "A", ""), {"XMP-dc:Rights"}),
        (("", "", TRAINED), {"XMP-iptcExt:DigitalSourceType"}),
    ],
)
def test_what_is_empty_is_left_out(marks: tuple[str, str, str], names: set[str], tmp_path: Path) -> None:
    assert told(saved("JPEG", picture_marks(*marks)), "jpg", tmp_path).keys() == names


def test_nothing_to_say_is_no_packet() -> None:
    assert picture_marks("", "", "") == b""


def test_no_packet_is_none_in_the_file() -> None:
    assert b"xpacket" not in saved("JPEG", picture_marks("", "", ""))
    assert b"xpacket" in saved("JPEG", picture_marks("A", "", ""))


def test_the_packet_is_xml_for_a_strict_reader() -> None:
    etree.fromstring(picture_marks(HARD + "\x00\x0b\ufffe", HARD, HARD), etree.XMLParser(recover=False))


def test_it_is_small() -> None:
    assert len(picture_marks("Lantern", "Lantern", TRAINED)) < 800


def test_gif_has_no_place_for_marks() -> None:
    assert saved("GIF", picture_marks("A", "", "")) == saved("GIF", b"")
