"""Pictures tell their caption, credit, copyright, alt and source type from XMP, IIM and EXIF; hostile ones tell nothing."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from builder.source.picture_notes import LONGEST_ALT, LONGEST_CAPTION, LONGEST_LINE, Notes, picture_notes
from tests.pictures import planting

TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

WHOLE = "".join(
    [
        planting.alternative("dc:description", "The quay at dawn."),
        planting.sequence("dc:creator", "Maren Holloway", "Tobias Renn"),
        planting.alternative("dc:rights", "© 2026 The Lantern"),
        planting.simple("photoshop:Credit", "Lantern Pictures"),
        planting.alternative("Iptc4xmpCore:AltTextAccessibility", "Boats on still water"),
        planting.simple("Iptc4xmpExt:DigitalSourceType", TRAINED),
    ]
)
WHOLE_NOTES = Notes("Boats on still water", "The quay at dawn.", "Lantern Pictures", "© 2026 The Lantern", TRAINED)

IIM = [
    (2, 120, "Набережна на світанку".encode()),
    (2, 110, "Фото: Ліхтар".encode()),
    (2, 116, b"(c) Lantern"),
]


def saved(form: str = "JPEG", **notes: Any) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), (90, 120, 200)).save(target, form, **notes)
    return target.getvalue()


def notes(data: bytes) -> Notes:
    with Image.open(io.BytesIO(data)) as image:
        return picture_notes(image)


def of_xmp(packet: bytes) -> Notes:
    return notes(saved("WEBP", xmp=packet))


def text_chunk(packet: bytes) -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", packet.decode())
    return texts


def of_iim(*datasets: tuple[int, int, bytes]) -> Notes:
    return notes(planting.with_segments(saved(), planting.iim_segment(datasets)))


def of_exif(tags: dict[int, Any]) -> Notes:
    exif = Image.Exif()
    for number, value in tags.items():
        exif[number] = value
    return notes(saved(exif=exif))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_xmp_is_read_in_every_format(form: str) -> None:
    packet = planting.xmp(WHOLE)
    notes_of_form = {"pnginfo": text_chunk(packet)} if form == "PNG" else {"xmp": packet}
    assert notes(saved(form, **notes_of_form)) == WHOLE_NOTES


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_picture_that_says_nothing(form: str) -> None:
    assert notes(saved(form)) == Notes()


def test_properties_may_be_attributes() -> None:
    packet = planting.xmp("", f'photoshop:Credit="Lantern &amp; Co" Iptc4xmpExt:DigitalSourceType="{TRAINED}"')
    assert of_xmp(packet) == Notes(credit="Lantern & Co", source_type=TRAINED)


def test_properties_may_be_resources_bags_and_plain_texts() -> None:
    inner = f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{TRAINED}"/>' + planting.bag("dc:creator", "A", "B")
    assert of_xmp(planting.xmp(inner + planting.simple("dc:rights", "R"))) == Notes(
        credit="A, B", copyright="R", source_type=TRAINED
    )


def test_the_default_language_is_preferred() -> None:
    both = '<rdf:li xml:lang="uk">Світанок</rdf:li><rdf:li xml:lang="x-default">Dawn</rdf:li>'
    packet = planting.xmp(f"<dc:description><rdf:Alt>{both}</rdf:Alt></dc:description>")
    assert of_xmp(packet).caption == "Dawn"
    assert of_xmp(packet.replace(b"x-default", b"de")).caption == "Світанок"


def test_creator_stands_in_for_credit() -> None:
    assert of_xmp(planting.xmp(planting.sequence("dc:creator", "Maren Holloway"))).credit == "Maren Holloway"
    assert of_iim((2, 80, b"Maren Holloway"), (2, 80, b"Tobias Renn")).credit == "Maren Holloway, Tobias Renn"


def test_iim_in_utf8() -> None:
    expected = Notes(caption="Набережна на світанку", credit="Фото: Ліхтар", copyright="(c) Lantern")
    assert of_iim(planting.UTF8, *IIM) == expected
    assert of_iim(*IIM) == expected


def test_iim_in_latin_1() -> None:
    assert of_iim((2, 120, "Hafen in Lübeck – «früh»".encode("cp1252"))).caption == "Hafen in Lübeck – «früh»"


def test_iim_that_lies_about_utf8() -> None:
    assert of_iim(planting.UTF8, (2, 120, b"L\xfcbeck")).caption == "L\ufffdbeck"


def test_exif_is_asked_last() -> None:
    assert of_exif({0x010E: "The quay", 0x8298: "Lantern"}) == Notes(caption="The quay", copyright="Lantern")


def test_exif_in_utf8_and_of_two_owners() -> None:
    found = of_exif({0x010E: "Світанок".encode(), 0x8298: b"Maren Holloway\0The Lantern\0"})
    assert found == Notes(caption="Світанок", copyright="Maren Holloway, The Lantern")


@pytest.mark.parametrize(
    "words",
    [
        "OLYMPUS DIGITAL CAMERA",
        "SONY DSC",
        "DIGITAL CAMERA",
        "KONICA MINOLTA DIGITAL CAMERA",
        "DCIM101GOPRO",
        "DSC0001",
    ],
)
def test_what_cameras_write_is_no_caption(words: str) -> None:
    assert of_exif({0x010E: words}).caption == ""


def test_a_caption_about_cameras_is_one() -> None:
    assert of_exif({0x010E: "A digital camera from 1998."}).caption == "A digital camera from 1998."


def test_xmp_before_iim_before_exif() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x8298] = "exif", "exif"
    iim = planting.iim_segment([(2, 120, b"iim"), (2, 110, b"iim")])
    assert notes(planting.with_segments(saved(exif=exif), iim)) == Notes(caption="iim", credit="iim", copyright="exif")
    packet = planting.xmp(planting.alternative("dc:description", "xmp"))
    assert notes(planting.with_segments(saved(exif=exif, xmp=packet), iim)) == Notes(
        caption="xmp", credit="iim", copyright="exif"
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/",
    ],
)
def test_source_type_has_one_spelling(text: str) -> None:
    assert of_xmp(planting.xmp(planting.simple("Iptc4xmpExt:DigitalSourceType", text))).source_type == TRAINED


@pytest.mark.parametrize(
    "text",
    [
        "GPS 50.45, 30.52",
        "http://cv.iptc.org/newscodes/digitalsourcetype/",
        TRAINED + "?at=50.45",
        "http://evil.example/x",
    ],
)
def test_source_type_that_is_no_code_of_iptc_is_dropped(text: str) -> None:
    assert of_xmp(planting.xmp(planting.simple("Iptc4xmpExt:DigitalSourceType", text))).source_type == ""


def test_texts_are_of_one_line_and_without_controls() -> None:
    assert of_iim((2, 120, b"one\r\n two\x07\x1b[31m\x00three")).caption == "one two[31mthree"
    assert of_iim((2, 120, "a\u202egpj.exe\u2066b".encode())).caption == "agpj.exeb"


def test_joiners_of_letters_stay() -> None:
    assert of_iim((2, 120, "می\u200cخواهم 👩\u200d🚒".encode())).caption == "می\u200cخواهم 👩\u200d🚒"


def test_long_texts_end_at_a_word() -> None:
    found = of_xmp(planting.xmp(WHOLE.replace("The quay at dawn.", "word " * 9_000).replace("Boats", "w " * 9_000)))
    assert len(found.caption) <= LONGEST_CAPTION
    assert found.caption.endswith("word…")
    assert len(found.alt) <= LONGEST_ALT
    assert len(of_iim((2, 110, b"x" * 30_000)).credit) == LONGEST_LINE


PACKET = planting.xmp(WHOLE)


@pytest.mark.parametrize(
    "packet",
    [
        b"\xff\xfe\x00garbage",
        PACKET[:300],
        PACKET.decode().encode("utf-16"),
        b'<!DOCTYPE x [<!ENTITY a "b">]>'
        + planting.xmp(planting.alternative("dc:description", "A").replace("A", "&a;")),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>',
        b"<x>" * 100_000,
        b"<x>" + b"<y/>" * 100_000 + b"</x>",
        PACKET.replace(b"        ", b"        " * 100_000),
        PACKET.replace(b"The quay", b"\xc3\x28"),
        b"",
    ],
    ids=lambda packet: repr(packet[:24]),
)
def test_hostile_xmp_says_nothing(packet: bytes) -> None:
    assert of_xmp(packet) == Notes()


def test_hostile_xmp_leaves_the_other_notes() -> None:
    data = planting.with_segments(saved(xmp=b"<x>" * 10_000), planting.iim_segment([(2, 120, b"The quay")]))
    assert notes(data) == Notes(caption="The quay")


@pytest.mark.parametrize(
    "block",
    [
        b"\x1c\x02\x78\xff\xff" + b"x" * 100,
        b"\x1c\x02\x78\x80\x04\x00\x00\x00\x08x",
        b"\x1c\x02\x78\x00\x09short",
        b"\x1c\x02",
        b"no datasets at all",
    ],
)
def test_broken_iim_says_nothing(block: bytes) -> None:
    resource = planting.segment(planting.APP13, b"Photoshop 3.0\0" + planting.resource(0x0404, block))
    assert notes(planting.with_segments(saved(), resource)) == Notes()


def test_ten_thousand_bylines_are_few() -> None:
    assert of_iim(*[(2, 80, b"A")] * 10_000).credit.count("A") == 8


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 60, b"Exif\0\0"]
)
def test_broken_exif_says_nothing(exif: bytes) -> None:
    assert notes(saved("PNG", exif=exif)) == Notes()


@given(st.binary(max_size=400), st.binary(max_size=400), st.binary(max_size=200))
def test_nothing_raises(packet: bytes, block: bytes, exif: bytes) -> None:
    image = Image.new("RGB", (1, 1))
    image.info.update(xmp=packet, photoshop={0x0404: b"\x1c\x02\x78" + block}, exif=b"Exif\0\0MM\0*\0\0\0\x08" + exif)
    found = picture_notes(image)
    assert all(len(text) <= LONGEST_CAPTION for text in (found.alt, found.caption, found.credit, found.copyright))


@pytest.mark.parametrize("value", [None, 7, "text", [b"x"], {"a": 1}])
def test_notes_of_another_kind_are_none(value: object) -> None:
    image = Image.new("RGB", (1, 1))
    image.info.update(xmp=value, photoshop=value)
    assert picture_notes(image) == Notes()
