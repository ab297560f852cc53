"""The Markdown that lies about: the project's own files, and the two corpora that may lie beside the project."""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).parents[3]
SHARED: Final = PROJECT.parent / "shared"
BENCH: Final = SHARED / "bench" / "corpus.py"
ARCHIVE: Final = SHARED / "corpora" / "18f.tar.gz"

_FRONT_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def body_of(source: str) -> str:
    """Return a file's text without its front matter."""
    return _FRONT_MATTER.sub("", source.replace("\r\n", "\n"))


@cache
def own_files() -> dict[str, str]:
    """Return the bodies of all Markdown files of the project, by path."""
    found = [
        *PROJECT.glob("*.md"),
        *(file for room in ("content", "docs", "builder") for file in (PROJECT / room).rglob("*.md")),
    ]
    return {str(file.relative_to(PROJECT)): body_of(file.read_text(encoding="utf-8")) for file in sorted(found)}


@cache
def bench_bodies(count: int) -> list[str]:
    """Return the first so many articles of the benchmark's corpus."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "corpus.jsonl"
        command = [sys.executable, "-B", str(BENCH), "neutral", str(count), str(file)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line)["body"] for line in lines]


@cache
def archive_bodies() -> dict[str, str]:
    """Return the 18F articles by path."""
    with tarfile.open(ARCHIVE) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.name.endswith(".md")}
        return {name: body_of(file.read().decode("utf-8")) for name, file in sorted(files.items()) if file}
