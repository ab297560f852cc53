"""Drawings of strangers made harmless: an SVG read by an XML parser, and written anew from what is allowed.

No script, no handler, no foreign document, no reference that leads out of the file passes, and neither do comments,
metadata and text that nothing shows. Pictures inside are made anew too, so no camera's notes pass in them.
The same bytes give the same bytes.
Source: W3C, Scalable Vector Graphics (SVG) 2; CSS Values and Units Level 4 (lengths); OWASP's cheat sheets on XSS.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from builder.source import svg_allowed
from builder.source.strict_xml import XML_LANG, Bounds, RefusedXMLError, parse_xml

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_BOUNDS: Final = Bounds(size=4 << 20, elements=100_000, depth=100)
_MOST_DRAWN: Final = 200_000
"""Elements that a browser draws, those counted that `use` repeats: a few lines could ask for billions."""

_LONGEST_SIDE: Final = 50_000
_MOST_PIXELS: Final = 16_000_000
"""Of all pictures inside a drawing together."""

_LENGTH: Final = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|in|cm|mm|q)?\s*", re.IGNORECASE)
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6,
}  # fmt: skip

_LONGEST_NUMBER: Final = 40

_INNER: Final = re.compile(r"#[\w.:-]+")
_ID: Final = re.compile(r"[\w.:-]+")


class CleanedSvg(NamedTuple):
    """A drawing as it may be published, or what is wrong with it."""

    data: bytes
    """UTF-8; b'' if there is a problem."""
    width: int
    """Pixels, as are those of `height`; 0 if there is a problem."""
    height: int
    problem: str
    """A sentence's end after "the drawing cannot be used: ", or ''."""


class _NoDrawingError(ValueError):
    """The file is no drawing that can be used; the message says why."""


def clean_svg(data: bytes) -> CleanedSvg:
    """Return a drawing cleaned, and its size in pixels at its own scale; never raises for content."""
    try:
        root = _root(data)
        width, height = _size(root)
        _demand_few_repeats(root)
        _demand_few_pixels(root)
    except (RefusedXMLError, _NoDrawingError) as error:
        return CleanedSvg(b"", 0, 0, str(error))
    _set_size(root, width, height)
    return CleanedSvg("".join(_written(root, is_root=True)).encode("utf-8") + b"\n", width, height, "")


def _root(data: bytes) -> Element:
    root = parse_xml(data, _BOUNDS)
    if root.tag != f"{_SVG}svg":
        raise _NoDrawingError("its root is not an svg element of SVG's namespace")
    return root


# ----------------------------------------------------------------------------------------------------------------- size


def _size(root: Element) -> tuple[int, int]:
    """Return the size that the drawing asks for, or that of its view box, to the nearest pixel."""
    box = _view_box(root)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if all(box) and bool(width) != bool(height):
        ratio = box[0] / box[1]
        width, height = width or height * ratio, height or width / ratio
    elif not (width and height):
        width, height = box
    if not (width and height):
        raise _NoDrawingError("it says no size: give the svg element width and height, or a viewBox")
    if max(width, height) > _LONGEST_SIDE:
        raise _NoDrawingError(f"it is {width:g} x {height:g} pixels large; a side may have {_LONGEST_SIDE:,}")
    return max(1, round(width)), max(1, round(height))


def _view_box(root: Element) -> tuple[float, float]:
    parts = (root.get("viewBox") or "").replace(",", " ").split()
    sides = [_length(part) for part in parts[2:]]
    return (sides[0], sides[1]) if len(parts) == 4 and all(sides) else (0.0, 0.0)  # noqa: PLR2004 - x, y, width, height


def _length(text: str | None) -> float:
    """Return a length in pixels; 0 if there is none, or if it depends on what is around the drawing."""
    found = _LENGTH.fullmatch((text or "")[:_LONGEST_NUMBER])
    value = float(found[1]) * _PIXELS[(found[2] or "").lower()] if found else 0.0
    return value if value < 1e9 else 0.0  # noqa: PLR2004 - infinity among them


