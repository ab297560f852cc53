"""The catalogue is a cache: whatever happens to its files, the output is that of a clean build."""

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest

from builder.build.pipeline import build
from builder.build.request import Outcome, Request
from tests.faults.site import Ran, Site, differences, edit_everything, powerless, small_site, tree, write_article

Clean = Callable[..., dict[str, bytes]]
Damage = Callable[[Site], None]

MOMENT: Final = 1_796_083_200
"""2026-12-01T00:00:00Z, the moment of the sites here."""


def seal(site: Site) -> Path:
    return site.catalogue.with_name("build.sqlite.seal")


def companion(site: Site, suffix: str) -> Path:
    return site.catalogue.with_name("build.sqlite" + suffix)


def cut_to(share: float) -> Damage:
    def damage(site: Site) -> None:
        os.truncate(site.catalogue, int(site.catalogue.stat().st_size * share))

    return damage


def overwritten(start: int, data: bytes) -> Damage:
    def damage(site: Site) -> None:
        with site.catalogue.open("r+b") as stream:
            stream.seek(start)
            stream.write(data)

    return damage


def unsealed(damage: Damage) -> Damage:
    """Do damage to a catalogue that a killed build has left without its seal."""

    def both(site: Site) -> None:
        seal(site).unlink()
        damage(site)

    return both


def no_damage(site: Site) -> None:
    assert site.catalogue.is_file()


def lost(site: Site) -> None:
    site.catalogue.unlink()


def lost_with_its_journals_left(site: Site) -> None:
    companion(site, "-wal").write_bytes(os.urandom(8192))
    companion(site, "-shm").write_bytes(os.urandom(32768))
    site.catalogue.unlink()


def beside_a_torn_journal(site: Site) -> None:
    companion(site, "-wal").write_bytes(os.urandom(8192))


def beside_the_journal_of_another_time(site: Site) -> None:
    """Put an old sealed catalogue back, from a backup, while the journal of a later and killed build lies there."""
    backup = {path: path.read_bytes() for path in (site.catalogue, seal(site))}
    for number in range(20, 40):
        write_article(site, number, headline="Late story")
    site.made("--jobs", "1")
    later = sqlite3.connect(site.catalogue)
    later.execute("PRAGMA journal_mode = WAL")
    for table, column in (
        ("page", "why"),
        ("member", "seq"),
        ("article", "day"),
        ("listing", "label"),
        ("source", "kind"),
    ):
        later.execute(f"UPDATE {table} SET {column} = {column}")
    later.commit()
    journal = companion(site, "-wal").read_bytes()
    later.close()
    assert journal
    for path, data in backup.items():
        path.write_bytes(data)
    companion(site, "-shm").unlink(missing_ok=True)
    companion(site, "-wal").write_bytes(journal)


def of_another_program(site: Site) -> None:
    site.catalogue.unlink()
    db = sqlite3.connect(site.catalogue)
    db.execute("CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, url TEXT)")
    db.execute("INSERT INTO bookmarks (url) VALUES ('https://example.org/')")
    db.commit()
    db.close()


def of_a_newer_schema(site: Site) -> None:
    db = sqlite3.connect(site.catalogue)
    db.execute("PRAGMA user_version = 1000")
    db.execute("ALTER TABLE page RENAME TO page_of_tomorrow")
    db.execute("UPDATE meta SET value = 'tomorrow' WHERE name = 'identity'")
    db.commit()
    db.close()


def of_another_shape_with_our_name(site: Site) -> None:
    db = sqlite3.connect(site.catalogue)
    db.execute("ALTER TABLE page RENAME TO page_of_tomorrow")
    db.commit()
    db.close()
    seal(site).unlink()


def a_text(site: Site) -> None:
    site.catalogue.write_text("This is no database.\n" * 500)


def a_folder(site: Site) -> None:
    site.catalogue.unlink()
    (site.catalogue / "inner").mkdir(parents=True)
    (site.catalogue / "inner" / "x").write_bytes(b"x")


