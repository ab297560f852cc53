"""What photographers and accidents do to pictures and to the media cache: each edit says in words what it did."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PIL import Image

from tests.desk import picture
from tests.properties.newsroom import FOCUSES, PICTURES, Newsroom

Edit = Callable[[Newsroom], str]

SIZES: Final = ((12, 8), (8, 12), (16, 9), (360, 40))


def photograph(room: Newsroom) -> str:
    """Add, replace, corrupt or remove a picture."""
    name = room.pick(PICTURES[:5])
    path = f"content/{name}"
    chance = room.dice.random()
    if chance < 0.25 and (room.desk.root / path).is_file():
        room.desk.delete(path)
        return f"delete {path}"
    if chance < 0.4:
        room.desk.write(path, room.pick((b"no picture", b"", picture("red", (12, 8), "gif"))))
        return f"corrupt {path}"
    colour, size = room.pick(("red", "green", "blue")), room.pick(SIZES)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"><rect fill="{colour}"/></svg>'
    )
    suffix = name.rpartition(".")[2]
    room.desk.write(path, drawing if suffix == "svg" else picture(colour, size, suffix))
    return f"{colour} {size} picture at {path}"


def special(room: Newsroom) -> str:
    """Put a picture that moves, that lets things shine through or that lies on its side in a file's place."""
    kind = room.pick(("moving", "clear", "turned"))
    path = {"moving": "content/world/d.webp", "clear": "content/pics/b.png", "turned": "content/pics/a.jpg"}[kind]
    stream = io.BytesIO()
    frames = [Image.new("RGBA", (20, 9), (number, 9, 9, 120)) for number in (0, 90, 180)]
    if kind == "moving":
        frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:], duration=50)
    elif kind == "clear":
        frames[0].save(stream, "PNG")
    else:
        exif = Image.Exif()
        exif[0x0112] = room.pick((3, 6, 8))
        exif[0x010E] = room.pick(("At dawn", "At dusk", ""))
        exif[0x8298] = room.pick(("A desk", ""))
        frames[0].convert("RGB").save(stream, "JPEG", exif=exif)
    room.desk.write(path, stream.getvalue())
    return f"{kind} picture at {path}"


def swap_pictures(room: Newsroom) -> str:
    """Let two picture files change places, whatever their suffixes say."""
    one, other = (room.desk.root / "content" / name for name in room.dice.sample(PICTURES[:5], 2))
    if not (one.is_file() and other.is_file()):
        return photograph(room)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return f"swap {one.name} and {other.name}"


def refocus(room: Newsroom) -> str:
    """Change one thing that an article says of its picture: its focal point, its text or the file."""
    pictured = [path for path in sorted(room.stories) if isinstance(room.stories[path].keys.get("image"), dict)]
    if not pictured:
        return photograph(room)
    path = room.pick(pictured)
    image = dict(room.stories[path].keys["image"])  # type: ignore[call-overload] # it is one of those that are maps
    key = room.pick(("focus", "focus", "alt", "credit", "src"))
    image[key] = {
        "focus": room.pick(FOCUSES),
        "alt": room.pick(("a wall", "")),
        "credit": room.pick(("Ann", "Bo")),
        "src": "/" + room.pick(PICTURES),
    }[key]
    room.stories[path].keys["image"] = image
    room.put(path)
    return f"{path}: image = {image}"


def lose_media(room: Newsroom) -> str:
    """Lose the media cache, a part of it, or a few bits."""
    folder = room.desk.root / ".newsdesk" / "media"
    files = sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []
    if not files:
        return photograph(room)
    kind = room.pick(("all", "some", "cut", "flip", "swap", "folder", "file"))
    if kind == "all":
        shutil.rmtree(folder)
    elif kind == "some":
        for file in room.dice.sample(files, len(files) // 2):
            file.unlink()
    elif kind == "file":
        shutil.rmtree(folder)
        folder.write_bytes(b"")
    else:
        for file in room.dice.sample(files, len(files) // 3):
            _spoil(room, kind, file, room.pick(files))
    return f"media cache: {kind}"


def _spoil(room: Newsroom, kind: str, file: Path, other: Path) -> None:
    if file.is_dir() or other.is_dir():
        return
    data = bytearray(file.read_bytes())
    if kind == "folder":
        file.unlink()
        file.mkdir()
    elif kind == "swap":
        file.write_bytes(other.read_bytes())
    elif kind == "flip" and data:
        data[room.dice.randrange(len(data))] ^= 1 << room.dice.randrange(8)
        file.write_bytes(data)
    else:
        file.write_bytes(data[: len(data) // 2])


EDITS: Final[dict[Edit, float]] = {photograph: 6, special: 3, swap_pictures: 2, refocus: 7, lose_media: 3}
"""Every edit of pictures, and its weight."""
