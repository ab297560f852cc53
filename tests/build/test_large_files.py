"""A file that no desk would take is named with its size, is not read, and the rest is built."""

from pathlib import Path

import pytest

from builder.source.read import MOST, TooLargeError, read_file
from tests.desk import Desk, picture
from tests.machine import forget_peak, peak


def grow(file: Path, size: int) -> None:
    """Make a file so large, without filling the disk: the rest of it is a hole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        stream.truncate(size)


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    grow(tmp_path / "fits", MOST)
    assert len(read_file(tmp_path, "fits")) == MOST
    grow(tmp_path / "large", MOST + 1)
    with pytest.raises(TooLargeError, match="at most 64 MiB are read"):
        read_file(tmp_path, "large")


@pytest.mark.parametrize("path", ["content/world/photo.jpg", "content/world/long.md", "content/authors/ann.md"])
def test_a_large_file_is_named_and_not_read(tmp_path: Path, path: str) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/story")
    grow(desk.root / path, 3 << 30)
    forget_peak()
    desk.build()
    assert peak() < 400
    found = [finding for finding in desk.diagnostics if finding.code == "file-unreadable"]
    assert [(finding.path, finding.message) for finding in found] == [
        (path, "it holds 3,072 MiB, and at most 64 MiB are read")
    ]
    assert any("story" in path for path in desk.tree())


def test_mending_it_equals_a_clean_build(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.article("world/story", image={"src": "photo.jpg", "alt": "A wall", "credit": "Ann"})
    photo = desk.root / "content/world/photo.jpg"
    photo.write_bytes(picture("red", (340, 200), "jpeg"))
    desk.build()
    good = photo.read_bytes()
    grow(photo, MOST + 1)
    desk.build()
    assert "content/world/photo.jpg: file-unreadable" in desk.codes
    photo.write_bytes(good)
    desk.build()
    assert desk.codes == []
    assert desk.tree() == desk.clean_tree()
