"""What editors, designers, the clock and accidents do to a site: each edit says in words what it did."""

import shutil
from collections.abc import Callable
from typing import Final

from tests.desk import yaml_of
from tests.properties import stopping
from tests.properties.newsroom import (
    AUTHORS,
    DAY,
    HOUR,
    PAGES,
    SECTIONS,
    STORYLINES,
    TITLES,
    WORDS,
    Newsroom,
)

Edit = Callable[[Newsroom], str]

JUNK: Final = b"put here by hand"
"""What files hold that nobody but a hand puts into output/; they are not ours to remove."""


def _write_or_remove(room: Newsroom, path: str, text: str) -> str:
    """Write a file; now and then remove it or spoil it instead."""
    chance = room.dice.random()
    there = (room.desk.root / path).is_file()
    if chance < 0.25 and there:
        room.desk.delete(path)
        return f"delete {path}"
    if chance < 0.35:
        room.desk.write(path, room.pick((b"---\nname: [\n---\n", b"\xff\xfe", b"nothing: [")))
        return f"spoil {path}"
    room.desk.write(path, text)
    return f"write {path}: {text!r}"


def author(room: Newsroom) -> str:
    """Write, change, spoil or remove an author."""
    keys: dict[str, object] = {"name": f"{room.pick(WORDS)} {room.pick(WORDS)}".title()}
    if room.dice.random() < 0.4:
        keys["image"] = room.image()
    if room.dice.random() < 0.4:
        keys |= {"kind": room.pick(("person", "desk")), "role": room.pick(WORDS)}
    body = f"Writes on [{room.pick(WORDS)}]({room.target()})." if room.dice.random() < 0.5 else "Writes."
    return _write_or_remove(
        room, f"content/authors/{room.pick(AUTHORS[:3])}.md", f"---\n{yaml_of(keys)}---\n\n{body}\n"
    )


def storyline(room: Newsroom) -> str:
    """Write, change, spoil or remove a storyline."""
    body = f"It began [here]({room.target()})." if room.dice.random() < 0.6 else "It began."
    text = f"---\ntitle: {room.pick(WORDS)} of {room.pick(WORDS)}\n---\n\n{body}\n"
    return _write_or_remove(room, f"content/storylines/{room.pick(STORYLINES[:2])}.md", text)


def page(room: Newsroom) -> str:
    """Write, change, spoil or remove a standing page."""
    text = f"---\ntitle: {room.pick(WORDS).title()}\n---\n\n{room.body()}\n"
    return _write_or_remove(room, f"content/pages/{room.pick(PAGES)}.md", text)


def running_order(room: Newsroom) -> str:
    """Write, change, spoil or remove a front's running order."""
    chosen = list(dict.fromkeys(room.reference() for _ in range(room.dice.randint(1, 5))))
    lead = room.pick((chosen[0], chosen[0], {"article": chosen[0], "image": room.image()}))
    keys = {"lead": lead, "top": chosen[1:3], "opinion": chosen[3:]}
    text = yaml_of({key: value for key, value in keys.items() if value})
    return _write_or_remove(room, f"content/fronts/{room.pick(('home', 'home', *SECTIONS))}.yaml", text)


def breaking(room: Newsroom) -> str:
    """Write, change, spoil or remove the breaking banner."""
    keys: dict[str, object] = {"text": f"{room.pick(WORDS)} {room.pick(WORDS)}"}
    keys |= room.pick((
        {},
        {"url": "https://alerts.example/now"},
        {"url": room.place()},
        {"url": room.file().removeprefix("content")},
        {"article": room.reference()},
        {"article": room.reference()},
    ))  # fmt: skip
    if room.dice.random() < 0.5:
        keys["since"] = room.coming()
    keys["until"] = room.coming()
    return _write_or_remove(room, "content/breaking.yaml", yaml_of(keys))


def template(room: Newsroom) -> str:
    """Change, break or mend a file of the theme."""
    folder = room.desk.root / "themes" / "tiny"
    if not room.theme_files:
        files = (file for file in folder.rglob("*") if file.is_file())
        room.theme_files = {str(file.relative_to(folder)): file.read_bytes() for file in files}
    if room.dice.random() < 0.3:
        for name, data in room.theme_files.items():
            (folder / name).write_bytes(data)
        return "mend the theme"
    name = room.pick(sorted(name for name in room.theme_files if name.startswith("templates/")))
    mark = f"<!-- {room.dice.randint(1, 9)} -->\n".encode()
    added = room.pick(
        (mark, mark, mark, mark, b"{% broken", b"{{ page.nothing }}", b'{% include "partials/none.html" %}')
    )
    (folder / name).write_bytes(room.theme_files[name] + added)
    return f"themes/tiny/{name} += {added!r}"


