"""The media cache: an entry is what was written under its name, or nothing."""

from pathlib import Path

import pytest

from builder.build.media_cache import MediaCache
from builder.model.digest import SIZE

ONE, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    cache = MediaCache(tmp_path)
    cache.write(ONE, b"a picture")
    cache.write(OTHER, b"another picture")
    return cache


def place(tmp_path: Path, name: str) -> Path:
    return tmp_path / name[:2] / name[2:]


def test_what_was_written_is_read(cache: MediaCache) -> None:
    assert (cache.read(ONE), cache.read(OTHER)) == (b"a picture", b"another picture")


def test_bytes_of_another_entry_are_no_entry(cache: MediaCache, tmp_path: Path) -> None:
    place(tmp_path, ONE).write_bytes(place(tmp_path, OTHER).read_bytes())
    assert cache.read(ONE) is None


@pytest.mark.parametrize("at", range(len(b"a picture") + SIZE))
def test_a_flipped_bit_anywhere_is_no_entry(cache: MediaCache, tmp_path: Path, at: int) -> None:
    whole = bytearray(place(tmp_path, ONE).read_bytes())
    whole[at] ^= 1
    place(tmp_path, ONE).write_bytes(whole)
    assert cache.read(ONE) is None


@pytest.mark.parametrize("length", [0, 1, SIZE, SIZE + 1])
def test_half_a_file_is_no_entry(cache: MediaCache, tmp_path: Path, length: int) -> None:
    place(tmp_path, ONE).write_bytes(place(tmp_path, ONE).read_bytes()[:length])
    assert cache.read(ONE) is None


def test_what_was_lost_is_written_again(cache: MediaCache, tmp_path: Path) -> None:
    place(tmp_path, ONE).unlink()
    place(tmp_path, ONE).mkdir()
    assert cache.read(ONE) is None
    cache.write(ONE, b"a picture")
    assert cache.read(ONE) == b"a picture"
