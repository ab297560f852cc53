"""YAML to nodes: values are what the writer wrote, where the writer wrote them, as the C loader composes them."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.source.nodes import Mapping, Node, Scalar, Sequence
from builder.source.reading import Reading
from builder.source.text import FORBIDDEN
from builder.source.yaml import read_yaml

PATH = "content/world/a.md"
TRAPS = """no yes on off y n 12:30 1:20:30 1.10 010 0o10 0x1F 1_000 +1 -0 .5 1e3 .inf .nan 2026-02-30 2026-11-22T10:00
true True null ~ = 22/11/2026 1.2.3 99999999999999999999999999999999999999""".split()
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp"))).filter(
    lambda word: not FORBIDDEN.search(word) and "\ufeff" not in word
)
VALUES = st.recursive(
    st.one_of(WORDS, st.sampled_from(TRAPS)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)


def nodes_of(text: str) -> Node:
    reading = Reading(PATH, text)
    node = read_yaml(text, reading)
    assert node is not None, reading.findings
    assert reading.findings == []
    return node


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def composed(node: yaml.Node | None) -> object:
    """Return the library's own node with its places, in the shape of `placed`."""
    assert node is not None
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        return (node.value, line, column)
    if isinstance(node, yaml.SequenceNode):
        return ([composed(item) for item in node.value], line, column)
    assert isinstance(node, yaml.MappingNode)
    return ([(composed(key), composed(value)) for key, value in node.value], line, column)


def placed(node: Node) -> object:
    if isinstance(node, Scalar):
        return (node.text, node.line, node.column)
    if isinstance(node, Sequence):
        return ([placed(item) for item in node.items], node.line, node.column)
    return ([(placed(entry.key), placed(entry.value)) for entry in node.entries], node.line, node.column)


@pytest.mark.parametrize("text", TRAPS)
def test_a_plain_word_stays_what_it_is(text: str) -> None:
    assert plain(nodes_of(f"a: {text}\nb: [{text}]\n")) == {"a": text, "b": [text]}


def test_five_thousand_digits_stay_digits() -> None:
    assert plain(nodes_of("a: " + "7" * 5_000)) == {"a": "7" * 5_000}


@given(VALUES)
def test_json_is_read_back_as_it_was_written(value: object) -> None:
    text = json.dumps({"k": value}, ensure_ascii=False)
    if "\x85" not in text and "\\u007f" not in text and "\x7f" not in text:
        assert plain(nodes_of(text)) == {"k": value}


@given(value=VALUES, flow=st.sampled_from([None, True, False]), indent=st.integers(2, 6))
def test_nodes_and_their_places_are_those_that_the_library_composes(
    *, value: object, flow: bool | None, indent: int
) -> None:
    text: str = yaml.safe_dump({"k": value}, allow_unicode=True, default_flow_style=flow, indent=indent)
    if not any(sign in text for sign in ("&", "!!", "\x85", "\u2028", "\u2029", "\ufeff")) and "\\" not in text:
        assert placed(nodes_of(text)) == composed(yaml.compose(text, Loader=yaml.CSafeLoader))


def test_whether_a_word_is_plain_is_known() -> None:
    node = nodes_of("a: [no, 'no', \"no\"]\nb: |\n  no\nc: >-\n  no\n")
    assert isinstance(node, Mapping)
    items = node.entries[0].value
    assert isinstance(items, Sequence)
    words = [*items.items, node.entries[1].value, node.entries[2].value]
    assert [word.plain for word in words if isinstance(word, Scalar)] == [True, False, False, False, False]


def test_a_key_that_stands_twice_keeps_its_first_value() -> None:
    text = "a: 1\nb: 2\na: 3\n"
    reading = Reading(PATH, text)
    node = read_yaml(text, reading)
    assert node is not None
    assert plain(node) == {"a": "1", "b": "2"}
    assert [(found.code, found.line) for found in reading.findings] == [("key-duplicate", 3)]


@given(st.text(st.sampled_from("ab:-?[]{},#&*!|>'\"%@`~ \t\n0é\\<=.")))
def test_a_soup_of_signs_gives_nodes_or_one_diagnostic_in_its_text(text: str) -> None:
    reading = Reading(PATH, text)
    node = read_yaml(text, reading)
    assert (node is None) == any(found.code != "key-duplicate" for found in reading.findings)
    lines = text.split("\n")
    assert all(1 <= found.line <= len(lines) + 1 for found in reading.findings)
    assert all(found.column <= len([*lines, ""][found.line - 1]) + 1 for found in reading.findings)
