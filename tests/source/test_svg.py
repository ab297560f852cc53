"""Drawings of strangers keep what they show and lose what they could do."""

import base64
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from builder.source import svg_allowed
from builder.source.svg import CleanedSvg, clean_svg
from tests.source.svg_vectors import REFUSED, VECTORS, drawing

SVG = "{http://www.w3.org/2000/svg}"


def cleaned(text: str) -> str:
    made = clean_svg(text.encode())
    assert made.problem == ""
    return made.data.decode()


def inner(text: str) -> str:
    """Return what is left of something inside a drawing."""
    return cleaned(drawing(text)).partition(">")[2].rpartition("<rect")[0]


def flaws(data: bytes) -> list[str]:
    """Judge a cleaned drawing with another parser."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False))
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag.removeprefix(SVG) not in svg_allowed.ELEMENTS:
            found.append(f"element {element.tag}")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or (
                ":" in re.sub("^data:image/(png|jpeg);base64,", "", value) and name != "style"
            ):
                found.append(f"attribute {name}={value}")
            if re.search(r"url\((?!['\"]?#)|//|\\|@import|script:", value, re.IGNORECASE) and not value.startswith(
                "data:image/"
            ):
                found.append(f"value {value}")
        if re.search(r"url\((?!['\"]?#)|@|\\|//", element.text or "") and element.tag == f"{SVG}style":
            found.append(f"style {element.text}")
    return found


OUTSIDE_THE_TREE = (
    "style sheet instruction",
    "transformation",
    "document type from outside",
    "entity of an outside type",
)


@pytest.mark.parametrize("name", VECTORS)
def test_vectors_become_harmless(name: str) -> None:
    made = clean_svg(VECTORS[name].encode())
    assert made.problem == ""
    assert flaws(made.data) == []
    assert b"hit.invalid" not in made.data


@pytest.mark.parametrize("name", sorted(VECTORS.keys() - {"solar namespace", *OUTSIDE_THE_TREE}))
def test_the_judge_finds_the_vectors(name: str) -> None:
    assert flaws(VECTORS[name].encode()) != []


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused(name: str) -> None:
    made = clean_svg(REFUSED[name].encode())
    assert made.problem != ""
    assert made == CleanedSvg(b"", 0, 0, made.problem)


@given(st.binary(max_size=300))
def test_nothing_raises(data: bytes) -> None:
    clean_svg(data)
    clean_svg(b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'>" + data + b"</svg>")


@pytest.mark.parametrize(
    "text",
    [
        "@" * 500_000,
        "/*" * 500_000,
        "{" * 500_000,
        "a" * 500_000,
        "@media{" * 100_000,
        "url(#" * 100_000,
        "a" * 400_000 + "(",
    ],
    ids=lambda text: text[:8],
)
def test_long_styles_take_no_long_time(text: str) -> None:
    """A quadratic reader would take hours over these, so that the test needs no clock."""
    assert flaws(clean_svg(drawing(f"<style>{text}</style><g style='fill:{text}' fill='{text}'/>").encode()).data) == []


CHART = """
<title>Costs &amp; gains</title>
<desc>A chart</desc>
<defs><linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#0a0"/></linearGradient>
<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath></defs>
<style type="text/css">.a{fill:#fff;stroke:url(#g)} @media print{.a{fill:#000}} .b , .c > rect { fill: rgba(0, 0, 0, .5) }</style>
<g class="a" transform="translate(1 2) rotate(45)" clip-path="url(#c)" style="opacity: .5; fill: url('#g')">
<path d="M0 0L1.5-2e3z" stroke-dasharray="2, 3" marker-end="url(#m)"/><use xlink:href="#g"/></g>
<text x="1" font-family="'Noto Sans', sans-serif" xml:space="preserve">Ціна <tspan fill="red">5 %</tspan> of</text>
"""


def test_what_a_chart_shows_is_kept() -> None:
    made = inner(CHART)
    for part in (
        "<title>Costs &amp; gains</title>",
        '<stop offset="0" stop-color="#0a0"/>',
        '<clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath>',
        "<style>.a{fill:#fff;stroke:url(#g)}.b , .c &gt; rect{fill:rgba(0, 0, 0, .5)}</style>",
        'transform="translate(1 2) rotate(45)"',
        'clip-path="url(#c)"',
        "style=\"opacity:.5;fill:url('#g')\"",
        '<path d="M0 0L1.5-2e3z" stroke-dasharray="2, 3" marker-end="url(#m)"/>',
        '<use href="#g"/>',
        'xml:space="preserve">Ціна <tspan fill="red">5 %</tspan> of</text>',
    ):
        assert part in made


def test_cleaning_twice_changes_nothing() -> None:
    once = clean_svg(drawing(CHART).encode())
    assert clean_svg(once.data) == once


def test_links_go_and_what_is_in_them_stays() -> None:
    assert inner('<a href="https://example.org/"><circle r="4"/></a>') == '<circle r="4"/>'


@pytest.mark.parametrize(
    "secret",
    [
        "<!-- SECRET -->",
        "<metadata>SECRET</metadata>",
        "<?editor SECRET?>",
        "<g>SECRET</g>",
        '<g data-name="SECRET"/>',
        '<g xmlns:i="urn:i" i:label="SECRET"/>',
        '<i:layer xmlns:i="urn:i">SECRET</i:layer>',
        "<text><i:x xmlns:i='urn:i'>SECRET</i:x></text>",
        "<unknown>SECRET</unknown>",
    ],
)
def test_what_nothing_shows_goes(secret: str) -> None:
    assert "SECRET" not in cleaned(drawing(secret))


def address(form: str, image: Image.Image, **notes: object) -> str:
    target = io.BytesIO()
    image.save(target, form, **notes)
    return f"data:image/{form.lower()};base64,{base64.b64encode(target.getvalue()).decode()}"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pictures_inside_are_made_anew(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    picture = address(form, Image.new("RGB", (8, 8), (200, 10, 10)), exif=exif)
    assert b"SECRETCAMERA" in base64.b64decode(picture.partition(",")[2])
    made = inner(f'<image width="8" height="8" xlink:href="{picture}"/>')
    data = base64.b64decode(made.partition("base64,")[2].partition('"')[0])
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == (form, (8, 8))
    assert b"SECRETCAMERA" not in data


@pytest.mark.parametrize(
    "reference",
    [
        "data:image/png;base64,AAAA",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:text/html;base64,AAAA",
        "file:///etc/passwd",
    ],
)
def test_pictures_that_are_none_go(reference: str) -> None:
    assert inner(f'<image href="{reference}"/>') == "<image/>"


def test_a_bomb_among_pictures_is_refused() -> None:
    bomb = address("PNG", Image.new("1", (9_000, 9_000)))
    assert len(bomb) < 100_000
    assert "pixels" in clean_svg(drawing(f'<image href="{bomb}"/>').encode()).problem


def test_many_small_bombs_are_refused_together() -> None:
    bomb = address("PNG", Image.new("1", (2_000, 2_000)))
    assert clean_svg(drawing(f'<image href="{bomb}"/>' * 4).encode()).problem == ""
    assert "pixels" in clean_svg(drawing(f'<image href="{bomb}"/>' * 5).encode()).problem


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="60" height="40"', (60, 40)),
        ('width="60px" height="30pt"', (60, 40)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('viewBox="0 0 320.4 200"', (320, 200)),
        ('viewBox="0,0,320,200"', (320, 200)),
        ('width="100%" height="100%" viewBox="0 0 320 200"', (320, 200)),
        ('width="160" viewBox="0 0 320 200"', (160, 100)),
        ('height="100" viewBox="0 0 320 200"', (160, 100)),
        ('width="0.2" height="0.2"', (1, 1)),
    ],
)
def test_size(attributes: str, expected: tuple[int, int]) -> None:
    made = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert (made.width, made.height) == expected
    assert f'width="{expected[0]}"' in made.data.decode()
    assert "viewBox" in made.data.decode()


@pytest.mark.parametrize(
    "attributes",
    [
        'width="60"',
        'width="1e400" height="1"',
        'viewBox="0 0 0 0"',
        'width="-5" height="5"',
        'width="5em" height="5em"',
    ],
)
def test_no_size(attributes: str) -> None:
    assert "size" in clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()).problem
