"""Lighthouse has nothing to say against the pages but how fast the machine is, which `make lighthouse` measures."""

from pathlib import Path

import pytest

from tests.browser.lighthouse import KINDS, judged
from tests.browser.served import Served


@pytest.mark.parametrize("kind", KINDS)
def test_lighthouse_finds_no_fault(served: Served, tmp_path: Path, kind: str) -> None:
    scores = judged(served, kind, tmp_path, ["accessibility", "best-practices", "seo"])
    assert scores.points == {"accessibility": 100, "best-practices": 100, "seo": 100}, scores.faults
