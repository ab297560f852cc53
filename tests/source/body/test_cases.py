"""What Markdown becomes in a body, from the tables in tests/cases/."""

import pytest

from tests.source.body.reading_cases import Case, body_of, cases, shown


@pytest.mark.parametrize("case", cases("body-*.md"), ids=lambda case: case.name)
def test_body_is_as_the_table_says(case: Case) -> None:
    assert shown(body_of(case.text)) == case.expected


def test_the_tables_are_found() -> None:
    assert len(cases("body-*.md")) > 80
