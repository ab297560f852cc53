"""The sites that fault tests start from, each built once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.site import Site, small_site, tree


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a small site that has been built; tests work on twins of it and leave it alone."""
    site = small_site(tmp_path_factory.mktemp("built") / "site")
    site.made("--jobs", "1")
    return site


@pytest.fixture(scope="session")
def clean_tree(built: Site) -> dict[str, bytes]:
    """Return what the built site's output holds."""
    return tree(built.output)


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """Return a built site of the test's own."""
    return built.twin(tmp_path / "site")


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, bytes]]:
    """Return a function that gives the tree of a first build of a site's sources; equal sources are built once."""
    scratch = tmp_path_factory.mktemp("clean")
    known: dict[object, dict[str, bytes]] = {}

    def first_build(site: Site, *words: str) -> dict[str, bytes]:
        sources = tree(site.root / "content") | tree(site.root / "themes")
        key = (words, *sorted(sources.items()))
        if key not in known:
            known[key] = site.clean(scratch / "site", *words)
        return known[key]

    return first_build


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave faults to `make test-long`: hundreds of builds in processes of their own take longer than a change may wait."""
    for item in items:
        if "tests/faults/" in item.nodeid:
            item.add_marker(pytest.mark.long)
