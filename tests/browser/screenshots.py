"""`make screenshots`: the pictures that the README shows, and the references that keep the look from drifting.

    python -m tests.browser.screenshots

It builds the sample site as of a fixed moment. Look at what changed before it is committed: the tests take it for good.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.browser.looks import FOLDER, LOOKS, differing, kept, reference
from tests.browser.served import serving
from tests.browser.shooting import Shot, photographed, studio
from tests.site.conftest import NOW
from tests.site.judge import Tree, read_tree

PROJECT: Final = Path(__file__).resolve().parents[2]
SHOWN: Final = PROJECT / "docs" / "screenshots"
STORY: Final = "/2026/11/cannery-homes/"
README: Final = {
    "home": Shot("/", 1280, 960),
    "home-phone": Shot("/", 390, 844, density=2),
    "article": Shot(STORY, 1280, 960),
    "article-phone": Shot(STORY, 390, 844, density=2),
    "dark": Shot("/harbour/", 1280, 960, "dark"),
    "right-to-left": Shot("/2026/10/ferry-fares-ar/", 390, 844, density=2),
}
"""What `docs/screenshots/` holds, by the name of the file. The letters of menus are those of the machine that took them."""


def show(browser: Browser, tree: Tree) -> None:
    """Take the pictures that the README shows."""
    SHOWN.mkdir(exist_ok=True)
    with serving(tree) as served:
        for name, shot in README.items():
            file = io.BytesIO()
            photographed(browser, served, shot).save(file, "WEBP", quality=80, method=6)
            _replace(SHOWN / f"{name}.webp", file.getvalue())


def keep(browser: Browser, tree: Tree) -> None:
    """Take the references anew, and remove those of looks that there no longer are."""
    FOLDER.mkdir(exist_ok=True)
    with studio(tree) as served:
        for name, shot in LOOKS.items():
            _replace(reference(name), kept(photographed(browser, served, shot)))
    for stale in set(FOLDER.iterdir()) - {reference(name) for name in LOOKS}:
        stale.unlink()


def _replace(path: Path, data: bytes) -> None:
    """Write a picture, unless the one that is there looks the same: no two runs draw every pixel alike."""
    if path.is_file():
        old, new = (Image.open(io.BytesIO(one)).convert("RGB") for one in (path.read_bytes(), data))
        if not differing(old, new):
            return
    path.write_bytes(data)
    sys.stdout.write(f"{path.relative_to(PROJECT)}: {len(data):,} bytes\n")


def main() -> None:
    """Build the sample site and photograph it."""
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "site"
        newsdesk = Path(sys.executable).with_name("newsdesk")
        subprocess.run(
            [newsdesk, "build", "--root", PROJECT, "--output", output, "--now", NOW],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        tree = read_tree(output)
    with chromium() as browser:
        show(browser, tree)
        keep(browser, tree)


if __name__ == "__main__":
    main()
