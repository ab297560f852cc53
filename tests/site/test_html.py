"""The Nu HTML checker finds nothing in the sample site."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import machine
from tests.site.conftest import PROJECT
from tests.site.judge import Site

pytestmark = pytest.mark.xdist_group("site")

JAR = PROJECT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(folder: Path) -> list[str]:
    """Return every error and warning; remarks that the checker itself calls mere information are no complaints."""
    java = machine.program("java")
    if not JAR.is_file():
        machine.lacking("vnu-jar (npm)")
    command = [java, "-Xss4m", "-jar", str(JAR), "--skip-non-html", "--format", "json", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    messages = json.loads(done.stdout)["messages"]
    # A fragment is a part of a page by design: it has neither head nor html.
    pages = [message for message in messages if "/fragments/" not in message.get("url", "")]
    return [told(message, folder) for message in pages if message["type"] != "info" or "subType" in message]


def told(message: dict[str, Any], folder: Path) -> str:
    where = message.get("url", "").removeprefix(folder.as_uri())
    return f"{where}:{message.get('lastLine', 0)}: {message['message']}"


def test_the_checker_finds_nothing(site: Site) -> None:
    assert complaints(site.root / "output") == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p><div></div></p>", "No “p” element in scope"),
        ('<img src="a.jpg">', "An “img” element must have an “alt” attribute"),
        ("<section><p>A</p></section>", "Section lacks heading"),
    ],
)
def test_the_checker_is_at_work(body: str, complaint: str, tmp_path: Path) -> None:
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A</title><body>{body}</body></html>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    assert any(complaint in line for line in complaints(tmp_path))
