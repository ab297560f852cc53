"""Whatever is saved and however, what is served equals a clean build of the same edition."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from builder.preview.dressing import Note, dressed
from tests.preview.previewing import PATIENCE, Shown, news_desk, shown

EVENTS: Final = 150
MANY: Final = 1_000


def text(dice: random.Random, number: int) -> str:
    """Return an article, now and then one that cannot be read."""
    title = dice.choice(["Summit ends", "Storm nears", "It rains", "Буря йде"])
    slip = "tilte: x\n" if dice.random() < 0.1 else ""
    day = dice.randint(1, 28)
    status = dice.choice(["ready", "ready", "draft", "withdrawn"])
    return f"---\ntitle: {title} {number}\ndate: 2026-11-{day:02d}\nstatus: {status}\n{slip}---\n\nWords {dice.random()}.\n"


def some_article(dice: random.Random, content: Path) -> Path:
    """Return an article that is there, or a place for a new one."""
    known = sorted(path for path in content.rglob("*.md") if "authors" not in path.parts)
    return dice.choice(known) if known and dice.random() < 0.8 else content / "world" / f"new-{dice.randint(0, 30)}.md"


def renamed_over(dice: random.Random, content: Path, words: str) -> None:
    """Save as most editors do: a new file takes the old one's place."""
    target = some_article(dice, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(dice.choice([f".{target.name}.swp", f"{target.name}~", f"{target.stem}-tmp.txt"]))
    fresh.write_text(words, encoding="utf-8")
    os.replace(fresh, target)


def written_twice(dice: random.Random, content: Path, words: str) -> None:
    """Save in place, in pieces, twice."""
    target = some_article(dice, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    for piece in (words[: len(words) // 2], words):
        with target.open("w", encoding="utf-8") as stream:
            stream.write(piece[:20])
            stream.flush()
            stream.write(piece[20:])


def swapped(dice: random.Random, content: Path, words: str) -> None:
    """Keep a backup under another name, write anew, and remove the backup."""
    target = some_article(dice, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    backup = target.with_name(f"{target.name}~")
    if target.exists():
        os.replace(target, backup)
    target.write_text(words, encoding="utf-8")
    backup.unlink(missing_ok=True)


def removed(dice: random.Random, content: Path, words: str) -> None:
    """Remove an article."""
    some_article(dice, content).unlink(missing_ok=True)


def folder_moved(dice: random.Random, content: Path, words: str) -> None:
    """Give a folder of articles another name, or bring it back."""
    one, other = content / "world", content / "city"
    if one.is_dir() and not other.exists():
        one.rename(other)
    elif other.is_dir() and not one.exists():
        other.rename(one)
    else:
        shutil.rmtree(other, ignore_errors=True)


def front_changed(dice: random.Random, content: Path, words: str) -> None:
    """Order the front page anew."""
    (content / "fronts/home.yaml").write_text(f"lead: world/story-{dice.randint(0, 13)}\n")


EVENT: Final[tuple[Callable[[random.Random, Path, str], None], ...]] = (
    renamed_over,
    renamed_over,
    written_twice,
    swapped,
    removed,
    folder_moved,
    front_changed,
)


def play(site: Shown, seed: int, events: int) -> None:
    """Save at random, now and then pausing long enough for a round."""
    dice = random.Random(seed)
    content = site.desk.root / "content"
    for number in range(events):
        dice.choice(EVENT)(dice, content, text(dice, number))
        if dice.random() < 0.2:
            time.sleep(dice.random() / 20)


@pytest.mark.parametrize("seed", range(2))
def test_random_saves_end_as_a_clean_build(tmp_path: Path, seed: int) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        play(site, seed, EVENTS)
        site.settle()
        assert site.difference() == ""
        findings = {(one.path, one.code) for one in site.preview.desk.view.findings}
        assert findings >= {(one.path, one.code) for one in site.desk.check()}


@pytest.mark.long
def test_a_thousand_saves_end_as_a_clean_build_within_five_seconds(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        play(site, 7, MANY)
        time.sleep(5)
        assert site.difference() == ""


def test_saves_are_seen_without_being_looked_for(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        site.desk.article("world/story-3", "Entirely other words.")
        site.until("/2026/11/story-3/", "Entirely other words.")
        site.desk.delete("content/world/story-4.md")
        site.until_answered("/2026/11/story-4/", 404)
        site.desk.theme("assets/style.css", "b { order: 7 }")
        site.until("/assets/style.css", "order: 7")
        assert site.preview.desk.settled(PATIENCE)
        assert site.difference() == ""


def test_events_that_were_lost_are_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.preview.watch._Notes.on_any_event", lambda *_: None)
    monkeypatch.setattr("builder.preview.desk.RECONCILE", 0.5)
    with shown(news_desk(tmp_path / "site")) as site:
        site.desk.article("world/story-3", "Nobody heard of this.")
        site.until("/2026/11/story-3/", "Nobody heard of this.")


def test_another_branch_is_checked_out(tmp_path: Path) -> None:
    desk = news_desk(tmp_path / "site", articles=40)
    git = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@news.example"]

    def run(*words: str) -> None:
        subprocess.run([*git, *words], cwd=desk.root, check=True, capture_output=True)

    desk.write(".gitignore", ".newsdesk/\noutput/\n")
    for words in (["init", "-b", "main"], ["add", "."], ["commit", "-m", "one"], ["checkout", "-b", "other"]):
        run(*words)
    for number in range(0, 40, 2):
        desk.article(f"world/story-{number}", f"The other branch has {number}.")
    shutil.rmtree(desk.root / "content/fronts")
    desk.article("city/branch", "Only there.")
    for words in (["add", "-A"], ["commit", "-m", "two"], ["checkout", "main"]):
        run(*words)
    with shown(desk) as site:
        for branch, said in (
            ("other", "The other branch has 2."),
            ("main", "Words of 2."),
            ("other", "branch has 2."),
        ):
            run("checkout", branch)
            site.until("/2026/11/story-2/", said)
        site.settle()
        assert site.difference() == ""


def test_what_is_served_is_the_file_and_a_note_before_the_end_of_the_body(tmp_path: Path) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        for path, data in site.tree().items():
            served = site.get(f"/{path}")[2]
            if served != data:
                before, _, after = served.partition(b"<newsdesk-preview ")
                rest = after.partition(b"</script>")[2]
                assert path.endswith(".html")
                assert before + rest == data


def test_only_a_page_is_dressed() -> None:
    note = Note("content/a.md", "", "0", 1, "t")
    assert dressed(b"<p>a fragment</p>", note) == b"<p>a fragment</p>"
    assert dressed(b"<body>x</body>", note).endswith(b"</script></body>")
