"""The default theme keeps its contracts, and a child theme changes what it wants of it."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
import yaml
from babel import Locale
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from builder.model.page import Job, Kit
from builder.model.site import Section
from builder.model.views import StandingView, Translation
from builder.render.shard import render_shard
from tests.render import kits
from tests.render.test_shard import jobs

THEME: Final = Path(__file__).parents[2] / "themes" / "default"

WHOLE = [
    job for job in jobs() if job.format == "html" and job.template not in {"fragments/latest.html", "redirect.html"}
]


def tree_of(job: Job, kit: Kit | None = None) -> LexborHTMLParser:
    (page,) = render_shard(kits.shard(kit or kits.kit(), job)).pages
    assert page.data is not None, page.diagnostics
    return LexborHTMLParser(page.data.decode())


def article(**changed: object) -> LexborHTMLParser:
    return LexborHTMLParser(kits.page(kits.article_view(**changed), "article.html"))


@pytest.mark.parametrize("job", WHOLE, ids=lambda job: job.template)
def test_every_page_has_what_every_page_must_have(job: Job) -> None:
    tree = tree_of(job)
    for one in (
        "html[lang][dir]",
        "title",
        "link[rel=canonical]",
        "meta[name=description]",
        "h1",
        "main",
        "a.skip",
        "nav.sections[aria-label]",
        "footer.imprint",
        'meta[property="og:title"]',
        "link[type='application/rss+xml'][href='/feed.xml']",
    ):
        assert tree.css(one), one
    assert (
        len(tree.css("h1"))
        == len(tree.css("main"))
        == len(tree.css("title"))
        == len(tree.css("link[rel=canonical]"))
        == 1
    )
    assert kits.first(tree, "a.skip").attributes["href"] == "#" + str(kits.first(tree, "main").id)
    assert not tree.css("[style], [onclick], style, script:not([src]):not([type='application/ld+json'])")


@pytest.mark.parametrize("job", WHOLE, ids=lambda job: job.template)
def test_no_page_asks_a_third_party_for_anything(job: Job) -> None:
    tree = tree_of(job)
    asked = [
        node.attributes.get("src") or node.attributes.get("href")
        for node in tree.css("script, img, iframe, link[rel=stylesheet], link[rel=icon], source, video, audio")
    ]
    assert all(address is None or address.startswith("/") for address in asked)


@pytest.mark.parametrize("job", WHOLE, ids=lambda job: job.template)
def test_headings_skip_no_level(job: Job) -> None:
    levels = [int(node.tag[1]) for node in tree_of(job).css("h1, h2, h3, h4") if node.tag]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize(
    "changed", [{}, {"authors": (), "related": (), "newer": b"", "older": b"", "image": None, "translations": ()}]
)
def test_article_page_has_its_four_parts_in_order(changed: dict[str, object]) -> None:
    parts = [(node.tag, (node.attributes.get("class") or "").split()) for node in article(**changed).css("main > *")]
    assert [tag if tag == "article" else f"{tag}.{classes[0]}" for tag, classes in parts] == [
        "article", "section.author-box", "section.read-more", "section.news-feed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("summary", "body", "shown"),
    [
        ("The ferry is late.", "<p>The ferry is late. It rained.</p>", False),
        (
            "The ferry & “crew” is late…",
            "<h2>x</h2>\n<p>The <em>ferry</em> &amp; “crew”\nis late again.</p><p>y</p>",
            False,
        ),
        ("The ferry is late.", "<p>It rained.</p><p>The ferry is late.</p>", True),
        ("The ferry is late.", "The ferry is early.", True),
        ("The ferry is late.", "", True),
        ("", "<p>x</p>", False),
    ],
)
def test_standfirst_is_shown_unless_the_text_begins_with_it(summary: str, body: str, *, shown: bool) -> None:
    tree = article(article=kits.article(summary=summary), body=body)
    assert [node.text() for node in tree.css(".standfirst")] == ([summary] if shown else [])
    assert kits.first(tree, "meta[name=description]").attributes["content"] == (
        summary or "The ferry is back & running"
    )


def test_news_feed_holds_the_two_neighbours() -> None:
    lines = article().css("section.news-feed .line a")
    assert [line.attributes["href"] for line in lines] == ["/2026/11/story-7/", "/2026/11/story-8/"]


def test_article_in_another_language_speaks_it() -> None:
    tree = article(article=kits.article(lang="ar"))
    assert kits.first(tree, "html").attributes == {"lang": "ar", "dir": "rtl"}
    assert kits.first(tree, "section.read-more h2").text() == "اقرأ أيضًا"


def test_language_that_the_theme_lacks_falls_back_to_the_sites_words() -> None:
    tree = article(article=kits.article(lang="fa"))
    assert kits.first(tree, "html").attributes == {"lang": "fa", "dir": "rtl"}
    assert kits.first(tree, "section.read-more h2").text() == "Read more"


def test_region_of_a_language_speaks_the_language() -> None:
    assert kits.first(article(article=kits.article(lang="de-AT")), "section.read-more h2").text() == "Mehr zum Thema"


def test_card_in_another_language_says_so_and_others_do_not() -> None:
    cards = article(related=kits.packed(kits.card(1), kits.card(2, lang="ar"))).css("section.read-more .card")
    assert [(card.attributes.get("lang"), card.attributes.get("dir")) for card in cards] == [
        (None, None),
        ("ar", "rtl"),
    ]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", {1: "1 new article", 2: "2 new articles", 21: "21 new articles"}),
        ("de", {1: "1 neuer Artikel", 3: "3 neue Artikel"}),
        ("uk", {1: "1 новий матеріал", 3: "3 нові матеріали", 12: "12 нових матеріалів", 21: "21 новий матеріал"}),
        ("ar", {1: "مقالة جديدة واحدة", 2: "مقالتان جديدتان", 3: "3 مقالات جديدة", 11: "11 مقالة جديدة"}),
        ("nl", {1: "1 new article", 3: "3 new articles"}),
    ],
)
def test_a_front_has_every_plural_of_what_its_script_may_announce(lang: str, said: dict[int, str]) -> None:
    site = replace(kits.SITE, lang=lang)
    tree = LexborHTMLParser(kits.page(kits.listing_view(number=0), "listing.html", using=kits.kit(site)))
    forms = json.loads(str(kits.first(tree, ".feed").attributes["data-fresh"]))
    rule = Locale.parse(forms["lang"]).plural_form
    assert {number: forms[rule(number)].replace("{count}", str(number)) for number in said} == said


def test_sealed_page_names_neighbours_and_no_totals() -> None:
    tree = LexborHTMLParser(
        kits.page(kits.listing_view(number=3, newer="/world/", older="/world/page/2/"), "section.html")
    )
    assert [(link.attributes["rel"], link.attributes["href"]) for link in tree.css("nav.pages a")] == [
        ("prev", "/world/"), ("next", "/world/page/2/"),
    ]  # fmt: skip
    assert " of " not in kits.first(tree, "title").text()


def test_base_path_stands_before_every_address_of_the_site() -> None:
    site = replace(kits.SITE, url="https://e.example/news", base="/news")
    for job in WHOLE:
        tree = tree_of(job, kits.kit(site))
        for node in tree.css("[href], [src], [data-latest]"):
            address = (
                node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("data-latest") or ""
            )
            assert not address.startswith("/") or address.startswith("/news/"), address
        assert (kits.first(tree, "link[rel=canonical]").attributes["href"] or "").startswith("https://e.example/news/")


def test_menu_is_made_of_the_settings_alone_and_once() -> None:
    site = replace(kits.SITE, sections=(Section("a", "Alpha", "", "", "/a/"),))
    tree = tree_of(WHOLE[0], kits.kit(site))
    assert [link.text() for link in tree.css("nav.sections a")] == ["Alpha"]


def child(**templates: str) -> Kit:
    """Return a kit of a theme 'child' whose templates override those of the default theme."""
    parent = {name: (text, f"themes/default/templates/{name}") for name, text in kits.theme_templates().items()}
    own = {name.replace("__", "/") + ".html": text for name, text in templates.items()}
    rows = parent | {f"default/{name}": parent[name] for name in own if name in parent}
    rows |= {name: (text, f"themes/child/templates/{name}") for name, text in own.items()}
    return Kit(
        replace(kits.SITE, theme="child"),
        tuple((name, *row) for name, row in rows.items()),
        kits.strings(),
        tuple(kits.names(lang) for lang in kits.LANGUAGES),
    )


def test_child_theme_overrides_one_block_and_keeps_the_rest() -> None:
    kit = child(
        article='{% extends "default/article.html" %}{% block byline %}<p>By us, {{ super() }}</p>{% endblock %}'
    )
    html = kits.page(kits.article_view(), "article.html", using=kit)
    assert '<p>By us, <div class="byline">' in html
    assert '<section class="news-feed"' in html


def test_child_themes_partial_is_the_one_that_the_parents_templates_include() -> None:
    kit = child(
        partials__kicker="KICKER",
        partials__card="CARD {{ item.title }}",
        partials__footer="FOOTER",
        base='{% extends "default/base.html" %}',
    )
    html = kits.page(kits.article_view(), "article.html", using=kit)
    assert all(word in html for word in ("KICKER", "CARD Ferry number 2", "FOOTER"))
    assert "imprint" not in html


def test_failure_in_a_child_names_the_childs_file_and_in_a_parent_the_parents() -> None:
    view = StandingView("/a/", "A", "", "en", "", ())
    (own,) = kits.made(
        view,
        "page.html",
        using=child(page='{% extends "default/page.html" %}\n{% block main %}\n{{ nope }}{% endblock %}'),
    ).diagnostics
    assert (own.path, own.line) == ("themes/child/templates/page.html", 3)
    (inherited,) = kits.made(
        kits.listing_view(), "page.html", using=child(page='{% extends "default/page.html" %}')
    ).diagnostics
    assert inherited.path == "themes/default/templates/page.html"


def test_the_browsers_frame_has_the_colour_of_the_paper() -> None:
    tokens = (THEME / "assets" / "tokens.css").read_text(encoding="utf-8")
    day, night = re.findall(r"--paper: (#[0-9a-f]+);", tokens)
    tree = article()
    for scheme, colour in (("light", day), ("dark", night)):
        meta = kits.first(tree, f'meta[name="theme-color"][media="(prefers-color-scheme: {scheme})"]')
        assert meta.attributes["content"] == colour


def test_every_word_of_a_locale_is_said_somewhere_and_every_language_has_it() -> None:
    texts = "\n".join(kits.theme_templates().values())
    said = set(re.findall(r"""\b(?:t|plurals)\(['"](\w+)['"]""", texts))
    begun = tuple(re.findall(r"""\bt\(['"](\w+_)['"] ~""", texts))
    assert begun
    words = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (THEME / "locales").iterdir()}
    keys = {lang: {key.partition(".")[0] for key in known} for lang, known in words.items()}
    assert len({frozenset(known) for known in keys.values()}) == 1
    assert [key for key in sorted(keys["en"]) if key not in said and not key.startswith(begun)] == []


