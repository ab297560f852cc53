"""The longest words that a desk may write, in every place that shows them: nothing scrolls sideways."""

from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.browser import looking
from tests.browser.served import Served, serving
from tests.desk import Desk

pytestmark = pytest.mark.xdist_group("browser")

COMPOUND: Final = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LAW: Final = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a German site that has long words wherever there are words."""
    sections = [{"id": "world", "title": LAW}, {"id": "city", "title": "Stadt"}]
    title = "Süddeutsche Donaudampfschifffahrtszeitung"
    desk = Desk(tmp_path_factory.mktemp("german") / "site", "default", lang="de", title=title, sections=sections)
    desk.author("desk", f"Wer {COMPOUND} sagt.", name=LAW, kind="desk", email=f"{LAW.lower()[:60]}@desk.example")
    long = {
        "title": f"{COMPOUND} meldet", "summary": f"Die {COMPOUND} meldet.", "authors": ["desk"],
        "tags": [LAW], "storyline": "law", "updated": "2026-11-23T09:45",
        "corrections": [{"date": "2026-11-23", "text": f"Nicht {LAW}."}],
    }  # fmt: skip
    desk.write("content/storylines/law.md", f"---\ntitle: {LAW}\n---\nZum {LAW}.\n")
    desk.article("world/older", f"{COMPOUND}.", date="2026-11-21", **long)
    desk.article("city/brief", f"{COMPOUND}.", date="2026-11-22", type="brief", **long)
    desk.article("world/newest", "[mehr](older.md)\n\nText.", date="2026-11-23T09:00", type="live", **long)
    desk.write("content/fronts/home.yaml", "lead: world/older\ntop: [city/brief]\nopinion: [world/newest]\n")
    desk.build()
    with serving(desk.tree()) as running:
        yield running


@pytest.mark.parametrize(
    "path",
    ["/", "/world/", "/author/desk/", "/storyline/law/", "/2026/11/newest/", "/corrections/", "/search/?q=meldet"],
)
def test_no_word_is_too_long_for_a_phone(browser: Browser, german: Served, path: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.clock.install(time="2026-11-23T10:00:00Z")
        page.goto(german.at(path))
        page.wait_for_load_state("networkidle")
        flaws = list(looking.too_wide(page))
    assert not flaws, "\n".join(flaws)
