"""The wheel carries all that newsdesk needs: the installed command makes and builds a site far from the project."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import builder

PROJECT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=PROJECT, check=True)
    (made,) = folder.iterdir()
    return made


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_below(folder: Path, top: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(top).as_posix() for path in files}


def test_it_is_named_after_the_one_version(wheel: Path) -> None:
    assert wheel.name == f"newsdesk-{builder.__version__}-py3-none-any.whl"


def test_it_carries_every_file_of_the_package_and_the_default_theme(wheel: Path) -> None:
    package = files_below(PROJECT / "builder", PROJECT)
    theme = {f"builder/{name}" for name in files_below(PROJECT / "themes" / "default", PROJECT)}
    wanted = package | theme
    assert {"builder/py.typed", "builder/themes/default/theme.yaml"} <= wanted
    assert wanted <= names(wheel)


def test_it_carries_nothing_else(wheel: Path) -> None:
    assert {name.partition("/")[0] for name in names(wheel)} == {"builder", f"newsdesk-{builder.__version__}.dist-info"}


def test_the_installed_command_makes_and_builds_a_site(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, installed, wheel], check=True)
    command = installed / "bin" / "newsdesk"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    subprocess.run([command, "init", "mysite"], cwd=tmp_path, env=environment, check=True)
    subprocess.run([command, "build"], cwd=tmp_path / "mysite", env=environment, check=True)
    assert (tmp_path / "mysite" / "output" / "index.html").is_file()


def test_every_dependency_has_a_version_for_make() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {word.split(">")[0].casefold() for word in project["dependencies"]}
    pinned = (PROJECT / "constraints.txt").read_text(encoding="utf-8").casefold()
    assert [name for name in sorted(asked) if f"\n{name}==" not in pinned] == []
