"""Rendering is a function of the shard: the same bytes in any order, process, locale, zone and hash seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.digest import digest
from builder.model.page import Job, Rendered
from builder.model.views import (
    ArchiveView,
    CorrectionsView,
    DayView,
    FeedView,
    FragmentView,
    PlainView,
    RedirectView,
    SearchView,
    StandingView,
    Topic,
)
from builder.render import press
from builder.render.shard import render_shard
from tests.render import golden, kits

ROOT = Path(__file__).parents[2]
CARDS = kits.packed(*(kits.card(number, lang=("en", "uk", "ar")[number % 3]) for number in range(1, 9)))


def jobs() -> tuple[Job, ...]:
    """Return one job of each kind and language."""
    return (
        kits.job(kits.article_view(), "article.html"),
        kits.job(kits.article_view(article=kits.article(lang="uk"), related=CARDS), "article.html"),
        kits.job(kits.article_view(article=kits.article(lang="ar"), related=CARDS), "article.html"),
        kits.job(kits.article_view(article=kits.article(lang="pt-BR"), related=CARDS), "article.html"),
        kits.job(kits.listing_view(cards=CARDS), "section.html"),
        kits.job(kits.listing_view(kind="home", title="", cards=CARDS), "home.html"),
        kits.job(kits.listing_view(kind="tag", cards=CARDS), "tag.html"),
        kits.job(kits.listing_view(kind="storyline", cards=CARDS), "storyline.html"),
        kits.job(kits.listing_view(kind="author", cards=CARDS, signed=kits.signed()), "author.html"),
        kits.job(DayView("/archive/2026/11/22/", "2026-11-22", CARDS), "day.html"),
        kits.job(StandingView("/about/", "About", "", "de", "<p>Wir</p>", ()), "page.html"),
        kits.job(ArchiveView("/archive/2026/11/", "2026-11", (), ()), "archive.html"),
        kits.job(CorrectionsView("/corrections/2026/", "2026", (), ()), "corrections.html"),
        kits.job(SearchView("/search/", (Topic("Sea port", "/tag/sea-port/"),)), "search.html"),
        kits.job(PlainView("/404.html"), "404.html"),
        kits.job(RedirectView("/old/", "/new/", "New", "en"), "redirect.html"),
        kits.job(FragmentView("/fragments/latest.html", CARDS), "fragments/latest.html"),
        kits.job(FeedView("/feed.xml", "/", "", CARDS), form="rss"),
        Job("robots", "robots.txt", "text", "", "", "User-agent: *\nї".encode(), ""),
    )


def made(order: tuple[Job, ...]) -> list[Rendered]:
    return list(render_shard(kits.shard(kits.kit(), *order)).pages)


def test_order_and_company_of_jobs_change_nothing() -> None:
    forwards, backwards = made(jobs()), made(jobs()[::-1])
    alone = [made((job,))[0] for job in jobs()]
    assert forwards == backwards[::-1] == alone
    assert all(page.data for page in forwards)


def test_cards_thrown_away_midway_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(jobs())
    monkeypatch.setattr(press, "CARDS_KEPT", 2)
    monkeypatch.setattr("builder.render.shard._presses", {})
    assert made(jobs()) == whole


def test_parts_that_see_only_the_site_are_made_once_a_language() -> None:
    ready = press.set_up(kits.kit())
    english, german = press.voice(ready, "en"), press.voice(ready, "de")
    header = press.once(english, "partials/header.html")
    assert press.once(english, "partials/header.html") is header
    assert press.once(german, "partials/header.html") != header


def test_digest_is_of_the_bytes_and_text_passes_as_it_is() -> None:
    pages = made(jobs())
    assert all(page.digest == digest(page.data or b"") for page in pages)
    assert pages[-1].data == "User-agent: *\nї".encode()


def test_kits_do_not_mix() -> None:
    other = kits.kit(page_html="{{ site.title }}!")
    view = StandingView("/about/", "About", "", "en", "", ())
    plain = kits.page(view, "page.html")
    assert kits.page(view, "page.html", using=other) == "The Ferry Post!"
    assert kits.page(view, "page.html") == plain


def digests() -> list[str]:
    """Return the digests of all pages, for another process to print."""
    return [page.digest.hex() for page in made(jobs())] + [
        digest(text.encode()).hex() for text in golden.pages().values()
    ]


@pytest.mark.parametrize(
    "around",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/St_Johns",
            "LC_ALL": "uk_UA.UTF-8",
            "LANG": "uk_UA.UTF-8",
            "HOME": "/",
        },
    ],
)
def test_another_process_with_another_seed_zone_and_locale_makes_the_same_bytes(
    around: dict[str, str], tmp_path: Path
) -> None:
    code = "import json; from tests.render.test_shard import digests; print(json.dumps(digests()))"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | around
    answer = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, check=True, capture_output=True
    )
    assert json.loads(answer.stdout) == digests()
