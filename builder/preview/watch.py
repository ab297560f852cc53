"""Files as they are saved: what watchdog sees becomes paths from the site's root, and goes into the desk's inbox.

The kernel may lose events, and watchdog says so only in its log; then, after bursts and every half minute, the desk
looks at everything. Nothing here decides what changed: a path is only a place to look at.
"""

import logging
import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from builder.preview.inbox import Inbox
from builder.source.scan import spelled

WHOLE: Final = 0.002
"""Seconds to wait after a file was closed or put in place by a rename."""

UNDER_WAY: Final = 0.05
"""Seconds to wait after a file was begun, written to or removed: more is likely to follow."""

_SETTLES: Final = {"closed": WHOLE, "moved": WHOLE, "modified": UNDER_WAY, "created": UNDER_WAY, "deleted": UNDER_WAY}


class Watch:
    """Watches content/, the theme's folders, and what they lie in. Use `over` whenever the theme may be another one."""

    def __init__(self, root: Path, inbox: Inbox) -> None:
        self._inbox = inbox
        self._root = root
        self._observer = Observer()
        self._watched: dict[tuple[Path, str, int], ObservedWatch] = {}
        self._log = _Listening(inbox)
        logging.getLogger("watchdog").addHandler(self._log)
        # A folder that goes and comes back may be told twice: what watchdog says of that is for nobody at a desk.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning, "watchdog")
        self._observer.start()
        self.over(())

    def over(self, theme: Iterable[tuple[Path, str]]) -> None:
        """Watch the site and the folders of a theme, each given as (folder above it, name below that)."""
        halls = {(self._root, ""), (self._root, "themes")}
        wanted = {(*place, number) for place in {(self._root, "content"), *theme, *halls} if (number := _inode(place))}
        for place in self._watched.keys() - wanted:
            self._observer.unschedule(self._watched.pop(place))
        for place in sorted(wanted - self._watched.keys()):
            above, name, _ = place
            is_hall = (above, name) in halls
            notes = _Doors(self._root, self._inbox) if is_hall else _Notes(above, self._inbox)
            self._watched[place] = self._observer.schedule(notes, str(above / name), recursive=not is_hall)
            self._inbox.look_everywhere()  # what was saved before the watch began

    def stop(self) -> None:
        """Watch nothing any more."""
        logging.getLogger("watchdog").removeHandler(self._log)
        self._observer.stop()


def _inode(place: tuple[Path, str]) -> int:
    """Return what tells a folder from another one of the same name; 0 when there is none."""
    try:
        return (place[0] / place[1]).stat().st_ino
    except OSError:
        return 0


class _Notes(FileSystemEventHandler):
    """Puts the paths of one folder's events into the inbox."""

    def __init__(self, above: Path, inbox: Inbox) -> None:
        self._above = f"{above}/"
        self._inbox = inbox

    def on_any_event(self, event: FileSystemEvent) -> None:
        settle = _SETTLES.get(event.event_type)
        if settle is None or (event.is_directory and event.event_type == "modified"):
            return
        for place in (event.src_path, event.dest_path):
            path = place.decode("utf-8", "replace") if isinstance(place, bytes) else place
            if path.startswith(self._above):
                self._note(path[len(self._above) :], settle)

    def _note(self, path: str, settle: float) -> None:
        if not any(name.startswith((".", "~", "#")) or name.endswith("~") for name in path.split("/")):
            self._inbox.saved(spelled(path), settle)


class _Doors(FileSystemEventHandler):
    """Has the desk look everywhere when content/, themes/ or a theme as a whole comes, goes or gets another name.

    A folder does not tell that itself: it goes on telling of the files in it, wherever it is.
    """

    def __init__(self, root: Path, inbox: Inbox) -> None:
        self._doors = {str(root / "content"), str(root / "themes")}
        self._themes = str(root / "themes") + "/"
        self._inbox = inbox

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in {"created", "deleted", "moved"}:
            places = map(os.fsdecode, (event.src_path, event.dest_path))
            if any(place in self._doors or place.startswith(self._themes) for place in places):
                self._inbox.look_everywhere()


class _Listening(logging.Handler):
    """Hears from watchdog's log that events were lost."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(logging.WARNING)
        self._inbox = inbox

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self._inbox.look_everywhere()