def test_both_times_of_an_article_name_their_zone() -> None:
    winter = kits.article(date="2026-10-24T14:05:00+03:00", updated="2026-10-26T09:30:00+02:00")
    for one, zone in (("published", "UTC+3"), ("updated", "UTC+2")):
        assert kits.first(article(article=winter), f".byline time.{one} + .zone").text() == zone


def test_a_correction_stands_apart_from_its_date() -> None:
    assert kits.first(article(), ".corrections p").text() == "November 23, 2026: The ferry carries 40, not 400."


@pytest.mark.parametrize(
    ("lang", "translations", "default"),
    [
        ("en", {"uk": "/2026/11/porom/"}, "/2026/11/ferry/"),
        ("uk", {"ar": "/2026/11/abbara/", "en": "/2026/11/the-ferry/"}, "/2026/11/the-ferry/"),
        ("uk", {"ar": "/2026/11/abbara/"}, None),
    ],
)
def test_translations_name_each_other_and_for_other_readers_the_one_in_the_sites_language(
    lang: str, translations: dict[str, str], default: str | None
) -> None:
    others = tuple(Translation(other, url, "The ferry") for other, url in translations.items())
    links = article(article=kits.article(lang=lang), translations=others).css("link[hreflang]")
    addresses = {lang: "/2026/11/ferry/"} | translations | ({"x-default": default} if default else {})
    assert {link.attributes["hreflang"]: link.attributes["href"] for link in links} == {
        name: f"https://ferry.example{address}" for name, address in addresses.items()
    }


