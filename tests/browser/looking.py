"""What a browser sees in a page that a reader would complain of: each function returns a sentence for every flaw."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal

from playwright.sync_api import Page

from tests import machine

AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WINDOWS: Final = {"320": 320, "360": 360, "1280 at 200 %": 640, "768": 768, "1280": 1280, "1920": 1920}
"""Windows that no page may be too wide for: name and width in CSS pixels."""

MOVED: Final = 0.01
"""Cumulative layout shift, https://web.dev/articles/cls: what a page may move while it comes."""

_AXE: Final = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.map((flaw) => [flaw.id, flaw.nodes.map((node) => node.html.slice(0, 160)), flaw.nodes[0].failureSummary]);
}"""
_TOO_WIDE: Final = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => !one.closest(".sections") && one.getBoundingClientRect().right > edge + 1);
  return [`${document.documentElement.scrollWidth - edge} pixels`, ...wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120))];
}"""
_MOVED: Final = """() => new Promise((done) => {
  let sum = 0;
  const moved = [];
  const add = (list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      sum += entry.value;
      moved.push(...entry.sources.map(({ node, previousRect, currentRect }) => `${node?.parentElement?.className} > ${node?.nodeName}.${node?.className} from ${previousRect.y} to ${currentRect.y}`));
    }
  };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([sum, moved]), 300);
})"""
_PICTURES: Final = """() => [...document.images].filter((one) => one.complete && one.naturalWidth).map((one) => {
  const place = Math.round(one.getBoundingClientRect().width * devicePixelRatio);
  return [one.currentSrc, one.naturalWidth, place];
})"""


def inaccessible(page: Page, scheme: Literal["light", "dark"]) -> Iterator[str]:
    """Yield what axe-core finds (WCAG 2.2 AA and its best practices) in one colour scheme."""
    if not AXE.is_file():
        machine.lacking("axe-core (npm)")
    page.emulate_media(color_scheme=scheme)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(_AXE, RULES)
    yield from (f"axe, {scheme}: {json.dumps(flaw, ensure_ascii=False)}" for flaw in found)


def too_wide(page: Page) -> Iterator[str]:
    """Yield the windows in which a page scrolls sideways, and what sticks out; the last has letters twice as large."""
    for name, width in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": 740})
        yield from (f"in a window of {name}: {one}" for one in page.evaluate(_TOO_WIDE))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield from (f"with letters twice as large: {one}" for one in page.evaluate(_TOO_WIDE))
    page.evaluate("document.documentElement.style.fontSize = ''")


def unsteady(page: Page) -> Iterator[str]:
    """Yield by how much a page moved while it came, if that is too much."""
    sum_of_shifts, what = page.evaluate(_MOVED)
    if sum_of_shifts > MOVED:
        yield f"moved by {sum_of_shifts:.3f}: {'; '.join(what)}"


def wasteful(page: Page) -> Iterator[str]:
    """Yield pictures that are more than twice as wide as their place, unless they are of the smallest width."""
    for address, width, place in page.evaluate(_PICTURES):
        if place and width > max(2 * place, 320):
            yield f"{address} is {width} pixels wide for a place of {place}"
