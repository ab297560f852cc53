"""No test lies where pytest does not look: its own list of folders to leave out has names such as build."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_pytest_looks_into_every_folder_that_has_tests(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    folders = {folder for file in TESTS.rglob("test_*.py") for folder in file.relative_to(TESTS).parts[:-1]}
    assert "build" in folders
    assert [folder for folder in sorted(folders) if any(fnmatch(folder, pattern) for pattern in left_out)] == []
