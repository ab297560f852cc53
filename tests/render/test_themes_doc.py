"""docs/themes.md tells theme authors everything that a template has, and its example works."""

import re
from pathlib import Path
from typing import Final

import pytest

from builder.model import article, author, card, picture, site, video, views
from builder.render import press
from tests.render import kits
from tests.render.test_theme import child

TEXT: Final = (Path(__file__).parents[2] / "docs" / "themes.md").read_text("utf-8")
FIELDS: Final = {row[0]: row[1] for row in re.findall(r"^\| (\w+) \| (`.*) \|$", TEXT, re.MULTILINE)}
UNSAID: Final = {
    "fills": "filled before a template sees the text",
    "slots": "likewise",
    "path": "a theme has no business with files",
    "status": "all that a page sees is public",
    "published": "`date` is for readers",
    "expires": "as status",
    "bylines": "`authors` holds whom they name",
    "storyline": "ArticleView has it with title and address",
    "related": "ArticleView has the cards",
    "updates": "ArticleView has `follows`",
    "translation_of": "ArticleView has `translations`",
    "aliases": "pages of their own",
    "anchors": "for checking links",
    "slug_line": "for diagnostics",
    "id_line": "likewise",
    "line": "likewise",
    "column": "likewise",
    "image": "the record's picture as published stands beside it",
    "author": "who signs when nobody does: already in `authors`",
    "theme": "a theme knows its name",
    "permalink": "addresses are made already",
    "page_size": "listings are cut already",
    "default_author": "as author",
    "media": "pictures come as they are settled",
    "icon": "the files made of it stand beside it",
    "silent": "the original's own words stand in already",
    "focus": "crops are made already",
    "serve": "the preview's own; no page depends on it",
    "standing": "what it names stands beside it as `footer`",
    "named": "where settings stand is the desk's business",
}
"""Fields that the page leaves out, and why."""
RECORDS: Final = (
    views.ArticleView, views.ListingView, views.DayView, views.FragmentView, views.StandingView, views.PlainView, views.SearchView, views.Topic,
    views.RedirectView, views.Signed, views.Part, views.ArchiveView, views.Month, views.Day, views.CorrectionsView, views.Corrected, views.Year, views.Breaking, views.BreakingView, views.StoryLink, views.Translation, article.Article, article.Picture,
    author.Author, card.Card, card.CardAuthor, picture.ShownPicture, video.Video, site.Site, site.Section, site.FooterLink,
)  # fmt: skip


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_page_names_every_field_of_every_record_and_no_other(record: type) -> None:
    named = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", FIELDS[record.__name__])))
    fields = set(record.__struct_fields__)  # type: ignore[attr-defined]
    assert named <= fields
    assert fields - named <= UNSAID.keys()


def test_page_names_every_filter_function_template_and_block() -> None:
    ready = press.set_up(kits.kit())
    speaker = press.voice(ready, "en")
    ours = {*press._filters(ready, speaker), *press._names(ready, speaker)}
    for name in ours:
        assert re.search(rf"`{name}[`(]", TEXT), name
    for name, text in kits.theme_templates().items():
        for block in re.findall(r"{% block (\w+)", text):
            assert f"`{block}`" in TEXT, (name, block)
        assert name.startswith("partials/") or f"`{name}`" in TEXT, name


def test_example_of_a_child_theme_works() -> None:
    (source,) = re.findall(r"```jinja\n(.*?)```", TEXT, re.DOTALL)
    html = kits.page(kits.article_view(), "article.html", using=child(article=source))
    assert html.index('<p class="desk">World</p>') < html.index('<div class="byline">')
