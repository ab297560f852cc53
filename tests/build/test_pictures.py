"""Pictures through whole builds: made once, kept, made again when lost, and never linked to when they fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from builder.build import darkroom
from builder.build.lock import LockedError
from builder.build.media_cache import MediaCache
from builder.build.pruning import prune
from builder.build.work import develop_packed, facts_packed
from builder.model.picture import Facts
from builder.model.source import Source
from tests.build.pictured import MEDIA, forget_catalogue, media
from tests.desk import Desk, picture


def test_every_picture_that_a_page_names_is_there_and_no_other(desk: Desk) -> None:
    named = {found for url in ("/", "/2026/11/ferry/") for found in MEDIA.findall(desk.page(url))}
    assert named == media(desk)
    assert (
        len(named) == 5 + 5 + 2
    )  # whole: 320 and 700 in two formats, and a fallback; the 16x9 crop alike; 4x3 and 1x1


def test_a_first_build_decodes_twice_and_a_second_never(desk: Desk) -> None:
    assert desk.last is not None
    first = desk.last.pictures
    assert (first.made, first.reused, first.decoded) == (len(media(desk)), 0, 2)
    assert first.bytes_out == sum(len(desk.tree()[path]) for path in media(desk))
    assert first.bytes_in == (desk.root / "content/pics/quay.jpg").stat().st_size
    assert desk.build().pictures == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("edit", [("A quay", "The quay"), ("Ann", "Bo Lee"), ("}", ', "caption": "At dawn"}')])
def test_words_about_a_picture_touch_no_pixel(desk: Desk, edit: tuple[str, str]) -> None:
    desk.edit("content/world/ferry.md", *edit)
    outcome = desk.build()
    assert outcome.written
    assert not [path for path in outcome.written if path.startswith("media/")]
    assert outcome.pictures.decoded == 0


def test_another_title_of_the_site_touches_no_pixel(desk: Desk) -> None:
    shutil.rmtree(desk.root / ".newsdesk/media")
    desk.settings(title="Another")
    assert desk.build().pictures.made == 0


def test_a_lost_catalogue_decodes_nothing(desk: Desk) -> None:
    forget_catalogue(desk)
    outcome = desk.build()
    assert (outcome.written, outcome.pictures.decoded, outcome.pictures.reused) == ((), 0, len(media(desk)))


def test_a_moved_picture_is_not_decoded_again(desk: Desk) -> None:
    desk.move("content/pics/quay.jpg", "content/world/quay.jpg")
    desk.edit("content/world/ferry.md", "/pics/quay.jpg", "quay.jpg")
    assert desk.build().pictures.decoded == 0
    assert desk.tree() == desk.clean_tree()


def test_another_focus_makes_other_crops_alone(desk: Desk) -> None:
    before = media(desk)
    desk.edit("content/world/ferry.md", "}", ', "focus": [0.1, 0.5]}')
    outcome = desk.build()
    assert outcome.pictures.decoded == 1
    whole = MEDIA.findall(desk.page("/2026/11/ferry/"))[0].partition("-")[0]
    assert {path for path in before if path.startswith(whole)} == {
        path for path in media(desk) if path.startswith(whole)
    }
    assert desk.tree() == desk.clean_tree()


@pytest.mark.parametrize("damage", ["all", "one", "flip", "half", "exchange"])
def test_a_lost_or_damaged_media_cache_changes_no_byte(desk: Desk, damage: str) -> None:
    wanted, cache = desk.tree(), desk.root / ".newsdesk/media"
    entries = sorted(file for file in cache.rglob("*") if file.is_file() and file.name != "CACHEDIR.TAG")
    assert (cache / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    if damage == "all":
        shutil.rmtree(cache)
    for entry in entries if damage != "all" else ():
        whole = entry.read_bytes()
        if damage == "one":
            entry.unlink()
            break
        spoiled = {
            "flip": whole[:-1] + bytes([whole[-1] ^ 1]),
            "half": whole[: len(whole) // 2],
            "exchange": whole[::-1],
        }
        entry.write_bytes(spoiled[damage])
    shutil.rmtree(desk.output)
    forget_catalogue(desk)
    desk.build()
    assert desk.tree() == wanted


def test_a_picture_taken_out_of_an_article_goes(desk: Desk) -> None:
    desk.article("world/ferry")
    desk.build()
    assert media(desk) == set()


def test_a_picture_that_two_use_goes_with_the_second(desk: Desk) -> None:
    desk.article("city/boat", image={"src": "/pics/quay.jpg", "alt": "A quay", "credit": "Ann"})
    desk.build()
    before = media(desk)
    desk.article("world/ferry", status="draft", image="/pics/quay.jpg")
    desk.build()
    assert media(desk) == before
    desk.article("city/boat", status="withdrawn", image="/pics/quay.jpg")
    desk.build()
    assert media(desk) == set()


def test_an_original_that_cannot_be_developed_is_named_and_never_linked_to(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.picture("pics/quay.jpg", "blue", size=(700, 400))
    monkeypatch.setattr(darkroom, "develop_packed", failing)
    outcome = desk.build()
    assert [f"{found.path}: {found.code}" for found in outcome.diagnostics] == [
        "content/world/ferry.md: picture-unreadable"
    ]
    assert media(desk) == set()
    assert not any(b"/media/" in data for data in desk.tree().values())


def failing(task: bytes) -> bytes:
    """Do what a worker does with an original that only the whole decoder finds broken."""
    return develop_packed(task.replace(b"\xff\xd8\xff", b"\xff\xff\xff"))


def test_an_original_that_kills_its_worker_is_named_and_the_rest_is_made(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.picture("pics/deadly.png", "blue", size=(300, 200))
    desk.picture("pics/good.png", "green", size=(300, 200))
    for name in ("deadly", "good"):
        desk.article(f"world/{name}", image={"src": f"/pics/{name}.png", "alt": "a", "credit": "Ann"})
    monkeypatch.setattr(darkroom, "develop_packed", deadly)
    outcome = desk.build(jobs=2)
    assert [f"{found.path}: {found.code}" for found in outcome.diagnostics] == [
        "content/world/deadly.md: picture-unreadable"
    ]
    assert "twice" in outcome.diagnostics[0].message
    named = {found for data in desk.tree().values() for found in MEDIA.findall(data.decode(errors="ignore"))}
    assert named == media(desk)
    assert MEDIA.search(desk.page("/2026/11/good/"))


def deadly(task: bytes) -> bytes:
    """Die of one original, as a decoder with a hole would."""
    if b"deadly.png" in task:
        os._exit(9)
    return develop_packed(task)


def test_an_original_that_goes_while_the_site_is_built_is_named_until_the_next_build(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.picture("pics/quay.jpg", "blue", size=(700, 400))
    monkeypatch.setattr(darkroom, "read_file", lambda _root, _path: b"something else")
    outcome = desk.build()
    assert "build again" in outcome.diagnostics[0].message
    assert media(desk) == set()
    monkeypatch.undo()
    assert desk.build().diagnostics == ()
    assert desk.tree() == desk.clean_tree()


def test_workers_look_at_many_pictures(desk: Desk) -> None:
    for number in range(6):
        desk.picture(f"pics/{number}.png", "blue", size=(30 + number, 20))
        image = {"src": f"/pics/{number}.png", "alt": "a", "credit": "Ann"}
        desk.article(f"world/story-{number}", image=image)
    told: list[tuple[str, int, int]] = []
    outcome = desk.build(jobs=2, progress=lambda *told_now: told.append(told_now))
    assert outcome.pictures.decoded == 12
    assert ("pictures", 6, 6) in told
    assert [stage for stage, done, total in told if stage == "pictures" and done == total]
    assert desk.tree() == desk.clean_tree()


def test_a_picture_under_two_names_is_made_once(desk: Desk) -> None:
    desk.write("content/world/same.jpg", (desk.root / "content/pics/quay.jpg").read_bytes())
    desk.article("world/other", image={"src": "same.jpg", "alt": "A quay", "credit": "Ann"})
    before = media(desk)
    desk.build()
    assert media(desk) == before


def test_a_picture_with_the_wrong_suffix_is_refused_under_that_name_alone(desk: Desk) -> None:
    desk.write("content/pics/quay.png", (desk.root / "content/pics/quay.jpg").read_bytes())
    desk.article("world/other", image={"src": "/pics/quay.png", "alt": "A quay", "credit": "Ann"})
    desk.build()
    assert desk.codes == ["content/world/other.md: picture-unreadable"]
    assert desk.tree() == desk.clean_tree()


def test_the_running_order_gives_the_lead_another_picture(desk: Desk) -> None:
    desk.picture("pics/front.png", "green", size=(400, 300))
    desk.write("content/fronts/home.yaml", "lead: {article: world/ferry, image: {src: /pics/front.png, alt: Green}}\n")
    desk.build()
    assert desk.diagnostics == ()
    own, lead = (MEDIA.findall(desk.page(url)) for url in ("/2026/11/ferry/", "/"))
    assert set(lead) - set(own)
    assert 'alt="Green"' in desk.page("/")
    assert 'alt="Green"' not in desk.page("/2026/11/ferry/")
    assert desk.tree() == desk.clean_tree()
    desk.article("world/ferry", status="draft")
    desk.build()
    assert media(desk) == set()


def test_originals_that_nobody_shows_are_not_made_but_known(desk: Desk) -> None:
    before = media(desk)
    desk.picture("pics/unused.png", size=(40, 30))
    outcome = desk.build()
    assert (media(desk), outcome.pictures.made, outcome.pictures.decoded) == (before, 0, 1)


def test_the_cache_keeps_what_is_wanted_and_prunes_the_rest(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path / "media")
    names = [f"{number:032x}" for number in (1 << 120, 2 << 120, 3)]
    for name in names:
        cache.write(name, name.encode())
    assert cache.prune(names[:2]) == (1, 16 + 32)
    assert [cache.read(name) for name in names] == [names[0].encode(), names[1].encode(), None]


def test_the_cache_is_made_where_a_file_lies(tmp_path: Path) -> None:
    (tmp_path / "media").write_bytes(b"")
    cache = MediaCache(tmp_path / "media")
    cache.keep_facts(b"0" * 16, ".jpg", Facts(1, 2))
    assert cache.facts(b"0" * 16, ".jpg") == Facts(1, 2)
    assert cache.facts(b"0" * 16, ".png") is None


def test_looking_is_a_function_of_name_and_bytes() -> None:
    source = msgspec.msgpack.encode(Source("content/a.png", "media", picture("red", (4, 3), "png")))
    assert facts_packed(source) == facts_packed(source)


def test_pruning_takes_what_no_page_uses_and_nothing_else(desk: Desk) -> None:
    kept = {file for file in (desk.root / ".newsdesk/media").rglob("*") if file.is_file()}
    desk.picture("pics/quay.jpg", "blue", size=(700, 400))
    desk.build()
    wanted = desk.tree()
    pruned = prune(desk.root / ".newsdesk")
    assert (pruned.known, pruned.entries) == (True, len(kept) - 1)  # all but CACHEDIR.TAG
    assert prune(desk.root / ".newsdesk").entries == 0
    shutil.rmtree(desk.output)
    forget_catalogue(desk)
    assert desk.build().pictures.decoded == 0
    assert desk.tree() == wanted


def test_pruning_without_a_catalogue_takes_nothing(desk: Desk) -> None:
    forget_catalogue(desk)
    assert prune(desk.root / ".newsdesk") == (0, 0, False)
    assert desk.build().pictures.decoded == 0


def test_pruning_waits_for_no_build(desk: Desk) -> None:
    waiting = [
        sys.executable,
        "-c",
        "import sys, pathlib; from builder.build.lock import locked\nwith locked(pathlib.Path(sys.argv[1])): print(flush=True); input()",
    ]
    with subprocess.Popen(
        [*waiting, desk.root / ".newsdesk/build.lock"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(LockedError):
            prune(desk.root / ".newsdesk")
        holder.communicate(b"\n")


def test_only_who_knows_the_secret_can_tell_an_original_by_the_name_of_its_file(desk: Desk) -> None:
    told = media(desk)
    before = {desk.tree()[path] for path in told}
    kept: list[set[str]] = []
    for secret in ("0123456789abcdef", "fedcba9876543210"):
        desk.settings(media={"secret": secret})
        outcome = desk.build()
        assert outcome.pictures.decoded == 0
        assert desk.tree() == desk.clean_tree()
        assert {desk.tree()[path] for path in media(desk)} == before
        named = {found for url in ("/", "/2026/11/ferry/") for found in MEDIA.findall(desk.page(url))}
        assert named == media(desk)
        assert not any(secret.encode() in data for data in desk.tree().values())
        kept.append(media(desk))
    assert not kept[0] & kept[1]
    assert not told & (kept[0] | kept[1])


def test_a_secret_that_can_be_guessed_is_refused_and_not_said(desk: Desk) -> None:
    desk.settings(media={"secret": "swordfish"})
    desk.build()
    (found,) = desk.diagnostics
    assert found.message == "a secret of 9 characters can be guessed"


def test_no_template_is_given_the_secret(desk: Desk) -> None:
    desk.settings(media={"secret": "0123456789abcdef"})
    desk.edit("themes/tiny/templates/base.html", "</body>", "<p>[{{ site.media.secret }}]</p>\n</body>")
    desk.build()
    assert "<p>[]</p>" in desk.page("/2026/11/ferry/")
    assert desk.tree() == desk.clean_tree()
