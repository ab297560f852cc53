"""Bytes to text: the place of the first bad byte or character is exact, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from builder.source.text import FORBIDDEN, read_text

PATH = "content/world/a.md"
FINE = st.text(
    st.one_of(
        st.sampled_from("aZ \t\n\r\u00a0«ñЇ日€😀\ufffd\ue002\ufdcf\U0001fffd\u2028"),
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")),
    ).filter(lambda sign: not FORBIDDEN.match(sign)),
    max_size=60,
)
BAD_CHARACTERS = st.sampled_from(
    [*"\x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x80\x85\x9f\ue000\ue001\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"]
)
BAD_BYTES = st.sampled_from(
    [b"\xff", b"\xc0\xaf", b"\x80", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\xf0\x9f\x98"]
)


def normal(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def place(before: str) -> tuple[int, int]:
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1


@given(FINE)
def test_a_text_without_flaw_is_itself(text: str) -> None:
    found, reading = read_text(text.encode(), PATH)
    assert found == normal(text)
    assert [finding for finding in reading.findings if finding.code != "merge-conflict"] == []


@given(FINE, BAD_CHARACTERS, FINE)
def test_a_forbidden_character_is_found_where_it_stands(before: str, sign: str, after: str) -> None:
    _, reading = read_text((before + sign + after).encode(), PATH)
    first = reading.findings[0]
    assert first.code == "character-forbidden"
    assert (first.line, first.column) == place(normal(before + "|")[:-1])
    assert f"U+{ord(sign):04X}" in first.message


@given(FINE, BAD_BYTES, FINE)
def test_a_bad_byte_is_found_where_it_stands(before: str, byte: bytes, after: str) -> None:
    _, reading = read_text(before.encode() + byte + b"a" + after.encode(), PATH)
    (finding,) = reading.findings
    assert finding.code == "encoding-invalid"
    assert (finding.line, finding.column) == place(normal(before + "|")[:-1])
    assert f"0x{byte[0]:02X}" in finding.message


def test_every_character_is_either_forbidden_or_kept() -> None:
    refused = {sign for sign in map(chr, range(0x110000)) if FORBIDDEN.match(sign)}
    controls = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - set("\t\n")
    noncharacters = {chr(code) for code in range(0x110000) if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF}
    assert refused == controls | noncharacters | {"\ue000", "\ue001"}


def test_the_excerpt_is_the_line_itself_cut_where_it_is_long() -> None:
    _, reading = read_text(b"---\nCaf\xe9 " + b"x" * 300, PATH)
    assert reading.findings[0].excerpt == "Caf\ufffd " + "x" * 195
