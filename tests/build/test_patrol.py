"""A walk round the site names every place that is not as it was seen, and no other."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.build.media_cache import MediaCache
from builder.build.output import Folder
from builder.build.patrol import STEP
from builder.build.pipeline import opened
from builder.build.request import Request
from builder.build.workshop import Workshop
from builder.catalogue import pages
from tests.desk import Desk


@contextmanager
def working(desk: Desk) -> Iterator[tuple[Workshop, Request]]:
    """Open the workshop of a site that is built, with nothing left to do."""
    request = desk.request()
    with opened(request) as (catalogue, content):
        shop = Workshop(catalogue, Folder(desk.output), MediaCache(desk.root / ".newsdesk/media"))
        shop.take_in(request, content)
        shop.make(request)
        yield shop, request


def walked(shop: Workshop, request: Request) -> set[str]:
    """Return what a walk finds."""
    return set().union(*shop.patrol(request))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a built site whose files are old enough for their stamps to be trusted."""
    desk = Desk(tmp_path / "site")
    for number in range(6):
        desk.article(f"world/deep/story-{number}")
    desk.picture("pics/a.png")
    desk.build()
    desk.build()
    return desk


def swap_for_link(desk: Desk) -> None:
    """Put a symbolic link in the place of a folder; what lies behind it has the same stamps."""
    (desk.root / "content/world").rename(desk.root / "elsewhere")
    (desk.root / "content/world").symlink_to(desk.root / "elsewhere")


def swap_for_pipe(desk: Desk) -> None:
    """Put a pipe in the place of a picture."""
    desk.delete("content/pics/a.png")
    os.mkfifo(desk.root / "content/pics/a.png")


CHANGES: dict[str, tuple[Callable[[Desk], object], set[str]]] = {
    "nothing": (lambda _: None, set()),
    "an article is written": (
        lambda desk: desk.article("world/deep/story-1", "Other words."),
        {"content/world/deep/story-1.md"},
    ),
    "an article is new": (lambda desk: desk.article("world/new/one"), {"content/world/new/one.md"}),
    "an article is gone": (
        lambda desk: desk.delete("content/world/deep/story-2.md"),
        {"content/world/deep/story-2.md"},
    ),
    "a folder is gone": (
        lambda desk: desk.delete("content/world"),
        {f"content/world/deep/story-{number}.md" for number in range(6)},
    ),
    "a file is touched": (
        lambda desk: os.utime(desk.root / "content/pics/a.png", (1, 1)),
        {"content/pics/a.png"},
    ),
    "a link takes a folder's place": (swap_for_link, {"content/world"}),
    "a link is new": (lambda desk: (desk.root / "content/l.md").symlink_to("site.yaml"), {"content/l.md"}),
    "a pipe takes a file's place": (swap_for_pipe, {"content/pics/a.png"}),
    "a hidden file is new": (lambda desk: desk.write("content/.hidden.md", "x"), set()),
    "an editor's leaving is new": (lambda desk: desk.write("content/world/a.md~", "x"), set()),
    "a name is no text": (lambda desk: desk.write("content/world/\udcff.md", "x"), {"content/world"}),
    "the theme changed": (lambda desk: desk.theme("assets/style.css", "b{}"), {"themes"}),
    "a file of the theme is gone": (lambda desk: desk.delete("themes/tiny/assets/style.css"), {"themes"}),
    "the theme is gone": (lambda desk: desk.delete("themes/tiny"), {"themes"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_walk_names_what_changed(desk: Desk, what: str) -> None:
    change, expected = CHANGES[what]
    with working(desk) as (shop, request):
        assert walked(shop, request) == set()
        change(desk)
        found = walked(shop, request)
        assert expected <= found
        behind = {f"content/world/deep/story-{number}.md" for number in range(6)}
        assert found - expected <= (behind if what == "a link takes a folder's place" else set())


def test_a_walk_goes_in_small_steps(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    for number in range(STEP + 1):
        desk.article(f"world/story-{number}")
    desk.build()
    desk.build()
    with working(desk) as (shop, request):
        steps = list(shop.patrol(request))
        assert set().union(*steps) == set()
        assert len(steps) >= 6  # two over what is known, two over what lies there, two and more over the output


def test_what_was_found_wrong_is_looked_at_again(desk: Desk) -> None:
    (desk.root / "content/l.md").symlink_to("site.yaml")
    with working(desk) as (shop, request):
        assert [finding.path for finding in shop.findings()] == ["content/l.md"]
        desk.delete("content/l.md")
        assert "content/l.md" in walked(shop, request)


def test_damaged_pages_are_named_on_the_way(desk: Desk) -> None:
    with working(desk) as (shop, request):
        page = desk.output / "2026/11/story-1/index.html"
        before = page.read_bytes()
        page.write_bytes(b"scribbled over")
        (desk.output / "robots.txt").unlink()
        assert walked(shop, request) == set()
        assert {key for key, _ in pages.pending(shop.catalogue, "", "~", 100)} >= {
            "article:content/world/deep/story-1.md"
        }
        shop.make(request)
        assert page.read_bytes() == before
        assert desk.tree() == desk.clean_tree()
