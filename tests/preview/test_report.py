"""The preview's report is the same however it came about: finding by finding, or put together anew."""

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from builder.model.diagnostics import Diagnostic, finding
from builder.preview import report
from builder.preview.report import Part, Report, Reporting

PATHS = ("content/a.md", "content/b.md", "content/c.md")
FINDINGS = tuple(
    finding("picture-remote", path, line=line, message="nothing is there", hint="look")
    for path in PATHS
    for line in (1, 2)
)
PARTS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(FINDINGS)).map(lambda some: tuple(sorted(some, key=Diagnostic.sort_key))),
        st.frozensets(st.sampled_from(PATHS)),
    ),
    min_size=2,
    max_size=2,
)


def plainly(parts: list[Part], at_first: set[Diagnostic]) -> Report:
    found = {one for findings, old in parts for one in findings if one.path not in old}
    return Report(tuple(sorted(found, key=Diagnostic.sort_key)), frozenset(found - at_first))


@given(st.lists(st.tuples(PARTS, st.sets(st.sampled_from(FINDINGS)) | st.none())), st.sampled_from([0, 3, 1_000]))
def test_every_round_is_reported_as_if_it_were_the_first(
    rounds: list[tuple[list[Part], set[Diagnostic] | None]], many: int
) -> None:
    reporting, at_first = Reporting(), set[Diagnostic]()
    with mock.patch.object(report, "MANY", many):
        for parts, known in rounds:
            if known is not None:
                reporting.known(known)
                at_first |= known
            assert reporting.report(parts) == plainly(parts, at_first)


def test_a_round_that_changes_nothing_gives_the_same_report() -> None:
    reporting, parts = Reporting(), [(FINDINGS, frozenset[str]()), ((), frozenset[str]())]
    first = reporting.report(parts)
    behind = [(FINDINGS, frozenset[str]()), ((), frozenset({PATHS[0]}))]
    assert reporting.report(behind) is first
