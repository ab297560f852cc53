"""Articles: addresses, defaults and what reaches the record."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.article import Article
from builder.model.site import Site
from builder.model.urls import is_slug, output_path
from tests.source.front_matter_cases import PATH, SITE, article_of, line_of, outcome_of

FIELDS_THAT_BECOME_PATHS = [
    "slug",
    "section",
    "image",
    "id",
    "storyline",
    "related",
    "aliases",
    "lang",
    "author",
    "tags",
]
WAYS_OUT = [
    *(
        "..",
        "../..",
        "../../etc/passwd",
        "/../../etc/passwd",
        "....//....//etc",
        "..\\..\\etc",
        "..%2f..%2fetc",
        "%2e%2e/",
    ),
    *("%252e%252e%252f", "/etc/passwd", "//etc/passwd", "C:\\windows", "~", "~/.ssh", "~root", "a/../../b", "./../b"),
    *(
        "a\\b",
        "a/./b",
        "/..",
        "/.",
        ".",
        "...",
        ".git/config",
        "a" * 300,
        "й" * 200,
        "con",
        "nul.",
        "a ",
        "a.",
        "\u202egpj.a",
    ),
    *(
        "a?b",
        "a#b",
        "a%00b",
        "a%b",
        "a*b",
        "a:b",
        "a|b",
        "a<b",
        'a"b',
        "a'b",
        "a`b",
        "$HOME",
        "${HOME}",
        "{slug}",
        "{0}",
    ),
    *(
        "é" * 120,
        "\u0301",
        "e\u0301",
        "\u212a",
        "ＦＵＬＬ",
        "ﬀ",
        "İ",
        "ß",
        "content/../..",
        "file:///etc/passwd",
        "http://[::1",
    ),
]


def with_permalink(permalink: str) -> Site:
    return msgspec.structs.replace(SITE, permalink=permalink)


def codes(front_matter: str, path: str = PATH, site: Site = SITE) -> list[str]:
    return [found.code for found in outcome_of(path, f"---\n{front_matter}\n---\n".encode(), site).diagnostics]


@pytest.mark.parametrize(
    ("permalink", "url"),
    [
        ("/{year}/{month}/{slug}/", "/2026/11/summit/"),
        ("/{section}/{year}/{month}/{day}/{slug}/", "/world/2026/11/22/summit/"),
        ("/news/{slug}/", "/news/summit/"),
        ("/{slug}/", "/summit/"),
        ("/{id}/", "/world/2026-11-22-summit/"),
        ("/{section}-{slug}/", "/world-summit/"),
    ],
)
def test_an_address_follows_the_sites_permalink(permalink: str, url: str) -> None:
    assert article_of("title: a", site=with_permalink(permalink)).url == url


def test_an_address_takes_its_day_from_the_sites_zone() -> None:
    site = with_permalink("/{year}/{month}/{day}/{slug}/")
    assert article_of("title: a\ndate: 2026-12-31T22:30Z", site=site).url == "/2027/01/01/summit/"


def test_an_id_of_ones_own_becomes_an_address_in_its_spelling() -> None:
    assert (
        article_of("title: a\nid: World/Big Summit".replace(" S", "_S"), site=with_permalink("/{id}/")).url
        == "/world/big_summit/"
    )


@pytest.mark.parametrize(
    "slug", ["tag", "author", "world", "404.html", "feed.xml", "sitemap-1.xml", "media", "robots.txt"]
)
def test_a_slug_cannot_take_an_address_of_newsdesks_own(slug: str) -> None:
    assert codes(f"title: a\nslug: {slug}", site=with_permalink("/{slug}/")) == ["address-reserved"]


@pytest.mark.parametrize("slug", ["page", "feed.xml", "atom.xml", "feed.json", "index.html"])
def test_a_slug_cannot_take_an_address_below_its_sections_front(slug: str) -> None:
    assert codes(f"title: a\nslug: {slug}", site=with_permalink("/{section}/{slug}/")) == ["address-reserved"]


def test_a_reserved_address_is_told_where_the_slug_stands() -> None:
    (found,) = outcome_of(PATH, b"---\ntitle: a\nslug: tag\n---\n", with_permalink("/{slug}/")).diagnostics
    assert line_of(found) == (
        'content/world/2026-11-22-summit.md:3:7: error[address-reserved]: the address "/tag/" is reserved: '
        "newsdesk keeps everything below /tag/ (choose another slug or address)"
    )


def test_a_part_of_an_address_fits_a_file_system() -> None:
    long = "s" * 200
    assert codes(f"title: a\nslug: {long}") == []
    assert codes(f"title: a\nslug: {long}s") == ["slug-invalid"]
    assert codes(f"title: a\nslug: {long}", site=with_permalink("/" + "p" * 55 + "{slug}/")) == []
    assert codes(f"title: a\nslug: {long}", site=with_permalink("/" + "p" * 56 + "{slug}/")) == ["slug-invalid"]


def test_an_old_address_is_not_the_articles_own() -> None:
    (found,) = outcome_of(PATH, b"---\ntitle: a\naliases: [/old/, /2026/11/summit]\n---\n").diagnostics
    assert line_of(found) == (
        'content/world/2026-11-22-summit.md:3:18: error[value-invalid]: the alias "/2026/11/summit/" is the article\'s '
        "own address (remove it from aliases:)"
    )


def test_a_standfirst_has_an_end() -> None:
    assert codes("title: a\nsummary: " + "b" * 5_000) == []
    assert codes("title: a\nsummary: " + "b" * 5_001) == ["value-invalid"]


def test_a_warning_leaves_the_article_and_an_error_does_not() -> None:
    warned = outcome_of(PATH, b"---\ntitle: a\nimage: https://e.example/b.jpg\n---\nText.\n")
    wrong = outcome_of(PATH, b"---\ntitle: a\ntype: sonnet\n---\nText.\n")
    assert [found.severity for found in warned.diagnostics] == ["warning"]
    assert (type(warned.record), warned.body) == (Article, "<p>Text.</p>")
    assert (wrong.record, wrong.body) == (None, "")


def test_the_language_is_the_bodys_too() -> None:
    body = outcome_of(PATH, '---\ntitle: a\nlang: uk\n---\n"так"\n'.encode()).body
    assert body == "<p>«так»</p>"


def test_the_lines_of_the_body_are_the_files() -> None:
    (found,) = outcome_of(PATH, b"---\ntitle: a\n---\n\n[a](javascript:b)\n").diagnostics
    assert (found.code, found.line) == ("link-unsafe", 5)


def test_the_bodys_facts_reach_the_record() -> None:
    outcome = outcome_of(PATH, b"---\ntitle: a\n---\n## One\n\n[b](b.md) and more.\n")
    assert isinstance(outcome.record, Article)
    assert outcome.record.anchors == ("one",)
    assert [slot.target for slot in outcome.record.slots] == ["content/world/b.md"]
    assert outcome.record.summary == "b and more."
    assert outcome.record.seconds > 0


def test_reading_time_counts_words_and_the_sites_own_pictures() -> None:
    body = "word " * 265 + "\n\n![A](a.jpg)\n\n![B](https://example.org/b.jpg)\n"
    outcome = outcome_of(PATH, f"---\ntitle: a\n---\n{body}".encode())
    assert isinstance(outcome.record, Article)
    assert outcome.record.seconds == 60 + 12


def test_the_excerpt_is_the_line_of_the_diagnostic() -> None:
    (found,) = outcome_of(PATH, "---\ntitle: a\ndate: завтра\n---\n".encode()).diagnostics
    assert found.excerpt == "date: завтра"
    (cut,) = outcome_of(PATH, b"---\ntitle: a\ndate: " + b"9" * 300 + b"\n---\n").diagnostics
    assert cut.excerpt == "date: " + "9" * 194
    assert '"' + "9" * 79 + "…" + '"' in cut.message


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("field", FIELDS_THAT_BECOME_PATHS)
def test_no_value_becomes_a_path_out_of_the_site(field: str, way: str) -> None:
    value = way.replace("'", "''")
    record = outcome_of(PATH, f"---\ntitle: a\n{field}: '{value}'\n---\n".encode()).record
    if record is not None:
        assert isinstance(record, Article)
        assert_inside(record)


@given(st.sampled_from(FIELDS_THAT_BECOME_PATHS), st.text(st.sampled_from("./\\%25ea~: -й\u0301\u202e"), max_size=24))
def test_no_soup_becomes_a_path_out_of_the_site(field: str, value: str) -> None:
    record = outcome_of(PATH, f"---\ntitle: a\n{field}: '{value}'\n---\n".encode()).record
    if record is not None:
        assert isinstance(record, Article)
        assert_inside(record)


def assert_inside(article: Article) -> None:
    for url in (article.url, *(alias.target for alias in article.aliases)):
        parts = output_path(url).split("/")
        assert all(is_slug(part) for part in parts)
        assert all(len(part.encode()) <= 255 for part in parts)
    assert article.section in {"world", "sport"}
    sources = [article.image.src] if article.image else []
    targets = [target.target for target in article.related if target.target.endswith(".md")]
    for path in (*sources, *targets):
        if not path.startswith(("http:", "https:")):
            assert path.startswith("content/")
            assert not {"", ".", ".."} & set(path.split("/"))
            assert "\\" not in path
