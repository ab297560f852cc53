"""Pages that were taken away because something went wrong with them, kept beside the output for a writer to see.

A build leaves a page out when its source cannot be read any more. A preview shows it as it last was, beneath the
message that says what is wrong, until the source is mended or gone, and over a restart too.
"""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from builder.build.output import Folder
from builder.model.digest import name_digest


class KeepingFolder(Folder):
    """An output folder that puts pages aside instead of removing them."""

    def __init__(self, root: Path, aside: Path) -> None:
        super().__init__(root)
        self.kept: dict[str, str] = {}
        """Keys of the pages that are put aside, by path."""
        self._aside = aside
        aside.mkdir(parents=True, exist_ok=True)
        self._recall()

    def write(self, path: str, data: bytes) -> bool:
        """Make sure that a file holds exactly `data`; what was put aside of it is out of date."""
        self.forget((path,))
        return super().write(path, data)

    def remove(self, path: str, key: str = "") -> bool:
        """Take a file away; a page is put aside."""
        if key and path.endswith(".html") and self.stamp(path) is not None:
            with contextlib.suppress(FileNotFoundError):
                self._note(path).write_text(f"{path}\n{key}\n", encoding="utf-8")
                os.replace(self._root_of(path), self.place(path))
                self.kept[path] = key
        return super().remove(path, key) or path in self.kept

    def place(self, path: str) -> Path:
        """Return where a page is put aside."""
        return self._aside / f"{name_digest(path.encode())}.html"

    def forget(self, paths: Iterable[str]) -> None:
        """Throw away pages that were put aside."""
        for path in tuple(paths):
            if self.kept.pop(path, None):
                self.place(path).unlink(missing_ok=True)
                self._note(path).unlink(missing_ok=True)

    def _note(self, path: str) -> Path:
        """Return where it is written whose page is put aside."""
        return self.place(path).with_suffix(".txt")

    def _recall(self) -> None:
        """Take up what an earlier preview put aside, and clear away what it left half done."""
        for note in tuple(self._aside.glob("*.txt")):
            path, key, *_ = (*note.read_text(encoding="utf-8").split("\n"), "", "")
            if key and note == self._note(path) and self.place(path).is_file():
                self.kept[path] = key
        ours = {file for path in self.kept for file in (self.place(path), self._note(path))}
        for file in set(self._aside.iterdir()) - ours:
            file.unlink()

    def _root_of(self, path: str) -> str:
        return f"{self._root}/{path}"
