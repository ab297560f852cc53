"""Every weapon at once through the real command: each is named, the good articles are built, nothing else is touched."""

import json
import os
import re
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from builder.model.diagnostics import REFERENCE_ERRORS, printable
from tests.faults.arsenal import BODIES, HARMLESS, SECRET, WRONG, arm, article, jpeg, pictures
from tests.faults.site import Ran, Site, census, powerless, small_site, tree, write_article
from tests.pace import pace

GOOD: Final = range(20)
CANARY: Final = "c0ffee5ec4e7c0de"
SECONDS_EACH: Final = 2.0
"""Of processor time: what one document may take on any machine."""

GRACE: Final = 0.5
"""What may pass after that, as tests/pace.py counts seconds."""

SECONDS_ALL: Final = 20.0
"""For all the documents that are not slow, and for the pages, counted in the same way."""


class Battle(NamedTuple):
    """A site after its build: what the command answered, what lay around it before, which paths it must name."""

    site: Site
    ran: Ran
    pace: float
    """How slow the machine was, as tests/pace.py counts."""
    before: dict[str, tuple[int, ...]]
    wanted: list[str]
    findings: list[dict[str, Any]]


@pytest.fixture(scope="module")
def battle(tmp_path_factory: pytest.TempPathFactory) -> Battle:
    ground = tmp_path_factory.mktemp("battle")
    site, secrets = Site(ground / "site"), ground / "secrets"
    small_site(site.root, len(GOOD))
    secrets.mkdir()
    (secrets / "secret.md").write_text(article(CANARY, body=CANARY))
    (secrets / "secret.css").write_text(f"/* {CANARY} */")
    (secrets / "secret.jpg").write_bytes(jpeg() + CANARY.encode())
    wanted = arm(site, secrets)
    before = census(ground, "site/output", "site/.newsdesk")
    site.output.mkdir()
    (site.root / ".newsdesk").mkdir()
    slowest = pace()
    ran = site.build("--format", "json")
    return Battle(site, ran, max(slowest, pace()), before, wanted, ran.findings() if ran.out else [])


def test_the_build_ends_with_errors_in_content(battle: Battle) -> None:
    assert battle.ran.code == 1, battle.ran.err[-2000:]
    assert "Traceback" not in battle.ran.err
    assert battle.ran.err == ""


def test_every_weapon_is_named_with_a_place(battle: Battle) -> None:
    named = {finding["path"] for finding in battle.findings}
    missing = [path for path in battle.wanted if path not in named]
    assert missing == []


@pytest.mark.parametrize("path", pictures())
def test_every_picture_that_cannot_be_shown_is_named_or_its_article_is(battle: Battle, path: str) -> None:
    number = list(pictures()).index(path)
    accused = {path, f"content/town/showing-{number}.md"}
    assert [f["code"] for f in battle.findings if f["path"] in accused] == ["picture-unreadable"]
    assert path.rpartition("/")[2] in "".join(f["path"] + f["message"] for f in battle.findings if f["path"] in accused)


def test_every_place_is_within_its_file(battle: Battle) -> None:
    assert len(battle.findings) > 200
    for finding in battle.findings:
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        data = WRONG.get(finding["path"]) or BODIES.get(finding["path"])
        if data is not None:
            lines = re.split(r"\r\n|\r|\n", data.decode(errors="replace"))
            assert finding["line"] <= len(lines), finding
            assert finding["column"] <= len(lines[finding["line"] - 1]) + 1, finding


def test_every_finding_is_short(battle: Battle) -> None:
    for finding in battle.findings:
        assert len(finding["message"]) <= 700, finding["path"]
        assert len(finding["hint"]) <= 500, finding["path"]


def test_the_good_articles_are_built(battle: Battle) -> None:
    for number in GOOD:
        page = battle.site.output / f"2026/11/story-{number}/index.html"
        assert f"Story {number}" in page.read_text()


