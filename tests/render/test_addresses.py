"""Addresses in links stay readable and cannot run code; addresses for machines are whole and ASCII."""

import pytest
from msgspec.structs import replace

from builder.render.addresses import absolute, link
from tests.render.kits import SITE

BASED = replace(SITE, url="https://e.example/news", base="/news")


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/a/b/#c", "/news/a/b/#c"),
        ("/київ/", "/news/київ/"),
        ('/a b"c', "/news/a%20b%22c"),
        ("/a\u202eb", "/news/a%E2%80%AEb"),
        ("https://x.example/a%20b?c=d&e", "https://x.example/a%20b?c=d&e"),
        ("//x.example/a", "//x.example/a"),
        ("#part", "#part"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", "#"),
        (" JaVaScRiPt:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("java\tscript:alert(1)", "#"),
        ("\x01javascript:alert(1)", "#"),
    ],
)
def test_link(address: str, written: str) -> None:
    assert link(BASED, address) == written


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/a/b/", "https://e.example/news/a/b/"),
        ("/ї/", "https://e.example/news/%D1%97/"),
        ("https://x.example/ї?a=%20", "https://x.example/%D1%97?a=%20"),
    ],
)
def test_absolute(address: str, written: str) -> None:
    assert absolute(BASED, address) == written


def test_absolute_at_the_root_of_a_host() -> None:
    assert absolute(SITE, "/a b/") == "https://ferry.example/a%20b/"
    assert absolute(SITE, "/") == "https://ferry.example/"
