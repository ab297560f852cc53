"""Whatever is saved and however, what is served equals a clean build of the same edition."""

import os
import random
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Final

import pytest
from watchdog.events import FileSystemEvent

from builder.preview import watch
from builder.preview.dressing import Note, dressed
from builder.preview.inbox import Inbox
from tests.desk import Desk
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
    (content / "fronts").mkdir(exist_ok=True)
    (content / "fronts/home.yaml").write_text(f"lead: world/story-{dice.randint(0, 13)}\n")


def branch_checked_out(dice: random.Random, content: Path, words: str) -> None:
    """Check another branch out, or throw away what was not committed."""
    git(content.parent, "checkout", "--force", "--quiet", dice.choice(["main", "other"]))
    git(content.parent, "clean", "--force", "--quiet", "-d", "content")


EVENT: Final[tuple[Callable[[random.Random, Path, str], None], ...]] = (
    renamed_over,
    renamed_over,
    written_twice,
    swapped,
    removed,
    folder_moved,
    front_changed,
    branch_checked_out,
)


def git(root: Path, *words: str) -> None:
    """Run git in a site's folder."""
    named = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@news.example", "-c", "core.fsync=none"]
    subprocess.run([*named, *words], cwd=root, check=True, capture_output=True)


def desk_with_branches(root: Path, articles: int = 12) -> Desk:
    """Return a desk in git, on the branch main; on the branch other half of the articles say something else."""
    desk = news_desk(root, articles)
    desk.write(".gitignore", ".newsdesk/\noutput/\n")
    git(root, "init", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "commit", "--message", "one")
    git(root, "checkout", "-b", "other")
    for number in range(0, articles, 2):
        desk.article(f"world/story-{number}", f"The other branch has {number}.")
    shutil.rmtree(root / "content/fronts")
    desk.article("city/branch", "Only there.")
    git(root, "add", "--all")
    git(root, "commit", "--message", "two")
    git(root, "checkout", "main")
    return desk


@contextmanager
def losing(share: float) -> Iterator[list[int]]:
    """Lose a share of what the kernel tells while the block runs, and say so nowhere; give how much was lost."""
    dice, heard, lost = random.Random(share), watch._Notes.on_any_event, [0]

    def half_deaf(self: watch._Notes, event: FileSystemEvent) -> None:
        if dice.random() < share:
            lost[0] += 1
        else:
            heard(self, event)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch._Notes, "on_any_event", half_deaf)
        yield lost


def play(site: Shown, seed: int, events: int) -> None:
    """Save at random, now and then pausing long enough for a round."""
    dice = random.Random(seed)
    content = site.desk.root / "content"
    for number in range(events):
        dice.choice(EVENT)(dice, content, text(dice, number))
        if dice.random() < 0.2:
            time.sleep(dice.random() / 20)


@pytest.mark.parametrize(
    ("seed", "events"),
    [(0, EVENTS), (1, EVENTS), *(pytest.param(seed, MANY, marks=pytest.mark.long) for seed in (7, 8, 9))],
)
def test_random_saves_end_as_a_clean_build_within_five_seconds(tmp_path: Path, seed: int, events: int) -> None:
    """A tenth of the kernel's events is lost on the way, and nobody is asked to look again."""
    with losing(0.1) as lost, shown(desk_with_branches(tmp_path / "site")) as site:
        play(site, seed, events)
        time.sleep(5)
        tree, findings = site.tree(), {(one.path, one.code) for one in site.preview.desk.view.findings}
        assert site.difference(tree) == ""
        assert findings >= {(one.path, one.code) for one in site.desk.check()}
        assert lost[0] > events / 20


