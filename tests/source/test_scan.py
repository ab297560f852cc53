"""What a scan makes of files that look like articles and are none."""

import os
from pathlib import Path

import pytest

from builder.source.scan import Scan, scan


def scanned(root: Path) -> Scan:
    return scan([(root, "content")])


@pytest.fixture
def world(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "world"
    folder.mkdir(parents=True)
    (folder / "ferry.md").write_text("Words.")
    return folder


def codes(found: Scan) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in found.findings]


def test_an_article_is_found_with_its_stamps(world: Path) -> None:
    found = scanned(world.parents[1])
    (ferry,) = found.files.values()
    stamp = (world / "ferry.md").stat()
    assert ferry == ("content/world/ferry.md", "article", 6, stamp.st_mtime_ns, stamp.st_ctime_ns)
    assert found.findings == ()


def test_a_link_is_not_followed_though_it_ends_as_articles_do(world: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("Secret.")
    (world / "link.md").symlink_to(tmp_path / "secret.md")
    found = scanned(world.parents[1])
    assert codes(found) == [("content/world/link.md", "file-unreadable")]
    assert "symbolic link" in found.findings[0].message
    assert found.files["content/world/link.md"].size < 0


def test_a_folder_may_end_as_articles_do(world: Path) -> None:
    (world / "talk.md").mkdir()
    (world / "talk.md" / "one.md").write_text("Words.")
    found = scanned(world.parents[1])
    assert sorted(found.files) == ["content/world/ferry.md", "content/world/talk.md/one.md"]
    assert found.findings == ()


def test_a_pipe_is_no_article(world: Path) -> None:
    os.mkfifo(world / "pipe.md")
    assert codes(scanned(world.parents[1])) == [("content/world/pipe.md", "file-unreadable")]


def test_a_file_of_no_kind_is_told_of_and_how_to_rename_it(world: Path) -> None:
    (world / "talk.markdown").write_text("Words.")
    found = scanned(world.parents[1])
    assert codes(found) == [("content/world/talk.markdown", "file-ignored")]
    assert "talk.md" in found.findings[0].hint


@pytest.mark.parametrize("name", ["fähre.md", "пором.md", "a b.md", "rtl\u202e.md"])
def test_a_name_in_any_letters_is_an_articles(world: Path, name: str) -> None:
    (world / name).write_text("Words.")
    found = scanned(world.parents[1])
    assert found.files[f"content/world/{name}"].kind == "article"
    assert found.findings == ()
