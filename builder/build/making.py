"""Pending pages to files: plan, compare fingerprints, render, write what differs, record.

A key leaves the pending list only after its file is in place, so a build that is killed loses nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from builder.build.kit import Tools
from builder.build.output import Output, Stamp
from builder.build.pool import Pool, processes
from builder.build.request import Progress
from builder.build.work import ENCODE, RENDERED, hold_kit, render_packed
from builder.catalogue import diagnostics, kin, pages
from builder.catalogue.pages import Made
from builder.model.diagnostics import finding
from builder.model.digest import digest
from builder.model.page import Job, Rendered, RenderShard
from builder.pages.archive import Archive
from builder.pages.kinds import plan

SHARD_JOBS = 96
SHARD_BYTES = 1024 * 1024
BATCH = 384
"""So many pages are planned in one transaction."""
_FIRST = "search"
"""Kinds from here on come first: files of the search are all planning, for which workers would wait in the end."""
AT_ONCE = 8
"""So many pages are planned and rendered between two questions whether to go on."""
_TOLD = 64
FEW = 40
"""So few pages are rendered in this process: starting workers would take longer."""


def always() -> bool:
    """Never stop."""
    return True


class Touched(NamedTuple):
    """Paths below output/ whose bytes changed."""

    written: set[str]
    removed: set[str]


class _Wanted(NamedTuple):
    fingerprint: bytes
    template: str
    why: str
    known: Made | None


class Making:
    """One run over the pending list."""

    def __init__(
        self, archive: Archive, tools: Tools, output: Output, progress: Progress, picture: Callable[[Job], bytes]
    ) -> None:
        self._archive = archive
        self._catalogue = archive.catalogue
        self._tools = tools
        self._kit = tools.kit
        self._is_first = not pages.are_made(self._catalogue)
        self._folder = ""
        self._output = output
        self._progress = progress
        self._picture = picture
        self._known: dict[str, Made] = {}
        self._wanted: dict[str, _Wanted] = {}
        self._touched = Touched(set(), set())
        self._shard_jobs = SHARD_JOBS
        self._batch = BATCH
        self._done = 0
        self._total = 0

    def run(self, workers: int, only: Sequence[str] | None, go_on: Callable[[], bool]) -> Touched:
        """Make every pending page, or `only` those of some keys.

        It stops between two shards when `go_on` says so; what is not made then is still pending.
        """
        if go_on is not always:
            self._shard_jobs = self._batch = AT_ONCE
        chosen = None if only is None else pages.pending_among(self._catalogue, only)
        self._total = pages.count_pending(self._catalogue) if chosen is None else len(chosen)
        lost: list[bytes] = []
        with self._pool(workers if self._total > FEW else 1) as pool:
            for shard, result in pool.run(self._shards(chosen, go_on)):
                if result is None:
                    lost.append(shard)
                else:
                    self._keep(RENDERED.decode(result).pages)
        if lost:
            self._make_one_by_one(lost, workers)
        with self._catalogue.changing():
            pages.forget_announced(self._catalogue)
        self._touched.removed.difference_update(self._touched.written)
        return self._touched

    def _shards(self, chosen: list[tuple[str, str]] | None, go_on: Callable[[], bool]) -> Iterator[bytes]:
        jobs: list[Job] = []
        size = 0
        for job in self._jobs(chosen):
            if not jobs and not go_on():
                return
            jobs.append(job)
            size += len(job.data)
            if len(jobs) >= self._shard_jobs or size >= SHARD_BYTES:
                yield self._shard(jobs)
                jobs, size = [], 0
        if jobs:
            yield self._shard(jobs)

    def _shard(self, jobs: list[Job]) -> bytes:
        return ENCODE(RenderShard(self._kit, self._tools.kit_digest, tuple(jobs), self._folder))

    def _pool(self, workers: int) -> Pool[bytes, bytes]:
        """Return a pool whose workers get the kit once, and put new pages in place where nothing was before.

        A page that had a file may give its place to another, which this process alone can see to. Pages that are
        rendered in this process bring the kit along.
        """
        self._kit = b"" if workers > 1 else self._tools.kit
        self._folder = self._output.open_folder() if workers > 1 and self._is_first else ""
        ready = partial(hold_kit, self._tools.kit, self._tools.kit_digest)
        return Pool(render_packed, workers, partial(processes, prepare=ready))

    def _jobs(self, chosen: list[tuple[str, str]] | None) -> Iterator[Job]:
        for batch in self._batches() if chosen is None else self._cut(chosen):
            self._read_ahead([key for key, _ in batch])
            with self._catalogue.changing():
                jobs = [job for key, why in batch if (job := self._plan(key, why)) is not None]
                kin.store(self._catalogue, self._archive.memory.take_found())
                pages.announce(self._catalogue, (path for job in jobs for path in self._changing_places(job)))
            for job in jobs:
                if job.format == "picture":
                    self._keep((_as_it_is(job, self._picture(job)),))
            self._keep(tuple(_as_it_is(job, job.data) for job in jobs if job.format == "text"))
            yield from (job for job in jobs if job.format not in {"text", "picture"})

    def _batches(self) -> Iterator[list[tuple[str, str]]]:
        for begin, end in ((_FIRST, "~"), ("", _FIRST)):
            last = begin
            while batch := pages.pending(self._catalogue, last, end, self._batch):
                last = batch[-1][0]
                yield batch

    def _cut(self, chosen: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
        return (chosen[start : start + self._batch] for start in range(0, len(chosen), self._batch))

    def _read_ahead(self, keys: list[str]) -> None:
        self._known = pages.find_all(self._catalogue, keys)
        self._archive.memory.read_ahead(path for kind, _, path in (k.partition(":") for k in keys) if kind == "article")

    def _plan(self, key: str, why: str) -> Job | None:
        """Return the job of a page that has to be made; settle every other page at once."""
        job, findings = plan(self._archive, key)
        diagnostics.store(self._catalogue, f"plan:{key}", findings)
        known = self._known.get(key)
        if job is None:
            self._remove(key, known)
            return None
        fingerprint = self._tools.fingerprint(job)
        if known and known.fingerprint == fingerprint and self._is_in_place(known):
            pages.settle(self._catalogue, [key])
            self._tell(1)
            return None
        self._wanted[key] = _Wanted(fingerprint, job.template, why, known)
        return job

    def _changing_places(self, job: Job) -> tuple[str, ...]:
        """Return the file that a page will have and the one it had, when they differ."""
        known = self._wanted[job.key].known
        if known is None:
            return (job.path,)
        return (job.path, known.path) if known.path != job.path else ()

    def _is_in_place(self, known: Made) -> bool:
        return not known.path or self._output.stamp(known.path) == Stamp(known.size, known.mtime)

    def _keep(self, rendered: tuple[Rendered, ...]) -> None:
        if not rendered:
            return
        before = {page.key: known.path for page in rendered if (known := self._wanted[page.key].known)}
        with self._catalogue.changing():
            made = [self._keep_one(page) for page in rendered]
            pages.record(self._catalogue, made)
            # Only now is it known who has which place: two pages may have changed places with each other.
            for page in made:
                old = before.get(page.key, "")
                if old and old != page.path:
                    self._remove_file(page.key, old)
        self._tell(len(rendered))

    def _keep_one(self, page: Rendered) -> Made:
        wanted = self._wanted.pop(page.key)
        diagnostics.store(self._catalogue, f"page:{page.key}", page.diagnostics)
        path, stamp = "", Stamp(0, 0)
        if page.data is not None:
            path = page.path
            stamp = self._write(page, wanted.known)
        return Made(
            page.key, path, wanted.template, wanted.fingerprint, page.digest, stamp.size, stamp.mtime, wanted.why
        )

    def _write(self, page: Rendered, known: Made | None) -> Stamp:
        if page.placed:
            self._touched.written.add(page.path)
            return Stamp(*page.placed)
        if known and (known.path, known.digest) == (page.path, page.digest):
            stamp = self._output.stamp(page.path)
            if stamp == Stamp(known.size, known.mtime):
                return stamp
        if self._output.write(page.path, page.data or b""):
            self._touched.written.add(page.path)
        return self._output.stamp(page.path) or Stamp(0, 0)

    def _remove(self, key: str, known: Made | None) -> None:
        diagnostics.store(self._catalogue, f"page:{key}", ())
        if known and known.path:
            self._remove_file(key, known.path)
        pages.forget(self._catalogue, key)
        self._tell(1)

    def _remove_file(self, key: str, path: str) -> None:
        """Remove a page's file, unless another page has taken its place."""
        if any(other.key != key for other in pages.at_path(self._catalogue, path)):
            return
        if self._output.remove(path, key):
            self._touched.removed.add(path)

    def _make_one_by_one(self, lost: list[bytes], workers: int) -> None:
        """Render the jobs of shards that killed their workers each alone, and name the guilty."""
        jobs = [job for shard in lost for job in msgspec.msgpack.decode(shard, type=RenderShard).jobs]
        left: list[Job] = []
        with self._pool(max(workers, 2)) as pool:
            for shard, result in pool.run(self._shard([job]) for job in jobs):
                if result is not None:
                    self._keep(RENDERED.decode(result).pages)
                    continue
                guilty = msgspec.msgpack.decode(shard, type=RenderShard).jobs[0]
                wrong = finding(
                    "worker-died",
                    guilty.source or guilty.path,
                    message=f"making {guilty.path} killed the process that made it, twice",
                    hint="look for what is unusual in this file; the rest of the site was built",
                )
                self._keep((Rendered(guilty.key, guilty.path, None, b"", (wrong,)),))
                left.append(guilty)
        for job in left:  # its worker may have put it there before it died; no other works any more
            self._remove_file(job.key, job.path)

    def _tell(self, done: int) -> None:
        before, self._done = self._done, self._done + done
        if before // _TOLD != self._done // _TOLD or self._done == self._total:
            self._progress("pages", self._done, self._total)


def _as_it_is(job: Job, data: bytes) -> Rendered:
    """Return a page that needs no work."""
    return Rendered(job.key, job.path, data, digest(data), ())
