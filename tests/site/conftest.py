"""The sample site, built once through the real command in a copy of the project."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import yaml

from tests.site.judge import Listed, Site, read_tree

PROJECT: Final = Path(__file__).resolve().parents[2]
NEWSDESK: Final = Path(sys.executable).with_name("newsdesk")
NOW: Final = "2026-11-23T12:00:00+02:00"
"""The moment of the edition that is judged, so that no test depends on the day it is run."""


def run(root: Path, *words: str) -> str:
    """Return what a command prints; it must end with 0."""
    done = subprocess.run([NEWSDESK, *words, "--root", root], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project's sources, so that no test touches the project's own output or caches."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("content", "themes"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def site(root: Path) -> Site:
    """Build the site and ask what `newsdesk list` says of its articles."""
    report = json.loads(run(root, "build", "--now", NOW, "--format", "json"))
    settings = yaml.safe_load((root / "content" / "site.yaml").read_text(encoding="utf-8"))
    listed = json.loads(run(root, "list", "--now", NOW, "--format", "json"))
    return Site(
        root=root,
        url=settings["url"],
        tree=read_tree(root / "output"),
        articles=tuple(Listed(a["path"], a["url"], a["visible"], a["status"]) for a in listed),
        report=report,
    )
