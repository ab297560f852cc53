"""Workers of a first build put pages in place themselves: the same files, and never one where it has no business."""

import os
import shutil
import signal
import time
from pathlib import Path

import msgspec
import pytest

from builder.build import pool, work
from builder.build.making import Making
from builder.build.output import Folder, NewPages, Stamp
from builder.model.page import Rendered, RenderedShard
from tests.desk import Desk
from tests.faults.site import Site, differences, small_site, tree
from tests.faults.test_disk import complaint, disk
from tests.render import kits

ARTICLES = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


def test_a_page_is_created_with_its_folders(root: Path) -> None:
    stamp = NewPages(str(root)).put("2026/11/story/index.html", b"<p>Story</p>")
    assert (root / "2026/11/story/index.html").read_bytes() == b"<p>Story</p>"
    assert stamp == Folder(root).stamp("2026/11/story/index.html")


def test_two_workers_share_folders(root: Path) -> None:
    one, other = NewPages(str(root)), NewPages(str(root))
    assert one.put("world/a/index.html", b"a")
    assert other.put("world/b/index.html", b"b")
    assert one.put("world/c/index.html", b"c")
    assert sorted(path.name for path in (root / "world").iterdir()) == ["a", "b", "c"]


@pytest.mark.parametrize("path", ["index.html", "world/index.html", "world/story/index.html"])
def test_nothing_is_put_where_something_stands(root: Path, tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "index.html").write_bytes(b"mine")
    (root / "world").symlink_to(outside)
    assert NewPages(str(root)).put(path, b"new") is None
    assert (root / "index.html").read_bytes() == b"mine"
    assert list(outside.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_stays(root: Path) -> None:
    (root / "world").write_bytes(b"mine")
    assert NewPages(str(root)).put("world/index.html", b"new") is None
    assert (root / "world").read_bytes() == b"mine"


def test_a_folder_that_a_worker_makes_where_a_link_stood_is_taken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "world").symlink_to(root.parent)
    inner = os.unlink

    def unlinked(path: str) -> None:
        inner(path)
        assert NewPages(str(root)).put("world/first.html", b"first")

    monkeypatch.setattr(os, "unlink", unlinked)
    Folder(root).write("world/second.html", b"second")
    assert sorted(path.name for path in (root / "world").iterdir()) == ["first.html", "second.html"]


def test_a_link_that_is_taken_away_while_a_worker_looks_at_it_makes_the_page_travel(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: str) -> None:
        raise FileExistsError(path)

    monkeypatch.setattr(os, "mkdir", gone)
    assert NewPages(str(root)).put("world/index.html", b"new") is None


def test_a_folder_with_pages_is_not_open(root: Path) -> None:
    (root / ".git").mkdir()
    assert Folder(root).open_folder() == str(root)
    (root / "index.html").write_bytes(b"mine")
    assert Folder(root).open_folder() == ""


def placed(root: Path) -> RenderedShard:
    shard = kits.shard(kits.kit(), kits.job(kits.listing_view(), "section.html"))
    made = work.render_packed(msgspec.msgpack.encode(msgspec.structs.replace(shard, folder=str(root))))
    return work.RENDERED.decode(made)


def test_a_page_in_its_place_does_not_travel(root: Path) -> None:
    (page,) = placed(root).pages
    file = root / page.path
    assert page.data == b""
    assert page.placed == Stamp(file.stat().st_size, file.stat().st_mtime_ns)


def test_a_page_whose_place_is_taken_travels(root: Path) -> None:
    (page,) = placed(root).pages
    (again,) = placed(root).pages
    assert again.placed is None
    assert again.data == (root / page.path).read_bytes()


def test_a_worker_whose_build_was_killed_puts_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_PARENT", [os.getppid() + 1])
    (page,) = placed(root).pages
    assert page.placed is None
    assert list(root.iterdir()) == []


def many(root: Path) -> Desk:
    desk = Desk(root)
    for number in range(ARTICLES):
        desk.article(f"world/story-{number}", f"Words {number}.", date=f"2026-11-{number % 20 + 1:02}T09:{number:02}")
    return desk


