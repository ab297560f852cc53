"""A file with an error is reported at that file alone: whoever names it has nothing to mend, and is not told of."""

from pathlib import Path
from typing import Final

import pytest

from builder.source.read import MOST
from tests.desk import Desk

SOUND: Final = "---\ntitle: Summit\ndate: 2026-11-05T09:00\naliases: [/old/summit/]\n---\n\nWords.\n"
SLIPS: Final = {
    "a key": SOUND.replace("aliases", "sumary: It was held.\naliases"),
    "no title": SOUND.replace("title: Summit\n", ""),
    "a value": SOUND.replace("aliases", "type: essay\naliases"),
    "the body": SOUND.replace("Words.", "See [this](http:///x)."),
}
HIDING: Final = {
    "the date": SOUND.replace("2026-11-05T09:00", "5/11/2026"),
    "the section": SOUND.replace("aliases", "section: wrold\naliases"),
    "YAML": SOUND.replace("Summit", "[Summit"),
    "bytes": "\udcff",
}
"""Slips that leave the article's address unknown."""

NAMES: Final = ("world/summit", "content/world/summit.md")
NAMING: Final = {
    "content/fronts/home.yaml": "lead: {0}\ntop: [world/other]\n",
    "content/fronts/world.yaml": "top: [{0}]\nopinion: []\n",
    "content/breaking.yaml": "text: Now\narticle: {0}\nuntil: 2026-12-01T09:00\n",
    "content/world/a-related.md": "---\ntitle: R\ndate: 2026-11-06\nrelated: [{0}]\n---\n\nWords.\n",
    "content/world/a-follow-up.md": "---\ntitle: F\ndate: 2026-11-06\nupdates: {0}\n---\n\nWords.\n",
    "content/world/a-translation.md": "---\ntitle: T\ndate: 2026-11-06\ntranslation_of: {0}\n---\n\nWords.\n",
    "content/world/a-draft.md": "---\ntitle: D\ndate: 2026-11-06\nstatus: draft\nupdates: {0}\n---\n\nWords.\n",
}
LINKING: Final = {
    "content/world/a-link.md": "---\ntitle: L\ndate: 2026-11-06\n---\n\nSee [this]({0}).\n\n[A promo]({0})\n",
    "content/pages/about.md": "---\ntitle: About\n---\n\nSee [this]({0}).\n",
    "content/authors/ann.md": "---\nname: Ann\n---\n\nWrote [this]({0}).\n",
    "content/storylines/talks.md": "---\ntitle: Talks\n---\n\nIt began [here]({0}).\n",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an article that nobody names."""
    desk = Desk(tmp_path / "site")
    desk.article("world/other", authors=["ann"], storyline="talks")
    for path, text in LINKING.items():
        desk.write(path, text.format("/world/"))
    return desk


def built(desk: Desk) -> set[str]:
    """Build, compare with a clean build, and return the paths of what is wrong."""
    desk.build()
    clean = desk.clean()
    assert desk.diagnostics == clean.outcome.diagnostics
    assert desk.tree() == clean.tree
    return {found.path for found in desk.diagnostics if found.severity == "error"}


def follows_a_slip(desk: Desk, slip: str, naming: set[str], file: str = "content/world/summit.md") -> None:
    """Spoil, remove, bring back and mend a file, and see who is blamed; `naming` are the files that name it."""
    sound = (desk.root / file).read_text()
    spoilt = slip.encode(errors="surrogateescape")
    assert built(desk) == set()
    whole = desk.tree()
    desk.write(file, spoilt)
    assert built(desk) == {file}
    desk.delete(file)
    assert built(desk) == naming
    desk.write(file, spoilt)
    assert built(desk) == {file}
    desk.write(file, sound)
    assert built(desk) == set()
    assert desk.tree() == whole


@pytest.mark.parametrize("slip", [*SLIPS, *HIDING])
def test_a_slip_is_told_of_where_it_is(desk: Desk, slip: str) -> None:
    desk.write("content/world/summit.md", SOUND)
    for path, text in NAMING.items():
        desk.write(path, text.format(NAMES[len(path) % 2]))
    for path, text in LINKING.items():
        desk.write(path, text.format("/world/summit.md"))
    follows_a_slip(desk, (SLIPS | HIDING)[slip], {*NAMING, *LINKING})


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    "address", ["/2026/11/summit/", "/2026/11/summit", "/2026/11/summit/?from=page", "/old/summit/"]
)
def test_who_names_an_address_is_not_told_either(desk: Desk, slip: str, address: str) -> None:
    desk.write("content/world/summit.md", SOUND)
    for path, text in LINKING.items():
        desk.write(path, text.format(address))
    follows_a_slip(desk, SLIPS[slip], set(LINKING))


def test_an_id_of_its_own_is_known_as_well(desk: Desk) -> None:
    text = SOUND.replace("aliases", "id: talks-2026\naliases")
    desk.write("content/world/summit.md", text)
    for path, naming in NAMING.items():
        desk.write(path, naming.format("talks-2026"))
    follows_a_slip(desk, text.replace("title:", "titel:"), set(NAMING))


def test_a_name_that_the_article_does_not_have_is_still_told_of(desk: Desk) -> None:
    desk.write("content/world/summit.md", SLIPS["a key"].replace("aliases", "id: talks-2026\naliases"))
    desk.article("world/picks", related=["world/summit"])
    desk.article("world/links", "See [this](/2026/11/sumit/).")
    assert built(desk) == {"content/world/summit.md", "content/world/picks.md", "content/world/links.md"}


@pytest.mark.parametrize(
    ("file", "slip"),
    [("content/authors/ann.md", "---\nnam: Ann\n---\n"), ("content/storylines/talks.md", "---\n[\n---\n")],
)
def test_authors_and_storylines_with_errors_have_their_files(desk: Desk, file: str, slip: str) -> None:
    desk.write("content/pages/about.md", f"---\ntitle: About\n---\n\nSee [them]({file.removeprefix('content')}).\n")
    follows_a_slip(desk, slip, {"content/world/other.md", "content/pages/about.md"}, file)


def test_a_standing_page_with_errors_has_its_file(desk: Desk) -> None:
    desk.settings(footer=["about"])
    desk.article("world/links", "See [us](/about/).")
    slip = "---\ntitel: About\n---\n"
    follows_a_slip(desk, slip, {"content/site.yaml", "content/world/links.md"}, "content/pages/about.md")


def test_an_article_that_lost_its_address_is_told_of_alone(desk: Desk) -> None:
    desk.article("world/first", slug="same", date="2026-11-02T09:00")
    desk.article("world/second", slug="same", date="2026-11-03T09:00")
    desk.article("world/picks", "See [this](second.md).", related=["world/second"])
    assert built(desk) == {"content/world/second.md"}
    desk.edit("content/world/second.md", "same", "other-one")
    assert built(desk) == set()
    desk.edit("content/world/second.md", "other-one", "same")
    assert built(desk) == {"content/world/second.md"}


def test_check_says_the_same(desk: Desk) -> None:
    desk.write("content/world/summit.md", SLIPS["a key"])
    desk.write("content/fronts/home.yaml", "lead: world/summit\n")
    assert [(found.path, found.code) for found in desk.check()] == [("content/world/summit.md", "key-unknown")]


def test_a_file_that_cannot_be_read_is_not_missing(desk: Desk) -> None:
    everybody = naming_everything(desk)
    whole = tree_without_errors(desk)
    for file, naming in everybody.items():
        sound = (desk.root / file).read_bytes()
        desk.write(file, b" " * (MOST + 1))
        assert built(desk) == {file}, "too large"
        desk.delete(file)
        assert built(desk) == naming, "gone while it could not be read"
        (desk.root / file).symlink_to(desk.root / "content/site.yaml")
        assert built(desk) == {file}, "a symbolic link"
        desk.delete(file)
        assert built(desk) == naming, "a symbolic link that is gone"
        desk.write(file, sound)
        assert built(desk) == set()
    assert desk.tree() == whole


def test_a_folder_that_cannot_be_looked_into_is_told_of_once(desk: Desk) -> None:
    everybody = naming_everything(desk)
    whole = tree_without_errors(desk)
    for file, naming in everybody.items():
        folder = file.rpartition("/")[0]
        desk.move(folder, "elsewhere")
        (desk.root / folder).symlink_to(desk.root / "elsewhere")
        assert built(desk) == {folder}
        desk.delete(folder)
        assert naming - {where for where in naming if where.startswith(folder)} <= built(desk)
        desk.move("elsewhere", folder)
        assert built(desk) == set()
    assert desk.tree() == whole


def test_a_standing_page_in_a_folder_of_its_own_is_told_of_there_alone(desk: Desk) -> None:
    desk.settings(footer=["about"])
    desk.move("content/pages/about.md", "content/pages/us/about.md")
    assert built(desk) == {"content/pages/us/about.md"}


def naming_everything(desk: Desk) -> dict[str, set[str]]:
    """Write files of every kind, each in a folder of its own, and those that name them: who names which."""
    desk.write("content/city/talks/summit.md", SOUND)
    desk.picture("pictures/quay.png")
    desk.author("ann")
    desk.write("content/storylines/talks.md", "---\ntitle: Talks\n---\n\nIt began.\n")
    text = "See [this](../city/talks/summit.md).\n\n![The quay](/pictures/quay.png)"
    keys = {"related": ["city/talks/summit"], "image": "/pictures/quay.png"}
    desk.article("world/names", text, authors=["ann"], storyline="talks", **keys)
    desk.write("content/fronts/home.yaml", "lead: city/talks/summit\n")
    naming, signed = "content/world/names.md", "content/world/other.md"
    return {
        "content/city/talks/summit.md": {naming, "content/fronts/home.yaml"},
        "content/pictures/quay.png": {naming},
        "content/authors/ann.md": {naming, signed},
        "content/storylines/talks.md": {naming, signed},
    }


def tree_without_errors(desk: Desk) -> dict[str, bytes]:
    """Build, and return a tree of which nothing is wrong."""
    assert built(desk) == set()
    return desk.tree()
