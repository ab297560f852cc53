"""What the files of a site say beside what they show, as exiftool reads them and as their last bytes tell.

Two questions, each answered by a sentence for every flaw: is there a tag that is not allowed, and is there anything after
the end of a picture, where telephones keep a film.
"""

import json
import struct
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tests import machine

CREDITS: Final = frozenset({"XMP-dc:Rights", "XMP-iptcExt:DigitalSourceType", "XMP-photoshop:Credit"})
"""The words that a published picture may carry."""

_STRUCTURE: Final[Mapping[str, str]] = {
    "Composite": "ImageSize Megapixels",
    "File": """
        BitsPerPixel BitsPerSample ColorComponents ColorPlanes EncodingProcess FileType FileTypeExtension ImageCount
        ImageHeight ImageLength ImageWidth MIMEType NumColors YCbCrSubSampling
    """,
    "GIF": """
        AnimationIterations BackgroundColor BitsPerPixel ColorResolutionDepth Duration FrameCount GIFVersion HasColorMap
        ImageHeight ImageWidth TransparentColor
    """,
    "JFIF": "JFIFVersion ResolutionUnit XResolution YResolution",
    "Meta": "PrimaryItemReference",
    "PNG": "BitDepth ColorType Compression Filter ImageHeight ImageWidth Interlace Palette Transparency",
    "QuickTime": """
        AV1ConfigurationVersion AuxiliaryImageType ChromaFormat ChromaSamplePosition ColorPrimaries ColorProfiles
        CompatibleBrands HandlerType HighBitDepth ImagePixelDepth ImageSpatialExtent InitialDelaySamples MajorBrand
        MatrixCoefficients MediaData MediaDataOffset MediaDataSize MinorVersion SeqLevelIdx0 SeqProfile SeqTier0
        TransferCharacteristics TwelveBit VideoFullRangeFlag
    """,
    "RIFF": """
        AlphaCompression AlphaFiltering AlphaPreprocessing AnimationLoopCount BackgroundColor Duration HorizontalScale
        ImageHeight ImageWidth VP8Version VerticalScale WebP_Flags
    """,
    "SVG": "Desc Description ImageHeight ImageWidth PreserveAspectRatio Title ViewBox Xmlns",
}
ALLOWED: Final = CREDITS | {f"{group}:{name}" for group, names in _STRUCTURE.items() for name in names.split()}
"""Every tag that a picture of the output may have: how its pixels are stored, and the credits."""

_OUTSIDE: Final = ("SourceFile", "ExifTool:", "System:")
"""What exiftool says of itself and of the file system."""

_TEXTS: Final = frozenset({"application/json", "application/xml", "application/rss+xml", "application/javascript"})
_OF_TEXTS: Final = frozenset({".css", ".html", ".js", ".json", ".txt", ".webmanifest", ".xml", ".woff2"})
"""Files that are judged by other tests: by what they are, or by their names where exiftool knows no kind."""


def tags(folder: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield path, tag and value of everything that exiftool finds in a folder's files, unknown tags among it."""
    words = ["-r", "-j", "-a", "-u", "-ee3", "-G1", "-ext", "*", str(folder)]
    done = subprocess.run([machine.program("exiftool"), *words], capture_output=True, check=False)
    for found in json.loads(done.stdout or b"[]"):
        path = Path(found["SourceFile"]).relative_to(folder).as_posix()
        for name, value in found.items():
            if not name.startswith(_OUTSIDE) or name == "ExifTool:Error":
                yield path, name, value


def forbidden_tags(folder: Path) -> Iterator[str]:
    """Judge every file that is no text: it has no tag but those that are allowed."""
    found = list(tags(folder))
    kinds = {path: str(value) for path, name, value in found if name == "File:MIMEType"}
    for path, name, value in found:
        if name not in ALLOWED and not _is_text(path, kinds.get(path, "")):
            yield f"{path}: {name}: {str(value)[:80]}"


def judged(folder: Path) -> set[str]:
    """Return the pictures that exiftool recognised as such."""
    return {path for path, name, value in tags(folder) if name == "File:MIMEType" and str(value).startswith("image/")}


def trailers(tree: Mapping[str, bytes]) -> Iterator[str]:
    """Judge the last bytes of every picture: nothing follows its end."""
    for path, data in tree.items():
        end = _end(data)
        if end is not None and end != len(data):
            yield f"{path}: {len(data) - end:,} bytes after the picture's end"


def _is_text(path: str, kind: str) -> bool:
    if not kind:
        return Path(path).suffix in _OF_TEXTS
    return kind.startswith(("text/", "font/", "application/font")) or kind in _TEXTS


def _end(data: bytes) -> int | None:
    """Return where a picture ends by its own account; None for what is no picture."""
    if data.startswith(b"\xff\xd8"):
        return data.rfind(b"\xff\xd9") + 2 if data.endswith(b"\xff\xd9") else -1
    if data.startswith(b"\x89PNG"):
        return data.find(b"IEND") + 8
    if data.startswith(b"RIFF"):
        return int(struct.unpack_from("<I", data, 4)[0]) + 8
    if data.startswith(b"GIF8"):
        return len(data) if data.endswith(b";") else -1
    return _boxes(data) if data[4:8] == b"ftyp" else None


def _boxes(data: bytes) -> int:
    place = 0
    while place + 8 <= len(data):
        place += int(struct.unpack_from(">I", data, place)[0])
    return place