def test_an_overflow_of_the_kernels_queue_is_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads the queue while more is written than it holds: the kernel throws the rest away and says so."""
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text(encoding="ascii"))
    may_read = threading.Event()

    def read(descriptor: int, size: int) -> bytes:
        may_read.wait(PATIENCE)
        return os.read(descriptor, size)

    with shown(news_desk(tmp_path / "site")) as site:
        site.settle()
        monkeypatch.setattr("watchdog.observers.inotify_c.os", SimpleNamespace(**vars(os) | {"read": read}))
        target = site.desk.root / "content/world/story-3.md"
        target.touch()  # the reader comes back with this, and stops
        time.sleep(0.2)
        for number in range(most // 4 + 1_000):  # each is opened, written to and closed: four events
            target.write_text(str(number), encoding="utf-8")
        site.desk.article("world/story-5", "Lost on the way.", date="2026-11-06T09:00")
        site.desk.article("world/story-3", "Lost as well.", date="2026-11-04T09:00")
        may_read.set()
        time.sleep(5)
        assert site.difference(site.tree()) == ""
        assert "Lost on the way." in site.page("/2026/11/story-5/")


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


def test_a_folder_that_is_told_twice_ends_no_watch(tmp_path: Path) -> None:
    desk, inbox = news_desk(tmp_path / "site"), Inbox()
    watching = watch.Watch(desk.root, inbox)
    try:
        for emitter in watching._observer.emitters:
            vars(emitter)["_inotify"]._add_callback(os.fsencode(desk.root / "content" / "world"))
    finally:
        watching.stop()


def test_events_that_were_lost_are_made_up_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.preview.watch._Notes.on_any_event", lambda *_: None)
    monkeypatch.setattr("builder.preview.reconciling.RECONCILE", 0.5)
    with shown(news_desk(tmp_path / "site")) as site:
        site.desk.article("world/story-3", "Nobody heard of this.")
        site.until("/2026/11/story-3/", "Nobody heard of this.")


@pytest.mark.parametrize("folder", ["content", "themes", "themes/tiny"])
def test_a_folder_that_is_moved_as_a_whole_is_missed_and_found_again(tmp_path: Path, folder: str) -> None:
    with shown(news_desk(tmp_path / "site")) as site:
        site.settle()
        time.sleep(4)  # the looks that follow a save are over, and the next one is far
        site.desk.move(folder, "elsewhere")
        began = time.monotonic()
        while not site.state()["errors"]:
            assert time.monotonic() - began < 5
            time.sleep(0.02)
        site.desk.move("elsewhere", folder)
        began = time.monotonic()
        while site.state()["errors"]:
            assert time.monotonic() - began < 5
            time.sleep(0.02)
        site.desk.article("world/story-3", "Saved in the folder that came back.")
        site.until("/2026/11/story-3/", "came back")
        assert site.preview.desk.settled(PATIENCE)
        assert site.difference() == ""


def test_another_branch_is_checked_out(tmp_path: Path) -> None:
    desk = desk_with_branches(tmp_path / "site", articles=40)
    with shown(desk) as site:
        for branch, said in (
            ("other", "The other branch has 2."),
            ("main", "Words of 2."),
            ("other", "branch has 2."),
        ):
            git(desk.root, "checkout", branch)
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


def test_a_page_whose_body_has_no_written_end_is_dressed_too() -> None:
    """HTML allows to leave it out, and a template that lost it is mended before the writer's eyes."""
    note = Note("content/a.md", "", "0", 1, "t")
    for page in (b"<!doctype html>\n<title>A</title><p>Words", b"\n<!-- a --><HTML lang=en><body><p>Words</html>\n"):
        served = dressed(page, note)
        assert served.startswith(page)
        assert served.endswith(b"</script>")


def test_a_page_of_an_earlier_preview_is_another_one(tmp_path: Path) -> None:
    """Its buttons hold the earlier token, so a browser that keeps it, or shows it still, has to fetch it anew."""
    desk = news_desk(tmp_path / "site")
    with shown(desk) as earlier:
        tag = earlier.get("/")[1]["etag"]
        assert earlier.get("/", If_None_Match=tag)[0] == 304
    with shown(desk) as later:
        assert later.get("/", If_None_Match=tag)[0] == 200
        assert later.get("/", "HEAD")[1]["etag"] != tag
