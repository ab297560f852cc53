"""Nothing withheld ever leaves: 200 articles with a word of their own in every field, through publishing and back."""

import io
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.desk import Desk, moment

KINDS = ("draft", "embargo", "scheduled", "expired", "withdrawn")
COUNT = 200
STEPS = int(os.environ.get("NEWSDESK_LEAKS", "25"))
FIELDS = (
    "title",
    "slug",
    "id",
    "body",
    "summary",
    "tag",
    "author",
    "name",
    "caption",
    "alt",
    "credit",
    "file",
    "story",
    "note",
)


def canary(number: int, field: str) -> str:
    """Return 16 hexadecimal digits that stand for one field of one article."""
    return f"{number:06x}{FIELDS.index(field):02x}cafe5eed"


def plant(desk: Desk, number: int, kind: str) -> None:
    """Write an article of a kind with a canary in every field, and the files that only it uses."""
    word = {field: canary(number, field) for field in FIELDS}
    portrait = {"image": {"src": f"/pictures/{word['file']}.jpg", "alt": word["alt"]}} if number % 2 else {}
    desk.author(word["author"], body=f"Bio {word['name']}.", name=f"Ann {word['name']}", **portrait)
    desk.write(f"content/storylines/{word['story']}.md", f"---\ntitle: Story {word['story']}\n---\nStandfirst.\n")
    desk.write(f"content/pictures/{word['file']}.jpg", noted(word["note"], (9 + number % 50, 9)))
    image = {
        "src": f"/pictures/{word['file']}.jpg",
        "alt": word["alt"],
        "caption": word["caption"],
        "credit": word["credit"],
    }
    keys: dict[str, object] = {
        "type": ("article", "opinion", "brief")[number % 3],
        "title": f"News {word['title']}",
        "slug": word["slug"],
        "id": word["id"],
        "summary": f"Says {word['summary']}.",
        "tags": [f"tag {word['tag']}", "common"],
        "authors": [{"id": word["author"], "role": f"role {word['name']}"}],
        "storyline": word["story"],
        "image": image,
        "aliases": [f"/old/{word['slug']}/"],
        "corrections": [{"date": "2026-11-02T10:00:00Z", "text": f"Not {word['body']}."}],
        "extra": {"key": word["body"]},
        "related": ["world/open-1"],
        "updates": "world/open-2",
        "translation_of": "world/open-3",
    }
    desk.article(
        f"world/{word['file']}", body=f"## Head {word['body']}\n\nText {word['body']}.", **keys | dates(desk, kind)
    )


def noted(word: str, size: tuple[int, int]) -> bytes:
    """Return a picture whose notes credit somebody, which is published with it."""
    stream = io.BytesIO()
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
        f"<photoshop:Credit>{word}</photoshop:Credit></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    Image.new("RGB", size, "red").save(stream, "JPEG", xmp=packet.encode())
    return stream.getvalue()


def dates(desk: Desk, kind: str) -> dict[str, object]:
    """Return the keys that make an article of a kind; 'open' is one that readers see."""
    past, future = moment(desk.now - 9_000), moment(desk.now + 90_000)
    keys: dict[str, dict[str, object]] = {
        "open": {"date": past},
        "draft": {"date": past, "status": "draft"},
        "embargo": {"date": past, "embargo": future},
        "scheduled": {"date": future},
        "expired": {"date": past, "expires": moment(desk.now - 60)},
        "withdrawn": {"date": past, "status": "withdrawn"},
    }
    return keys[kind]


def promo(number: int) -> str:
    """Return a line that promotes a withheld article in its own words."""
    return f"[Says {canary(number, 'title')}](../world/{canary(number, 'file')}.md)"


def visible_neighbours(desk: Desk) -> None:
    """Write public articles that name the withheld ones in every way there is."""
    for number in range(1, 5):
        word = canary(number, "file")
        links = f"{promo(number)}\n\nSee [this]({word}.md#head) and [that](/old/{canary(number, 'slug')}/)."
        named = {"related": [canary(number, "id")], "updates": f"world/{word}" if number == 4 else canary(number, "id")}
        desk.article(f"world/open-{number}", body=links, tags=["common"], **named)
    banner = f"text: Soon\narticle: {canary(3, 'id')}\nuntil: {moment(desk.now + 90_000)}\n"
    for folder in ("authors", "storylines"):
        key = "name" if folder == "authors" else "title"
        desk.write(f"content/{folder}/open.md", f"---\n{key}: Open\n---\nWords.\n\n{promo(1)}\n")
    desk.article("world/open-5", authors=["open"], storyline="open")
    desk.write("content/breaking.yaml", banner)
    desk.write("content/fronts/home.yaml", f"lead: {canary(1, 'id')}\ntop: [{canary(2, 'id')}]\n")


def leaks(desk: Desk, withheld: set[int]) -> Iterator[str]:
    """Give every path that holds, in its name or its bytes, a word of a withheld article."""
    words = {canary(number, field).encode() for number in withheld for field in FIELDS}
    for path, data in desk.tree().items():
        whole = path.encode() + b"\n" + data
        if b"cafe5eed" in whole:
            yield from (f"{path}: {word.decode()}" for word in words if word in whole)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with the default theme and 200 withheld articles, built."""
    desk = Desk(tmp_path_factory.mktemp("withheld") / "site", "default", page_size=5)
    visible_neighbours(desk)
    for number in range(1, COUNT + 1):
        plant(desk, number, KINDS[number % len(KINDS)])
    desk.build(jobs=2)
    return desk


def test_no_word_of_200_withheld_articles_is_in_the_output(desk: Desk) -> None:
    assert list(leaks(desk, set(range(1, COUNT + 1)))) == []
    assert {finding.code for finding in desk.diagnostics if finding.severity == "error"} <= {
        "article-withheld",
        "article-unknown",
    }


def test_publishing_shows_every_word_and_withholding_takes_it_back(desk: Desk) -> None:
    dice, shown = random.Random(5), set[int]()
    for _ in range(STEPS):
        number = dice.randint(1, COUNT)
        kind = dice.choice(KINDS) if number in shown else "open"
        plant(desk, number, kind)
        shown = shown - {number} if number in shown else shown | {number}
        desk.build()
        assert list(leaks(desk, set(range(1, COUNT + 1)) - shown)) == []
        seen = b"".join(path.encode() + data for path, data in desk.tree().items())
        for one in shown:
            assert all(
                canary(one, field).encode() in seen
                for field in ("title", "slug", "body", "summary", "tag", "name", "caption", "alt", "credit", "note")
            )
    assert desk.tree() == desk.clean_tree()


def test_a_withheld_picture_is_neither_made_nor_kept_in_any_cache(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", "default")
    for number, kind in enumerate(KINDS, start=1):
        plant(desk, number, kind)
    outcome = desk.build()
    assert outcome.pictures.made == 0
    assert not any(path.startswith("media/") for path in desk.tree())
    plant(desk, 1, "open")
    made = desk.build().pictures.made
    assert made == sum(path.startswith("media/") for path in desk.tree()) > 5
    plant(desk, 1, "withdrawn")
    desk.build()
    assert not any(path.startswith("media/") for path in desk.tree())