@pytest.mark.parametrize("path", [*BODIES, *HARMLESS])
def test_what_may_be_built_is_built_or_named(battle: Battle, path: str) -> None:
    errors = [found for found in battle.findings if found["severity"] == "error"]
    listed = {found["path"] for found in errors if found["code"] not in REFERENCE_ERRORS}
    title = re.search(r"title: ([^\n\r]+)", {**BODIES, **HARMLESS}[path].decode())
    assert title
    pages = (battle.site.output / "2026/11").glob("*/index.html")
    heading = re.compile(rf"<title>{re.escape(title[1])}(?!\d)")
    built = any(heading.search(page.read_text()) for page in pages)
    assert built != (printable(path) in listed)


def test_no_document_is_beyond_its_deadline(battle: Battle) -> None:
    slow = sum(finding["code"] == "markdown-slow" for finding in battle.findings)
    pace = max(1.0, battle.pace)  # a machine that was quick for a moment need not stay so for half a minute
    assert battle.ran.seconds <= slow * SECONDS_EACH + (SECONDS_ALL + slow * GRACE) * pace


def test_nothing_around_the_output_is_touched(battle: Battle) -> None:
    ground = battle.site.root.parent
    after = census(ground, "site/output", "site/.newsdesk")
    ours = {".", "site"}  # folders get a new time when output/ and .newsdesk/ are put into them
    assert after.keys() == battle.before.keys()
    assert [path for path in after if after[path] != battle.before[path] and path not in ours] == []


def test_no_secret_gets_out(battle: Battle) -> None:
    secret = SECRET.read_bytes().splitlines()[0]
    told = {"stdout": battle.ran.out.encode(), "stderr": battle.ran.err.encode()}
    spread = {**tree(battle.site.output), **tree(battle.site.root / ".newsdesk"), **told}
    assert [path for path, data in spread.items() if secret in data or CANARY.encode() in data] == []


def test_no_template_is_run(battle: Battle) -> None:
    pages = tree(battle.site.output)
    shown = [path for path, data in pages.items() if b"{{ 7*7 }}" in data]
    assert shown, "the text itself is shown"
    assert not [path for path, data in pages.items() if b"<class 'str'>" in data]


def test_every_name_is_plain(battle: Battle) -> None:
    for path in tree(battle.site.output):
        assert path == path.lower()
        assert not re.search(r"[\x00-\x20\x7f\\\"'<>|*?:\u202a-\u202e\ud800-\udfff%]", path), path
        assert all(part.strip(". ") for part in path.split("/")), path


def test_the_words_for_people_are_lines(battle: Battle) -> None:
    ran = battle.site.build()
    assert ran.code == 1, ran.err[-2000:]
    assert "Traceback" not in ran.err
    assert CANARY not in ran.err
    assert SECRET.read_text().splitlines()[0] not in ran.err
    assert "\x1b" not in ran.err
    heads = [line for line in ran.err.splitlines() if re.match(r"(content|themes)/", line)]
    assert all(re.match(r"\S.*:\d+:\d+: (error|warning)\[[a-z-]+\]: \S", line) for line in heads)
    assert len(heads) > 200


def test_the_same_is_said_again(battle: Battle) -> None:
    before = tree(battle.site.output)
    ran = battle.site.build("--format", "json", "--jobs", "1")
    assert ran.findings() == battle.findings
    assert json.loads(ran.out)["written"] == []
    assert tree(battle.site.output) == before


# What is unreadable.


UNREADABLE: Final = [
    "content/world/story-4.md",
    "content/authors/second.md",
    "content/town/picture.jpg",
    "content/town",
    "themes/own/theme.yaml",
    "themes/own/assets/own.css",
    "themes/own/templates/partials/footer.html",
    "themes/own/templates",
]


@pytest.mark.parametrize("path", UNREADABLE)
def test_what_may_not_be_read_is_named_and_mended(tmp_path: Path, path: str) -> None:
    before = powerless()
    site = small_site(tmp_path / "site")
    site.write("content/authors/second.md", "---\nname: A second author\n---\nWrites.\n")
    site.write("content/town/picture.jpg", jpeg())
    site.write("content/world/shows.md", article("Shows it", "image: {src: ../town/picture.jpg, alt: A circle}"))
    expected = site.clean(tmp_path / "clean")
    mode = (site.root / path).stat().st_mode
    (site.root / path).chmod(0)
    try:
        first, second = (site.build("--format", "json", before=before) for _ in range(2))
    finally:
        (site.root / path).chmod(mode)
    assert (first.code, first.err) == (1, "")
    assert path in {finding["path"] for finding in first.findings()}
    assert second.findings() == first.findings()
    site.made()
    assert tree(site.output) == expected


