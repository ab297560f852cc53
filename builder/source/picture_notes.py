"""What a picture says of itself: the words that its agency, photographer or editor wrote into the file.

Hostile, broken or huge notes are no notes: nothing here raises and nothing is long. Where several places speak, XMP is
believed before IIM, and IIM before EXIF, where cameras write too.
Source: IPTC Photo Metadata Standard 2025.1 (Description, Credit Line, Creator, Copyright Notice, Alt Text, Digital
Source Type) and its mappings to XMP and IIM; IPTC-NAA Information Interchange Model 4.2 (records 1 and 2).
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

import msgspec
from PIL import Image

from builder.source.strict_xml import XML_LANG, Bounds, RefusedXMLError, parse_xml

LONGEST_ALT: Final = 1_000
LONGEST_CAPTION: Final = 2_000
LONGEST_LINE: Final = 250
"""Letters of a credit or copyright line."""

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP: Final = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE: Final = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT: Final = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

_XMP_BOUNDS: Final = Bounds(size=1 << 20, elements=20_000, depth=64)

_IIM: Final = 0x0404
"""The image resource that holds IIM, among those of Photoshop."""
_IIM_SIZE: Final = 1 << 20
_MOST_VALUES: Final = 8
"""Bylines that are named; a hostile file has a million."""
_ENVELOPE, _CHARACTER_SET, _UTF8 = 1, 90, b"\x1b%G"
_RECORD, _BYLINE, _CREDIT, _COPYRIGHT, _CAPTION = 2, 80, 110, 116, 120

_EXIF_DESCRIPTION, _EXIF_COPYRIGHT = 0x010E, 0x8298

_BOILERPLATE: Final = re.compile(
    r"(?:(?:KONICA )?[A-Z]+ )?DIGITAL (?:STILL )?CAMERA|DIGITAL CAMERA PICTURE|SONY DSC"
    r"|DC[FI]M?\S*|IMG_\d+|DSCN?\d+|screenshot|untitled",
    re.IGNORECASE,
)
"""What cameras and telephones write where a caption belongs."""

_SOURCE_TYPE: Final = re.compile(r"https?://cv\.iptc\.org/newscodes/digitalsourcetype/([A-Za-z]{1,60})/?")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Overrides and embeddings of writing direction, which would turn the text around them."""


class Notes(msgspec.Struct, frozen=True, array_like=True):
    """What a picture says of itself, as plain text; '' where it says nothing."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    source_type: str = ""
    """The IPTC NewsCode of how the picture came to be, as http://cv.iptc.org/newscodes/digitalsourcetype/..., or ''."""


def picture_notes(image: Image.Image) -> Notes:
    """Return what an opened picture says of itself; the pixels need not be loaded, and are not."""
    xmp, iim, exif = _from_xmp(image), _from_iim(image), _from_exif(image)
    return Notes(
        alt=_cut(xmp.alt, LONGEST_ALT),
        caption=next((_cut(n.caption, LONGEST_CAPTION) for n in (xmp, iim, exif) if _is_caption(n.caption)), ""),
        credit=_cut(xmp.credit or iim.credit, LONGEST_LINE),
        copyright=_cut(xmp.copyright or iim.copyright or exif.copyright, LONGEST_LINE),
        source_type=xmp.source_type,
    )


def _is_caption(text: str) -> bool:
    return bool(text) and not _BOILERPLATE.fullmatch(text)