def a_link_elsewhere(site: Site) -> None:
    elsewhere = site.root.parent / "elsewhere.sqlite"
    shutil.move(site.catalogue, elsewhere)
    site.catalogue.symlink_to(elsewhere)


def a_link_to_nowhere(site: Site) -> None:
    site.catalogue.unlink()
    site.catalogue.symlink_to("nowhere")


def a_link_to_itself(site: Site) -> None:
    site.catalogue.unlink()
    site.catalogue.symlink_to(site.catalogue.name)


def a_pipe(site: Site) -> None:
    site.catalogue.unlink()
    os.mkfifo(site.catalogue)


def seal_of_another(site: Site) -> None:
    seal(site).write_text("0" * 64)


def seal_emptied(site: Site) -> None:
    seal(site).write_bytes(b"")


def seal_of_binary(site: Site) -> None:
    seal(site).write_bytes(bytes(range(256)))


def seal_a_folder(site: Site) -> None:
    seal(site).unlink()
    seal(site).mkdir()


def seal_a_link(site: Site) -> None:
    shutil.move(seal(site), site.root.parent / "seal")
    seal(site).symlink_to(site.root.parent / "seal")


def seal_without_catalogue(site: Site) -> None:
    site.catalogue.unlink()
    assert seal(site).is_file()


def journal_a_folder(site: Site) -> None:
    companion(site, "-wal").mkdir()


def new_seal_a_folder(site: Site) -> None:
    companion(site, ".seal.new").mkdir()


def aside_is_taken(site: Site) -> None:
    (companion(site, ".corrupt") / "inner").mkdir(parents=True)
    a_text(site)


DAMAGES: Final[dict[str, Damage]] = {
    **{f"cut to {share}": cut_to(share) for share in (0, 0.001, 0.1, 0.5, 0.97, 0.999)},
    **{f"unsealed and cut to {share}": unsealed(cut_to(share)) for share in (0, 0.001, 0.5, 0.97, 0.999)},
    "header overwritten": overwritten(0, b"\xff" * 100),
    "unsealed header overwritten": unsealed(overwritten(0, b"\xff" * 100)),
    "a page of zeros": overwritten(4096 * 5, bytes(4096)),
    "an unsealed page of zeros": unsealed(overwritten(4096 * 5, bytes(4096))),
    "unsealed": unsealed(no_damage),
    "unsealed beside a torn journal": unsealed(beside_a_torn_journal),
    "version in the header": overwritten(60, b"\x7f\xff\xff\xff"),
    "reserved bytes in the header": unsealed(overwritten(20, b"\xc8")),
} | {
    damage.__name__.replace("_", " "): damage
    for damage in (
        lost,
        lost_with_its_journals_left,
        beside_a_torn_journal,
        beside_the_journal_of_another_time,
        of_another_program,
        of_a_newer_schema,
        of_another_shape_with_our_name,
        a_text,
        a_folder,
        a_link_elsewhere,
        a_link_to_nowhere,
        a_link_to_itself,
        a_pipe,
        seal_of_another,
        seal_emptied,
        seal_of_binary,
        seal_a_folder,
        seal_a_link,
        seal_without_catalogue,
        journal_a_folder,
        new_seal_a_folder,
        aside_is_taken,
    )
}


SWEPT: Final = "files that no page is made of any more were removed"
"""What a first build into an old output says of the pages that are gone since; no warning."""


def warnings(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if not line.endswith(SWEPT)]


def quietly(ran: Ran) -> None:
    """Ask that a build ended well, with one line at most, about the cache."""
    assert ran.code == 0, ran.out + ran.err
    lines = warnings(ran.err.splitlines())
    assert len(lines) <= 1, ran.err
    assert all("catalogue" in line for line in lines)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_catalogue_never_shows(site: Site, clean: Clean, name: str) -> None:
    DAMAGES[name](site)
    edit_everything(site)
    quietly(site.build("--jobs", "1"))
    expected = clean(site)
    assert differences(tree(site.output), expected) == []
    again = site.build("--jobs", "1")
    assert (again.err, again.out.split(" in ")[0]) == ("", f"0 written, 0 removed, {len(expected)} unchanged")


