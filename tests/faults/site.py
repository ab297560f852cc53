"""A small site on disk, built through the real command in a process of its own, so that faults can be put around it.

It writes below the folder that it is given and nowhere else, and leaves no process behind.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TextIO

from tests.machine import lacking, program

NEWSDESK: Final = Path(sys.executable).with_name("newsdesk")

NOW: Final = "2026-12-01T00:00:00+00:00"
"""The moment of every build that asks for no other."""

SETTINGS: Final = """\
title: The Faulty Times
url: https://faulty.example
lang: en
timezone: Europe/Kyiv
theme: own
page_size: 5
default_author: desk
sections:
  - id: world
    title: World
  - id: town
    title: Town
"""

ARTICLE: Final = """\
---
title: "{headline} {number}"
date: 2026-11-{day:02}T10:{minute:02}+02:00
tags: [ferry, tag {tag}]
---

The first paragraph of story {number}, with a [link](/world/).

## A heading

Another paragraph.
"""

PATIENCE: Final = 600
"""Seconds after which a command counts as hung."""


class Ran(NamedTuple):
    """What a command answered, and the seconds of processor time that it and its workers took."""

    code: int
    out: str
    err: str
    seconds: float

    def findings(self) -> list[dict[str, Any]]:
        """Return the diagnostics of `--format json`."""
        found: list[dict[str, Any]] = json.loads(self.out)["diagnostics"]
        return found


class Site:
    """A folder with content/; `build` runs the command on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.output = root / "output"
        self.catalogue = root / ".newsdesk" / "build.sqlite"

    def write(self, path: str, data: str | bytes) -> Path:
        """Write one file below the root, with the folders above it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def start(
        self,
        *words: str | Path,
        before: Iterable[str | Path] = (),
        env: Mapping[str, str] | None = None,
        out: TextIO | None = None,
    ) -> subprocess.Popen[str]:
        """Start `newsdesk build` behind the words of another program, such as strace."""
        moment = () if "--now" in words else ("--now", NOW)
        return subprocess.Popen(
            [*before, NEWSDESK, "build", "--root", self.root, *moment, *words],
            stdin=subprocess.DEVNULL,
            stdout=out or subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="backslashreplace",
            cwd=self.root.parent,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})},
            start_new_session=True,
        )

    def build(
        self,
        *words: str | Path,
        before: Iterable[str | Path] = (),
        env: Mapping[str, str] | None = None,
        out: TextIO | None = None,
    ) -> Ran:
        """Run `newsdesk build` to its end; a build that hangs is killed with its workers and fails the test."""
        earlier = _seconds_of_children()
        with self.start(*words, before=before, env=env, out=out) as running:
            try:
                answer, err = running.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, 9)
                raise
        return Ran(running.returncode, answer or "", err, _seconds_of_children() - earlier)

    def made(self, *words: str | Path) -> Ran:
        """Build, which must succeed."""
        ran = self.build(*words)
        assert ran.code == 0, ran.out + ran.err
        return ran

    def copy(self, root: Path) -> "Site":
        """Return the same sources in another folder, never built."""
        for name in ("content", "themes"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, root / name, symlinks=True)
        return Site(root)

    def twin(self, root: Path) -> "Site":
        """Return the same site in another folder with its output, caches and stamps, as if it had been moved."""
        shutil.copytree(self.root, root, symlinks=True)
        return Site(root)

    def clean(self, scratch: Path, *words: str | Path) -> dict[str, bytes]:
        """Return the tree that a first build of the same sources makes, in an empty folder of its own."""
        shutil.rmtree(scratch, ignore_errors=True)
        fresh = self.copy(scratch)
        ran = fresh.build(*words)
        assert ran.code in {0, 1}, ran.out + ran.err
        return tree(fresh.output)

    def leavings(self) -> list[str]:
        """Return what only a running build may keep on disk: files under way, in output/ and in the cache."""
        found = [path for path in everything(self.output) if path.partition("/")[0].startswith(".newsdesk")]
        cache = self.root / ".newsdesk"
        return found + [path for path in everything(cache) if path.endswith((".new", ".tmp", "-journal", ".corrupt"))]


def small_site(root: Path, articles: int = 12) -> Site:
    """Return a site with a few articles in two sections and one author, not built."""
    site = Site(root)
    site.write("content/site.yaml", SETTINGS)
    site.write("content/authors/desk.md", "---\nname: The desk\nkind: desk\n---\nWe write.\n")
    site.write("themes/own/theme.yaml", "name: own\nparent: default\n")
    site.write("themes/own/assets/own.css", "body { color: black }\n")
    edit_theme(site, "the first")
    for number in range(articles):
        write_article(site, number)
    return site


def write_article(site: Site, number: int, more: str = "", headline: str = "Story") -> Path:
    """Write article `number`, with more text at its end."""
    text = ARTICLE.format(headline=headline, number=number, day=number % 28 + 1, minute=number % 60, tag=number % 3)
    return site.write(f"content/{('world', 'town')[number % 2]}/story-{number}.md", text + more)


def edit_theme(site: Site, edition: str) -> None:
    """Change what every page shows."""
    site.write("themes/own/templates/partials/footer.html", f"<footer>This is {edition} edition.</footer>\n")


def edit_everything(site: Site) -> None:
    """Edit a text and a headline, take a tag away with its last article, and change the theme: every page is made anew."""
    write_article(site, 4, "\nMore.\n")
    write_article(site, 1, headline="Another story")
    (site.root / "content/world/story-0.md").unlink()
    edit_theme(site, "the second")


def everything(folder: Path) -> list[str]:
    """Return the paths below a folder of all that is no folder, sorted; symbolic links are never followed."""
    found: list[str] = []
    for here, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        found.extend(os.path.relpath(os.path.join(here, name), folder) for name in names + links)
    return sorted(found)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file with its bytes, and every symbolic link with where it leads."""
    return {path: _contents(folder / path) for path in everything(folder)}


