"""The media cache: renditions and facts by the digest of what they are made from, beside the catalogue.

It outlives catalogues and may be carried from machine to machine: an entry's name says everything that it depends on,
and its first bytes are the digest of that name and the rest, so that a flipped bit, half a file or another entry's
bytes are no entry. Losing any of it, or all, costs time and never a byte of the output.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from builder.model.digest import SIZE, digest_of
from builder.model.picture import Facts, Recipe, developer

_TAG: Final = "CACHEDIR.TAG"
_SIGNATURE: Final = (
    b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# Pictures made by newsdesk. See https://bford.info/cachedir/ for what this file is for.\n"
)
_UNDER_WAY: Final = ".new"
_FACTS: Final = msgspec.msgpack.Decoder(Facts)

FINDINGS: Final = 1
"""Version of what facts say. Whoever changes how they are found counts on."""


def rendition_name(original: bytes, recipe: Recipe) -> str:
    """Return the name of a rendition's entry, given the digest of its original."""
    return digest_of((original, recipe.spelled().encode(), developer().encode())).hex()


def card_name(path: str) -> str:
    """Return the name of the entry of a card for sharing by its path in the output, which names all that it is of."""
    return digest_of((b"card", path.encode())).hex()


def facts_name(original: bytes, suffix: str) -> str:
    """Return the name of the entry of an original's facts; its suffix says what its bytes should be."""
    return digest_of((original, suffix.encode(), b"facts %d" % FINDINGS, developer().encode())).hex()


class MediaCache:
    """A folder of entries. It is made when the first entry is written."""

    def __init__(self, folder: Path) -> None:
        self.decoded = 0
        """How often an original had to be decoded, because something made of it was not here."""
        self._folder = str(folder)
        self._known: set[str] = set()

    def read(self, name: str) -> bytes | None:
        """Return an entry, or None when there is none or it is not as it was written."""
        try:
            with open(self._place(name), "rb") as stream:
                whole = stream.read()
        except OSError:
            return None
        data = whole[SIZE:]
        return data if whole[:SIZE] == _sealed(name, data) else None

    def write(self, name: str, data: bytes) -> None:
        """Keep an entry: nobody ever sees half of it. Raises OSError when the folder cannot be written."""
        place = self._place(name)
        self._make_folder(os.path.dirname(place))
        under_way = f"{self._folder}/{os.getpid()}{_UNDER_WAY}"
        with open(under_way, "wb") as stream:
            stream.write(_sealed(name, data))
            stream.write(data)
        if os.path.isdir(place) and not os.path.islink(place):
            os.rename(place, f"{place}.aside")
        os.replace(under_way, place)

    def facts(self, original: bytes, suffix: str) -> Facts | None:
        """Return what is known of an original, or None."""
        data = self.read(facts_name(original, suffix))
        if data is None:
            return None
        with contextlib.suppress(msgspec.MsgspecError):
            return _FACTS.decode(data)
        return None

    def keep_facts(self, original: bytes, suffix: str, facts: Facts) -> None:
        """Keep what is known of an original."""
        self.write(facts_name(original, suffix), msgspec.msgpack.encode(facts))

    def prune(self, wanted: Iterable[str]) -> tuple[int, int]:
        """Remove every entry but the wanted ones; return how many went, and their bytes."""
        kept, count, size = set(wanted), 0, 0
        for here, name in self._files():
            if os.path.basename(here) + name not in kept:
                path = f"{here}/{name}"
                count, size = count + 1, size + os.lstat(path).st_size
                os.unlink(path)
        return count, size

    def _clear_remains(self) -> None:
        """Remove what builds were writing that were killed; those that still run keep theirs."""
        for name in os.listdir(self._folder):
            process = name.removesuffix(_UNDER_WAY)
            if name.endswith(_UNDER_WAY) and not (process.isdigit() and _is_running(int(process))):
                os.unlink(f"{self._folder}/{name}")

    def _files(self) -> Iterator[tuple[str, str]]:
        for here, _, names in os.walk(self._folder):
            if here != self._folder:
                yield from ((here, name) for name in names)

    def _place(self, name: str) -> str:
        return f"{self._folder}/{name[:2]}/{name[2:]}"

    def _make_folder(self, folder: str) -> None:
        if folder in self._known:
            return
        for above in (self._folder, folder):
            if os.path.lexists(above) and not os.path.isdir(above):
                os.unlink(above)
        if not self._known:
            os.makedirs(self._folder, exist_ok=True)
            self._clear_remains()
            with contextlib.suppress(FileExistsError), open(f"{self._folder}/{_TAG}", "xb") as stream:
                stream.write(_SIGNATURE)
        os.makedirs(folder, exist_ok=True)
        self._known.add(folder)


def _sealed(name: str, data: bytes) -> bytes:
    return digest_of((name.encode(), data))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
