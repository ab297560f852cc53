"""A site full of weapons: front matter, bodies, names, links and pictures made to crash, hang or lead astray.

It only writes files below the site that it is given; what must be said of each is in the dictionaries.
"""

import io
import os
import socket
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from tests.faults.site import Site
from tests.source.hostile import FILES, FRONT_MATTER
from tests.source.markdown.hostile_articles import WEAPONS

SECRET: Final = Path("/etc/passwd")
KIB: Final = 1024

_HEAD: Final = "---\ntitle: {title}\ndate: 2026-11-10T10:00+02:00\n{more}---\n\n{body}\n"


def article(title: str = "A weapon", more: str = "", body: str = "Text.") -> str:
    """Return an article with more lines in its front matter."""
    return _HEAD.format(title=title, more=more and more + "\n", body=body)


WAYS_OUT: Final = (
    "../../outside",
    "..%2f..%2foutside",
    "%2e%2e/%2e%2e/outside",
    "%252e%252e/outside",
    "/etc/passwd",
    "..\\..\\outside",
    "~/outside",
    "a\\0b",
    "a/../../../outside",
    "x" * 300,
    "ї" * 150,
    "a\\u202egpj.exe",
    "a.",
    "a ",
    "...",
    ".",
    "..",
    "-",
    "a?b",
    "a#b",
    "A/B",
    "//evil.example/x",
    "javascript:alert(1)",
    "file:///etc/passwd",
)
"""Values that lead out of a folder, or cannot be a name on some file system, as YAML spells them in double quotes."""


def _escaped(value: str) -> str:
    """Return a way out between double quotes, its own escapes kept and its backslashes doubled."""
    kept = value.replace("\\0", "\0").replace("\\u202e", "\u202e").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + kept.replace("\0", "\\0").replace("\u202e", "\\u202e") + '"'


def _wrong_front_matter() -> Iterator[tuple[str, bytes]]:
    for number, data in enumerate((FRONT_MATTER | FILES).values()):
        yield f"content/world/front-{number:03}.md", data
    for number, value in enumerate(WAYS_OUT):
        if value.strip() == value:  # what is around a slug is cut off
            yield f"content/town/slug-{number:02}.md", article(more=f"slug: {_escaped(value)}").encode()
        if value != "/etc/passwd":  # an old address like any other
            yield f"content/town/alias-{number:02}.md", article(more=f"aliases: [{_escaped(value)}]").encode()
        yield f"content/town/image-{number:02}.md", article(more=f"image: {{src: {_escaped(value)}, alt: a}}").encode()
        yield f"content/town/section-{number:02}.md", article(more=f"section: {_escaped(value)}").encode()
        yield f"content/town/author-{number:02}.md", article(more=f"author: [{_escaped(value)}]").encode()
        yield f"content/town/storyline-{number:02}.md", article(more=f"storyline: {_escaped(value)}").encode()
        yield f"content/town/related-{number:02}.md", article(more=f"related: [{_escaped(value)}]").encode()
    yield "content/world/tabs.md", b"---\n\ttitle: a\n---\n"
    yield "content/world/conflict.md", article(body="<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs").encode()
    yield "content/world/nul.md", article(body="a\0b").encode()
    yield "content/world/bytes.md", article().encode() + b"\xff\xfe\xfa"
    yield "content/world/megabyte-title.md", article(title="x" * 1_000_000).encode()
    yield "content/world/digits.md", article(more="embargo: " + "9" * 5_000).encode()
    yield "content/world/feed.xml.md", article(more="aliases: [/world/feed.xml]").encode()
    yield "content/world/reserved.md", article(more="aliases: [/tag/x/]").encode()


WRONG: Final = dict(_wrong_front_matter())
"""Articles that must have an error."""

