"""The disk as it is: every file below content/ and the themes in use, with its stamps.

It reads names and stamps only. Hidden files and editors' leavings are passed over; symbolic links are never followed.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from builder.model.diagnostics import CONTROLS, Diagnostic, finding, printable
from builder.model.source import SourceKind, kind_of

CONTENT: Final = "content/"
"""Where everything lies that sources may name."""


class Found(NamedTuple):
    """A file on disk; size in bytes, stamps in nanoseconds.

    `size` is UNREADABLE, and the stamps are 0, of what lies there and cannot be read, which may be a folder.
    """

    path: str
    kind: SourceKind
    size: int
    mtime: int
    ctime: int


UNREADABLE: Final = -1
"""The size of what cannot be read."""


class Scan(NamedTuple):
    """Everything found, by path, and what cannot be used."""

    files: dict[str, Found]
    findings: tuple[Diagnostic, ...]


def scan(places: Iterable[tuple[Path, str]]) -> Scan:
    """Walk folders, each given as (folder above it, name below that): (site's root, content)."""
    files: dict[str, Found] = {}
    findings: list[Diagnostic] = []
    for root, folder in places:
        for found in _walk(str(root), folder, findings):
            files[found.path] = found
    return Scan(files, tuple(findings))


def scan_at(root: Path, paths: Iterable[str]) -> Scan:
    """Look at single paths below a folder, such as content/world/summit.md; a folder is walked with all it holds.

    What it says of a path is what a whole scan says of it; of a path that is not there it says nothing.
    """
    files: dict[str, Found] = {}
    findings: list[Diagnostic] = []
    for path in paths:
        for found in _at(str(root), path, findings):
            files[found.path] = found
    return Scan(files, tuple(findings))


def names_below(root: Path, folder: str, most: int) -> Iterator[list[str]]:
    """Walk a folder and give the paths of what a scan tells of, at most so many at once; no stamps are read.

    What a catalogue cannot name is given as the folder that it lies in.
    """
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            with os.scandir(f"{root}/{here}") as entries:
                found = [(f"{here}/{one.name}", one.is_dir(follow_symlinks=False)) for one in entries]
        except FileNotFoundError:
            continue
        except OSError:
            yield [spelled(here)]
            continue
        found = [(path, is_folder) for path, is_folder in found if not _is_passed_over(path.rpartition("/")[2])]
        folders.extend(path for path, is_folder in found if is_folder)
        names = [spelled(path) for path, is_folder in found if not is_folder]
        yield from (names[start : start + most] for start in range(0, len(names), most))


def spelled(path: str) -> str:
    """Return a path if its name is text, else the nearest folder above it of which that is true."""
    while path:
        try:
            path.encode()
        except UnicodeEncodeError:
            path = path.rpartition("/")[0]
        else:
            break
    return path


def _at(root: str, path: str, findings: list[Diagnostic]) -> Iterator[Found]:
    here, mode = "", 0
    for name in path.split("/"):
        if here and _is_passed_over(name):
            return
        here = f"{here}/{name}" if here else name
        try:
            mode = os.lstat(f"{root}/{here}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as problem:
            yield from _refused(here, _unreadable(here, problem), findings)
            return
        if stat.S_ISLNK(mode):
            yield from _refused(here, _symlink(here), findings)
            return
    if stat.S_ISDIR(mode):
        yield from _walk(root, path, findings)
    else:
        yield from _file(lambda: os.lstat(f"{root}/{path}"), path, findings)


def _is_passed_over(name: str) -> bool:
    """Say whether a name is a hidden file's, or one that editors leave beside what they write."""
    return name.startswith((".", "~", "#")) or name.endswith("~")


def _walk(root: str, folder: str, findings: list[Diagnostic]) -> Iterator[Found]:
    folders = [folder]
    while folders:
        here = folders.pop()
        try:
            entries = os.scandir(f"{root}/{here}")
        except FileNotFoundError:
            continue
        except OSError as problem:
            yield from _refused(here, _unreadable(here, problem), findings)
            continue
        written = kind_of(f"{here}/x.md")  # one folder's Markdown is of one kind
        with entries:
            for entry in entries:
                name = entry.name
                if _is_passed_over(name):
                    continue
                path = f"{here}/{name}"
                usual = _usual(entry, path, written) if name.endswith(".md") else None
                if usual:
                    yield usual
                elif entry.is_symlink():
                    yield from _refused(path, _symlink(path), findings)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield from _file(partial(entry.stat, follow_symlinks=False), path, findings)


def _usual(entry: os.DirEntry[str], path: str, kind: SourceKind) -> Found | None:
    """Return a file as nearly all are, and None for any other: every build looks at all of them, so this is quick."""
    if not (path.isascii() and path.isprintable()):
        return None
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return Found(path, kind, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _file(look: Callable[[], os.stat_result], path: str, findings: list[Diagnostic]) -> Iterator[Found]:
    try:
        path.encode()
        found = look()
    except UnicodeEncodeError:
        findings.append(_unnamable(path, "is not UTF-8"))
        return
    except OSError as problem:
        yield from _refused(path, _unreadable(path, problem), findings)
        return
    if CONTROLS.search(path):
        findings.append(_unnamable(path, "holds a control character"))
        return
    if not stat.S_ISREG(found.st_mode):
        message, hint = "it is a pipe, a socket or a device, and no file", "put the file itself here"
        yield from _refused(path, finding("file-unreadable", path, message=message, hint=hint), findings)
        return
    kind = kind_of(path)
    if kind == "ignored":
        hint = _renamed(path) or _KINDS_HINT
        findings.append(finding("file-ignored", path, message="files of this kind are not read", hint=hint))
    yield Found(path, kind, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


_KINDS_HINT: Final = (
    "articles end in .md, pictures in .jpg, .png, .webp, .gif, .avif or .svg; move other files out of content/"
)
_MEANT: Final = {".yml": ".yaml", ".md.txt": ".md", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md"}
"""Suffixes of files that would be read under another one."""


def _renamed(path: str) -> str:
    """Return how to rename a file so that it is read; '' for one that no suffix would help."""
    stem, right = next(((path[: -len(end)], good) for end, good in _MEANT.items() if path.endswith(end)), ("", ""))
    if not stem or kind_of(stem + right) == "ignored":
        return ""
    return f"rename it to {(stem + right).rpartition('/')[2]}, if it is meant to be read"


def _refused(path: str, problem: Diagnostic, findings: list[Diagnostic]) -> Iterator[Found]:
    """Report what cannot be read, and give what lies there under its name, so that nobody is told that it is missing.

    A theme has no names that others write, and a name that is no text is nobody's.
    """
    findings.append(problem)
    if problem.path == path and path.startswith(CONTENT):
        yield Found(path, kind_of(path), UNREADABLE, 0, 0)


def _unnamable(path: str, why: str) -> Diagnostic:
    return finding("name-invalid", _shown(path), message=f"the file's name {why}", hint="rename the file")


def _unreadable(path: str, problem: OSError) -> Diagnostic:
    message = problem.strerror or type(problem).__name__
    return finding("file-unreadable", _shown(path), message=message, hint="check the file's permissions")


def _symlink(path: str) -> Diagnostic:
    message = "symbolic links are not followed, because they can lead out of the site"
    return finding("file-unreadable", _shown(path), message=message, hint="put the file itself here")


def _shown(path: str) -> str:
    """Return a path as it can be printed: a name may hold bytes that are no text, and control characters."""
    return printable(path.encode(errors="replace").decode())