def differences(ours: Mapping[str, bytes], clean: Mapping[str, bytes]) -> list[str]:
    """Return in words how one tree differs from another; [] when it does not."""
    lines = [f"{path} is too much" for path in sorted(ours.keys() - clean.keys())]
    lines += [f"{path} is missing" for path in sorted(clean.keys() - ours.keys())]
    return lines + [f"{path} differs" for path in sorted(ours.keys() & clean.keys()) if ours[path] != clean[path]]


def census(folder: Path, *without: str) -> dict[str, tuple[int, ...]]:
    """Return mode, inode, size and times of all there is below a folder but for some folders directly in it."""
    found: dict[str, tuple[int, ...]] = {}
    for here, folders, names in os.walk(folder):
        below = os.path.relpath(here, folder)
        folders[:] = [name for name in folders if os.path.normpath(os.path.join(below, name)) not in without]
        for name in folders + names:
            stat = os.lstat(os.path.join(here, name))
            path = os.path.normpath(os.path.join(below, name))
            found[path] = (stat.st_mode, stat.st_ino, stat.st_nlink, stat.st_size, stat.st_mtime_ns)
    return found


def powerless() -> tuple[str, ...]:
    """Return the words before a command that take from it root's right to pass over the permissions of files."""
    if os.geteuid() != 0:
        return ()
    words = (program("setpriv"), "--inh-caps=-all", "--bounding-set=-all")
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else lacking("right to give up root's capabilities (setpriv)")


def single_line(ran: Ran) -> str:
    """Return the one line that a failed command wrote on standard error."""
    assert "Traceback" not in ran.err, ran.err
    assert ran.err.endswith("\n"), ran
    assert ran.err.count("\n") == 1, ran.err
    return ran.err.rstrip("\n")


def _contents(file: Path) -> bytes:
    return b"-> " + os.fsencode(os.readlink(file)) if file.is_symlink() else file.read_bytes()


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
