"""A news desk at work: a small real site in a folder of its own, with a clock that only the desk moves.

Everything is real: files, pictures, the catalogue, the theme, the pipeline. Nothing here knows what is right; a test
compares what a chain of builds made with what `clean` makes of the same sources at the same moment.
"""

import datetime as dt
import io
import itertools
import json
import os
import re
import shutil
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image

from builder.build.pipeline import build
from builder.build.request import Outcome, Request
from builder.model.diagnostics import Diagnostic

PROJECT: Final = Path(__file__).resolve().parents[1]
TINY: Final = PROJECT / "tests" / "properties" / "tiny"
"""A theme that prints all that every page is given and costs next to nothing."""

NOON: Final = int(dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC).timestamp())
"""Where a desk's clock begins, in seconds since 1970."""

SETTINGS: Final[dict[str, object]] = {
    "title": "The Desk",
    "url": "https://desk.example",
    "lang": "en",
    "timezone": "Europe/Kyiv",
    "theme": "tiny",
    "page_size": 2,
    "sections": [{"id": "world", "title": "World"}, {"id": "city", "title": "City"}],
}

Tree = dict[str, bytes]
"""The bytes of every file, by its path below output/."""

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9/_.-]*|\d{4}-\d\d-\d\d(T[\d:]+([+-]\d\d:\d\d|Z)?)?")


class Clean(NamedTuple):
    """What a build from nothing makes of a desk's sources."""

    outcome: Outcome
    tree: Tree
    modes: dict[str, int]


class Desk:
    """One site. `now` is its clock in seconds since 1970, `last` what the last build did."""

    def __init__(self, root: Path, theme: str = "tiny", **settings: object) -> None:
        self.root = root
        self.output = root / "output"
        self.now = NOON
        self.last: Outcome | None = None
        self._settings = SETTINGS | {"theme": theme} | settings
        self._scratch = (root.with_name(f"{root.name}-clean-{number}") for number in itertools.count())
        if theme == "tiny":
            shutil.copytree(TINY, root / "themes" / "tiny")
        self.settings()

    # ------------------------------------------------------------------------------------------------------ writing

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below the site's root."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def article(self, path: str, body: str = "Words.", **front_matter: object) -> Path:
        """Write an article: `path` below content/ without .md; without a title or date it gets plain ones."""
        keys = {"title": path.rpartition("/")[2].capitalize(), "date": "2026-11-01T09:00"} | front_matter
        return self.write(f"content/{path}.md", f"---\n{yaml_of(keys)}---\n\n{body}\n")

    def author(self, ident: str, body: str = "Writes.", **front_matter: object) -> Path:
        """Write an author's file."""
        return self.write(
            f"content/authors/{ident}.md", f"---\n{yaml_of({'name': ident} | front_matter)}---\n\n{body}\n"
        )

    def picture(self, path: str, colour: str = "red", size: tuple[int, int] = (12, 8)) -> Path:
        """Write a picture below content/; its suffix says the format."""
        return self.write(f"content/{path}", picture(colour, size, Path(path).suffix[1:]))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that a file holds."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        self.write(path, text.replace(old, new))

    def move(self, path: str, new: str) -> None:
        """Rename a file."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / new)

    def delete(self, path: str) -> None:
        """Remove a file or a whole folder."""
        target = self.root / path
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        else:
            target.unlink()

    def settings(self, **changed: object) -> None:
        """Write content/site.yaml with some settings changed; None takes one away."""
        self._settings |= changed
        self.write("content/site.yaml", yaml_of({k: v for k, v in self._settings.items() if v is not None}))

    def theme(self, file: str, text: str) -> None:
        """Write a file of the site's own theme."""
        self.write(f"themes/{self._settings['theme']}/{file}", text)

    def advance(self, seconds: int) -> None:
        """Move the clock, backwards when `seconds` is negative."""
        self.now += seconds

    # ----------------------------------------------------------------------------------------------------- building

    def request(self) -> Request:
        """Return what the next build is asked."""
        return Request(root=self.root, now=self.now, started=time.time_ns(), output=self.output)

    def build(self, **asked: object) -> Outcome:
        """Build; `asked` replaces fields of the request."""
        self.last = build(self.request()._replace(**asked))  # type: ignore[arg-type]
        return self.last

    def check(self) -> tuple[Diagnostic, ...]:
        """Return every finding without writing output/."""
        return build(self.request()._replace(output=None, edition="check")).diagnostics

    def clean(self, **asked: object) -> Clean:
        """Build the same sources at the same moment with nothing known, elsewhere, and throw the files away."""
        scratch = next(self._scratch)
        fresh = self.request()._replace(output=scratch / "output", cache=scratch / "cache")
        outcome = build(fresh._replace(**asked))  # type: ignore[arg-type]
        try:
            return Clean(outcome, tree_of(scratch / "output"), modes_of(scratch / "output"))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def clean_tree(self) -> Tree:
        """Return what a clean build makes."""
        return self.clean().tree

    def tree(self) -> Tree:
        """Return the bytes of every file of output/."""
        return tree_of(self.output)

    def page(self, url: str) -> str:
        """Return the page at an address."""
        path = url.lstrip("/")
        return (self.output / (path if "." in path.rpartition("/")[2] else f"{path}index.html")).read_text("utf-8")

    def touched(self) -> tuple[str, ...]:
        """Return the paths that the last build wrote or removed."""
        assert self.last is not None, "nothing was built yet"
        return tuple(sorted((*self.last.written, *self.last.removed)))

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return the findings of the last build."""
        assert self.last is not None, "nothing was built yet"
        return self.last.diagnostics

    @property
    def codes(self) -> list[str]:
        """Return `path: code` of each finding of the last build."""
        return [f"{finding.path}: {finding.code}" for finding in self.diagnostics]


# --------------------------------------------------------------------------------------------------------------- shapes


def yaml_of(keys: Mapping[str, object]) -> str:
    """Return a mapping as YAML, a key a line: plain words as they are, everything else as JSON, which YAML holds."""
    return "".join(f"{key}: {_plain(value)}\n" for key, value in keys.items())


def _plain(value: object) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def moment(at: int) -> str:
    """Spell seconds since 1970 as front matter writes a moment."""
    return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def picture(colour: str, size: tuple[int, int] = (12, 8), suffix: str = "jpg") -> bytes:
    """Return a picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, {"jpg": "JPEG", "jpeg": "JPEG"}.get(suffix, suffix.upper()))
    return stream.getvalue()


def tree_of(folder: Path) -> Tree:
    """Return the bytes of every file below a folder, by path; a symbolic link counts as the text it holds."""
    found: Tree = {}
    for here, folders, names in os.walk(folder):
        for name in (*names, *(one for one in folders if os.path.islink(f"{here}/{one}"))):
            path = f"{here}/{name}"
            place = os.path.relpath(path, folder)
            found[place] = os.readlink(path).encode() if os.path.islink(path) else Path(path).read_bytes()
    return found


def modes_of(folder: Path) -> dict[str, int]:
    """Return the permissions of every file and folder below a folder, by path; a folder's path ends with a slash."""
    found: dict[str, int] = {}
    for here, folders, names in os.walk(folder):
        for name, end in (*((one, "") for one in names), *((one, "/") for one in folders)):
            path = f"{here}/{name}"
            found[os.path.relpath(path, folder) + end] = stat.S_IMODE(os.lstat(path).st_mode)
    return found
