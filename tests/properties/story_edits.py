"""What reporters do to articles: each edit changes files at random and says in words what it did."""

import shutil
from collections.abc import Callable
from typing import Final

from tests.desk import moment
from tests.properties.newsroom import FRONT_MATTER, SECTIONS, STEMS, Newsroom, Story

Edit = Callable[[Newsroom], str]

BROKEN: Final = (
    b"---\ntitle: [\n---\n",
    b"---\ntitle: T\ndate: 2026-11-01\ntitel: twice\n---\nWords.\n",
    b"\xff\xfe not UTF-8",
    b"",
    b"No front matter at all.\n",
    b"---\ntitle: Open\n",
    b"---\ntitle: T\n---\nNo date.\n",
    b"---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> b\n---\n",
    b"---\ntitle: T\ndate: 2026-02-31\n---\nNo such day.\n",
)
"""Files that are no article."""


def add(room: Newsroom) -> str:
    """Write a new article, or a new text for an old one."""
    path = f"content/{room.pick(SECTIONS)}/{room.pick(('', '', 'deep/'))}{room.pick(STEMS)}.md"
    room.put(path, room.fresh())
    return f"add {path}"


def add_now(room: Newsroom) -> str:
    """Publish a plain article at this moment, as newsrooms do all day."""
    path = f"content/{room.pick(SECTIONS[:2])}/{room.pick(STEMS)}-{room.dice.randint(1, 9)}.md"
    story = room.fresh()
    story.keys["date"] = moment(room.desk.now - room.pick((0, 0, 1, 60)))
    room.put(path, story)
    return f"publish {path}"


def edit_key(room: Newsroom) -> str:
    """Change one key of an article's front matter."""
    path = room.story()
    if path is None:
        return add(room)
    key = room.pick(("title", "date", "date", "tags", "tags", "status", *(name for name, _ in FRONT_MATTER)))
    value = room.value(key)
    room.stories[path].keys[key] = value
    if room.dice.random() < 0.15 and key not in {"title", "date"}:
        room.stories[path].keys[key] = None
    room.put(path)
    return f"{path}: {key} = {room.stories[path].keys[key]!r}"


def edit_body(room: Newsroom) -> str:
    """Write an article's body anew."""
    path = room.story()
    if path is None:
        return add(room)
    room.stories[path].body = room.body()
    room.put(path)
    return f"{path}: body = {room.stories[path].body!r}"


def add_link(room: Newsroom) -> str:
    """Add one link to a body."""
    path = room.story()
    if path is None:
        return add(room)
    target = room.target()
    room.stories[path].body += f"\n\n{room.pick(('', 'See '))}[there]({target})"
    room.put(path)
    return f"{path}: link to {target}"


def reword(room: Newsroom) -> str:
    """Change the words of a body and nothing that its card shows: other subjects, or one of them more."""
    path = room.story()
    if path is None:
        return add(room)
    first, _, rest = room.stories[path].body.partition("\n\n")
    subjects = room.subjects()
    room.stories[path].body = f"{first}\n\n{subjects if room.dice.random() < 0.5 else f'{rest} {subjects}'}"
    room.put(path)
    return f"{path}: more of {subjects}"


def delete(room: Newsroom) -> str:
    """Delete an article."""
    path = room.story()
    if path is None:
        return add(room)
    del room.stories[path]
    room.desk.delete(path)
    return f"delete {path}"


def move(room: Newsroom) -> str:
    """Rename an article or move it to another section."""
    path = room.story()
    if path is None:
        return add(room)
    new = f"content/{room.pick(SECTIONS)}/{room.pick((*STEMS, path.rpartition('/')[2].removesuffix('.md')))}.md"
    if new != path:
        room.stories[new] = room.stories.pop(path)
        room.desk.move(path, new)
    return f"move {path} to {new}"


