"""A browser opens each hostile drawing at its own address: cleaned, it asks for nothing more; as it was, it does."""

import http.server
import subprocess
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from builder.source.svg import clean_svg
from tests import machine
from tests.source.svg_vectors import HIT, VECTORS

PATIENCE = 120
"""Seconds after which a browser that never came to the end is given up."""
BREATH = 0.1
"""Seconds that a drawing stays once it is loaded, for what asks only then: an animation, an event."""
LONGEST = 15
"""Seconds that a drawing stays which has to ask for something, on a machine that does much else."""


class Gallery(http.server.ThreadingHTTPServer):
    """Shows drawings one after another, each sending the browser on, and writes down what else each asks for."""

    def __init__(self, drawings: Mapping[str, bytes], asking: Collection[str]) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.drawings = list(drawings.items())
        self.asking = asking
        self.seen: list[str] = []
        self.hits: dict[str, list[str]] = {}
        self.asked = threading.Condition()
        self.done = threading.Event()

    @property
    def address(self) -> str:
        """Where the drawings are shown."""
        return f"http://127.0.0.1:{self.server_port}/"

    def hit(self, number: int, what: str) -> None:
        """Write down that this drawing asked for something."""
        with self.asked:
            self.hits.setdefault(self.drawings[number][0], []).append(what)
            self.asked.notify_all()

    def leave(self, number: int) -> None:
        """Wait before a drawing goes: a browser shows it, and it may ask, until the next one is answered."""
        name = self.drawings[number][0]
        with self.asked:
            self.asked.wait_for(lambda: name in self.hits, LONGEST if name in self.asking else BREATH)


class Visit(http.server.BaseHTTPRequestHandler):
    """One request: `/3.svg` for a drawing, `/3/…` or anything else for what a drawing asks for."""

    def do_GET(self) -> None:
        """Answer with a drawing, or write down who asked for what."""
        gallery = self.server
        assert isinstance(gallery, Gallery)
        number, _, what = self.path.removeprefix("/").partition("/")
        if number.isdigit():
            gallery.hit(int(number), unquote(what))
        elif number.endswith(".svg"):
            self._show(gallery, int(number.removesuffix(".svg")))
            return
        elif number == "end":
            gallery.leave(len(gallery.drawings) - 1)
            gallery.done.set()
        elif number != "favicon.ico":
            gallery.hit(len(gallery.seen) - 1, unquote(self.path))
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _show(self, gallery: Gallery, number: int) -> None:
        if number:
            gallery.leave(number - 1)
        name, data = gallery.drawings[number]
        gallery.seen.append(name)
        following = f"{number + 1}.svg" if number + 1 < len(gallery.drawings) else "end"
        self.send_response(200)
        self.send_header("Content-Type", "image/svg+xml")
        self.send_header("Refresh", f"0; url={gallery.address}{following}")
        self.end_headers()
        self.wfile.write(data.replace(HIT.encode(), f"{gallery.address}{number}/".encode()))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


def hits(drawings: Mapping[str, bytes], profile: Path, asking: Collection[str] = ()) -> dict[str, list[str]]:
    """Return what each drawing made a browser ask for; those that are known to ask are given the time for it."""
    browser = machine.program("chromium")
    with Gallery(drawings, asking) as gallery:
        threading.Thread(target=gallery.serve_forever, daemon=True).start()
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--no-first-run",
        ]
        quiet = [
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
        ]
        process = subprocess.Popen(
            [*command, *quiet, f"{gallery.address}0.svg"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            assert gallery.done.wait(PATIENCE), f"the browser came to {gallery.seen[-1:]}"
        finally:
            process.terminate()
            process.wait(PATIENCE)
            gallery.shutdown()
        assert gallery.seen == list(drawings)
        return gallery.hits


@pytest.fixture(scope="module")
def hit_by_cleaned(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    cleaned = {name: clean_svg(text.encode()).data for name, text in VECTORS.items()}
    return hits(cleaned, tmp_path_factory.mktemp("cleaned"))


@pytest.mark.xdist_group("browser")
def test_cleaned_drawings_ask_for_nothing(hit_by_cleaned: dict[str, list[str]]) -> None:
    assert hit_by_cleaned == {}


@pytest.mark.xdist_group("browser")
def test_the_same_drawings_ask_for_much_when_they_are_not_cleaned(tmp_path: Path) -> None:
    raw = {name: text.encode() for name, text in VECTORS.items() if name != "foreign refresh"}  # which ends the tour
    asking = {"script", "onload", "foreign script", "picture from outside", "style import", "animated picture"}
    found = hits(raw, tmp_path, asking)
    assert len(found) >= 20
    assert asking <= found.keys()
