"""What a written target means, case by case and for whatever can be written."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.source.body.targets import Foreign, Here, Place, Wrong, link_target, picture_target
from tests.source.body.reading_cases import SITE

ROOT = msgspec.structs.replace(SITE, url="https://desk.example", base="")


@pytest.mark.parametrize(
    ("written", "target", "anchor"),
    [
        ("talks.md", "content/world/talks.md", ""),
        ("./talks.md#a-b", "content/world/talks.md", "a-b"),
        ("../talks.md", "content/talks.md", ""),
        ("..\\sport\\cup.md", "content/sport/cup.md", ""),
        ("/talks.md", "content/talks.md", ""),
        ("a%20b.md", "content/world/a b.md", ""),
        ("c%23.md", "content/world/c#.md", ""),
        ("e\u0301.md", "content/world/é.md", ""),
        ("a//b.md", "content/world/a/b.md", ""),
        (" talks.md\n", "content/world/talks.md", ""),
        ("ta\nlks.md", "content/world/talks.md", ""),
        ("chart.JPEG", "content/world/chart.JPEG", ""),
        ("/", "/", ""),
        ("/world/#x%20y", "/world/", "x y"),
        ("/world/?q=%20", "/world/?q=%20", ""),
        ("https://desk.example", "/", ""),
        ("https://desk.example?q", "/?q", ""),
        ("https://desk.example:443/world/", "/world/", ""),
        ("https://desk.example/world/talks.md#a", "content/world/talks.md", "a"),
    ],
)
def test_a_place_of_the_site(written: str, target: str, anchor: str) -> None:
    base = "/" in written and written.startswith("https:")
    site = ROOT if base else SITE
    assert link_target(written, "content/world", site) == Place(target, anchor)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://EXAMPLE.ORG/", "HTTP://EXAMPLE.ORG/"),
        ("//example.org/a", "https://example.org/a"),
        ("\\\\example.org\\a?b\\c", "https://example.org/a?b%5Cc"),
        ("https://desk.example.evil/", "https://desk.example.evil/"),
        ("https://desk.example@evil.example/", "https://desk.example@evil.example/"),
        ("https://evil.example\\@desk.example/", "https://evil.example/@desk.example/"),
        ("https://[2001:db8::1]/a[b]", "https://[2001:db8::1]/a%5Bb%5D"),
        ("https://example.org/a|b{c}^`", "https://example.org/a%7Cb%7Bc%7D%5E%60"),
        ("https://example.org/é", "https://example.org/é"),
        ("https://example.org/%zz%41", "https://example.org/%25zz%41"),
        ("https://example.org/javascript:x", "https://example.org/javascript:x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+380 44", "tel:+380%2044"),
    ],
)
def test_a_foreign_place(written: str, url: str) -> None:
    found = link_target(written, "content/world", ROOT)
    assert isinstance(found, Foreign)
    assert found == Foreign(url, web=not written.startswith(("mailto", "tel")))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "link-broken"),
        (" \t", "link-broken"),
        ("#", "link-broken"),
        ("?q", "link-broken"),
        ("..", "link-broken"),
        ("../..", "link-broken"),
        ("../../x.md", "link-broken"),
        ("/../x.md", "link-broken"),
        ("%2e%2e/%2E%2E/x.md", "link-broken"),
        ("..%2f..%2fx.md", "link-broken"),
        ("..%5c..%5cx.md", "link-broken"),
        ("x%00.md", "link-broken"),
        ("x%0a.md", "link-broken"),
        ("%ee%80%80.md", "link-broken"),
        ("/a/../b/", "link-broken"),
        ("/a/%2e%2e/b/", "link-broken"),
        ("/a b/", "link-broken"),
        ("/a%23b/", "link-broken"),
        ("https://", "link-broken"),
        ("https:x", "link-broken"),
        ("http:///x", "link-broken"),
        ("https:// x/", "link-broken"),
        ("x:y.md", "link-unsafe"),
        ("C:\\talks.md", "link-unsafe"),
        ("urn:x", "link-unsafe"),
        ("javascript\n:x", "link-unsafe"),
        ("\x01javascript:x", "link-unsafe"),
        ("java%0ascript:x", "link-unsafe"),
        ("javascript%253Ax", "link-unsafe"),
        ("javascript%25253Ax", "link-unsafe"),
        ("%6a%61%76%61script%3ax.md", "link-unsafe"),
    ],
)
def test_a_wrong_target(written: str, code: str) -> None:
    found = link_target(written, "content/world", SITE)
    assert isinstance(found, Wrong)
    assert found.code == code


def test_a_fragment_alone_is_here() -> None:
    assert link_target("#a%20b", "content/world", SITE) == Here("a b")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a.jpg", "content/world/a.jpg"),
        ("/pictures/a.jpg?w=1#x", "content/pictures/a.jpg"),
        ("https://desk.example/paper/a.png", "content/a.png"),
        ("mailto:a@b.example", "link-unsafe"),
        ("tel:1", "link-unsafe"),
        ("data:image/png,x", "link-unsafe"),
        ("a", "picture-unreadable"),
        ("a.jpg.exe", "picture-unreadable"),
        ("/", "picture-missing"),
        ("../../a.jpg", "picture-missing"),
        ("", "picture-missing"),
    ],
)
def test_a_picture(written: str, expected: str) -> None:
    match picture_target(written, "content/world", SITE):
        case Place(target, anchor):
            assert (target, anchor) == (expected, "")
        case Wrong(code):
            assert code == expected
        case Foreign():
            pytest.fail("nothing here is foreign")


STEPS = st.sampled_from(
    [
        "..",
        ".",
        "/",
        "\\",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5c",
        "%252e",
        "%00",
        "a",
        "b.md",
        ".md",
        "c.jpg",
        "~",
        " ",
        "\u202e",
    ]
)


@given(st.lists(STEPS, max_size=12).map("".join), st.sampled_from(["content", "content/world", "content/a/b/c"]))
def test_no_way_leads_out_of_content(written: str, folder: str) -> None:
    for found in (link_target(written, folder, SITE), picture_target(written, folder, SITE)):
        if isinstance(found, Place) and found.target[0] != "/":
            assert found.target.startswith("content/")
            assert {"", ".", ".."}.isdisjoint(found.target.split("/"))
            assert "\\" not in found.target
            assert found.target.isprintable() or "\u202e" in found.target


@given(st.text(), st.sampled_from(["content", "content/world"]))
def test_no_target_raises(written: str, folder: str) -> None:
    for found in (link_target(written, folder, SITE), picture_target(written, folder, SITE)):
        if isinstance(found, Foreign):
            assert found.url.lower().startswith(("https://", "http://", "mailto:", "tel:"))
            assert not set('"<> \n\t\\') & set(found.url)