def swap(room: Newsroom) -> str:
    """Swap what two files say."""
    if len(room.stories) < 2:
        return add(room)
    one, other = room.dice.sample(sorted(room.stories), 2)
    room.stories[one], room.stories[other] = room.stories[other], room.stories[one]
    room.put(one)
    room.put(other)
    return f"swap {one} and {other}"


def exchange(room: Newsroom) -> str:
    """Let two articles exchange section, name and date, so that each page takes the other's place."""
    if len(room.stories) < 2:
        return add(room)
    one, other = room.dice.sample(sorted(room.stories), 2)
    places = [_place(one, room.stories[one]), _place(other, room.stories[other])]
    for path, place in zip((other, one), places, strict=True):
        room.stories[path].keys.update(place)
        room.put(path)
    return f"exchange the places of {one} and {other}"


def _place(path: str, story: Story) -> dict[str, object]:
    """Return the keys that say where a story's page is."""
    stem = path.rpartition("/")[2].removesuffix(".md").removeprefix("2026-11-02-")
    section, slug = story.keys.get("section") or path.split("/")[1], story.keys.get("slug") or stem
    return {"section": section, "slug": slug, "date": story.keys["date"]}


def duplicate(room: Newsroom) -> str:
    """Copy an article as it is, so that address or id clash."""
    path = room.story()
    if path is None:
        return add(room)
    new = f"content/{room.pick(SECTIONS)}/{room.pick(('copy', path.rpartition('/')[2].removesuffix('.md')))}.md"
    room.put(new, Story(dict(room.stories[path].keys), room.stories[path].body))
    return f"copy {path} to {new}"


def spoil(room: Newsroom) -> str:
    """Make an article's file unreadable; `mend` puts it right."""
    path = room.story()
    if path is None:
        return add(room)
    if room.dice.random() < 0.1:
        room.desk.delete(path)
        (room.desk.root / path).symlink_to("/etc/hostname")
        return f"replace {path} by a symbolic link"
    data = room.pick(BROKEN)
    if (room.desk.root / path).is_symlink():
        (room.desk.root / path).unlink()
    room.desk.write(path, data)
    return f"spoil {path}: {data!r}"


def mend(room: Newsroom) -> str:
    """Write every article as it should be."""
    for path in room.stories:
        room.put(path)
    return "mend every article"


def touch(room: Newsroom) -> str:
    """Write a file with the same contents again, so that only its stamps change."""
    path = room.story()
    if path is None:
        return add(room)
    data = (room.desk.root / path).read_bytes() if not (room.desk.root / path).is_symlink() else b"x"
    if not (room.desk.root / path).is_symlink():
        room.desk.write(path, data)
    return f"touch {path}"


def drop_section(room: Newsroom) -> str:
    """Delete a section's whole folder."""
    section = room.pick(SECTIONS)
    gone = [path for path in room.stories if path.startswith(f"content/{section}/")]
    for path in gone:
        del room.stories[path]
    shutil.rmtree(room.desk.root / "content" / section, ignore_errors=True)
    return f"delete content/{section}/"


def bulk(room: Newsroom) -> str:
    """Write or delete 300 articles at once."""
    paths = [path for path in room.stories if "/bulk-" in path]
    if paths:
        for path in paths:
            del room.stories[path]
            room.desk.delete(path)
        return "delete 300 articles"
    for number in range(300):
        keys: dict[str, object] = {
            "title": f"Bulk {number}",
            "date": room.moment(),
            "tags": ["Bulk", room.value("tags")][:1],
        }
        room.put(f"content/city/bulk-{number}.md", Story(keys, room.block()))
    return "write 300 articles"


EDITS: Final[dict[Edit, float]] = {
    add: 8,
    add_now: 8,
    edit_key: 40,
    edit_body: 8,
    add_link: 12,
    reword: 16,
    delete: 8,
    move: 5,
    swap: 2,
    exchange: 3,
    duplicate: 3,
    spoil: 4,
    mend: 3,
    touch: 2,
    drop_section: 0.3,
    bulk: 0.15,
}
"""Every edit of an article, and its weight."""