@pytest.mark.parametrize(
    ("lang", "one", "two"),
    [
        ("en", "About the author", "About the authors"),
        ("uk", "Про автора", "Про авторів"),
        ("de", "Wer hier schreibt", "Wer hier schreibt"),
        ("ar", "عن الكاتب", "عن الكاتبين"),
    ],
)
def test_the_box_of_authors_counts_them(lang: str, one: str, two: str) -> None:
    for authors, said in (((kits.signed(),), one), ((kits.signed(), kits.signed("bo")), two)):
        tree = article(article=kits.article(lang=lang), authors=authors)
        assert kits.first(tree, ".author-box h2").text() == said


def test_a_biography_speaks_the_sites_language_on_a_page_that_speaks_another() -> None:
    for lang, said in (("ar", "en"), ("en", None)):
        tree = article(article=kits.article(lang=lang))
        for one in (".author .role", ".author .biography"):
            assert kits.first(tree, one).attributes.get("lang") == said
    own = replace(kits.signed(), role="صور")
    role = kits.first(article(article=kits.article(lang="ar"), authors=(own,)), ".author .role")
    assert (role.text(), role.attributes.get("lang")) == ("صور", None)


@pytest.mark.parametrize(("kind", "said"), [("person", "Author"), ("desk", "Desk")])
def test_the_page_of_a_desk_calls_it_one(kind: str, said: str) -> None:
    view = kits.listing_view(kind="author", ident="ada", title="Ada Lind", signed=kits.signed(kind=kind))
    assert kits.first(LexborHTMLParser(kits.page(view, "author.html")), ".kicker").text() == said


def test_the_home_page_says_what_it_is_where_it_is_shared() -> None:
    view = kits.listing_view(kind="home", ident="", title="", url="/")
    tree = LexborHTMLParser(kits.page(view, "home.html"))
    assert kits.first(tree, 'meta[property="og:description"]').attributes["content"] == kits.SITE.description


@pytest.mark.parametrize("updated", ["", "2026-11-23T09:30:00+02:00"])
def test_the_label_of_live_coverage_says_since_when_nothing_came(updated: str) -> None:
    since = updated or "2026-11-22T14:05:00+02:00"
    one = kits.card(1, type="live", date="2026-11-22T14:05:00+02:00", updated=updated)
    tree = article(
        article=kits.article(type="live", updated=updated), related=kits.packed(one), newer=kits.packed(one)[0]
    )
    labels = tree.css(".label-live")
    assert [label.attributes.get("data-since") for label in labels] == [since] * 3
