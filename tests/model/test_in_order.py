"""Findings that are kept in order are what sorting them anew would give."""

from hypothesis import given
from hypothesis import strategies as st

from builder.model.diagnostics import Diagnostic
from builder.model.in_order import put, stands, take, without

FINDINGS = st.builds(
    Diagnostic,
    path=st.sampled_from(["content/a.md", "content/a/b.md", "content/b.md"]),
    line=st.integers(1, 2),
    column=st.just(1),
    severity=st.sampled_from(["error", "warning"]),
    code=st.just("picture-remote"),
    message=st.just("nothing is there"),
    hint=st.sampled_from(["look", "look again"]),
    excerpt=st.sampled_from(["", "a line"]),
)


def in_order(findings: set[Diagnostic]) -> list[Diagnostic]:
    return sorted(findings, key=Diagnostic.sort_key)


@given(st.lists(st.tuples(st.booleans(), FINDINGS)))
def test_what_comes_and_goes_is_put_in_its_place(steps: list[tuple[bool, Diagnostic]]) -> None:
    order: list[Diagnostic] = []
    model: set[Diagnostic] = set()
    for comes, finding in steps:
        assert stands(order, finding) == (finding in model)
        if comes:
            put(order, finding)
            model.add(finding)
        else:
            take(order, finding)
            model.discard(finding)
        assert order == in_order(model)


@given(st.sets(FINDINGS), st.sets(st.sampled_from(["content/a.md", "content/a/b.md", "content/a", "content/c.md"])))
def test_findings_of_some_files_are_left_out(findings: set[Diagnostic], paths: set[str]) -> None:
    whole = tuple(in_order(findings))
    left = without(whole, paths)
    assert left == tuple(one for one in whole if one.path not in paths)
    assert left is whole or len(left) < len(whole)
