"""The quick way through front matter gives what the YAML parser gives, or nothing."""

import random
from pathlib import Path

import pytest

from builder.source import yaml
from builder.source.nodes import Mapping, Node
from builder.source.plain_yaml import read_plainly
from builder.source.reading import Reading
from builder.source.split import split

CONTENT = Path(__file__).parents[2] / "content"

PIECES = [
    *(
        "title",
        "a b",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n",
        "\n",
        "[",
        "]",
        ", ",
        ",",
        '"',
        "'",
        "#",
        " #",
        "  ",
        " ",
        "\t",
    ),
    *(
        "x",
        "ü",
        "漢",
        "😀",
        "\u0301",
        "\u00a0",
        "2026-01-02T10:00",
        "\\",
        "{",
        "}",
        "&a",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
    ),
    *("---", "...", "?", "null", "~", "key: v\n", 'k2: [a, "b"]\n', "k3:\n  - a\n  - 'b'\n", "k4:\n- a\n", 'k5: "q"\n'),
    *("key: a b\n", "k6: 12:30\n", "k7: [c d, e/f]\n"),
]


def by_the_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Node | None, list[str]]:
    with monkeypatch.context() as patch:
        patch.setattr(yaml, "read_plainly", lambda _text: None)
        reading = Reading("content/news/a.md", text)
        return yaml.read_yaml(text, reading), [found.code for found in reading.findings]


def test_front_matter_as_most_is_written_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        '---\ntitle: "It’s *back*"\ndate: 2026-11-22T14:05\nauthors: [maren-holloway, \'x\']\ntags:\n  - harbour\n  - "a b"\n'
        "aliases:\n- a/b\nslug:   ferry\nsummary: One:two, [three]\n"
    )
    read = read_plainly(text)
    assert isinstance(read, Mapping)
    assert (read, []) == by_the_parser(text, monkeypatch)


@pytest.mark.parametrize(
    "lines",
    [
        "title: a # b\n",
        "title: a: b\n",
        "title: a:\n",
        "title: |\n  a\n",
        "title: a\n  b\n",
        "title:\n",
        "title: 'it''s'\n",
        'title: "a\\n"\n',
        "title: a \n",
        "title: &a b\n",
        "title: {a: b}\n",
        "title: [a, [b]]\n",
        "title: [a: b]\n",
        "title: [a, ]\n",
        "tags:\n  - a\n - b\n",
        "tags:\n  - a: b\n",
        "tags:\n",
        "a: b\na: c\n",
        "# a\na: b\n",
        "\na: b\n",
        "a: b",
        "",
    ],
)
def test_anything_else_is_left_to_the_parser(lines: str) -> None:
    assert read_plainly(f"---\n{lines}") is None


def test_text_without_an_opening_line_is_left_to_the_parser() -> None:
    assert read_plainly("title: a\n") is None


def test_long_front_matter_is_left_to_the_guard() -> None:
    assert read_plainly("---\n" + "".join(f"k{number}: v\n" for number in range(500))) is None
    assert read_plainly("---\na: [" + ", ".join("b" * 3 for _ in range(500)) + "]\n") is None


def test_the_samples_front_matter_reads_alike_and_mostly_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = [
        halves.head
        for path in sorted(CONTENT.rglob("*.md"))
        if (halves := split(path.read_text(encoding="utf-8"), Reading("content/a.md", "")))
    ]
    quick = [(head, read) for head in heads if (read := read_plainly(head)) is not None]
    assert len(quick) * 2 > len(heads) > 60
    for head, read in quick:
        assert (read, []) == by_the_parser(head, monkeypatch)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_read_quickly_is_what_the_parser_reads(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    read_here = 0
    for _ in range(20_000):
        text = "---\n" + "".join(chance.choices(PIECES, k=chance.randint(1, 9))) + chance.choice(["\n", ""])
        read = read_plainly(text)
        if read is not None and not any(sign in text for sign in yaml.BREAKS):
            read_here += 1
            assert (read, []) == by_the_parser(text, monkeypatch), text
    assert read_here > 100
