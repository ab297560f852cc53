"""`newsdesk build` says of words that it cannot use what is wrong with them, and writes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli.build_command import command
from tests.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "site")
    desk.article("world/storm")
    desk.build()
    return desk


def build(desk: Desk, *words: str) -> Result:
    return CliRunner().invoke(command, ["--root", str(desk.root), "--now", "2026-11-23T12:00:00Z", *words])


def files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", ["content", "content/pages", "themes", "themes/mine", ".newsdesk", ".newsdesk/site"])
def test_no_site_is_built_among_what_it_is_made_of(desk: Desk, place: str) -> None:
    before = files(desk.root)
    said = build(desk, "--output", str(desk.root / place))
    assert said.exit_code == 2
    assert "choose another folder" in said.stderr
    assert files(desk.root) == before


def test_nor_through_a_link(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(desk.root / "content")
    assert build(desk, "--output", str(tmp_path / "link" / "out")).exit_code == 2


def test_a_file_is_no_folder_for_a_site(desk: Desk) -> None:
    said = build(desk, "--output", str(desk.root / "content" / "site.yaml"))
    assert said.exit_code == 2
    assert "is a file" in said.stderr


@pytest.mark.parametrize(
    "address",
    ["ftp://x", "http://", "https:///x", "http://x/?q=1", "http://x/#f", "http://x y/", "http://x//y", "http://x/../y"],
)
def test_what_is_no_address_of_a_site_is_refused(desk: Desk, tmp_path: Path, address: str) -> None:
    said = build(desk, "--base-url", address, "--output", str(tmp_path / "other"))
    assert said.exit_code == 2
    assert "is not the address of a site" in said.stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("address", "base"),
    [("http://localhost:8000/", ""), ("http://[::1]:8000/news", "/news"), ("HTTPS://test.example/a/b/", "/a/b")],
)
def test_an_address_of_a_test_server_is_what_pages_are_made_for(
    desk: Desk, tmp_path: Path, address: str, base: str
) -> None:
    desk.settings(url=address)
    assert build(desk, "--output", str(tmp_path / "own")).exit_code == 0
    desk.settings(url="https://desk.example/elsewhere")
    assert build(desk, "--base-url", address, "--output", str(tmp_path / "other")).exit_code == 0
    page = (tmp_path / "other/2026/11/storm/index.html").read_text(encoding="utf-8")
    assert f"{address.rstrip('/')}/2026/11/storm/" in page
    assert f'"{base}/world/"' in page
    assert (tmp_path / "own/2026/11/storm/index.html").read_text(encoding="utf-8") == page
