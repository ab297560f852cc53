"""Pictures before pages: the bytes of every rendition that is about to be published are brought into the media cache.

Each original is decoded once, on the pool, for all of its renditions that are missing. No page is planned before its
pictures are there: an original that fails is marked, and the pages that name it are named again, so that none ever
links to a rendition that could not be made.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from builder.build.cards import make_cards
from builder.build.kit import Tools
from builder.build.media_cache import MediaCache, card_name, rendition_name
from builder.build.output import Output, Stamp
from builder.build.pool import Pool
from builder.build.request import Pictures, Progress
from builder.build.work import DEVELOPED, ENCODE, develop_packed
from builder.catalogue import pages, sources
from builder.catalogue.media import Original
from builder.catalogue.pages import Made
from builder.model.digest import digest
from builder.model.page import Job
from builder.model.picture import Develop, Marks, Recipe, original_of
from builder.pages.archive import Archive
from builder.pages.kinds import plan
from builder.pages.picture import NAMED, rendition_keys
from builder.pages.uses import renditions_of
from builder.source.read import read_file

FEW: Final = 1
"""So few originals are developed in this process: starting workers would take longer."""

_BATCH: Final = 500
_DIED: Final = "making it smaller killed the process that did it, twice"
GONE: Final = "it changed or went while the site was being built; build again"


class Failed(NamedTuple):
    """An original whose renditions cannot be made, and why."""

    original: Original
    problem: str


class _Need(NamedTuple):
    """An original and the recipes of those of its renditions that have to be made."""

    original: Original
    recipes: list[Recipe]


class Darkroom:
    """One build's dealings with renditions, and the counts of them."""

    def __init__(self, root: Path, cache: MediaCache, progress: Progress) -> None:
        self._root = root
        self._cache = cache
        self._progress = progress
        self._made = 0
        self._reused = 0
        self._out = 0
        self._in: dict[bytes, int] = {}

    def pictures(self) -> Pictures:
        """Return what was done so far."""
        return Pictures(self._made, self._reused, self._cache.decoded, sum(self._in.values()), self._out)

    def bytes_of(self, job: Job) -> bytes:
        """Return a rendition that is in the cache. Raises OSError when it was taken out while the site was built."""
        data = self._cache.read(_name_of(job))
        if data is None:
            raise OSError(f"the media cache lost {job.path} while the site was being built; build again")
        return data

    def develop(self, archive: Archive, tools: Tools, output: Output, workers: int) -> list[Failed]:
        """Bring what pending pages publish into the cache; return the originals that fail."""
        _name_renditions(archive)
        needs = self._needs(archive, tools, output)
        total, done = sum(len(need.recipes) for need in needs.values()), 0
        failed: list[Failed] = []
        with Pool(develop_packed, workers if len(needs) > FEW else 1) as pool:
            for shard, result in pool.run(self._tasks(needs, failed)):
                path = msgspec.msgpack.decode(shard, type=Develop).path
                need = needs[path]
                if result is None:
                    failed.append(Failed(need.original, _DIED))
                else:
                    self._keep(need, result, failed)
                done += len(need.recipes)
                self._progress("pictures", done, total)
        for size in make_cards(self._cache, self._cards(archive, tools, output), workers):
            self._made, self._out = self._made + 1, self._out + size
        return failed

    def _cards(self, archive: Archive, tools: Tools, output: Output) -> dict[bytes, str]:
        """Return what cards for sharing say that have to be made, each once, and their paths."""
        wanted: dict[bytes, str] = {}
        for job in self._unmade(archive, tools, output, "social"):
            if not self._is_kept(job):
                wanted[job.data] = job.path
        return wanted

    def _needs(self, archive: Archive, tools: Tools, output: Output) -> dict[str, _Need]:
        """Return what has to be made, by the path of the original."""
        needs: dict[str, _Need] = {}
        for job in self._unmade(archive, tools, output, "media"):
            recipe, original = renditions_of(archive, original_of(job.key))[job.key]
            if original.digest not in self._in:
                self._in[original.digest] = sources.size_of(archive.catalogue, original.path)
            if not self._is_kept(job):
                needs.setdefault(original.path, _Need(original, [])).recipes.append(recipe)
        return needs

    def _unmade(self, archive: Archive, tools: Tools, output: Output, kind: str) -> Iterator[Job]:
        """Give the job of each pending page of a kind that is not in place as it should be."""
        pending = [key for key, _ in pages.pending_of_kind(archive.catalogue, kind)]
        for start in range(0, len(pending), _BATCH):
            known = pages.find_all(archive.catalogue, pending[start : start + _BATCH])
            for key in pending[start : start + _BATCH]:
                job = plan(archive, key).job
                if job and not _is_made(job, known.get(key), tools, output):
                    yield job

    def _is_kept(self, job: Job) -> bool:
        data = self._cache.read(_name_of(job))
        if data is not None:
            self._reused, self._out = self._reused + 1, self._out + len(data)
        return data is not None

    def _tasks(self, needs: dict[str, _Need], failed: list[Failed]) -> Iterator[bytes]:
        for need in needs.values():
            try:
                data = read_file(self._root, need.original.path)
            except OSError:
                data = b""
            if digest(data) != need.original.digest:
                failed.append(Failed(need.original, GONE))
                continue
            facts = need.original.facts
            marks = Marks(facts.credit, facts.copyright, facts.source_type)
            yield ENCODE(Develop(need.original.path, data, tuple(need.recipes), marks))

    def _keep(self, need: _Need, result: bytes, failed: list[Failed]) -> None:
        developed = DEVELOPED.decode(result)
        self._cache.decoded += developed.decoded
        if developed.problem:
            failed.append(Failed(need.original, developed.problem))
            return
        for recipe, data in zip(need.recipes, developed.files, strict=True):
            self._cache.write(rendition_name(need.original.digest, recipe), data)
            self._made, self._out = self._made + 1, self._out + len(data)


def _name_renditions(archive: Archive) -> None:
    """Put the renditions of originals on the pending list, in the place of the originals."""
    named = pages.pending_of_kind(archive.catalogue, NAMED)
    if named:
        with archive.catalogue.changing():
            for key, why in named:
                pages.await_pages(archive.catalogue, ((one, why) for one in rendition_keys(archive, key)))
            pages.settle(archive.catalogue, (key for key, _ in named))


def _is_made(job: Job, known: Made | None, tools: Tools, output: Output) -> bool:
    if known is None or known.fingerprint != tools.fingerprint(job):
        return False
    return output.stamp(known.path) == Stamp(known.size, known.mtime)


def _name_of(job: Job) -> str:
    if job.view:
        return card_name(job.path)
    original, recipe, _ = msgspec.msgpack.decode(job.data, type=tuple[bytes, Recipe, str])
    return rendition_name(original, recipe)
