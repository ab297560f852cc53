"""Opens a writer's editor at a line, from here and not from the browser: so no page ever says where files lie."""

import shlex
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final
from urllib.parse import quote

DEFAULT: Final = "vscode://file/{file}:{line}:{column}"
"""The editor when none is named: an address that the desktop hands to Visual Studio Code."""

_KNOWN: Final = {
    "code": "--goto {file}:{line}:{column}",
    "code-insiders": "--goto {file}:{line}:{column}",
    "codium": "--goto {file}:{line}:{column}",
    "cursor": "--goto {file}:{line}:{column}",
    "subl": "{file}:{line}:{column}",
    "zed": "{file}:{line}:{column}",
    "hx": "{file}:{line}:{column}",
    "gedit": "+{line}:{column} {file}",
    "kate": "--line {line} --column {column} {file}",
    "gvim": "+{line} {file}",
    "emacsclient": "--no-wait +{line}:{column} {file}",
}
_OPENERS: Final = {"darwin": "open"}


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
    values = {"file": str(file), "line": str(line), "column": str(column)}
    if "://" in editor:
        address = _filled(editor, values | {"file": quote(str(file).lstrip("/"))})
        return [_OPENERS.get(sys.platform, "xdg-open"), address]
    words = shlex.split(editor)
    if "{file}" not in editor:
        words.extend(_KNOWN.get(Path(words[0]).name, "{file}").split())
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
    except OSError:
        return False
    threading.Thread(target=process.wait, daemon=True).start()  # so that its end is taken note of
    return True


def _filled(word: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        word = word.replace(f"{{{name}}}", value)
    return word