def test_workers_put_pages_only_into_a_folder_that_was_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = many(tmp_path / "site")
    written: list[str] = []
    inner = Folder.write

    def counted(self: Folder, path: str, data: bytes) -> bool:
        written.append(path)
        return inner(self, path, data)

    monkeypatch.setattr(Folder, "write", counted)
    desk.build(jobs=2)
    articles = [path for path in desk.tree() if "story-" in path and path.endswith("index.html")]
    assert len(articles) == ARTICLES
    assert not set(articles) & set(written)
    desk.settings(title="Another name")
    desk.build(jobs=2)
    assert set(articles) <= set(written)


def test_pages_that_workers_put_are_recorded_and_left_alone(tmp_path: Path) -> None:
    desk = many(tmp_path / "site")
    first = desk.build(jobs=2)
    assert set(first.written) == set(desk.tree())
    assert desk.tree() == desk.clean_tree()
    again = desk.build(jobs=2)
    assert (again.written, again.removed) == ((), ())


def test_pages_that_change_places_while_the_output_is_away_are_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = many(tmp_path / "site")
    first, last = "content/world/story-0.md", "content/world/story-9.md"
    desk.edit(first, "date:", "slug: one\ndate:")
    desk.edit(last, "date: 2026-11-10", "slug: other\ndate: 2026-11-01")
    desk.build()
    shutil.rmtree(desk.output)
    desk.edit(first, "slug: one", "slug: other")
    desk.edit(last, "slug: other", "slug: one")
    inner = Making._keep

    def late(self: Making, rendered: tuple[Rendered, ...]) -> None:
        time.sleep(0.3)  # all workers are done with what they were given by then
        inner(self, rendered)

    with monkeypatch.context() as patch:
        patch.setattr(Making, "_keep", late)
        desk.build(jobs=2)
    assert desk.tree() == desk.clean_tree()


def test_a_page_whose_worker_dies_each_time_leaves_no_half_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = many(tmp_path / "site")
    inner = NewPages.put

    def deadly(self: NewPages, path: str, data: bytes) -> Stamp | None:
        if "/story-7/" not in path:
            return inner(self, path, data)
        inner(self, path, data[:20])
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(NewPages, "put", deadly)
        desk.build(jobs=2)
    assert [(found.code, found.path) for found in desk.diagnostics] == [("worker-died", "content/world/story-7.md")]
    assert [path for path in desk.tree() if "/story-7/" in path] == []


def test_what_is_planted_while_pages_are_made_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = many(tmp_path / "site")
    outside = tmp_path / "outside"
    outside.mkdir()
    inner = Folder.open_folder

    def planted(self: Folder) -> str:
        found = inner(self)
        desk.output.mkdir(exist_ok=True)
        (desk.output / "world").symlink_to(outside)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "open_folder", planted)
        desk.build(jobs=2)
    assert list(outside.iterdir()) == []
    assert desk.tree() == desk.clean_tree()


def killed_after(site: Site, seconds: float) -> bool:
    """Kill a build when its first page is there and some time has passed; say whether it lived so long."""
    with site.start("--jobs", "2") as build:
        while build.poll() is None and not (site.output / "2026").exists():
            time.sleep(0.001)
        time.sleep(seconds)
        lived = build.poll() is None
        build.kill()
        build.communicate(timeout=120)
    return lived


def test_a_first_build_that_was_killed_leaves_no_page_of_what_is_withdrawn(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", 240)
    lived = 0
    for number in range(4):
        for folder in (site.output, site.root / ".newsdesk"):
            shutil.rmtree(folder, ignore_errors=True)
        lived += killed_after(site, number * 0.03)
        for article in sorted((site.root / "content").rglob("story-*.md"))[::3]:
            article.unlink()
        site.made("--jobs", "2")
        time.sleep(0.7)  # workers of the first may live for half a second
        assert differences(tree(site.output), site.clean(tmp_path / "clean")) == []
    assert lived > 0


def test_a_full_disk_in_a_worker_is_one_line_and_a_larger_one_goes_on(tmp_path: Path) -> None:
    site = small_site(tmp_path / "site", ARTICLES)
    with disk(site.output, "400k") as mount:
        ran = site.build("--jobs", "2")
        assert ran.code == 3, ran
        assert complaint(ran) == ""
        assert "errno 28" in ran.err
        mount("remount,size=64m")
        site.made("--jobs", "2")
        assert differences(tree(site.output), site.clean(tmp_path / "clean")) == []


def test_a_disk_that_is_full_names_the_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space left") as failure:
        NewPages(str(root)).put("index.html", b"x")
    assert failure.value.filename == f"{root}/index.html"
