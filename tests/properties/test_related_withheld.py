"""1,000 times something is published or taken back, and never does a list name what readers may not see.

What is withheld is known here from what was written and from the clock alone, not from the program.
"""

import random
import re
from array import array
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from builder.catalogue.open import open_to_read
from builder.pages.kinship import Kin
from tests.desk import Desk, Tree, moment

STEPS: Final = 1000
ARTICLES: Final = 24
BETWEEN_CLEAN: Final = 50
HOUR: Final = 3600
FAR: Final = 1 << 40
TOPICS: Final = ("ferry", "council", "harvest")
READ_MORE: Final = re.compile(r'<section class="read-more">(.*?)</section>.*?<p>background(.*?)</p>', re.DOTALL)
IDENT: Final = re.compile(r'data-id="([^"]*)"')
OWN: Final = re.compile(r"<code>\s*(\S+)")


class Term(NamedTuple):
    """From when and until when readers may see an article, in seconds since 1970."""

    since: int
    until: int


NEVER: Final = Term(FAR, FAR)


class Newsdesk:
    """A desk that publishes and takes back, and what it knows to be public."""

    def __init__(self, desk: Desk, dice: random.Random) -> None:
        self.desk = desk
        self.dice = dice
        self.terms: dict[str, Term] = {}

    def step(self) -> None:
        """Publish one article or take one back, in a way that is open to it; or let time pass."""
        if self.dice.random() < 0.1:
            self.desk.advance(self.dice.randint(1, 6) * HOUR)
            return
        name = f"a{self.dice.randrange(ARTICLES)}"
        way = self.dice.choice(
            ("open", "open", "open", "draft", "scheduled", "embargo", "expires", "withdrawn", "deleted")
        )
        if way != "deleted":
            self.write(name, way)
        elif name in self.terms:
            self.desk.delete(f"content/world/{name}.md")
            del self.terms[name]

    def write(self, name: str, way: str) -> None:
        """Write an article so that it is public, will be, was or is not."""
        past = self.desk.now - int(name[1:]) * 5 * HOUR - HOUR
        future = self.desk.now + self.dice.randint(1, 9) * HOUR
        keys, self.terms[name] = {
            "open": ({"date": moment(past)}, Term(past, FAR)),
            "draft": ({"date": moment(past), "status": "draft"}, NEVER),
            "scheduled": ({"date": moment(future)}, Term(future, FAR)),
            "embargo": ({"date": moment(past), "embargo": moment(future)}, Term(future, FAR)),
            "expires": ({"date": moment(past), "expires": moment(future)}, Term(past, future)),
            "withdrawn": ({"date": moment(past), "status": "withdrawn"}, NEVER),
        }[way]
        topic = self.dice.choice(TOPICS)
        words = [f"{topic}{number}x" for number in self.dice.sample(range(12), 8)]
        picked = {"related": [f"world/a{self.dice.randrange(ARTICLES)}"]} if self.dice.random() < 0.3 else {}
        story = {"storyline": "story"} if self.dice.random() < 0.3 else {}
        self.desk.article(
            f"world/{name}", " ".join([*words, *(f"{name}y{n}" for n in range(5))]), **keys | picked | story
        )

    def public(self) -> set[str]:
        """Return the ids of what readers may see now."""
        return {f"world/{name}" for name, term in self.terms.items() if term.since <= self.desk.now < term.until}


def lists(tree: Tree) -> dict[str, list[str]]:
    """Return what every article's page leads to under "Read more" and as background, by id."""
    found = {}
    for path, data in tree.items():
        page = data.decode() if path.endswith("/index.html") else ""
        own, shown = OWN.search(page), READ_MORE.search(page)
        if own and shown:
            found[own[1]] = IDENT.findall(shown[1] + shown[2])
    return found


def stored(desk: Desk) -> dict[str, set[str]]:
    """Return whom the catalogue has found for whom, by id."""
    catalogue = open_to_read(desk.root / ".newsdesk" / "build.sqlite")
    assert catalogue
    ids = dict(catalogue.db.execute("SELECT number, id FROM article"))
    rows = catalogue.db.execute("SELECT article, found FROM kin").fetchall()
    catalogue.abandon()
    return {ids[number]: {ids[one] for one in array("q", found)[:: len(Kin._fields)]} for number, found in rows}


@pytest.mark.parametrize("seed", [1])
def test_no_list_names_a_withheld_article_through_1000_steps(seed: int, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site")
    desk.write("content/storylines/story.md", "---\ntitle: The story\n---\nWords.\n")
    room = Newsdesk(desk, random.Random(seed))
    steps = met = checked = 0
    while steps < STEPS:
        batch = room.dice.randint(1, 16)
        for _ in range(batch):
            room.step()
        desk.build()
        public = room.public()
        found = lists(desk.tree())
        assert set(found) == public, f"seed {seed}, step {steps}"
        assert {one for names in found.values() for one in names} <= public, f"seed {seed}, step {steps}"
        kin = stored(desk)
        assert set(kin) | {one for names in kin.values() for one in names} <= public, f"seed {seed}, step {steps}"
        met += sum(map(len, found.values()))
        if steps // BETWEEN_CLEAN != (steps + batch) // BETWEEN_CLEAN:
            assert found == lists(desk.clean_tree()), f"seed {seed}, step {steps}"
            checked += 1
        steps += batch
    assert met > STEPS  # lists were there to be wrong
    assert checked >= STEPS // BETWEEN_CLEAN
