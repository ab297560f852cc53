"""Sites that the documents speak of, checked once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.build.pipeline import build
from builder.build.request import Request
from builder.cli.findings import one
from tests.docs.mistakes import MISTAKES, NOW, OTHER_SITES


def write_site(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a site's root."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def said_of(root: Path) -> dict[str, list[str]]:
    """Return what `newsdesk check` prints of a site, by code."""
    outcome = build(Request(root=root, now=NOW, started=NOW * 10**9, edition="check", jobs=1))
    said: dict[str, list[str]] = {}
    for finding in outcome.diagnostics:
        said.setdefault(finding.code, []).append(one(root, finding))
    return said


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Check the site full of mistakes, and those that cannot be built at all."""
    root = write_site(tmp_path_factory.mktemp("mistakes"), MISTAKES)
    (root / "content/world/elsewhere.md").symlink_to("plain.md")
    found = said_of(root)
    for code, files in OTHER_SITES.items():
        found[code] = said_of(write_site(tmp_path_factory.mktemp(code), files))[code]
    return found