def asset(room: Newsroom) -> str:
    """Change, add or remove an asset or a locale."""
    number = room.dice.randint(1, 9)
    path, text = room.pick((
        ("assets/style.css", f"b {{ order: {number} }}"),
        ("assets/extra.css", f"i {{ order: {number} }}"),
        ("assets/sections.css", f"u {{ order: {number} }}"),
        ("locales/en.yaml", f"greeting: Hello {number}\nlost: Lost\nmoved: Moved\n"),
        ("locales/uk.yaml", f"greeting: Вітаю {number}\n"),
        ("locales/uk.yaml", "greeting: ["),
        ("locales/uk.yaml", f"greting: {{tme}}\ngreeting.many: {number}\n"),
        ("locales/uk.yml", f"greeting: {number}\n"),
        ("static/extra.css", f"i {{ order: {number} }}"),
    ))  # fmt: skip
    target = room.desk.root / "themes" / "tiny" / path
    if room.dice.random() < 0.3 and target.is_file() and path != "locales/en.yaml":
        target.unlink()
        return f"delete themes/tiny/{path}"
    room.desk.write(f"themes/tiny/{path}", text)
    return f"write themes/tiny/{path}: {text!r}"


def settings(room: Newsroom) -> str:
    """Change one of the settings."""
    sections = room.dice.sample(SECTIONS, room.dice.randint(2, 4))
    changed: dict[str, object] = room.pick((
        {"page_size": room.dice.randint(1, 4)},
        {"title": f"The {room.pick(WORDS).title()}"},
        {"description": room.pick((None, "News."))},
        {"sections": [{"id": one, "title": f"{one} {room.pick(('', 'news'))}".strip()} for one in sections]},
        {"sections": [{"id": one, "title": one, "author": room.pick(AUTHORS)} for one in SECTIONS]},
        {"sections": [{"id": one, "title": one, "colour": room.pick(("#123456", "#fff"))} for one in SECTIONS]},
        {"default_author": room.pick((None, *AUTHORS))},
        {"permalink": room.pick((None, "/{section}/{slug}/", "/{slug}/", "/{year}/{month}/{day}/{slug}/", "/{id}/"))},
        {"timezone": room.pick(("Europe/Kyiv", "America/New_York", "Pacific/Kiritimati", "UTC"))},
        {"url": room.pick(("https://desk.example", "https://desk.example/news", "http://other.example"))},
        {"lang": room.pick(("en", "uk"))},
        {"footer": room.pick((None, room.dice.sample(PAGES, 2)))},
        {"icon": room.pick((None, "/pics/b.png", ["/pics/e.svg", "/pics/a.jpg"], "/pics/e.svg"))},
        {"media": room.pick((None, {"animated": "still"}, {"remote": "refuse"}, {"svg": "refuse"}, {"social": "make"}, {"social": "make"}, {"secret": "of sixteen signs"}))},
        {"related": room.pick((None, {"by": "tags"}, {"by": "desk"}))},
    ))  # fmt: skip
    room.desk.settings(**changed)
    return f"settings: {changed}"


def break_settings(room: Newsroom) -> str:
    """Make the settings unusable; the next change of settings mends them."""
    room.desk.write("content/site.yaml", room.pick((b"title: [", b"", b"\xff", b"title: T\nurl: nowhere\n")))
    return "spoil content/site.yaml"


def mend_settings(room: Newsroom) -> str:
    """Write the settings as they should be."""
    room.desk.settings()
    return "mend content/site.yaml"


def clock(room: Newsroom) -> str:
    """Move the clock, forwards or backwards."""
    seconds = room.pick((1, -1, HOUR, HOUR, -HOUR, 6 * HOUR, DAY, DAY, -DAY, 3 * DAY, -4 * DAY))
    room.desk.advance(seconds)
    return f"clock {seconds:+} s"


def next_moment(room: Newsroom) -> str:
    """Move the clock to the next moment that matters, or a second before it."""
    change = room.desk.last.next_change if room.desk.last else None
    if change is None:
        return clock(room)
    room.desk.now = change.at - room.pick((0, 0, 1))
    return f"clock to {room.desk.now}"


