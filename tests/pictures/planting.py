"""Words and secrets put into picture files by hand: IIM, XMP, comments and segments that Pillow itself does not write.

Source: IPTC-NAA Information Interchange Model 4.2, 1.5 (datasets); Adobe, Photoshop File Formats (image resources);
ITU-T T.81, B.1.1.3 (segments of JPEG); Adobe, XMP Specification Part 3, 1.1.3 (XMP in JPEG).
"""

import struct
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

UTF8: Final = (1, 90, b"\x1b%G")
"""The dataset by which IIM says that its texts are UTF-8."""

COM, APP1, APP13 = 0xFE, 0xE1, 0xED

NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
}


def iim(datasets: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return datasets, each record, number and value, as one block."""
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(value)) + value for record, number, value in datasets
    )


def resource(number: int, data: bytes) -> bytes:
    """Return one image resource of Photoshop, without a name."""
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)


def segment(marker: int, data: bytes) -> bytes:
    """Return one segment of a JPEG file."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """Return a JPEG file with segments after its first marker."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def iim_segment(datasets: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return the segment that carries IIM in JPEG."""
    return segment(APP13, b"Photoshop 3.0\0" + resource(0x0404, iim(datasets)))


def xmp(inner: str, attributes: str = "") -> bytes:
    """Return a packet about the picture itself from the inside of its `rdf:Description`."""
    spaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Planted 1">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces} {attributes}>{inner}</rdf:Description>'
        f'</rdf:RDF></x:xmpmeta>{" " * 200}<?xpacket end="w"?>'
    ).encode()


def alternative(name: str, text: str) -> str:
    """Return a property that has a text for each language, of which one is given."""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'


def sequence(name: str, *texts: str) -> str:
    """Return a property that is a list in an order."""
    return f"<{name}><rdf:Seq>{''.join(f'<rdf:li>{escape(text)}</rdf:li>' for text in texts)}</rdf:Seq></{name}>"


def bag(name: str, *texts: str) -> str:
    """Return a property that is a list in no order."""
    return sequence(name, *texts).replace("rdf:Seq", "rdf:Bag")


def simple(name: str, text: str) -> str:
    """Return a property that is one text."""
    return f"<{name}>{escape(text)}</{name}>"
