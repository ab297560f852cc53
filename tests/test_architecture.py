"""builder/ and tests/ keep the rules of the house, and each rule catches what breaks it."""

from pathlib import Path

import pytest

from tests import architecture
from tests.architecture import Module, Rule

PROJECT = Path(__file__).resolve().parents[1]


def modules_below(folder: str) -> list[Module]:
    paths = sorted((PROJECT / folder).rglob("*.py"))
    return [Module(path.relative_to(PROJECT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]


@pytest.mark.parametrize("rule", architecture.OF_THE_PROGRAM, ids=lambda rule: rule.__name__)
def test_the_program_keeps(rule: Rule) -> None:
    assert "\n".join(rule(modules_below("builder"))) == ""


@pytest.mark.parametrize("rule", architecture.OF_THE_TESTS, ids=lambda rule: rule.__name__)
def test_the_tests_keep(rule: Rule) -> None:
    assert "\n".join(rule(modules_below("tests"))) == ""


def test_there_is_a_program_to_judge() -> None:
    assert {"model", "source"} <= {module.room for module in modules_below("builder")}


BROKEN: list[tuple[Rule, str, str, str]] = [
    (
        architecture.floors,
        "builder/model/card.py",
        "from builder.source import scan",
        "1: model/ may not import source/",
    ),
    (
        architecture.floors,
        "builder/model/card.py",
        "def f():\n import builder.cli.build",
        "2: model/ may not import cli/",
    ),
    (architecture.floors, "builder/check/rules.py", "import builder.preview", "1: check/ may not import preview/"),
    (architecture.floors, "builder/model/card.py", "from ..pages import x", "1: model/ may not import pages/"),
    (architecture.floors, "builder/model/card.py", "from builder import render", "1: model/ may not import render/"),
    (architecture.floors, "builder/attic/box.py", "", "the room attic/ stands on no floor"),
    (architecture.alone, "builder/pages/article.py", "import yaml.nodes", "1: yaml may be imported by source"),
    (
        architecture.alone,
        "builder/source/a.py",
        "from jinja2 import Environment",
        "1: jinja2 may be imported by render",
    ),
    (architecture.alone, "builder/build/a.py", "import sqlite3", "1: sqlite3 may be imported by catalogue"),
    (architecture.alone, "builder/build/a.py", "from hashlib import md5", "1: hashlib may be imported by model"),
    (architecture.alone, "builder/cli/a.py", "import http.server", "1: http may be imported by preview, publish"),
    (architecture.alone, "builder/cli/a.py", "from urllib import request", "1: urllib.request may be imported by"),
    (architecture.alone, "builder/build/a.py", "import random", "1: random may be imported by nobody"),
    (architecture.sealed, "builder/render/a.py", "import os.path", "1: render/ may not import os.path"),
    (architecture.sealed, "builder/pages/a.py", "x = open('y')", "1: pages/ may not call open"),
    (architecture.sealed, "builder/render/a.py", "import io\nx = io.open(y)", "2: render/ may not call io.open"),
    (architecture.clock, "builder/build/a.py", "import time\nx = time.time()", "2: only cli/ may read the clock"),
    (architecture.clock, "builder/build/a.py", "from time import time_ns", "1: only cli/ may read the clock"),
    (
        architecture.clock,
        "builder/model/a.py",
        "x = datetime.now(UTC)",
        "1: only cli/ may read the clock (datetime.now)",
    ),
    (
        architecture.clock,
        "builder/model/a.py",
        "x = dt.date.today()",
        "1: only cli/ may read the clock (dt.date.today)",
    ),
    (architecture.clock, "builder/build/a.py", "x = os.environ['HOME']", "1: only cli/ may read os.environ"),
    (architecture.clock, "builder/build/a.py", "from sys import argv", "1: only cli/ may read sys.argv"),
    (architecture.patterns, "builder/build/a.py", "x = re.compile(r'<(?:a|b)*+>')", "1: a possessive group"),
    (architecture.patterns, "builder/build/a.py", "x = re.compile(rf'{y}(?>a|b)')", "1: a possessive group"),
    (architecture.patterns, "builder/build/a.py", "x = re.compile(rb'(?:a|b)*+')", "1: a possessive group"),
    (architecture.hashing, "builder/build/a.py", "x = hash('a')", "1: hash() differs between processes"),
    (architecture.writing, "builder/source/a.py", "open(path, 'w')", "1: open writes"),
    (architecture.writing, "builder/source/a.py", "open(path, mode='r+b')", "1: open writes"),
    (architecture.writing, "builder/source/a.py", "open(path, mode)", "1: open writes"),
    (architecture.writing, "builder/source/a.py", "path.open('xb')", "1: path.open writes"),
    (architecture.writing, "builder/build/pool.py", "os.replace(a, b)", "1: os.replace writes"),
    (architecture.writing, "builder/build/pool.py", "os.open(a, os.O_WRONLY | os.O_CREAT)", "1: os.open writes"),
    (architecture.writing, "builder/source/a.py", "Path('a').write_text('b')", "1: Path('a').write_text writes"),
    (architecture.writing, "builder/source/a.py", "shutil.rmtree(a)", "1: shutil.rmtree writes"),
    (architecture.gate, "builder/pages/a.py", "x = article.status", "1: .status is for builder/model/visibility.py"),
    (architecture.gate, "builder/catalogue/a.py", "x = article.expires", "1: .expires is for"),
    (architecture.names, "builder/model/utils.py", "", "'utils' does not say what it is"),
    (architecture.names, "builder/core/card.py", "", "'core' does not say what it is"),
    (architecture.packages, "builder/model/__init__.py", "def f(): pass", "1: f belongs in a file of its own subject"),
    (architecture.sizes, "builder/model/a.py", "\n" * 401, "401 lines, over 400"),
    (architecture.sizes, "builder/model/a.py", "def f():\n" + " x = 1\n" * 80, "1: f has 81 lines, over 80"),
]


@pytest.mark.parametrize(("rule", "path", "text", "complaint"), BROKEN)
def test_a_broken_rule_is_named(rule: Rule, path: str, text: str, complaint: str) -> None:
    (line,) = rule([Module(path, text)])
    assert line.startswith(f"{path}:")
    assert complaint in line


KEPT: list[tuple[Rule, str, str]] = [
    (architecture.floors, "builder/cli/build.py", "from builder.build import output\nimport builder"),
    (architecture.floors, "builder/model/card.py", "from .urls import folded\nfrom builder import __version__"),
    (architecture.alone, "builder/build/a.py", "from urllib.parse import quote\nimport yamlish, httpish"),
    (architecture.sealed, "builder/source/a.py", "import os\nx = open('y')"),
    (architecture.clock, "builder/build/a.py", "import time\nx = time.monotonic(), edition.now, time.perf_counter()"),
    (architecture.clock, "builder/cli/a.py", "x = datetime.now(UTC), os.environ"),
    (
        architecture.writing,
        "builder/source/a.py",
        "open(path)\nopen(path, 'rb')\npath.open()\nos.open(a, os.O_RDONLY)\nImage.open(file)",
    ),
    (architecture.patterns, "builder/build/a.py", "x = re.compile(r'[ab]*+\\)?+(?:a|b)*')\ny = '%()*+,-'"),
    (architecture.writing, "builder/build/output.py", "os.replace(a, b)"),
    (architecture.gate, "builder/model/visibility.py", "x = article.status"),
    (architecture.names, "builder/model/card.py", ""),
    (architecture.sizes, "builder/model/a.py", "\n" * 400),
]


@pytest.mark.parametrize(("rule", "path", "text"), KEPT)
def test_a_kept_rule_is_silent(rule: Rule, path: str, text: str) -> None:
    assert list(rule([Module(path, text)])) == []


def test_a_cycle_is_spelled_out() -> None:
    modules = [
        Module("builder/model/a.py", "from builder.model import b"),
        Module("builder/model/b.py", "def f():\n from builder.model.c import x"),
        Module("builder/model/c.py", "import builder.model.a"),
    ]
    assert "import cycle: builder.model.a -> builder.model.b -> builder.model.c -> builder.model.a" in list(
        architecture.cycles(modules)
    )


def test_handing_names_on_is_no_cycle() -> None:
    modules = [
        Module("builder/model/__init__.py", "from builder.model.a import x"),
        Module("builder/model/a.py", "from builder.model import b"),
        Module("builder/model/b.py", ""),
    ]
    assert list(architecture.cycles(modules)) == []


def test_long_functions_show_in_the_median() -> None:
    text = "def f():\n" + " x = 1\n" * 10
    assert list(architecture.medians([Module("builder/model/a.py", text)])) == [
        "the median of 1 functions is 11 lines, over 10"
    ]
