"""The sites that fault tests start from, each built once."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.faults.site import Site, small_site, tree

QUICK: Final = (
    "test_builds_at_once.py::test_the_second_build_ends_at_once_and_names_the_first",
    "test_builds_at_once.py::test_a_killed_build_frees_the_lock_at_once",
    "test_catalogue_damage.py::test_a_damaged_catalogue_never_shows[cut to 0.5]",
    "test_catalogue_damage.py::test_a_damaged_catalogue_never_shows[of a newer schema]",
    "test_catalogue_damage.py::test_a_damaged_catalogue_never_shows[unsealed beside a torn journal]",
    "test_disk.py::test_a_disk_that_may_only_be_read_is_one_line[output]",
    "test_disk.py::test_a_full_disk_is_one_line_and_a_larger_one_goes_on[64k-",
    "test_disk.py::test_a_limit_on_the_size_of_files_is_one_line[5000]",
    "test_disk.py::test_an_error_of_the_disk_at_one_point_of_each_kind",
    "test_interrupted.py::test_the_next_build_goes_on[before pages are named by the theme-The Desk-0-stop]",
    "test_interrupted.py::test_the_next_build_goes_on[while pages are written-The Desk-1-disk]",
    "test_kill_points.py::test_a_build_killed_at_a_few_points_is_completed_by_the_next[theme edit]",
    "test_output_folder.py::test_nothing_outside_is_touched_through_a_link[2026/11-retitled]",
    "test_weapons.py::test_a_finding_about_a_pipe_or_a_link_does_not_read_it",
    "test_weapons.py::test_good_work_goes_on_beside_a_weapon",
    "test_weapons.py::test_what_may_not_be_read_any_more_is_named_and_mended[content/world/story-4.md]",
    "test_workers.py::test_sources_that_kill_their_reader_are_named[1]",
    "test_workers.py::test_every_shard_is_answered_once",
)
"""How the names of those tests begin that `make test` runs, too: one at least of each kind of fault."""


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
    """Leave most faults to `make test-long`: hundreds of builds in processes of their own take long."""
    for item in items:
        folder, _, name = item.nodeid.partition("tests/faults/")
        if name and not folder and not name.startswith(QUICK):
            item.add_marker(pytest.mark.long)
