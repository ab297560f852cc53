"""Two things, one address: every loser has an error that names the winner, and the order of files decides nothing.

Names come from a small pool of spellings that some file system, some writer or newsdesk itself takes for one.
"""

import os
import random
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from builder.model.diagnostics import Diagnostic
from builder.model.urls import folded, output_path
from tests.desk import Desk, yaml_of
from tests.properties.chains import first_difference

SITES: Final = int(os.environ.get("NEWSDESK_COLLISIONS", "24"))
NFD: Final = unicodedata.normalize("NFD", "кафé-й")
STEMS: Final = (
    *("vote", "Vote", "VOTE", "кафé-й", NFD, "кафÉ-Й", "straße", "strasse", "index", "index.html", "feed.xml"),
    *("page", "tag", "world", "404", "con", "CON", "x" * 200, "about", "About", "old.html", "404.html"),
)
SLUGS: Final = (None, None, None, "vote", "world", "index", "index.html", "feed.xml", "page", "old.html", "about")
ALIASES: Final = (
    *("/vote/", "/VOTE/", "/vote", "/2026/11/vote/", "/world/vote/", "/about/", "/about", "/old.html", "/old.html/"),
    *("/old.html/x/", "/old.html/x/y.html", "/about/x.html", "/vote/x/", "/vote/x", "/2026/11/", "/2026/11/old.html"),
    *(f"/{NFD}/", "/кафé-й/", "/2026/", "/author/ann/", "/world/", "/index.html", "/vote/index.html"),
)
PERMALINKS: Final = ("/{year}/{month}/{slug}/", "/{slug}/", "/{section}/{slug}/", "/{slug}/x/")
TAGS: Final = ("C++", "c plus plus", "C#", "c sharp", "Vote", "vote", "кафé-й", NFD, "R&D", "R and D", "a@b", "a at b")


NAMED: Final = ("authors", "storylines")


class Source(NamedTuple):
    """A file, the word that only its own page shows, the old addresses that it claims, and its tags."""

    path: str
    text: str
    word: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def sources(dice: random.Random) -> list[Source]:
    """Return sources with names that collide; no two have one path."""
    made = [_article(dice, number) for number in range(dice.randint(2, 9))]
    made += [_entity(dice, f"{kind}{number}", kind) for kind in ("pages", "authors", "storylines") for number in "12"]
    return list({source.path: source for source in made}.values())


def _article(dice: random.Random, number: int) -> Source:
    word = f"only-{number:02}-here"
    aliases = tuple(dict.fromkeys(dice.sample(ALIASES, dice.choice((0, 0, 1, 3)))))
    tags = tuple(dice.sample(TAGS, dice.choice((0, 0, 2))))
    keys = {"title": f"Number {number}", "date": f"2026-11-0{dice.randint(1, 2)}T09:00", "summary": "Short."}
    more = {"slug": dice.choice(SLUGS), "aliases": list(aliases) or None, "tags": list(tags) or None}
    path = f"content/{dice.choice(('world', 'world/deep', 'city'))}/{dice.choice(STEMS)}.md"
    front = yaml_of({key: value for key, value in (keys | more).items() if value is not None})
    return Source(path, f"---\n{front}---\n\nFirst.\n\nThis {word}.\n", word, aliases, tags)


def _entity(dice: random.Random, word: str, kind: str) -> Source:
    title = "name" if kind == "authors" else "title"
    text = f"---\n{title}: One of many\n---\n\nThis only-{word}-here.\n"
    return Source(f"content/{kind}/{dice.choice(STEMS)}.md", text, f"only-{word}-here")


def desk_of(root: Path, permalink: str) -> Desk:
    """Return a desk without sources."""
    return Desk(root, permalink=permalink, default_author=None)


def silent(desk: Desk, written: list[Source]) -> list[str]:
    """Return what lost its place without an error that names whoever has it."""
    errors: dict[str, list[Diagnostic]] = {}
    for finding in desk.diagnostics:
        if finding.severity == "error":
            errors.setdefault(finding.path, []).append(finding)
    tree = desk.tree()
    wrong = twins(written, errors)
    wrong += [f"{one.path} is nowhere" for one in written if not _is_shown(one, tree) and not errors.get(one.path)]
    known = {one.path for one in written}
    for path, findings in errors.items():
        wrong += [f"{path}: {found.message}" for found in findings if not _names_both(found, known)]
    for one in written:
        if one.path not in errors:
            wrong += [f"{one.path}: {alias} leads nowhere" for alias in one.aliases if not _leads(alias, tree)]
    return wrong