def _cut(text: str, longest: int) -> str:
    """Return the text, at most `longest` letters of it, ending at a word where that is possible."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rpartition(" ")[0] or head) + "…"


def _clean(text: str) -> str:
    """Return the text on one line, without control characters and what stands for no character."""
    kept = "".join(" " if letter.isspace() else letter for letter in text[: 4 * LONGEST_CAPTION])
    shown = "".join(letter for letter in kept if unicodedata.category(letter) not in {"Cc", "Cs", "Cn", "Co"})
    return " ".join(_DIRECTIONS.sub("", shown).split())


# ------------------------------------------------------------------------------------------------------------------ XMP


def _from_xmp(image: Image.Image) -> Notes:
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(data, str):
        data = data.encode("utf-8", "ignore")
    if not isinstance(data, bytes):
        return Notes()
    try:
        root = parse_xml(data.strip(b"\0 \t\r\n"), _XMP_BOUNDS)
    except RefusedXMLError:
        return Notes()
    return Notes(
        alt=_property(root, f"{_CORE}AltTextAccessibility"),
        caption=_property(root, f"{_DC}description"),
        credit=_property(root, f"{_PHOTOSHOP}Credit") or _property(root, f"{_DC}creator"),
        copyright=_property(root, f"{_DC}rights"),
        source_type=_source_type(_property(root, f"{_EXT}DigitalSourceType")),
    )


def _source_type(text: str) -> str:
    """Return the code in its one spelling; anything else could say anything, and would be published."""
    found = _SOURCE_TYPE.fullmatch(text)
    return f"http://cv.iptc.org/newscodes/digitalsourcetype/{found[1]}" if found else ""


def _property(root: Element, name: str) -> str:
    """Return a property of the picture itself: RDF may write it as an attribute or as an element, bare or as a list."""
    for described in root.iter(f"{_RDF}Description"):
        value = described.get(name)
        if value is not None:
            return _clean(value)
        element = described.find(name)
        if element is not None:
            return _clean(_value(element))
    return ""


def _value(element: Element) -> str:
    items = element.findall(f"{_RDF}Alt/{_RDF}li")
    if items:
        default = (item for item in items if item.get(XML_LANG) == "x-default")
        return next(default, items[0]).text or ""
    listed = [*element.findall(f"{_RDF}Seq/{_RDF}li"), *element.findall(f"{_RDF}Bag/{_RDF}li")]
    if listed:
        return ", ".join(filter(None, ((item.text or "").strip() for item in listed)))
    return element.get(f"{_RDF}resource") or element.text or ""


# ------------------------------------------------------------------------------------------------------------------ IIM


def _from_iim(image: Image.Image) -> Notes:
    resources = image.info.get("photoshop")
    data = resources.get(_IIM) if isinstance(resources, dict) else None
    if not isinstance(data, bytes) or len(data) > _IIM_SIZE:
        return Notes()
    found: dict[tuple[int, int], list[bytes]] = {}
    for record, dataset, value in _datasets(data):
        values = found.setdefault((record, dataset), [])
        if len(values) < _MOST_VALUES:
            values.append(value)
    utf8 = _UTF8 in found.get((_ENVELOPE, _CHARACTER_SET), ())

    def said(dataset: int) -> str:
        return ", ".join(
            filter(None, (_clean(_decoded(value, utf8=utf8)) for value in found.get((_RECORD, dataset), ())))
        )

    return Notes(caption=said(_CAPTION), credit=said(_CREDIT) or said(_BYLINE), copyright=said(_COPYRIGHT))


def _datasets(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield record, number and bytes of each dataset, up to the first that is not one."""
    place = 0
    while data[place : place + 1] == b"\x1c" and place + 5 <= len(data):
        record, number, length = struct.unpack_from(">BBH", data, place + 1)
        place += 5
        if length & 0x8000 or place + length > len(data):
            return  # extended datasets are for pictures within pictures
        yield record, number, data[place : place + length]
        place += length


def _decoded(value: bytes, *, utf8: bool) -> str:
    """Return a text; many programs write UTF-8 and do not say so, and no Latin-1 sentence is UTF-8 by chance."""
    try:
        return value.decode("utf-8", "replace" if utf8 else "strict")
    except UnicodeDecodeError:
        return value.decode("cp1252", "ignore")  # what every program means by Latin-1: quotation marks lie there


# ----------------------------------------------------------------------------------------------------------------- EXIF


def _from_exif(image: Image.Image) -> Notes:
    try:
        tags = image.getexif()
        return Notes(
            caption=_exif_text(tags.get, _EXIF_DESCRIPTION),
            copyright=_exif_text(tags.get, _EXIF_COPYRIGHT),
        )
    except Exception:  # noqa: BLE001 - Pillow raises anything at hostile tags, and all of it means that there are none
        return Notes()


def _exif_text(tag: Callable[[int], object], number: int) -> str:
    """Return an ASCII tag, in which programs write UTF-8 too; a photographer's and an editor's part become one line."""
    value = tag(number)
    if isinstance(value, str):
        value = value.encode("latin-1", "ignore")
    if not isinstance(value, bytes):
        return ""
    parts = (_clean(_decoded(part, utf8=False)) for part in value[: 4 * LONGEST_CAPTION].split(b"\0"))
    return ", ".join(filter(None, parts))
