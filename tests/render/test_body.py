"""Slots of a body become addresses, cards and pictures, and leave no trace where nothing fills them."""

import pytest

from builder.model.article import Picture, Slot, slot_mark
from builder.model.site import Site
from builder.model.views import ArticleView, Fill, ListingView, Signed, StandingView
from tests.render import kits

MARK = slot_mark(0)
PICTURE = kits.shown("aa", 'The "ferry"', 30, 20, caption="At noon", credit="Jo")
NAMED = Picture("content/f.jpg", 'The "ferry"', "At noon", "Jo", 1, 1)
BASED = Site(
    **{name: getattr(kits.SITE, name) for name in kits.SITE.__struct_fields__}
    | {"url": "https://e.example/news", "base": "/news"}
)


def body(view: object, using: object = None) -> str:
    assert isinstance(view, (ArticleView, StandingView))
    return kits.page(view, "probe.html", using=kits.kit(BASED if using else kits.SITE, probe_html="{{ page.body }}"))


def test_link_gets_its_address() -> None:
    assert body(kits.slotted("link", Fill("/a/#b", b"", None), f'<a href="{MARK}">x</a>')) == '<a href="/a/#b">x</a>'


def test_link_gets_the_base_path() -> None:
    view = kits.slotted("link", Fill("/a/", b"", None), f'<a href="{MARK}">x</a>')
    assert body(view, using=BASED) == '<a href="/news/a/">x</a>'


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{MARK}">x <em>y</em></a>',
        f'<a title="1 > 0" href="{MARK}">x <em>y</em></a>',
        f'<a href="{MARK}" title="a &quot; b" rel="x">x <em>y</em></a>',
        f'<a\nclass="k"\nhref="{MARK}"\n>x <em>y</em></a>',
    ],
)
def test_link_that_leads_nowhere_is_unwrapped(html: str) -> None:
    around = '<a href="/kept/">k</a>'
    assert body(kits.slotted("link", Fill("", b"", None), f"{around}{html}{around}")) == f"{around}x <em>y</em>{around}"


def test_one_of_two_links_is_unwrapped() -> None:
    slots = (Slot("link", "a", "", 1, 1, ""), Slot("link", "b", "", 1, 1, ""))
    html = f'<a href="{slot_mark(0)}">x</a> <a href="{slot_mark(1)}">y</a>'
    view = kits.article_view(
        article=kits.article(slots=slots), body=html, fills=(Fill("", b"", None), Fill("/b/", b"", None))
    )
    assert body(view) == 'x <a href="/b/">y</a>'


def test_address_cannot_break_out_of_its_attribute() -> None:
    html = body(kits.slotted("link", Fill('/a"><script>&', b"", None), f'<a href="{MARK}">x</a>'))
    assert html == '<a href="/a%22%3E%3Cscript%3E&amp;">x</a>'


def test_promo_becomes_a_card() -> None:
    (card,) = kits.packed(kits.card(5))
    html = body(kits.slotted("promo", Fill("/a/", card, None), MARK, text="words"))
    assert html.startswith('<aside class="promo"')
    assert "/2026/11/story-5/" in html
    assert "words" not in html


def test_promo_of_no_article_is_a_paragraph_with_the_link() -> None:
    html = body(kits.slotted("promo", Fill("/about/", b"", None), MARK, text="<em>About</em> us"))
    assert html == '<p><a href="/about/"><em>About</em> us</a></p>'


def test_promo_that_leads_nowhere_goes_with_its_words_which_are_mostly_the_headline() -> None:
    assert body(kits.slotted("promo", Fill("", b"", None), MARK, text="words")) == ""


def test_block_in_a_paragraph_of_its_own_replaces_the_paragraph() -> None:
    html = body(kits.slotted("promo", Fill("/about/", b"", None), f"<p>{MARK}</p>", text="words"))
    assert html == '<p><a href="/about/">words</a></p>'


def test_figure_has_size_words_caption_and_credit() -> None:
    html = body(kits.slotted("figure", Fill("", b"", PICTURE), MARK, picture=NAMED))
    img = '<img class="tone r0 g1 b2" src="/media/aa-30.jpg" alt="The &#34;ferry&#34;" width="30" height="20" loading="lazy"'
    assert img in html
    assert '<source type="image/avif" srcset="/media/aa-30.avif 30w" sizes="' in html
    assert '<figcaption dir="auto">At noon <span class="credit">Picture: Jo</span></figcaption>' in html


def test_figure_at_a_foreign_address_is_a_link_with_its_words() -> None:
    html = body(kits.slotted("figure", Fill("", b"", None), MARK, target="https://e.example/f.jpg", picture=NAMED))
    assert html == '<p><a href="https://e.example/f.jpg">The &#34;ferry&#34;</a></p>'


def test_missing_figure_leaves_nothing() -> None:
    assert body(kits.slotted("figure", Fill("", b"", None), f"a{MARK}b", picture=NAMED)) == "ab"


def test_inline_picture_gets_address_and_size() -> None:
    html = body(kits.slotted("picture", Fill("", b"", PICTURE), f'a <img alt="" src="{MARK}"> b'))
    assert html.startswith("a <picture>")
    assert html.endswith("</picture> b")
    assert html.count('alt="The &#34;ferry&#34;" width="30" height="20"') == 1


def test_inline_picture_keeps_the_writers_attributes() -> None:
    html = body(
        kits.slotted("picture", Fill("", b"", PICTURE), f'<img class="k" src="{MARK}" alt="a" title="b &gt; c" />')
    )
    assert html.count(' class="') == html.count(' class="k"') == 1
    assert ' title="b &gt; c"' in html


def test_missing_inline_picture_leaves_its_words() -> None:
    assert body(kits.slotted("picture", Fill("", b"", None), f'a <img src="{MARK}" alt="b"> c')) == "a b c"


def test_mark_without_a_slot_leaves_no_trace() -> None:
    html = f'{slot_mark(7)}<a href="{slot_mark(8)}">x</a>'
    assert body(kits.slotted("link", Fill("", b"", None), html)) == "x"


def test_biography_and_standing_page_and_standfirst_have_slots_too() -> None:
    slot, fill, html = Slot("link", "a", "", 1, 1, ""), Fill("/a/", b"", None), f'<a href="{MARK}">x</a>'
    linked = '<a href="/a/">x</a>'
    signed = kits.signed(slots=(slot,))
    signed = Signed(signed.author, "", html, None, (fill,))
    assert kits.snippet("{{ page.authors[0].biography }}", authors=(signed,)) == linked
    assert body(StandingView("/a/", "A", "", "", html, (fill,), (slot,))) == linked
    values = {name: getattr(kits.listing_view(), name) for name in ListingView.__struct_fields__}
    view = ListingView(**values | {"description": html, "slots": (slot,), "fills": (fill,), "kind": "storyline"})
    assert f'<div class="introduction">\n{linked}\n</div>' in kits.page(view, "storyline.html")
