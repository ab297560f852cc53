"""docs/diagnostics.md has every code with the table's own sentence, and examples that newsdesk really prints."""

import re

import pytest

from builder.model.diagnostics import CODES
from tests.docs.reading import blocks, section, text_of

PAGE = "docs/diagnostics.md"
UNPROVOKED = {
    "link-dead": "it takes another site, and the tests ask no network",
    "worker-died": "it takes the death of a process; tests/faults/ kills them",
    "cache-rebuilt": "it is a note of `newsdesk build` and stands in no list",
}
"""Codes whose example is not compared with what newsdesk says, and why."""


def example(code: str) -> list[str]:
    found = re.search(r"^(?:```|~~~)text\n(.*?)^(?:```|~~~)$", section(PAGE, code), re.MULTILINE | re.DOTALL)
    assert found, f"{code} has no example"
    return found[1].splitlines()  # tildes fence a message in which the program's name stands before a word


def test_the_page_has_every_code_in_the_order_of_the_table() -> None:
    assert re.findall(r"^### (.+)$", text_of(PAGE), re.MULTILINE) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_severity_and_sentence_are_the_table_s(code: str) -> None:
    severity, sentence = CODES[code]
    assert f"\n**{severity.capitalize()}.** {sentence}\n" in section(PAGE, code)


@pytest.mark.parametrize("code", [code for code in CODES if code not in UNPROVOKED])
def test_the_example_is_what_newsdesk_says(code: str, said: dict[str, list[str]]) -> None:
    shown = example(code)
    assert any(
        shown[0] == lines[0] and shown[-1] == lines[-1] and set(shown) <= set(lines)
        for lines in (message.split("\n") for message in said[code])
    ), "\n".join(said[code])[:2_000]


@pytest.mark.parametrize("code", ["link-dead", "worker-died"])
def test_other_examples_have_the_form(code: str) -> None:
    shown = example(code)
    assert re.fullmatch(rf"content/\S+:\d+:\d+: {CODES[code][0]}\[{code}\]: .+", shown[0])
    assert shown[-1].startswith("  hint: ")


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_how_to_mend_it(code: str) -> None:
    assert len(re.split(r"^(?:```|~~~)$", section(PAGE, code), flags=re.MULTILINE)[-1].split()) >= 4


@pytest.mark.parametrize("document", ["README.md", "docs/writers.md", PAGE])
def test_messages_shown_elsewhere_are_real(document: str, said: dict[str, list[str]]) -> None:
    real = {line for messages in said.values() for message in messages for line in message.split("\n")}
    shown = [block.text.splitlines() for block in blocks(document) if re.search(r"^content/.*\[[a-z-]+\]:", block.text)]
    assert shown
    for lines in shown:
        code = re.search(r"\[([a-z-]+)\]:", lines[0])
        if code and code[1] not in UNPROVOKED and not lines[0].startswith("content/world/summit.md"):
            assert set(lines) <= real
