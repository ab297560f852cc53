"""509 real articles with untidy front matter: every file is built or has a finding with its place.

The corpus lies in ../shared beside the project; on a machine without it these tests skip by name.
"""

import collections
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from builder.build.pipeline import build
from builder.build.request import Outcome, Request
from tests.desk import NOON, PROJECT
from tests.unpack import unpack

SHARED = PROJECT.parent / "shared"
ARTICLES = 509
SETTINGS = """\
title: The corpus
url: https://corpus.example
lang: en
timezone: America/New_York
sections:
  - {id: posts, title: Posts}
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose content is the corpus as it is."""
    archive = SHARED / "corpora" / "18f.tar.gz"
    if not archive.is_file():
        pytest.skip("the corpus ../shared/corpora/18f.tar.gz is not here")
    root = tmp_path_factory.mktemp("corpus") / "raw"
    unpack(archive, root)
    (root / "content" / "site.yaml").write_text(SETTINGS)
    return root


@pytest.fixture(scope="module")
def tidied(raw: Path) -> Path:
    """Return a site whose content is the corpus with plain front matter, and a file for every author."""
    root = raw.with_name("tidied")
    adapt = SHARED / "related" / "adapt.py"
    words = [sys.executable, str(adapt), str(raw / "content"), str(root / "content"), "--section", "posts"]
    subprocess.run(words, check=True, capture_output=True, cwd=adapt.parent)
    (root / "content" / "site.yaml").write_text(SETTINGS)
    folder = root / "content" / "authors"
    folder.mkdir()
    for file in sorted((root / "content" / "posts").glob("*.md")):
        for name in yaml.safe_load(file.read_text().split("---")[1])["authors"]:
            (folder / f"{name}.md").write_text(f'---\nname: "{name}"\nkind: person\n---\n')
    return root


def built(root: Path) -> Outcome:
    """Build a site."""
    return build(Request(root=root, now=NOON, started=1, output=root / "output", jobs=2))


def test_every_raw_file_is_built_or_has_an_error_with_its_place(raw: Path) -> None:
    outcome = built(raw)
    files = {file.relative_to(raw).as_posix() for file in raw.glob("content/posts/*.md")}
    assert len(files) == ARTICLES
    wrong = {finding.path for finding in outcome.diagnostics if finding.severity == "error"}
    pages = sum(path.startswith("20") for path in outcome.written)
    assert pages + len(wrong & files) >= ARTICLES
    for finding in outcome.diagnostics:
        lines = (raw / finding.path).read_bytes().count(b"\n") + 1
        assert 1 <= finding.line <= lines
        assert finding.column >= 1
        assert finding.message
        assert finding.hint


def test_the_tidied_corpus_builds_whole(tidied: Path) -> None:
    outcome = built(tidied)
    assert sum(path.startswith("20") for path in outcome.written) == ARTICLES
    codes = collections.Counter(finding.code for finding in outcome.diagnostics)
    about_targets = {"link-broken", "picture-missing", "picture-unreadable", "picture-remote", "picture-alt-missing"}
    slips = {"table-broken": 1, "reference-unknown": 1}  # `| --- |` below two headings, and `[Topic][Link]`
    assert set(codes) <= about_targets | {"html-removed", "anchor-unknown", *slips}, codes
    assert {code: codes[code] for code in slips} == slips
