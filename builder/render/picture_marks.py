"""The only words that a published picture carries: who is credited, whose it is, and how it came to be.

One small XMP packet, the same bytes for the same words. Everything else that an original said has gone with its bytes.
Source: Adobe, XMP Specification Part 1 (7 Serialization, 7.3 Packet wrapper); IPTC Photo Metadata Standard 2025.1
(Credit Line, Copyright Notice, Digital Source Type).
"""

from typing import Any, Final

from PIL import PngImagePlugin

from builder.render import xml

_OPENING: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
)
_CLOSING: Final = '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
"""Without padding: nobody is to edit a published picture in place."""


def picture_marks(credit: str, copyright: str, source_type: str) -> bytes:  # noqa: A002 - the standard's own word
    """Return the packet, or b"" when all three are empty."""
    marks = ""
    if credit:
        marks += xml.element("photoshop:Credit", credit)
    if copyright:
        line = xml.element("rdf:li", copyright, [("xml:lang", "x-default")])
        marks += f"<dc:rights><rdf:Alt>{line}</rdf:Alt></dc:rights>"
    if source_type:
        marks += xml.element("Iptc4xmpExt:DigitalSourceType", source_type)
    return f"{_OPENING}{marks}{_CLOSING}".encode() if marks else b""


def saving_marks(form: str, packet: bytes) -> dict[str, Any]:
    """Return the arguments by which Pillow's `save` puts a packet into a file of a format ("JPEG", "PNG" and so on).

    PNG has its texts in an object of their own, GIF has no place that Pillow writes, and no packet needs no argument.
    """
    if not packet or form == "GIF":
        return {}
    if form != "PNG":
        return {"xmp": packet}
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", packet.decode())
    return {"pnginfo": texts}