def _set_size(root: Element, width: int, height: int) -> None:
    if not all(_view_box(root)):
        root.set("viewBox", f"0 0 {width} {height}")
    root.set("width", str(width))
    root.set("height", str(height))


# ---------------------------------------------------------------------------------------------------------------- count


def _demand_few_repeats(root: Element) -> None:
    """Refuse a drawing whose `use` elements multiply into more than a browser can draw."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[Element, int] = {}

    def drawn(element: Element, depth: int) -> int:
        if element not in known:
            if depth > _BOUNDS.depth:
                raise _NoDrawingError("its parts repeat each other too deeply")
            known[element] = 1  # a part that repeats itself is drawn once: browsers refuse the circle
            used = named.get((_reference(element) or "#")[1:]) if element.tag == f"{_SVG}use" else None
            parts = [*element, *([used] if used is not None else [])]
            known[element] = min(1 + sum(drawn(part, depth + 1) for part in parts), _MOST_DRAWN + 1)
        return known[element]

    if drawn(root, 0) > _MOST_DRAWN:
        raise _NoDrawingError(f"its parts repeat each other over {_MOST_DRAWN:,} times")


def _demand_few_pixels(root: Element) -> None:
    """Refuse a drawing whose pictures are bombs, by what their first bytes say."""
    addresses = [_reference(element) or "" for element in root.iter(f"{_SVG}image")]
    addresses = [address for address in addresses if address.lstrip()[:5].lower() == "data:"]
    if not addresses:
        return
    from builder.source.svg_pictures import pixels_of  # noqa: PLC0415 - Pillow is for drawings that hold pictures

    if sum(map(pixels_of, addresses)) > _MOST_PIXELS:
        raise _NoDrawingError(f"the pictures in it have over {_MOST_PIXELS:,} pixels")


def _reference(element: Element) -> str | None:
    return element.get("href") or element.get(_XLINK_HREF)


# -------------------------------------------------------------------------------------------------------------- writing


def _written(element: Element, *, is_root: bool) -> Iterator[str]:
    """Yield the parts of an element's text, if it is allowed."""
    name = element.tag.removeprefix(_SVG)
    if name in svg_allowed.UNWRAPPED:
        yield from _inside(element, "g")
    elif name == "style":
        sheet = svg_allowed.clean_sheet("".join(element.itertext()))
        yield f"<style>{escape(sheet)}</style>" if sheet else ""
    elif name in svg_allowed.ELEMENTS:
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(element, name))
        space = f' xmlns="{_SVG[1:-1]}"' if is_root else ""
        inside = "".join(_inside(element, name))
        yield f"<{name}{space}{attributes}>{inside}</{name}>" if inside else f"<{name}{space}{attributes}/>"


def _inside(element: Element, name: str) -> Iterator[str]:
    is_textual = name in svg_allowed.TEXTUAL
    if is_textual:
        yield escape(element.text or "")
    for child in element:
        yield from _written(child, is_root=False)
        if is_textual:
            yield escape(child.tail or "")


def _attributes(element: Element, name: str) -> Iterator[tuple[str, str]]:
    for key, value in element.items():
        if key in svg_allowed.SPOKEN:
            yield key, value
        elif key == "style":
            style = svg_allowed.clean_declarations(value)
            yield from [(key, style)] if style else []
        elif key == "id":
            yield from [(key, value)] if _ID.fullmatch(value) else []
        elif key in svg_allowed.ATTRIBUTES and svg_allowed.is_value(value):
            yield key, value
        elif key == XML_LANG and svg_allowed.is_value(value):
            yield "xml:lang", value
        elif key == _XML_SPACE and value == "preserve":
            yield "xml:space", value
    reference = _clean_reference(_reference(element) or "", name)
    if reference:
        yield "href", reference


def _clean_reference(value: str, name: str) -> str:
    """Return a reference to a part of the same drawing, or a picture that is in it; '' for all others."""
    value = value.strip()
    if _INNER.fullmatch(value) or name != "image":
        return value if _INNER.fullmatch(value) else ""
    from builder.source.svg_pictures import picture_anew  # noqa: PLC0415 - Pillow is for drawings that hold pictures

    return picture_anew(value)
