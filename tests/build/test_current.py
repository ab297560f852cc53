"""When an edition counts as built: the preview begins in a process of its own what would keep a writer waiting."""

from pathlib import Path

import pytest

from builder.build.pipeline import is_current, opened
from tests.desk import Desk


def test_an_edition_whose_first_build_was_stopped_is_not_current(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    assert not is_current(desk.request())
    with pytest.raises(KeyboardInterrupt), opened(desk.request()):
        raise KeyboardInterrupt
    assert not is_current(desk.request())
    desk.build()
    assert is_current(desk.request())
