"""What a pattern needs is derived from the pattern, and is never too much."""

import re
from random import Random

import pytest

from builder.source.markdown.needs import needs_of
from builder.source.markdown.stock import inline_patterns, stock_parser
from tests.source.markdown.random_articles import article, soup


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\[", {"["}),
        (r"(?<!\!)\[", {"["}),
        (r"\!\[", {"!["}),
        (r"(?<!-)---(?!-)", {"---"}),
        (r"(?<!\.)\.{3}(?!\.)", {"..."}),
        (r"\*|_", {"*", "_"}),
        (r"(\s|--|–)'(?=\w)", {"'"}),
        (r"a*", None),
        (r"(?:ab)?c", {"c"}),
        (r"(?:ab)+c", {"ab"}),
        (r"x|", None),
        (r"[<>]=", {"="}),
        (r"[<>]\w", {"<", ">"}),
        (r"[a-z]", None),
        (r"(?=@)\w", {"@"}),
        (r"(?<=@)\w", None),
        (r"(?!@)\w", None),
        (r"(?i:k)", None),
    ],
)
def test_needs(pattern: str, needs: set[str] | None) -> None:
    assert needs_of(re.compile(pattern)) == needs


def test_ignoring_case_needs_nothing() -> None:
    assert needs_of(re.compile("k", re.IGNORECASE)) is None


def test_every_pattern_of_the_library_needs_something_and_never_matches_without() -> None:
    parser = stock_parser("uk")
    patterns = [pattern.compiled_re for name in ("inline", "smarty") for pattern in inline_patterns(parser, name)]
    texts = [maker(Random(seed)) for maker in (article, soup) for seed in range(300)]
    assert len(patterns) > 30
    for pattern in patterns:
        needs = needs_of(pattern)
        assert needs, pattern
        for text in texts:
            assert any(need in text for need in needs) or not pattern.search(text), (pattern, text)
