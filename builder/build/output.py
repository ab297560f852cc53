"""The only door to output/: write if different, replace whole, remove with the folders left empty.

A new file is created outright; an existing one is replaced by a rename, so that nobody reads half a page. No path
leads out of the folder, through a symbolic link or otherwise. Nothing is forced to the disk here: an unfinished
tree is completed by the next build.
"""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple, Protocol

_TEMPORARY: Final = ".newsdesk-new"


class Stamp(NamedTuple):
    """A file's size in bytes and time of change in nanoseconds."""

    size: int
    mtime: int


class Output(Protocol):
    """Where pages go."""

    def write(self, path: str, data: bytes) -> bool:
        """Make sure that a file holds exactly `data`; say whether anything was written."""

    def open_folder(self) -> str:
        """Return the folder that workers may put new pages into, a `NewPages` to them; '' when there is none."""

    def stamp(self, path: str) -> Stamp | None:
        """Return a file's stamp, or None when it is not there."""

    def damaged(self, made: Iterable[tuple[str, str, int, int]]) -> list[str]:
        """Return the keys of those (key, path, size, mtime) whose files are not as they were left."""

    def remove(self, path: str, key: str = "") -> bool:
        """Remove a file, which `key` says whose it is, and the folders that this leaves empty; say if it was there."""

    def finish(self) -> None:
        """Clear away what only a running build needs."""


class NoOutput:
    """Takes pages and keeps none."""

    def write(self, path: str, data: bytes) -> bool:
        """Keep nothing."""
        del path, data
        return True

    def open_folder(self) -> str:
        """Take pages here alone."""
        return ""

    def stamp(self, path: str) -> Stamp | None:
        """Say that every file is as it was."""
        del path
        return Stamp(0, 0)

    def damaged(self, made: Iterable[tuple[str, str, int, int]]) -> list[str]:
        """Find nothing."""
        del made
        return []

    def remove(self, path: str, key: str = "") -> bool:
        """Remove nothing."""
        del path, key
        return True

    def finish(self) -> None:
        """Have nothing to clear away."""


