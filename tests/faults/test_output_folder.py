"""What lies in output/ and is not ours stays; what is ours is made whole; nothing is written through a link."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.site import ARTICLE, Site, census, differences, everything, single_line, tree, write_article

Clean = Callable[..., dict[str, bytes]]

FRONT = "world/index.html"
PAGE = "2026/11/story-4/index.html"


def forget_cache(site: Site) -> None:
    shutil.rmtree(site.root / ".newsdesk")


def test_foreign_files_survive_increments(site: Site) -> None:
    strange = {"notes.txt": b"ours", "world/map.html": b"map", "2026/11/story-4/extra.js": b"1", "deep/er/x": b"x"}
    for path, data in strange.items():
        site.write(f"output/{path}", data)
    write_article(site, 4, "\nMore.\n")
    (site.root / "content/town/story-5.md").unlink()
    site.made()
    ours = tree(site.output)
    assert {path: ours.get(path) for path in strange} == strange


def test_a_cleared_page_leaves_a_foreign_neighbour_where_it_is(site: Site) -> None:
    site.write("output/2026/11/story-4/extra.js", b"1")
    (site.root / "content/world/story-4.md").unlink()
    site.made()
    assert everything(site.output / "2026/11/story-4") == ["extra.js"]


def test_stale_files_go_when_the_cache_is_lost(site: Site, clean: Clean) -> None:
    site.write("output/old/page/index.html", b"stale")
    site.write("output/2026/11/gone/index.html", b"stale")
    os.symlink("/etc", site.output / "world" / "linked")
    (site.output / "old" / "dangling").symlink_to("nowhere")
    forget_cache(site)
    site.made()
    assert differences(tree(site.output), clean(site)) == []
    assert not (site.output / "old").exists()


def test_a_stale_link_at_the_top_goes_when_the_cache_is_lost(site: Site, clean: Clean) -> None:
    (site.output / "old").symlink_to("/etc")
    forget_cache(site)
    site.made()
    assert differences(tree(site.output), clean(site)) == []


@pytest.mark.parametrize("loss", ["--clean", "cache"])
def test_hidden_entries_at_the_top_survive_a_lost_cache(site: Site, loss: str) -> None:
    kept = {".git/HEAD": b"ref: x\n", ".nojekyll": b"", ".well-known/security.txt": b"Contact: x\n"}
    for path, data in kept.items():
        site.write(f"output/{path}", data)
    if loss == "cache":
        forget_cache(site)
    site.made(*(["--clean"] if loss == "--clean" else []))
    ours = tree(site.output)
    assert {path: ours.get(path) for path in kept} == kept


FOREIGN = {
    "a web page": ("index.html", b"<p>mine</p>"),
    "a robots.txt of another tool": ("robots.txt", b"User-agent: *\nDisallow:\n"),
    "a file in a folder": ("photos/2026/a.jpg", b"x"),
}


@pytest.mark.parametrize("name", FOREIGN)
@pytest.mark.parametrize("flags", [(), ("--clean",)])
def test_a_folder_of_somebody_else_is_refused_and_left_alone(
    site: Site, tmp_path: Path, name: str, flags: tuple[str, ...]
) -> None:
    path, data = FOREIGN[name]
    theirs = tmp_path / "theirs"
    (theirs / path).parent.mkdir(parents=True)
    (theirs / path).write_bytes(data)
    before = census(theirs)
    for _ in range(2):
        ran = site.build("--output", theirs, *flags)
        assert ran.code == 2, ran
        assert str(theirs) in ran.err
        assert census(theirs) == before


@pytest.mark.parametrize("inside", [".", "content", "themes", "..", "content/world"])
def test_the_sources_are_no_output_folder(site: Site, inside: str) -> None:
    site.write("themes/own/notes.txt", b"x")
    before = census(site.root, ".newsdesk")
    ran = site.build("--output", site.root / inside)
    assert ran.code == 2, ran
    assert census(site.root, ".newsdesk") == before


def test_a_file_is_no_output_folder(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    ran = site.build("--output", file)
    assert ran.code in {2, 3}, ran
    assert str(file) in ran.err
    assert "Traceback" not in ran.err
    assert file.read_bytes() == b"mine"


def test_an_output_elsewhere_that_is_ours_is_taken_up_again(site: Site, tmp_path: Path, clean: Clean) -> None:
    ours = tmp_path / "public"
    site.made("--output", ours)
    forget_cache(site)
    write_article(site, 4, "\nMore.\n")
    site.made("--output", ours)
    assert differences(tree(ours), clean(site)) == []


# Links. `outside` holds what nobody may write to, with the very files that the site has.


@pytest.fixture
def outside(site: Site, tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    shutil.copytree(site.output, folder)
    return folder


def replaced_by_link(site: Site, outside: Path, path: str) -> None:
    """Put a link where a part of the output is, to the same thing outside, stamps and all, and touch what it holds."""
    target = site.output / path
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    target.symlink_to(outside / path)


def edited(site: Site) -> None:
    write_article(site, 4, "\nMore.\n")


def retitled(site: Site) -> None:
    write_article(site, 4, headline="Another story")


def deleted(site: Site) -> None:
    (site.root / "content/world/story-4.md").unlink()


def cache_lost(site: Site) -> None:
    forget_cache(site)


LINKED = ("2026", "2026/11", "2026/11/story-4", PAGE, "world", FRONT, "index.html")


@pytest.mark.parametrize("change", [edited, retitled, deleted, cache_lost], ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", LINKED)
def test_nothing_outside_is_touched_through_a_link(
    site: Site, outside: Path, clean: Clean, path: str, change: Callable[[Site], None]
) -> None:
    replaced_by_link(site, outside, path)
    before = census(outside)
    change(site)
    site.made()
    assert census(outside) == before
    assert differences(tree(site.output), clean(site)) == []


def test_the_folder_for_files_under_way_is_no_way_out(site: Site, tmp_path: Path, clean: Clean) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page").write_bytes(b"precious")
    (site.output / ".newsdesk-new").symlink_to(outside)
    edited(site)
    site.made()
    assert tree(outside) == {"page": b"precious"}
    assert differences(tree(site.output), clean(site)) == []


def test_the_output_folder_itself_may_be_a_link(site: Site, tmp_path: Path, clean: Clean) -> None:
    shutil.move(site.output, tmp_path / "disk2")
    site.output.symlink_to(tmp_path / "disk2")
    edited(site)
    site.made()
    assert differences(tree(tmp_path / "disk2"), clean(site)) == []


# Folders and files that change places.


def test_a_file_in_the_place_of_a_folder_gives_way(site: Site, clean: Clean) -> None:
    shutil.rmtree(site.output / "2026")
    site.write("output/2026", b"a file")
    site.made()
    assert differences(tree(site.output), clean(site)) == []


def test_a_folder_in_the_place_of_a_page_gives_way(site: Site, clean: Clean) -> None:
    (site.output / FRONT).unlink()
    site.write(f"output/{FRONT}/inner/x", b"a folder")
    site.made()
    assert differences(tree(site.output), clean(site)) == []


def with_permalink(site: Site, form: str) -> None:
    text = (site.root / "content/site.yaml").read_text()
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("permalink:")]
    site.write("content/site.yaml", "".join(lines) + f"permalink: {form}\n")


def test_all_addresses_may_move_at_once(site: Site, clean: Clean) -> None:
    for form in ("/{year}/{slug}/", "/{slug}/", "/{year}/{month}/{day}/{slug}/"):
        with_permalink(site, form)
        site.made()
        assert differences(tree(site.output), clean(site)) == []


def test_an_alias_may_turn_from_a_file_to_a_folder_and_back(site: Site, clean: Clean) -> None:
    for alias in ("/old/a.b", "/old/a.b/c/", "/old/a.b", "/old/"):
        text = ARTICLE.format(headline="Story", number=4, day=5, minute=4, tag=1).replace(
            "tags:", f"aliases: [{alias}]\ntags:"
        )
        site.write("content/world/story-4.md", text)
        site.made()
        assert differences(tree(site.output), clean(site)) == []


# The machine's own answers.


def test_an_answer_that_cannot_be_printed_is_one_line(site: Site) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        ran = site.build(out=full)
    assert ran.code == 3, ran
    assert "No space left" in single_line(ran)
