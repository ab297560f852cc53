"""Our XML reads back equal, but for what XML cannot hold."""

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.render import xml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@given(TEXTS, TEXTS)
def test_text_and_attribute_read_back_equal(text: str, value: str) -> None:
    found = etree.fromstring(xml.element("a", text, (("b", value),)))
    assert (found.text or "", found.get("b")) == (FORBIDDEN.sub("", text), FORBIDDEN.sub("", value))


def test_lone_surrogates_are_removed() -> None:
    assert xml.element("a", "x\ud800y") == "<a>xy</a>"


def test_declaration_names_the_encoding() -> None:
    assert etree.fromstring((xml.DECLARATION + xml.element("a", "ї")).encode()).text == "ї"