def _is_shown(source: Source, tree: Mapping[str, bytes]) -> bool:
    """Say whether a source has its page; authors and storylines have one only when an article names them."""
    return source.path.split("/")[1] in NAMED or any(source.word.encode() in data for data in tree.values())


def twins(written: list[Source], errors: Mapping[str, object]) -> list[str]:
    """Return authors and storylines that are one for some file system, and of which not all but one have an error."""
    seen: dict[str, list[str]] = {}
    for one in written:
        if one.path.split("/")[1] in NAMED:
            seen.setdefault(folded(one.path), []).append(one.path)
    return [f"{paths} are one" for paths in seen.values() if sum(path not in errors for path in paths) > 1]


def _names_both(found: Diagnostic, known: set[str]) -> bool:
    """Say whether an error about an address or a name says who has it: a file, or newsdesk itself."""
    if found.code in {"address-reserved", "slug-invalid", "name-invalid"} or "own address" in found.message:
        return True
    return any(path in found.message for path in known)  # its own, where two of its aliases are at odds


def _leads(alias: str, tree: Mapping[str, bytes]) -> bool:
    normal = unicodedata.normalize("NFC", alias).lower().rstrip("/")
    return any(output_path(one) in tree for one in (normal, f"{normal}/"))


def clashes(tree: Mapping[str, bytes]) -> list[str]:
    """Return paths that are one for some file system, or of which one is a folder of another."""
    seen: dict[str, str] = {}
    for path in sorted(tree):
        if folded(path) in seen:
            return [f"{path} and {seen[folded(path)]}"]
        seen[folded(path)] = path
    return []


def _check(folder: Path, seed: int) -> None:
    dice = random.Random(seed)
    permalink, written = dice.choice(PERMALINKS), sources(dice)
    desk = desk_of(folder / "site", permalink)
    for source in written:
        desk.write(source.path, source.text)
    desk.build()
    assert "\n".join(silent(desk, written)) == ""
    assert clashes(desk.tree()) == []
    assert desk.build().written == ()
    other = desk_of(folder / "other", permalink)
    other.build()
    for source in dice.sample(written, len(written)):
        other.write(source.path, source.text)
        other.build()
    assert first_difference(other.tree(), desk.tree()) == ""
    assert other.diagnostics == desk.diagnostics


@pytest.mark.parametrize("seed", range(SITES))
def test_every_collision_is_an_error_that_names_both_and_the_order_of_files_decides_nothing(
    tmp_path: Path, seed: int
) -> None:
    _check(tmp_path, seed)


def test_an_old_address_that_is_a_file_gives_way_to_what_lies_below_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "site", PERMALINKS[0])
    desk.article("world/file", aliases=["/old/a.b"])
    desk.build()
    assert "old/a.b" in desk.tree()
    desk.article("world/folder", aliases=["/old/a.b/c/"])
    for _ in range(2):
        desk.build()
        assert [(found.path, found.line, found.code) for found in desk.diagnostics] == [
            ("content/world/file.md", 4, "address-taken")
        ]
        assert "content/world/folder.md:4" in desk.diagnostics[0].message
        assert first_difference(desk.tree(), desk.clean_tree()) == ""
    desk.delete("content/world/folder.md")
    desk.build()
    assert desk.diagnostics == ()
    assert first_difference(desk.tree(), desk.clean_tree()) == ""


def test_a_page_cannot_be_the_folder_of_another_s_file(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "site", PERMALINKS[0])
    desk.article("world/folder", slug="index.html")
    desk.article("world/file", aliases=["/2026/11/"])
    desk.build()
    assert desk.codes == ["content/world/folder.md: address-reserved"]
    assert desk.build().written == ()


def test_a_file_may_take_the_place_of_a_page_s_folder_and_give_it_back(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "site", PERMALINKS[0])
    for slug, alias in (("dotted.html", "/x/"), ("plain", "/2026/11/dotted.html"), ("dotted.html", "/x/y.html")):
        desk.article("world/story", slug=slug, aliases=[alias])
        desk.build()
        assert desk.codes == []
        assert first_difference(desk.tree(), desk.clean_tree()) == ""
        assert desk.build().written == ()


def test_tags_that_are_spelled_alike_in_addresses_are_one(tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "site", PERMALINKS[0])
    desk.article("world/one", tags=["C++"])
    desk.article("world/two", tags=["c plus plus"])
    desk.article("world/three", tags=["C++", "c plus plus"])
    desk.build()
    page = desk.page("/tag/c-plus-plus/")
    assert all(title in page for title in ("One", "Two", "Three"))


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(10, 20))
def test_no_collision_of_a_thousand_sites_is_silent(tmp_path: Path, hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        _check(tmp_path / str(seed), seed)
