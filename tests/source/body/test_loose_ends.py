"""What is told of a loose end is short, however long it is."""

import pytest

from tests.source.body.reading_cases import body_of

LONG = "x" * 30_000


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("code-open", "`" * 30_000 + "\nprint()\n"),
        ("footnote-unknown", f"Words.[^{LONG}]"),
        ("reference-unknown", f"[Words][{LONG}]"),
    ],
)
def test_a_long_loose_end_is_told_of_in_a_line(code: str, text: str) -> None:
    (found,) = body_of(text).diagnostics
    assert found.code == code
    assert "…" in found.message
    assert max(len(found.message), len(found.hint)) <= 200


def test_signs_that_can_be_shown_are_told_as_they_must_be_written() -> None:
    (found,) = body_of("````\nprint()\n").diagnostics
    assert found.hint == "write ```` alone on the line after it"
