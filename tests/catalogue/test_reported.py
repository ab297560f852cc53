"""What the catalogue reports after any changes is what it would read anew from its table."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.catalogue import diagnostics
from builder.catalogue.open import Catalogue, open_catalogue
from builder.catalogue.seal import Check
from builder.model.diagnostics import Diagnostic, finding

OWNERS = ("source:content/a.md", "plan:article:content/a.md", "page:front:home")
FINDINGS = tuple(
    finding("picture-remote", path, line=line, message="nothing is there", hint="look")
    for path in ("content/a.md", "content/b.md")
    for line in (1, 2)
)
STEPS = st.lists(st.tuples(st.sampled_from(OWNERS), st.lists(st.sampled_from(FINDINGS), max_size=4)))


def read_anew(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    known, catalogue.reported = catalogue.reported, None
    found = diagnostics.all_findings(catalogue)
    catalogue.reported = known
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(STEPS)
def test_changes_are_put_in_their_place(tmp_path: Path, steps: list[tuple[str, list[Diagnostic]]]) -> None:
    file = tmp_path / "catalogue.sqlite"
    file.unlink(missing_ok=True)
    catalogue = open_catalogue(file, "reported", Check(file))
    try:
        before = diagnostics.all_findings(catalogue)
        for owner, findings in steps:
            with catalogue.changing():
                diagnostics.store(catalogue, owner, tuple(findings))
            after = diagnostics.all_findings(catalogue)
            assert after == read_anew(catalogue)
            stays = {id(one) for one in before}
            assert all(id(one) in stays for one in after if one in before), "what stays is the same object"
            before = after
    finally:
        catalogue.abandon()


def test_what_is_undone_is_not_reported(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite"
    catalogue = open_catalogue(file, "reported", Check(file))
    try:
        assert diagnostics.all_findings(catalogue) == ()
        with pytest.raises(KeyError), catalogue.changing():
            diagnostics.store(catalogue, OWNERS[0], FINDINGS)
            raise KeyError
        assert diagnostics.all_findings(catalogue) == ()
    finally:
        catalogue.abandon()
