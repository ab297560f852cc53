"""A built site, served as a good host serves it: compressed, typed, with the strictest policy that the theme promises to pass.

It keeps what was asked for, so that a test can say that nothing else was.
"""

import contextlib
import gzip
import mimetypes
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from tests.site.conftest import NOW, run
from tests.site.judge import Site, Tree, read_tree

POLICY: Final = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
COMPRESSED: Final = (".html", ".css", ".js", ".xml", ".svg", ".json", ".txt", ".webmanifest")
TYPES: Final = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".avif": "image/avif"}


class Served(ThreadingHTTPServer):
    """A site on a port of this machine. `tree` may be changed while it runs."""

    daemon_threads = True

    def __init__(self, tree: Tree) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.tree = dict(tree)
        self.sent: dict[str, int] = {}
        """Bytes of the body last sent for each path, as they went over the wire."""

    def at(self, path: str) -> str:
        """Return the whole address of a path."""
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with a file, a folder's index or the site's own page for what is not there."""
        served = self.server
        assert isinstance(served, Served)
        path = unquote(urlsplit(self.path).path).lstrip("/")
        name = f"{path}index.html" if path.endswith("/") or not path else path
        status = 200 if name in served.tree else 404
        if status == 404:
            name = "404.html"
        data = served.tree[name]
        suffix = "." + name.rpartition(".")[2]
        self.send_response(status)
        self.send_header("Content-Type", _type(name, suffix))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header(
            "Cache-Control", "public, max-age=31536000" if "/media/" in self.path else "public, max-age=600"
        )
        if suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        served.sent["/" + path] = len(data)
        with contextlib.suppress(ConnectionError):
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


def _type(name: str, suffix: str) -> str:
    kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@contextlib.contextmanager
def serving(tree: Tree) -> Iterator[Served]:
    """Serve a site while the block runs."""
    with Served(tree) as served:
        threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield served
        finally:
            served.shutdown()


@contextlib.contextmanager
def serving_otherwise(site: Site, folder: Path, setting: str, other: str) -> Iterator[Served]:
    """Serve a copy of a built site, below `folder`, in whose site.yaml `other` stands instead of the line `setting`."""
    root = shutil.copytree(site.root, folder / "site")
    settings = root / "content" / "site.yaml"
    lines = settings.read_text(encoding="utf-8").split("\n")
    assert lines.count(setting) == 1
    settings.write_text("\n".join(other if line == setting else line for line in lines), encoding="utf-8")
    run(root, "build", "--now", NOW)
    with serving(read_tree(root / "output")) as served:
        yield served