@pytest.mark.parametrize("path", UNREADABLE)
def test_what_may_not_be_read_any_more_is_named_and_mended(site: Site, path: str) -> None:
    before = powerless()
    site.write("content/authors/second.md", "---\nname: A second author\n---\nWrites.\n")
    site.write("content/town/picture.jpg", jpeg())
    site.write("content/world/shows.md", article("Shows it", "image: {src: ../town/picture.jpg, alt: A circle}"))
    site.made()
    expected = tree(site.output)
    mode = (site.root / path).stat().st_mode
    file = site.root / path
    file.touch() if file.is_file() else None
    file.chmod(0)
    try:
        ran = site.build("--format", "json", before=before)
    finally:
        file.chmod(mode)
    assert (ran.code, ran.err) == (1, "")
    assert path in {finding["path"] for finding in ran.findings()}
    site.made()
    assert tree(site.output) == expected


# What stands in the place of the settings and of whole folders.


def a_pipe(file: Path) -> None:
    os.mkfifo(file)


def a_folder(file: Path) -> None:
    file.mkdir()


def a_link(file: Path) -> None:
    file.symlink_to(SECRET)


@pytest.mark.parametrize("make", [a_pipe, a_folder, a_link], ids=lambda make: make.__name__)
@pytest.mark.parametrize("path", ["content/site.yaml", "themes/own/theme.yaml"])
def test_settings_that_are_no_file_are_named(site: Site, path: str, make: Any) -> None:
    (site.root / path).unlink()
    make(site.root / path)
    ran = site.build("--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert {"content/site.yaml", path} & {finding["path"] for finding in ran.findings()}
    assert SECRET.read_text().splitlines()[0] not in ran.out


@pytest.mark.parametrize("theme", ["../../outside", "/etc", "..", ".", "own/../../..", "a\\0b", "x" * 300])
def test_a_theme_from_elsewhere_is_refused(site: Site, tmp_path: Path, theme: str) -> None:
    (tmp_path / "outside" / "templates").mkdir(parents=True)
    (tmp_path / "outside" / "theme.yaml").write_text("name: outside\nparent: default\n")
    (tmp_path / "outside" / "templates" / "404.html").write_text(CANARY)
    text = (site.root / "content/site.yaml").read_text().replace("theme: own", f'theme: "{theme}"')
    site.write("content/site.yaml", text)
    ran = site.build("--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert "content/site.yaml" in {finding["path"] for finding in ran.findings()}
    site.write("content/site.yaml", text.replace(f'theme: "{theme}"', "theme: own"))
    site.write("themes/own/theme.yaml", f'name: own\nparent: "{theme}"\n')
    ran = site.build("--format", "json")
    assert (ran.code, ran.err) == (1, "")
    assert {"content/site.yaml", "themes/own/theme.yaml"} & {finding["path"] for finding in ran.findings()}
    assert CANARY.encode() not in b"".join(tree(site.output).values())


def test_a_finding_about_a_pipe_or_a_link_does_not_read_it(site: Site) -> None:
    os.mkfifo(site.root / "content/world/pipe.md")
    (site.root / "content/world/link.md").symlink_to(SECRET)
    ran = site.build("--jobs", "1")
    assert ran.code == 1
    assert re.findall(r"^content/world/(\w+).md:1:1: error\[file-unreadable\]", ran.err, re.MULTILINE) == [
        "link",
        "pipe",
    ]
    assert SECRET.read_text().splitlines()[0] not in ran.err


def test_good_work_goes_on_beside_a_weapon(site: Site) -> None:
    site.write("content/world/weapon.md", article(body="`" * 100_000))
    write_article(site, 4, "\nMore of it.\n")
    ran = site.build()
    assert ran.code in {0, 1}
    assert "More of it." in (site.output / "2026/11/story-4/index.html").read_text()
