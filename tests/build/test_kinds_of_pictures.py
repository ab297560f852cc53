"""Galleries, pictures that speak for themselves, drawings, pictures that move, and pictures elsewhere."""

import io
import re

import pytest
from PIL import Image

from tests.build.pictured import media
from tests.desk import Desk


@pytest.mark.parametrize("kind", ["gallery", "article"])
def test_figures_of_a_gallery_that_follow_each_other_are_set_together(desk: Desk, kind: str) -> None:
    figure = '![A quay](/pics/quay.jpg "One | Ann")'
    desk.article(
        "world/night", body=f"Words.\n\n{figure}\n\n{figure}\n\nMore.\n\n{figure}\n\n[to](ferry.md)", type=kind
    )
    desk.build()
    assert desk.diagnostics == ()
    page = desk.page("/2026/11/night/")
    runs = [run.count('class="gallery ') for run in re.findall(r"<ul>(.*?)</ul>", page, re.DOTALL)]
    assert runs == ([2, 1] if kind == "gallery" else [])
    assert page.count('class="figure ') == (0 if kind == "gallery" else 3)
    assert page.index("More.") > page.index("One Ann")


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" photoshop:Credit="Agency X" photoshop:City="Secretville">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Nets at dawn</rdf:li></rdf:Alt></dc:description>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Nets on a rail</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def noted(colour: str = "red") -> bytes:
    """Return a picture that says of itself what it shows, who made it and where."""
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(stream, "JPEG", xmp=XMP.encode())
    return stream.getvalue()


def test_what_a_picture_says_of_itself_stands_in_where_the_writer_is_silent(desk: Desk) -> None:
    desk.write("content/pics/nets.jpg", noted())
    desk.article("world/nets", body="![](/pics/nets.jpg)\n\nIn words ![](/pics/nets.jpg) here.", image="/pics/nets.jpg")
    desk.article("world/said", image={"src": "/pics/nets.jpg", "alt": "", "caption": "Mine", "credit": "Me"})
    desk.build()
    assert desk.diagnostics == ()
    page = desk.page("/2026/11/nets/")
    assert page.count('alt="Nets on a rail"') == 4  # the lead, its card, the figure and the inline picture
    assert page.count("Nets at dawn Agency X") == 2
    said = desk.page("/2026/11/said/")
    assert "Mine Me" in said
    assert "Agency X" not in said


def test_a_credit_travels_with_the_files_and_nothing_else_does(desk: Desk) -> None:
    desk.write("content/pics/nets.jpg", noted())
    desk.article("world/nets", image="/pics/nets.jpg")
    before = media(desk)
    desk.build()
    for path in media(desk) - before:
        assert b"Agency X" in desk.tree()[path], path
    assert not any(b"Secretville" in data for data in desk.tree().values())


def test_another_credit_in_the_file_reaches_the_pages(desk: Desk) -> None:
    desk.write("content/pics/nets.jpg", noted())
    desk.article("world/nets", image="/pics/nets.jpg")
    desk.build()
    desk.write("content/pics/nets.jpg", noted().replace(b"Agency X", b"Agency Y"))
    desk.build()
    assert "Agency Y" in desk.page("/2026/11/nets/")
    assert desk.tree() == desk.clean_tree()


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20" onload="alert(1)">
<script>alert(2)</script><image href="https://spy.example/x.png"/><rect width="9" height="9"/></svg>"""


def test_a_drawing_is_cleaned_and_stays_one(desk: Desk) -> None:
    desk.write("content/pics/map.svg", DRAWING)
    desk.article("world/map", image={"src": "/pics/map.svg", "alt": "A map", "credit": "Ann"})
    before = media(desk)
    desk.build()
    assert desk.diagnostics == ()
    (path,) = media(desk) - before
    assert re.fullmatch(r"media/[0-9a-f]{16}-30\.svg", path)
    assert b"<rect" in desk.tree()[path]
    assert not any(word in desk.tree()[path] for word in (b"script", b"onload", b"spy.example"))
    page = desk.page("/2026/11/map/")
    assert f'src="/{path}" srcset="" alt="A map" width="30" height="20"' in page
    assert "og:image" not in page
    assert desk.tree() == desk.clean_tree()


def test_drawings_may_be_refused(desk: Desk) -> None:
    desk.write("content/pics/map.svg", DRAWING)
    desk.article("world/map", image={"src": "/pics/map.svg", "alt": "A map", "credit": "Ann"})
    before = media(desk)
    desk.settings(media={"svg": "refuse"})
    desk.build()
    assert desk.codes == ["content/world/map.md: picture-unreadable"]
    assert media(desk) == before
    desk.settings(media=None)
    desk.build()
    assert media(desk) > before
    desk.write("content/pics/map.svg", "<svg")
    desk.build()
    assert desk.codes == ["content/world/map.md: picture-unreadable"]
    assert desk.tree() == desk.clean_tree()


def test_an_animated_picture_moves_in_the_text_and_stands_still_by_setting(desk: Desk) -> None:
    frames = [Image.new("RGB", (400, 300), colour) for colour in ("red", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:], duration=50)
    desk.write("content/pics/wave.gif", stream.getvalue())
    desk.article("world/wave", image={"src": "/pics/wave.gif", "alt": "A wave", "credit": "Ann"})
    desk.build()
    moving = re.search(r'class="lead [^"]*" src="/(media/[0-9a-f-]+\.webp)" srcset=""', desk.page("/2026/11/wave/"))
    assert moving
    assert b"ANIM" in desk.tree()[moving[1]]
    card = re.search(r'class="card [^"]*" src="/(media/[0-9a-f-]+\.jpg)"', desk.page("/2026/11/wave/"))
    assert card
    desk.settings(media={"animated": "still"})
    desk.build()
    assert not any(b"ANIM" in data for path, data in desk.tree().items() if path.startswith("media/"))
    assert desk.tree() == desk.clean_tree()


def test_a_foreign_picture_is_a_warning_or_an_error_and_never_shown(desk: Desk) -> None:
    desk.article("world/far", body="![A](https://e.example/a.png)", image="https://e.example/b.png")
    desk.build()
    assert [found.severity for found in desk.diagnostics] == ["warning", "warning"]
    desk.settings(media={"remote": "refuse"})
    desk.build()
    assert [(found.severity, found.code) for found in desk.diagnostics] == [("error", "picture-remote")] * 2
    assert "<img" not in desk.page("/2026/11/far/")