BODIES: Final = {
    f"content/world/body-{number:02}.md": article(title=f"Body {number}", body=text).encode()
    for number, text in enumerate(
        [weapon(20 * KIB) if callable(weapon) else weapon * (20 * KIB // len(weapon)) for weapon in WEAPONS.values()]
        + [
            "[" * 200 * KIB,
            "`" * 200 * KIB,
            "> " * 100 * KIB,
            "<![CDATA[" * 22 * KIB,
            "*a_b " * 40 * KIB,
            "![a](" * 40 * KIB,
            "{{ 7*7 }} {% for x in range(10**9) %}x{% endfor %} {{ ''.__class__ }}",
            "![pass](/etc/passwd) ![pass](../../../../../../etc/passwd) [x](file:///etc/passwd)",
        ]
    )
}
"""Articles whose text is made to exhaust a parser: they are built, or have an error."""

HARMLESS: Final = {
    "content/world/index.md": article(title="Named index").encode(),
    "content/world/index-2.md": article(title="With the slug of an index", more="slug: index.html").encode(),
    "content/world/alias.md": article(title="With the alias of a secret", more="aliases: [/etc/passwd]").encode(),
    "content/world/digits-2.md": article(title="With a long id", more="id: " + "9" * 5_000).encode(),
    "content/world/bom.md": b"\xef\xbb\xbf" + article(title="BOM").encode(),
    "content/world/crlf.md": article(title="CRLF").replace("\n", "\r\n").encode(),
    "content/world/line\nbreak.md": article(title="A line break in the name").encode(),
    "content/world/quo'\"tes & <b>.md": article(title="Quotes in the name").encode(),
    "content/world/CON.md": article(title="A device").encode(),
    "content/world/rtl\u202egpj.md": article(title="A turned name").encode(),
    "content/world/\x1b[31mred.md": article(title="An escape in the name").encode(),
    "content/world/{{ 7*7 }}.md": article(title="A template in the name").encode(),
    "content/world/%2e%2e%2fx.md": article(title="Percent signs in the name").encode(),
}
"""Articles with strange names: they are built, or have an error that says why not."""


def png_of(width: int, height: int) -> bytes:
    """Return a whole PNG of so many black pixels, in a few kilobytes."""
    row = zlib.compressobj(9)
    line = b"\0" * (1 + (width + 7) // 8)
    data = b"".join(row.compress(line) for _ in range(height)) + row.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    packed = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def jpeg() -> bytes:
    """Return a small sound JPEG."""
    target = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(target, "JPEG")
    return target.getvalue()


def pictures() -> dict[str, bytes]:
    """Return pictures that cannot be published; an article of its own shows each."""
    return {
        "content/town/bomb.png": png_of(10_000, 6_000),
        "content/town/cut.jpg": jpeg()[:2_000],
        "content/town/text.jpg": b"This is no picture.\n" * 50,
        "content/town/empty.png": b"",
        "content/town/page.gif": b"GIF89a<script>alert(1)</script>",
        "content/town/vector.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "content/town/script.webp": b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 16,
    }


def pointing(site: Site, secrets: Path) -> list[str]:
    """Put symbolic links, a pipe and a socket where files belong; return their paths from the site's root."""
    links = {
        "content/world/passwd.md": SECRET,
        "content/world/relative.md": Path("../../../../../../../../../../etc/passwd"),
        "content/world/dangling.md": Path("nowhere"),
        "content/world/loop.md": Path("loop.md"),
        "content/world/secrets": secrets,
        "content/world/up": Path(".."),
        "content/town/passwd.jpg": SECRET,
        "content/town/secret.jpg": secrets / "secret.jpg",
        "content/authors/passwd.md": SECRET,
        "content/fronts/home.yaml": SECRET,
        "content/pages/passwd.md": SECRET,
        "content/storylines/passwd.md": secrets / "secret.md",
        "themes/own/assets/passwd.css": SECRET,
        "themes/own/assets/secrets": secrets,
        "themes/own/templates/partials/kicker.html": secrets / "secret.md",
        "themes/own/locales/fr.yaml": SECRET,
    }
    for path, target in links.items():
        (site.root / path).parent.mkdir(parents=True, exist_ok=True)
        (site.root / path).symlink_to(target)
    pipes = ["content/world/pipe.md", "content/town/pipe.jpg", "content/town/pipe.xyz", "content/authors/pipe.md"]
    pipes += ["themes/own/assets/pipe.css", "themes/own/templates/pipe.html"]
    for path in pipes:
        os.mkfifo(site.root / path)
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(site.root / "content/world")  # a socket's whole path must fit in 107 bytes
        try:
            listening.bind("socket.md")
        finally:
            os.chdir(here)
    bytes_ = os.fsencode(site.root / "content/world") + b"/caf\xe9"
    os.symlink(SECRET, bytes_ + b"-link.md")
    Path(os.fsdecode(bytes_ + b".md")).write_text(article(), encoding="utf-8")
    os.mkdir(bytes_)
    Path(os.fsdecode(bytes_ + b"/inner.md")).write_text(article(), encoding="utf-8")
    strange = [f"content/world/caf?{rest}" for rest in ("-link.md", ".md", "/inner.md")]
    return [*links, *pipes, "content/world/socket.md", *strange]


def arm(site: Site, secrets: Path) -> list[str]:
    """Write every weapon into a site; return the paths that must each have a finding, but for pictures."""
    for path, data in {**WRONG, **BODIES, **HARMLESS}.items():
        site.write(path, data)
    shown = pictures()
    for number, (path, data) in enumerate(shown.items()):
        site.write(path, data)
        site.write(
            f"content/town/showing-{number}.md",
            article(f"Showing {number}", f"image: {{src: {path.rpartition('/')[2]}, alt: a}}"),
        )
    return [*WRONG, *pointing(site, secrets)]
