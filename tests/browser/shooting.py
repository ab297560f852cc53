"""Pictures of the sample site's pages, the same on every machine: its own letters, a clock that stands still, nothing that moves."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.served import Served, serving
from tests.site.conftest import NOW
from tests.site.judge import Tree

FONTS: Final = Path(__file__).resolve().parents[2] / "builder" / "fonts"
LETTERS: Final = {"Shot Sans": ("sans", "sans-arabic"), "Shot Serif": ("serif-arabic",)}
"""Families in place of those of the reader's machine, and the fonts of newsdesk that they are made of."""
_AT_REST: Final = """async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)));
  const place = (one) => one.getBoundingClientRect(); // a picture that is not shown has none, and would never come
  const seen = [...document.images].filter((one) => place(one).width && place(one).top < innerHeight);
  await Promise.all([document.fonts.ready, ...seen.map((one) => one.decode())]);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


class Shot(NamedTuple):
    """What is photographed, and how: a window of `width` and `height` CSS pixels with `density` dots for each."""

    path: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"
    density: int = 1


@contextmanager
def studio(tree: Tree) -> Iterator[Served]:
    """Serve a built site whose pages take no letters from the machine while the block runs."""
    with serving(tree) as served:
        faces = []
        for family, names in LETTERS.items():
            for name in names:
                served.tree[f"assets/fonts/shot-{name}.ttf"] = (FONTS / f"{name}.ttf").read_bytes()
                faces.append(
                    f'@font-face {{ font-family: "{family}"; src: url("fonts/shot-{name}.ttf"); {_range(name)} }}'
                )
        tokens = served.tree["assets/tokens.css"].decode()
        for old, new in (("--sans: ", '--sans: "Shot Sans", '), ('"Noto Naskh Arabic", ', '"Shot Serif", ')):
            assert old in tokens
            tokens = tokens.replace(old, new)
        served.tree["assets/tokens.css"] = "\n".join([tokens, *faces]).encode()
        yield served


def _range(name: str) -> str:
    return "unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FEFF;" if name.endswith("arabic") else ""


def photographed(browser: Browser, served: Served, shot: Shot) -> Image.Image:
    """Return what a window shows of a page when everything has come, at the moment of the edition."""
    with browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.density,
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        timezone_id="Europe/Kyiv",
        locale="en-GB",
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.emulate_media(media=shot.media)
        page.goto(served.at(shot.path))
        page.wait_for_load_state("networkidle")
        page.evaluate(_AT_REST)
        taken = page.screenshot(animations="disabled", caret="hide", scale="device")
    return Image.open(io.BytesIO(taken)).convert("RGB")
