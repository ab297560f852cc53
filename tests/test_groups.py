"""Tests that share what is dear to make run in one process: pytest and pytest-xdist agree on what a group is."""

import pytest


@pytest.mark.xdist_group("groups")
def test_a_group_is_known_where_tests_are_shared_out(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("these tests are not shared out by groups; `make test` does")
    assert request.node.nodeid.endswith("@groups")
