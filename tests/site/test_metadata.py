"""No file of the sample site says more than it shows, but for whom to credit; and the judge sees what is planted."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from tests.pictures import camera, captions, planting
from tests.pictures.camera import LEAK
from tests.site import metadata
from tests.site.judge import Site, read_tree

PLAIN = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
TOLD = captions.TOLD["pictures/harbour-dawn.jpg"]


@pytest.mark.xdist_group("site")
def test_the_site_has_pictures_to_judge(site: Site) -> None:
    suffixes = (".jpg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico")
    pictures = {path for path in site.tree if path.endswith(suffixes)}
    assert len(pictures) >= 15
    assert metadata.judged(site.root / "output") == pictures


@pytest.mark.xdist_group("site")
def test_no_file_has_a_tag_that_is_not_allowed(site: Site) -> None:
    assert list(metadata.forbidden_tags(site.root / "output")) == []


@pytest.mark.xdist_group("site")
def test_nothing_follows_the_end_of_a_picture(site: Site) -> None:
    assert list(metadata.trailers(site.tree)) == []


@pytest.mark.xdist_group("site")
def test_no_planted_word_is_in_any_file(site: Site) -> None:
    originals = read_tree(site.root / "content")
    assert sum(LEAK.encode() in data for data in originals.values()) >= 20
    assert [path for path, data in site.tree.items() if LEAK.encode() in data] == []


def saved(form: str, **notes: Any) -> bytes:
    target = io.BytesIO()
    PLAIN.save(target, form, **notes)
    return target.getvalue()


def flaws(folder: Path, name: str, data: bytes) -> list[str]:
    (folder / name).write_bytes(data)
    return [*metadata.forbidden_tags(folder), *metadata.trailers(read_tree(folder))]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_the_judge_finds_nothing_in_bare_pictures(form: str, tmp_path: Path) -> None:
    assert flaws(tmp_path, f"a.{form.lower()}", saved(form)) == []


def png_text() -> bytes:
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", LEAK, zip=True)
    return saved("PNG", pnginfo=note)


EXIF = camera.exif(1, "A caption", "An owner", PLAIN)
PROFILE = camera.wide_profile()
LEAKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an original": ("a.jpg", lambda: planting.with_segments(saved("JPEG", exif=EXIF, xmp=captions.packet(TOLD)))),
    "EXIF in JPEG": ("a.jpg", lambda: saved("JPEG", exif=EXIF)),
    "EXIF in WebP": ("a.webp", lambda: saved("WEBP", exif=EXIF)),
    "EXIF in AVIF": ("a.avif", lambda: saved("AVIF", exif=EXIF)),
    "EXIF in PNG": ("a.png", lambda: saved("PNG", exif=EXIF)),
    "XMP in WebP": ("a.webp", lambda: saved("WEBP", xmp=planting.xmp(planting.simple("photoshop:City", LEAK)))),
    "one word of XMP": ("a.jpg", lambda: saved("JPEG", xmp=planting.xmp(planting.simple("dc:format", LEAK)))),
    "IIM": ("a.jpg", lambda: planting.with_segments(saved("JPEG"), planting.iim_segment([(2, 90, LEAK.encode())]))),
    "comment in JPEG": ("a.jpg", lambda: saved("JPEG", comment=LEAK.encode())),
    "comment in GIF": ("a.gif", lambda: saved("GIF", comment=LEAK.encode())),
    "text in PNG": ("a.png", png_text),
    "profile in JPEG": ("a.jpg", lambda: saved("JPEG", icc_profile=PROFILE)),
    "profile in AVIF": ("a.avif", lambda: saved("AVIF", icc_profile=PROFILE)),
    "a film after JPEG": ("a.jpg", lambda: saved("JPEG") + LEAK.encode()),
    "more after PNG": ("a.png", lambda: saved("PNG") + LEAK.encode()),
    "more after WebP": ("a.webp", lambda: saved("WEBP") + LEAK.encode()),
    "more after AVIF": ("a.avif", lambda: saved("AVIF") + b"\0\0\0\x20free" + b"x" * 40),
    "metadata in SVG": (
        "a.svg",
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><metadata><a>PLANTED-LEAK</a></metadata></svg>',
    ),
    "a picture under another name": ("a.bin", lambda: saved("JPEG", exif=EXIF)),
    "a picture under a page's name": ("a.html", lambda: saved("JPEG", exif=EXIF)),
    "a document": ("a.pdf", lambda: b"%PDF-1.4\n1 0 obj<</Author(PLANTED-LEAK)>>endobj\ntrailer<</Info 1 0 R>>"),
}


@pytest.mark.parametrize("name", LEAKS)
def test_the_judge_finds_what_is_planted(name: str, tmp_path: Path) -> None:
    file, leak = LEAKS[name]
    assert flaws(tmp_path, file, leak()) != []


def test_the_credits_are_no_leak(tmp_path: Path) -> None:
    packet = planting.xmp(planting.simple("photoshop:Credit", "A")).replace(b' x:xmptk="Planted 1"', b"")
    assert flaws(tmp_path, "a.jpg", saved("JPEG", xmp=packet)) == []
