"""A preview of a desk's site, run in this process, and what a browser would ask it."""

import contextlib
import http.client
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from builder.build.pipeline import build
from builder.build.request import quiet
from builder.preview.editor import Editors
from builder.preview.preview import Preview, Settings, running
from builder.preview.view import Clock
from tests.desk import Desk, Tree, tree_of
from tests.properties.chains import first_difference

PATIENCE: Final = 20.0
"""Seconds that anything may take on a busy machine."""


class Shown:
    """A desk whose site is being previewed."""

    def __init__(self, desk: Desk, preview: Preview, failures: list[Exception]) -> None:
        self.desk = desk
        self.preview = preview
        self.failures = failures
        """What the machine failed at; a test that expects none demands that it is empty."""

    def get(
        self, target: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Return the answer's status, headers (lower-case names) and bytes. An underscore in a header's name is a dash."""
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.port, timeout=PATIENCE)
        try:
            connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def page(self, target: str) -> str:
        """Return a page that must be there."""
        status, _, data = self.get(target)
        assert status == 200, f"{target} is answered with {status}"
        return data.decode()

    def state(self) -> dict[str, Any]:
        """Return what pages are told beside themselves."""
        return dict(json.loads(self.page("/_newsdesk/state")))

    def ask(self, name: str, **wanted: object) -> tuple[int, bytes]:
        """Ask for something to be done, as a script of our own pages does."""
        token = self.page("/_newsdesk/").partition('data-token="')[2].partition('"')[0]
        status, _, data = self.get(f"/_newsdesk/{name}", "POST", json.dumps(wanted), X_Newsdesk=token)
        return status, data

    def settle(self) -> None:
        """Wait until everything that was saved is shown, lost events included."""
        self.preview.desk.inbox.look_everywhere()
        assert self.preview.desk.settled(PATIENCE), "the desk does not come to rest"

    def until(self, target: str, words: str) -> str:
        """Return a page as soon as it holds some words."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            _, _, data = self.get(target)
            if words in data.decode():
                return data.decode()
            time.sleep(0.01)
        raise AssertionError(f"{target} never came to hold {words!r}")

    def until_answered(self, target: str, status: int) -> None:
        """Return as soon as an address is answered with a status."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if self.get(target)[0] == status:
                return
            time.sleep(0.01)
        raise AssertionError(f"{target} was never answered with {status}")

    def tree(self) -> Tree:
        """Return the files that are shown."""
        return tree_of(self.preview.desk.view.folder)

    def difference(self, tree: Tree | None = None) -> str:
        """Return in words how a tree (the shown files) differs from a clean build of the same edition, or ''."""
        tree = self.tree() if tree is None else tree
        view = self.preview.desk.view
        scratch = self.desk.root.with_name(f"{self.desk.root.name}-clean")
        request = self.desk.request()._replace(
            now=view.now,
            output=scratch / "output",
            cache=scratch / "cache",
            everything=view.showing == "everything",
        )
        try:
            build(request)
            return first_difference(tree, tree_of(scratch / "output"))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


@contextlib.contextmanager
def shown(desk: Desk, *, real: bool = False, editor: str = "true", port: int = 0) -> Iterator[Shown]:
    """Preview a desk's site at the desk's moment (with `real` as the clock goes) while the block runs.

    `port` is 0 for any that is free.
    """
    failures: list[Exception] = []
    settings = Settings(desk.root, "127.0.0.1", port, None if real else desk.now, Editors(editor, ""), 1, quiet)
    clock = Clock(lambda: int(time.time()) if real else desk.now, time.time_ns)
    with running(settings, clock, failures.append) as preview:
        assert preview.desk.ready.wait(PATIENCE)
        yield Shown(desk, preview, failures)
    assert failures == []


def news_desk(root: Path, articles: int = 12) -> Desk:
    """Return a desk with a small site: articles, an author, a running order and a picture."""
    desk = Desk(root)
    desk.author("ann")
    desk.picture("pics/a.png")
    for number in range(articles):
        tags = ["Grain", "vote"][: number % 3]
        desk.article(
            f"world/story-{number}",
            f"Words of {number}.",
            authors=["ann"],
            tags=tags,
            date=f"2026-11-{number % 20 + 1:02d}T09:00",
        )
    desk.write("content/fronts/home.yaml", "lead: world/story-1\n")
    return desk
