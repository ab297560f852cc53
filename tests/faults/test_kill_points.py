"""A build killed at any call to the kernel: the next plain build completes it, and nothing of the kill is left."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.desk import picture
from tests.faults import strace
from tests.faults.site import Site, differences, edit_everything, small_site, tree, write_article
from tests.faults.strace import Point

ARTICLES: Final = 8
SEED: Final = 20261123


class Stage(NamedTuple):
    """A site before the build that is killed, the points at which that happens, and what must come out."""

    before: Site
    points: list[Point]
    clean: dict[str, bytes]


def first_build(site: Site) -> None:
    assert not site.output.exists()


def incremental(site: Site) -> None:
    site.made("--jobs", "1")
    write_article(site, 4, "\nMore.\n")
    write_article(site, ARTICLES)
    write_article(site, 1, headline="Another story")
    (site.root / "content/world/story-2.md").unlink()


def theme_edit(site: Site) -> None:
    site.made("--jobs", "1")
    edit_everything(site)


def new_pictures(site: Site) -> None:
    """Add pictures, replace one and take one away, on a site that has some."""
    for name, colour in (("a.jpg", "red"), ("b.png", "blue"), ("c.jpg", "green")):
        _show(site, name, colour)
    site.made("--jobs", "1")
    _show(site, "a.jpg", "navy")
    _show(site, "d.webp", "olive")
    site.write("content/world/c.jpg.md", "---\ntitle: No picture now\ndate: 2026-11-20\n---\nWords.\n")


def _show(site: Site, name: str, colour: str) -> None:
    site.write(f"content/world/{name}", picture(colour, (340, 200), name.rpartition(".")[2]))
    front = f"title: Picture {name}\ndate: 2026-11-20\nimage: {{src: {name}, alt: A wall, credit: Ann}}"
    site.write(f"content/world/{name}.md", f"---\n{front}\n---\nWords.\n")


PREPARE: Final[dict[str, Callable[[Site], None]]] = {
    "first build": first_build,
    "incremental build": incremental,
    "theme edit": theme_edit,
    "new pictures": new_pictures,
}


@pytest.fixture(scope="module", params=PREPARE)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("stage")
    site = small_site(folder / "site", ARTICLES)
    PREPARE[request.param](site)
    points = strace.points(site.twin(folder / "listed" / "site"), folder / "log")
    assert len(points) > 30
    return Stage(site, points, site.clean(folder / "clean"))


def recovers(stage: Stage, point: Point, folder: Path) -> list[str]:
    """Kill a build at a point and build again; return what is wrong then."""
    site = stage.before.twin(folder)
    killed = site.build("--jobs", "1", before=strace.killing(point))
    if killed.code not in {-9, 137}:
        return [f"{point}: was not killed but ended with {killed.code}"]
    again = site.build("--jobs", "1")
    wrong = [] if again.code == 0 else [f"ended with {again.code}: {again.err}"]
    wrong += differences(tree(site.output), stage.clean) + [f"left {path}" for path in site.leavings()]
    if not wrong:
        third = site.build("--jobs", "1")
        wrong = [] if third.out.startswith("0 written, 0 removed,") else [third.out]
    return [f"{point}: {line}" for line in wrong]


def _all_recover(stage: Stage, count: int, seed: int, folder: Path) -> list[str]:
    chosen = strace.sample(stage.points, count, seed)
    return [line for number, point in enumerate(chosen) for line in recovers(stage, point, folder / str(number))]


def test_a_killed_build_is_completed_by_the_next(stage: Stage, tmp_path: Path) -> None:
    assert "\n".join(_all_recover(stage, 12, SEED, tmp_path)) == ""


def test_a_build_killed_at_a_few_points_is_completed_by_the_next(stage: Stage, tmp_path: Path) -> None:
    assert "\n".join(_all_recover(stage, 2, SEED + 2, tmp_path)) == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_a_build_killed_anywhere_is_completed_by_the_next(stage: Stage, seed: int, tmp_path: Path) -> None:
    assert "\n".join(_all_recover(stage, 17, seed, tmp_path)) == ""


def test_builds_killed_one_after_the_other_are_completed_by_the_next(stage: Stage, tmp_path: Path) -> None:
    site = stage.before.twin(tmp_path / "site")
    for point in strace.sample(stage.points, 4, SEED + 1):
        site.build("--jobs", "1", before=strace.killing(point))
    site.made("--jobs", "1")
    assert differences(tree(site.output), stage.clean) == []
    assert site.leavings() == []
