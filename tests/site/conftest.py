"""The sample site, built once through the real command in a copy of the project."""

import fcntl
import json
import os
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

REPORT: Final = "build.json"
LISTED: Final = "list.json"
"""What the two commands printed, beside the site's folders."""


def run(root: Path, *words: str) -> str:
    """Return what a command prints; it must end with 0."""
    done = subprocess.run([NEWSDESK, *words, "--root", root], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site and ask what `newsdesk list` says of its articles; nobody may change its files.

    Its pictures take half a minute, so that the processes of one run of tests share what the first of them has built.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            _build(tmp_path_factory.mktemp("sample")).rename(shared)
    settings = yaml.safe_load((shared / "content" / "site.yaml").read_text(encoding="utf-8"))
    listed = json.loads((shared / LISTED).read_text(encoding="utf-8"))
    return Site(
        root=shared,
        url=settings["url"],
        tree=read_tree(shared / "output"),
        articles=tuple(Listed(a["path"], a["url"], a["visible"], a["status"]) for a in listed),
        report=json.loads((shared / REPORT).read_text(encoding="utf-8")),
    )


def _build(root: Path) -> Path:
    """Build a copy of the project's sources, so that no test touches the project's own output or caches."""
    for name in ("content", "themes"):
        shutil.copytree(PROJECT / name, root / name)
    (root / REPORT).write_text(run(root, "build", "--now", NOW, "--format", "json"), encoding="utf-8")
    (root / LISTED).write_text(run(root, "list", "--now", NOW, "--format", "json"), encoding="utf-8")
    return root