def damage_output(room: Newsroom) -> str:
    """Delete, cut, change or replace a file of output/ by hand."""
    output = room.desk.output
    files = sorted(file for file in output.rglob("*") if file.is_file() and file.read_bytes() != JUNK)
    if not files:
        return add_foreign(room)
    file = room.pick(files)
    place = file.relative_to(output)
    kind = room.pick(
        ("delete", "cut", "change", "folder", "filled folder", "link", "file for folder", "linked folder", "all")
    )
    if kind == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif kind == "change":
        file.write_bytes(b"changed by hand")
    elif kind == "all":
        shutil.rmtree(output)
    elif kind == "file for folder" and file.parent != output:
        shutil.rmtree(file.parent)
        file.parent.write_bytes(JUNK)
    elif kind == "linked folder" and output not in {file.parent, file.parent.parent}:
        # A page's own folder is looked at only when the page is written: its stamps speak for what it holds.
        away = room.desk.root / "away"
        shutil.rmtree(away, ignore_errors=True)
        file.parent.parent.rename(away)
        file.parent.parent.symlink_to(away)
    else:
        file.unlink()
        if kind.endswith("folder"):
            file.mkdir()
        if kind == "filled folder":
            (file / "hand.txt").write_bytes(JUNK)
        if kind == "link":
            file.symlink_to("/etc/hostname")
    return f"output: {kind} {place}"


def add_foreign(room: Newsroom) -> str:
    """Put a file of nobody's into output/, which must stay."""
    folder = room.desk.output / room.pick(("world", "hand"))
    if not (room.desk.output.is_dir() and (folder.is_dir() or not folder.exists())):
        return "leave output/ alone"
    folder.mkdir(exist_ok=True)
    (folder / "hand.txt").write_bytes(JUNK)
    return f"output: add {folder.name}/hand.txt"


def damage_cache(room: Newsroom) -> str:
    """Delete, cut or corrupt the catalogue or its seal."""
    folder = room.desk.root / ".newsdesk"
    files = sorted(file for file in folder.glob("build.sqlite*") if file.is_file()) if folder.is_dir() else []
    if not files:
        return "leave .newsdesk/ alone"
    file = room.pick(files)
    data = bytearray(file.read_bytes())
    kind = room.pick(("delete", "cut", "empty", "flip", "flip", "all", "folder"))
    if kind == "all":
        shutil.rmtree(folder)
    elif kind in {"delete", "folder"}:
        file.unlink()
        if kind == "folder":
            file.mkdir()
    elif kind == "flip" and data:
        for _ in range(room.dice.randint(1, 20)):
            data[room.dice.randrange(len(data))] ^= 1 << room.dice.randrange(8)
        file.write_bytes(data)
    else:
        file.write_bytes(data[: len(data) // 2] if kind == "cut" else b"")
    return f"cache: {kind} {file.name}"


def retitle_front(room: Newsroom) -> str:
    """Change the headline of an article that others show."""
    path = room.story()
    if path is None:
        return clock(room)
    room.stories[path].keys["title"] = f"{room.pick(TITLES)} {room.dice.randint(1, 99)}"
    room.put(path)
    return f"{path}: title = {room.stories[path].keys['title']!r}"


def killed_build(room: Newsroom) -> str:
    """Let a build be killed somewhere."""
    place, count = room.pick(stopping.PLACES), room.dice.randint(1, 12)
    came = stopping.killed(room.desk, place, count)
    return f"build, {'killed' if came else 'not killed'} at call {count} of {place}"


def interrupted_build(room: Newsroom) -> str:
    """Let a build be interrupted somewhere."""
    place, count = room.pick(stopping.PLACES), room.dice.randint(1, 12)
    came = stopping.interrupted(room.desk, place, count)
    return f"build, {'interrupted' if came else 'not interrupted'} at call {count} of {place}"


EDITS: Final[dict[Edit, float]] = {
    author: 7,
    storyline: 4,
    page: 4,
    running_order: 5,
    breaking: 4,
    template: 3,
    asset: 2,
    settings: 2.5,
    break_settings: 0.5,
    mend_settings: 0.7,
    clock: 6,
    next_moment: 4,
    damage_output: 3,
    add_foreign: 0.5,
    damage_cache: 1,
    retitle_front: 5,
    killed_build: 2,
    interrupted_build: 4,
}
"""Every other edit, and its weight."""
