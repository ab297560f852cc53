"""Which Python `make` takes where nobody chose one: python3, or the system's own where that is the quicker build."""

import subprocess
import sys
from pathlib import Path

import pytest

SET_UP = Path(__file__).resolve().parent / "set-up"

FAKE = """#!/bin/sh
exec {python} -c "
import sys, sysconfig
sysconfig.get_config_vars()['CONFIG_ARGS'] = '{configured}'
sys.base_prefix, sys.version_info = '{prefix}', {version}
if not {whole}:
    sys.modules['ensurepip'] = None
exec(sys.argv[1])" "$2"
"""


def put(
    file: Path, *, prefix: str = "/usr", configured: str = "", version: tuple[int, int] = (3, 11), whole: bool = True
) -> None:
    """Put a Python there that says of itself how it was compiled."""
    fake = FAKE.format(python=sys.executable, configured=configured, prefix=prefix, version=version, whole=whole)
    file.write_text(fake, encoding="utf-8")
    file.chmod(0o755)


def chosen(folder: Path) -> tuple[str, str]:
    """Return which Python is chosen on a machine that has these programs and no others, and what is said of it."""
    system = folder / "system"
    done = subprocess.run(
        [SET_UP, "choose"],
        env={"PATH": str(folder), "SYSTEM_PYTHON": str(system)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().replace(str(system), "system"), done.stderr


def test_a_python_without_optimisations_gives_way_to_the_systems(tmp_path: Path) -> None:
    put(tmp_path / "python3", prefix="/home/ann/.pyenv/versions/3.12.1", configured="--enable-shared")
    put(tmp_path / "system")
    name, said = chosen(tmp_path)
    assert name == "system"
    assert "make PYTHON=python3 takes that one" in said


def test_an_optimised_one_stays(tmp_path: Path) -> None:
    put(tmp_path / "python3", prefix="/opt/python", configured="--enable-shared --enable-optimizations")
    put(tmp_path / "system")
    assert chosen(tmp_path) == ("python3", "")


def test_the_systems_own_stays(tmp_path: Path) -> None:
    put(tmp_path / "python3")
    put(tmp_path / "system")
    assert chosen(tmp_path) == ("python3", "")


@pytest.mark.parametrize("fault", [{"version": (3, 9)}, {"whole": False}, {"prefix": "/opt/other"}])
def test_a_system_that_is_too_old_or_cannot_be_used_is_not_taken(fault: dict[str, object], tmp_path: Path) -> None:
    put(tmp_path / "python3", prefix="/opt/python")
    put(tmp_path / "system", **fault)  # type: ignore[arg-type]  # one of several, each of its own type
    assert chosen(tmp_path) == ("python3", "")


def test_without_another_python3_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "python3", prefix="/opt/python")
    assert chosen(tmp_path) == ("python3", "")
