"""A desk with a picture."""

from pathlib import Path

import pytest

from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an article and its picture, built."""
    desk = Desk(tmp_path / "site")
    desk.picture("pics/quay.jpg", size=(700, 400))
    desk.article("world/ferry", image={"src": "/pics/quay.jpg", "alt": "A quay", "credit": "Ann"})
    desk.build()
    assert desk.diagnostics == ()
    return desk
