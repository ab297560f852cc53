"""The child theme of docs/themes.md, written as the page says, does what the page says."""

import re
from pathlib import Path

from tests.desk import Desk

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs" / "themes.md").read_text(encoding="utf-8")
FILE = re.compile(r"`(themes/harbour/[^`]+\.(?:yaml|html))`[^\n]*\n\n```\w+\n(.*?)```", re.DOTALL)
TOKENS = re.compile(r"```css\n(.*?)```", re.DOTALL)


def test_the_child_of_the_page_changes_one_block_the_tokens_and_some_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "default")
    files = dict(FILE.findall(PAGE))
    assert set(files) == {"themes/harbour/theme.yaml", "themes/harbour/templates/article.html"}
    for path, text in files.items():
        desk.write(path, text)
    desk.write("themes/harbour/locales/en.yaml", "read_more: Further reading\n")
    parent = (PROJECT / "themes" / "default" / "assets" / "tokens.css").read_text(encoding="utf-8")
    (block,) = TOKENS.findall(PAGE)
    changed = parent
    for name, value in re.findall(r"(--[\w-]+): ([^;]+);", block):
        changed, count = re.subn(rf"{name}: [^;]+;", f"{name}: {value};", changed, count=1)
        assert count == 1, f"the default theme has no token {name}"
    desk.write("themes/harbour/assets/tokens.css", changed)
    desk.write("content/world/ferry.md", "---\ntitle: The ferry\ndate: 2026-11-20\n---\n\nIt runs.\n")
    desk.settings(theme="harbour")
    desk.build()
    assert desk.codes == []
    page = desk.page("/2026/11/ferry/")
    assert page.index('<p class="desk">World</p>') < page.index('<div class="byline">')
    assert "<h2>Further reading</h2>" in page
    tree = desk.tree()
    assert b"--paper: #fffaf0;" in tree["assets/tokens.css"]
    assert tree["assets/style.css"] == (PROJECT / "themes" / "default" / "assets" / "style.css").read_bytes()
