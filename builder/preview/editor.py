"""Opens a writer's editor at a line, from here and not from the browser: so no page ever says where files lie."""

import shlex
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

DEFAULT: Final = "vscode"
"""The editor when none is named."""

_ADDRESSES: Final = {
    "idea": "idea://open?file=/{file}&line={line}&column={column}",
    "textmate": "txmt://open?url=file:///{file}&line={line}&column={column}",
    "vscode": "vscode://file/{file}:{line}:{column}",
    "vscodium": "vscodium://file/{file}:{line}:{column}",
}
"""Editors that the desktop finds by the beginning of an address."""

_PROGRAMS: Final = {
    "code": "--goto {file}:{line}:{column}",
    "code-insiders": "--goto {file}:{line}:{column}",
    "codium": "--goto {file}:{line}:{column}",
    "cursor": "--goto {file}:{line}:{column}",
    "subl": "{file}:{line}:{column}",
    "zed": "{file}:{line}:{column}",
    "gedit": "+{line}:{column} {file}",
    "kate": "--line {line} --column {column} {file}",
    "gvim": "+{line} {file}",
    "emacsclient": "--no-wait +{line}:{column} {file}",
}
_OPENERS: Final = {"darwin": "open"}


class Editors(NamedTuple):
    """What a writer's machine says about editors, '' for nothing; each as `command_for` takes it."""

    own: str
    """Named for this preview, or for newsdesk."""
    usual: str
    """Named for every program. What the site names comes before it."""


def chosen(editors: Editors, of_site: str) -> str:
    """Return the editor that opens a file."""
    return editors.own or of_site or editors.usual or DEFAULT


def source_file(root: Path, places: tuple[tuple[Path, str], ...], path: str) -> Path | None:
    """Return the file of a source, or None: only files of content/ and of the themes in use can be opened."""
    names = path.split("/")
    if any(name in {"", ".", ".."} or name.startswith(".") for name in names):
        return None
    above = root if names[0] == "content" else None
    for place, folder in places:
        if path.startswith(f"{folder}/"):
            above = place
    if above is None:
        return None
    file = above / path
    return file if file.is_file() and file.resolve() == above.resolve() / path else None


def command_for(editor: str, file: Path, line: int, column: int) -> list[str]:
    """Return the words that open a file at a line.

    `editor` is an address or a command with {file}, {line} and {column} in it, or the name of a known editor.
    """
    editor = _ADDRESSES.get(editor, editor)
    values = {"file": str(file), "line": str(line), "column": str(column)}
    if "://" in editor:
        address = _filled(editor, values | {"file": quote(str(file).lstrip("/"))})
        return [_OPENERS.get(sys.platform, "xdg-open"), address]
    words = shlex.split(editor)
    if "{file}" not in editor:
        words.extend(_PROGRAMS.get(Path(words[0]).name, "{file}").split())
    return [_filled(word, values) for word in words]


def open_editor(editor: str, file: Path, line: int, column: int) -> bool:
    """Start the editor and do not wait for it; say whether it could be started."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the writer's own editor, and no shell
            command_for(editor, file, line, column),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError):  # ValueError: a quotation mark in the command is never closed
        return False
    threading.Thread(target=process.wait, daemon=True).start()  # so that its end is taken note of
    return True


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(f"{{{name}}}", value)
    return word