class Folder:
    """A folder on disk that holds the site and nothing else."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._real: set[str] = set()
        self._replaced: set[str] = set()
        self._looked_into: set[str] = set()
        self._temporary = f"{self._root}/{_TEMPORARY}"
        os.makedirs(self._root, exist_ok=True)
        _clear(self._temporary)
        self.was_empty = all(name.startswith(".") for name in os.listdir(self._root))
        """Whether there was nothing but hidden entries before this build."""

    def write(self, path: str, data: bytes) -> bool:
        """Make sure that a file holds exactly `data`; say whether anything was written."""
        target = f"{self._root}/{path}"
        fresh = self._make_folder(path.rpartition("/")[0])
        if not fresh and os.path.lexists(target):
            if _holds(target, data):
                return False
            self._replace(target, data)
        else:
            _create(target, data)
        return True

    def open_folder(self) -> str:
        """Return the folder when there was nothing in it, so that a new page can take nobody's place."""
        return self._root if self.was_empty else ""

    def stamp(self, path: str) -> Stamp | None:
        """Return a file's stamp, or None when it is not there.

        Folders are looked at once a run; a link in the place of one hides all that is in it.
        """
        folder = path.rpartition("/")[0]
        if folder and folder not in self._real and not self._is_real(folder):
            return None
        try:
            found = os.lstat(f"{self._root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stamp(found.st_size, found.st_mtime_ns)

    def damaged(self, made: Iterable[tuple[str, str, int, int]]) -> list[str]:
        """Return the keys of those (key, path, size, mtime) whose files are not as they were left.

        It is asked about every page in every build, hence the plain loop, which does what `stamp` does.
        """
        found = []
        real, root, look = self._real, self._root, os.lstat
        for key, path, size, mtime in made:
            folder = path.rpartition("/")[0]
            if folder and folder not in real and not self._is_real(folder):
                found.append(key)
                continue
            try:
                here = look(f"{root}/{path}")
            except (FileNotFoundError, NotADirectoryError):
                found.append(key)
                continue
            if here.st_size != size or here.st_mtime_ns != mtime:
                found.append(key)
        return found

    def remove(self, path: str, key: str = "") -> bool:
        """Remove a file and the folders that this leaves empty; say whether it was there.

        What lies behind a link is not ours: then the link itself is removed.
        """
        del key
        folder = path.rpartition("/")[0]
        if folder and not self._is_real(folder):
            self._unlink_above(folder)
            self._remove_empty(folder)
            return any(path.startswith(f"{one}/") for one in self._replaced)  # it went with its folder
        try:
            _unlink(f"{self._root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            self._remove_empty(folder)
            return False
        self._remove_empty(folder)
        return True

    def _remove_empty(self, folder: str) -> None:
        """Remove a folder and those above it, as far as they are empty."""
        while folder:
            try:
                os.rmdir(f"{self._root}/{folder}")
            except FileNotFoundError:
                pass
            except OSError:
                return
            self._real.discard(folder)
            folder = folder.rpartition("/")[0]

    def finish(self) -> None:
        """Remove the folder of files under way."""
        _clear(self._temporary)

    def files(self) -> Iterator[str]:
        """Return the path of every file, but for hidden ones at the top, which are never ours."""
        for here, folders, names in os.walk(self._root):
            below = os.path.relpath(here, self._root).replace(os.sep, "/")
            if below == ".":
                folders[:] = [folder for folder in folders if not folder.startswith(".")]
            ours = [name for name in names if below != "." or not name.startswith(".")]
            links = [folder for folder in folders if os.path.islink(f"{here}/{folder}")]
            prefix = "" if below == "." else f"{below}/"
            yield from (prefix + name for name in sorted(ours + links))

    def first_line(self, path: str) -> str:
        """Return the first line of a file, or '' when it cannot be read."""
        try:
            with open(f"{self._root}/{path}", encoding="utf-8", errors="replace") as stream:
                return stream.readline().rstrip("\n")
        except OSError:
            return ""

    def _is_real(self, folder: str) -> bool:
        """Say whether a folder of the site and all above it are folders and no links."""
        if folder in self._real:
            return True
        above = folder.rpartition("/")[0]
        if above and not self._is_real(above):
            return False
        if above not in self._looked_into:
            self._look_into(above)
            if folder in self._real:
                return True
        try:
            real = stat.S_ISDIR(os.lstat(f"{self._root}/{folder}").st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        if real:
            self._real.add(folder)
        return real

    def _look_into(self, folder: str) -> None:
        """Learn which entries of a folder are folders, all at once: an article has a folder of its own."""
        self._looked_into.add(folder)
        prefix = f"{folder}/" if folder else ""
        with contextlib.suppress(OSError), os.scandir(f"{self._root}/{folder}") as entries:
            self._real.update(prefix + entry.name for entry in entries if entry.is_dir(follow_symlinks=False))

    def _unlink_above(self, folder: str) -> None:
        """Remove the link that stands in the place of a folder or of one above it, if there is one.

        A file may be a page that has just taken the folder's place.
        """
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            path = f"{self._root}/{'/'.join(parts[:depth])}"
            if os.path.islink(path):
                os.unlink(path)
                return

    def _make_folder(self, folder: str) -> bool:
        """Make a folder of the site with those above it; say whether it is new."""
        if not folder or folder in self._real:
            return False
        self._make_folder(folder.rpartition("/")[0])
        path = f"{self._root}/{folder}"
        try:
            os.mkdir(path)
        except FileExistsError:
            if self._is_real(folder):
                return False
            os.unlink(path)
            return self._make_folder(folder)  # unless a worker was quicker
        self._real.add(folder)
        return True

    def _replace(self, target: str, data: bytes) -> None:
        if os.path.isdir(target) and not os.path.islink(target):
            shutil.rmtree(target)
            gone = target.removeprefix(f"{self._root}/")
            self._replaced.add(gone)
            self._real = {one for one in self._real if one != gone and not one.startswith(f"{gone}/")}
        with contextlib.suppress(FileExistsError):
            os.mkdir(self._temporary)
        under_way = f"{self._temporary}/page"
        _create(under_way, data)
        os.replace(under_way, target)


class NewPages:
    """A folder that was empty before this build, as one of several workers sees it: pages are added, none is touched.

    Nobody takes anything out of it meanwhile: there is no page yet that could move or go.

    Carrying a page to the process that keeps the books costs more than creating its file.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._known = {""}

    def put(self, path: str, data: bytes) -> Stamp | None:
        """Create a file and return its stamp; None, and nothing is done, where something stands in its way."""
        if not self._make_folder(path.rpartition("/")[0]):
            return None
        try:
            return _create(f"{self._root}/{path}", data, os.O_EXCL)
        except FileExistsError:
            return None

    def _make_folder(self, folder: str) -> bool:
        if folder in self._known:
            return True
        if not self._make_folder(folder.rpartition("/")[0]):
            return False
        path = f"{self._root}/{folder}"
        try:
            os.mkdir(path)
        except FileExistsError:
            if os.path.islink(path) or not os.path.isdir(path):  # what stood there may be gone already
                return False
        self._known.add(folder)
        return True


def _unlink(path: str) -> None:
    """Remove a file, or the folder that somebody put in its place when it is empty."""
    try:
        os.unlink(path)
    except (IsADirectoryError, PermissionError):
        if not os.path.isdir(path):
            raise
        with contextlib.suppress(OSError):
            os.rmdir(path)


def _clear(folder: str) -> None:
    if os.path.islink(folder) or os.path.isfile(folder):
        os.unlink(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)


def _create(path: str, data: bytes, flag: int = os.O_TRUNC) -> Stamp:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | flag, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        made = os.fstat(descriptor)
    except OSError as problem:
        problem.filename = path  # writing to an open file forgets its name
        raise
    finally:
        os.close(descriptor)
    return Stamp(made.st_size, made.st_mtime_ns)


def _holds(path: str, data: bytes) -> bool:
    if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) != len(data):
        return False
    with open(path, "rb") as stream:
        return stream.read() == data
