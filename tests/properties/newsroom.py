"""A newsroom that edits itself at random: its stories as they should be on disk, and the words it draws from.

Names, tags, addresses and moments come from small pools, so that clashes, ties and links to what comes and goes happen
all the time. It knows nothing of what a build makes of them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from tests.desk import NOON, Desk, moment, yaml_of

Thing = TypeVar("Thing")

HOUR: Final = 3600
DAY: Final = 24 * HOUR

SECTIONS: Final = ("world", "city", "sport", "money")
STEMS: Final = ("summit", "storm", "vote", "match", "harbour", "rain", "2026-11-02-rain", "strike", "fire", "budget")
TITLES: Final = ("Summit ends", "Storm *nears*", "Vote “counted”", "Storm nears", "It rains & pours", "Буря йде")
TAGS: Final = ("Grain", "grain", "GRAIN", "sea port", "Sea-Port", "C++", "C#", "Кава", "vote")
AUTHORS: Final = ("ann", "bo", "night-desk", "nobody")
STORYLINES: Final = ("flood", "election", "unwritten")
PICTURES: Final = ("pics/a.jpg", "pics/b.png", "pics/c.jpg", "world/d.webp", "pics/e.svg", "pics/gone.jpg")
FOCUSES: Final = ([0.5, 0.5], [0, 0], [1, 0.25], [0.1, 0.9])
PAGES: Final = ("about", "contact", "summit")
ALIASES: Final = (
    "/old/one/",
    "/old/two/",
    "/old/three.html",
    "/old/three.html/four/",
    "/2026/11/storm/",
    "/about/",
    "/OLD/one/",
    "/2026/11/dotted.html",
)
IDS: Final = ("world/summit", "city/storm", "shared", "lead-story")
SLUGS: Final = ("summit", "storm", "late-edition", "rain", "dotted.html")
HEADINGS: Final = ("First steps", "What now", "Background")
WORDS: Final = tuple("the tide came in before dawn and nobody at the harbour had slept since monday".split())

SUBJECTS: Final = tuple(
    "ferry grain levee mayor audit turbine orchard tram quarry ballot choir vaccine lighthouse strike tariff museum".split()
)
"""Words that few stories have, so that they bring stories together."""


@dataclass
class Story:
    """An article as it should be on disk: its front matter and its body."""

    keys: dict[str, object]
    body: str = "Words."

    def text(self) -> str:
        """Return the file."""
        return (
            f"---\n{yaml_of({key: value for key, value in self.keys.items() if value is not None})}---\n\n{self.body}\n"
        )


@dataclass
class Newsroom:
    """A desk, its stories by path (content/world/storm.md), and the dice of the edit that is being made."""

    desk: Desk
    dice: random.Random = field(default_factory=lambda: random.Random(0))
    stories: dict[str, Story] = field(default_factory=dict)
    theme_files: dict[str, bytes] = field(default_factory=dict)
    """The theme's files as they were when whole, for mending."""

    def pick(self, pool: Sequence[Thing]) -> Thing:
        """Return one of a pool."""
        return self.dice.choice(pool)

    def some(self, pool: Sequence[Thing], most: int) -> list[Thing]:
        """Return up to `most` different ones of a pool, possibly none."""
        return self.dice.sample(pool, self.dice.randint(0, min(most, len(pool))))

    def story(self) -> str | None:
        """Return the path of a story, or None when there is none."""
        return self.pick(sorted(self.stories)) if self.stories else None

    def put(self, path: str, story: Story | None = None) -> None:
        """Write a story to its file, as it is or as given."""
        if story is not None:
            self.stories[path] = story
        target = self.desk.root / path
        if target.is_symlink():
            target.unlink()
        self.desk.write(path, self.stories[path].text())

    # ------------------------------------------------------------------------------------------------------ drawing

    def file(self) -> str:
        """Return the path of a story that may or may not exist."""
        known = self.story() if self.dice.random() < 0.7 else None
        return known or f"content/{self.pick(SECTIONS)}/{self.pick(STEMS)}.md"

    def moment(self) -> str:
        """Return a moment near the desk's clock or long before it; many are equal."""
        days = self.pick((-40, -23, -22, -21, -3, -2, -1, -1, 0, 0, 1, 2))
        hours = self.pick((0, 0, 0, -1, 1, 6))
        return moment(NOON + days * DAY + hours * HOUR)

    def coming(self) -> str:
        """Return a moment at or after the beginning of the desk's clock."""
        return moment(NOON + self.pick((0, 1, 2, 24, 26, 48)) * HOUR)

    def url(self) -> str:
        """Return the address that a story has or might have under one of the usual permalinks."""
        path = self.file()
        story = self.stories.get(path)
        stem = path.rpartition("/")[2].removesuffix(".md").removeprefix("2026-11-02-")
        slug = str(story.keys.get("slug") or stem) if story else stem
        month = str(story.keys.get("date", "2026-11"))[:7].replace("-", "/") if story else "2026/11"
        return self.pick((f"/{month}/{slug}/", f"/{month}/{slug}", f"/{path.split('/')[1]}/{slug}/", f"/{slug}/"))

    def reference(self) -> str:
        """Return a reference to an article in any form."""
        path = self.file()
        below = path.removeprefix("content")
        return self.pick((below, below, below, self.url(), self.pick(IDS), path.split("/", 1)[1].removesuffix(".md")))

    def place(self) -> str:
        """Return the address of a page that no article has: listings, sealed pages, archive, feeds, files, aliases."""
        front = self.pick((
            *(f"/{section}/" for section in SECTIONS),
            "/",
            "/tag/grain/",
            "/tag/sea-port/",
            "/tag/c-plus-plus/",
            "/tag/кава/",
            *(f"/author/{one}/" for one in AUTHORS),
            *(f"/storyline/{one}/" for one in STORYLINES),
        ))  # fmt: skip
        day = self.pick(("2026/10/14", "2026/11/01", "2026/11/02", "2026/11/20", "2026/11/22", "2026/11/23", "2026/11"))
        return self.pick((
            front,
            front,
            f"{front}page/{self.dice.randint(0, 5)}/",
            f"{front}page/{self.dice.randint(1, 3)}/",
            f"{front}page/{self.dice.randint(1, 3)}/",
            f"{front}feed.xml",
            f"/archive/{day}/",
            self.pick(("/sitemap.xml", "/sitemap-2026-11.xml", "/sitemap-fronts.xml", "/404.html", "/robots.txt")),
            self.pick(("/archive/", "/archive/2026/", "/corrections/", "/corrections/2026/", "/corrections/2025/")),
            self.pick(("/assets/style.css", "/assets/extra.css", "/fragments/latest.html")),
            *(f"/{page}/" for page in PAGES),
            *ALIASES,
        ))  # fmt: skip

    def target(self) -> str:
        """Return what a link may lead to, in any form, with or without a fragment."""
        found = self.pick((
            self.file().removeprefix("content"),
            self.file().removeprefix("content"),
            "../" + self.file().removeprefix("content/"),
            self.url(),
            self.url(),
            self.place(),
            self.place(),
            self.place(),
            "https://desk.example" + self.place(),
            f"/pages/{self.pick(PAGES)}.md",
            f"/authors/{self.pick(AUTHORS)}.md",
            f"/storylines/{self.pick(STORYLINES)}.md",
            "/" + self.pick(PICTURES),
        ))  # fmt: skip
        return found + self.pick(("", "", "", "#first-steps", "#what-now", "#nowhere"))

    def block(self) -> str:
        """Return a block of a body."""
        words = " ".join(self.pick(WORDS) for _ in range(self.dice.randint(3, 12)))
        kind = self.dice.randint(0, 10)
        if kind <= 3:
            return f"{words} [{self.pick(WORDS)}]({self.target()}) {words}."
        if kind <= 5:
            return f"[{words}]({self.target()})"
        if kind == 6:
            return f"## {self.pick(HEADINGS)}"
        if kind == 10:
            return self.pick(("https://youtu.be/dQw4w9WgXcQ", "[film](https://files.example/film.mp4)"))
        if kind == 7:
            return f'![{words}](/{self.pick(PICTURES)} "{self.pick(WORDS)} | {self.pick(WORDS)}")'
        return f"{words} ![seen](/{self.pick(PICTURES)}) {words}" if kind == 8 else f"{words}."

    def subjects(self) -> str:
        """Return a sentence of words that few stories have."""
        return " ".join(self.pick(SUBJECTS) for _ in range(self.dice.randint(1, 6))) + "."

    def body(self) -> str:
        """Return a body of a few blocks, most of them on a subject."""
        if self.dice.random() < 0.6:
            return f"{self.subjects()}\n\n{self.block()}"
        return "\n\n".join(self.block() for _ in range(self.dice.randint(1, 5)))

    def fresh(self) -> Story:
        """Return a new story."""
        keys: dict[str, object] = {"title": self.pick(TITLES), "date": self.moment()}
        for rule, chance in FRONT_MATTER:
            if self.dice.random() < chance:
                keys[rule] = self.value(rule)
        return Story(keys, self.body())

    def image(self) -> object:
        """Return a picture as front matter names it, with a focal point or without, its words said or not."""
        src = "/" + self.pick(PICTURES)
        words = {"src": src, "alt": self.pick(WORDS), "caption": self.pick(WORDS), "credit": self.pick(WORDS)}
        return self.pick(({"src": src, "alt": "sea", "focus": self.pick(FOCUSES)}, words, {"src": src}, src))

    def value(self, key: str) -> object:
        """Return a value for a key of the front matter; None takes the key away."""
        match key:
            case "tags":
                return self.some(TAGS, 4)
            case "authors":
                named = self.some(AUTHORS, 2)
                return [{"id": one, "role": self.pick(WORDS)} if self.dice.random() < 0.3 else one for one in named]
            case "related":
                return list(dict.fromkeys(self.reference() for _ in range(self.dice.randint(1, 3))))
            case "image":
                return self.image()
            case "updates" | "translation_of":
                return self.reference()
            case "aliases":
                return list(
                    dict.fromkeys([self.pick(ALIASES), self.url().rstrip("/") + "/"][: self.dice.randint(1, 2)])
                )
            case "embargo" | "expires":
                return self.coming()
            case "date" | "updated":
                return self.moment()
            case "corrections":
                words = (" ".join(self.some(WORDS, 4)) or "Mended." for _ in range(self.dice.randint(1, 2)))
                days = ("2025-12-31", "2026-01-01T00:30", "2026-12-31T23:30:00Z")
                return [{"date": self.pick((self.moment(), self.pick(days))), "text": text} for text in words]
            case "extra":
                return {self.pick(WORDS): self.pick(WORDS)}
            case _:
                return self.pick(POOLS[key])


POOLS: Final[dict[str, tuple[object, ...]]] = {
    "title": TITLES,
    "summary": ("A standfirst.", "Another, with “quotes”.", None),
    "section": (*SECTIONS, None),
    "slug": (*SLUGS, None, None),
    "id": (*IDS, None, None),
    "lang": ("uk", "en", "ar", None),
    "type": ("article", "brief", "brief", "opinion", "opinion", "live", "gallery", "video", None),
    "status": ("draft", "ready", "withdrawn", None, None),
    "storyline": (*STORYLINES, None),
}

FRONT_MATTER: Final = (
    ("tags", 0.8),
    ("authors", 0.7),
    ("summary", 0.3),
    ("section", 0.1),
    ("slug", 0.1),
    ("id", 0.1),
    ("lang", 0.15),
    ("type", 0.2),
    ("status", 0.15),
    ("embargo", 0.1),
    ("expires", 0.1),
    ("storyline", 0.4),
    ("related", 0.3),
    ("image", 0.3),
    ("updates", 0.2),
    ("translation_of", 0.2),
    ("aliases", 0.2),
    ("updated", 0.2),
    ("corrections", 0.2),
    ("extra", 0.1),
)
"""Keys that a new story may have, and how likely it has them."""