def test_a_catalogue_that_may_not_be_read_never_shows(site: Site, clean: Clean) -> None:
    before = powerless()
    site.catalogue.chmod(0)
    edit_everything(site)
    quietly(site.build("--jobs", "1", before=before))
    assert differences(tree(site.output), clean(site)) == []


def test_a_catalogue_that_may_not_be_written_never_shows(site: Site, clean: Clean) -> None:
    before = powerless()
    for file in site.catalogue.parent.iterdir():
        file.chmod(0o444)
    edit_everything(site)
    site.catalogue.with_name("build.lock").chmod(0o644)
    quietly(site.build("--jobs", "1", before=before))
    assert differences(tree(site.output), clean(site)) == []


# Bits. In this process, because hundreds of commands would take minutes; the pipeline is the same.


def build_here(site: Site) -> Outcome:
    return build(Request(site.root, MOMENT, time.time_ns(), site.output))


def flipped(data: bytes, seed: int, count: int = 20) -> bytes:
    """Return data with `count` bytes changed at places that depend on the seed alone."""
    dice, bytes_ = random.Random(seed), bytearray(data)
    for place in dice.sample(range(len(data)), count):
        bytes_[place] ^= dice.randrange(1, 256)
    return bytes(bytes_)


class Round:
    """One built site whose catalogue is damaged again and again; the edit before each build is always the same."""

    def __init__(self, site: Site, clean: Clean) -> None:
        self.site = site
        build_here(site)
        self.before = shutil.copytree(site.root, site.root.with_name("before"), symlinks=True)
        edit_everything(site)
        self.clean = clean(site)

    def survives(self, damage: Damage) -> list[str]:
        """Damage the catalogue, build, and return what differs from a clean build."""
        shutil.rmtree(self.site.root)
        shutil.copytree(self.before, self.site.root, symlinks=True)
        edit_everything(self.site)
        damage(self.site)
        outcome = build_here(self.site)
        assert len(warnings(outcome.notes)) <= 1
        assert not outcome.diagnostics
        return differences(tree(self.site.output), self.clean)


@pytest.fixture
def round_(tmp_path: Path, clean: Clean) -> Round:
    return Round(small_site(tmp_path / "site", 5), clean)


def rewritten(seed: int) -> Damage:
    def damage(site: Site) -> None:
        site.catalogue.write_bytes(flipped(site.catalogue.read_bytes(), seed))

    return damage


def _flips(round_: Round, seeds: range, around: Callable[[Damage], Damage]) -> list[str]:
    return [f"seed {seed}: {line}" for seed in seeds for line in round_.survives(around(rewritten(seed)))]


def as_it_is(damage: Damage) -> Damage:
    return damage


@pytest.mark.parametrize("around", [as_it_is, unsealed])
@pytest.mark.parametrize("start", range(0, 80, 20))
def test_flipped_bytes_never_show(round_: Round, start: int, around: Callable[[Damage], Damage]) -> None:
    assert _flips(round_, range(start, start + 20), around) == []


@pytest.mark.long
@pytest.mark.parametrize("around", [as_it_is, unsealed])
@pytest.mark.parametrize("start", range(100, 600, 50))
def test_flipped_bytes_never_show_in_many_rounds(round_: Round, start: int, around: Callable[[Damage], Damage]) -> None:
    assert _flips(round_, range(start, start + 50), around) == []


def test_rebuilding_costs_no_more_than_a_clean_build(site: Site, tmp_path: Path) -> None:
    fresh = site.copy(tmp_path / "fresh")
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(3):
        a_text(site)
        spent[0].append(site.made("--jobs", "1").seconds)
        spent[1].append(fresh.made("--jobs", "1", "--clean").seconds)
        shutil.rmtree(fresh.output)
    assert min(spent[0]) <= 1.5 * min(spent[1])
