"""Shards: pure, in order, and never an exception for what an author wrote."""

import json
import os
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.diagnostics import CODES, REFERENCE_ERRORS
from builder.model.source import ParsedShard, ParseShard, Source, kind_of
from builder.source.article_keys import ARTICLE
from builder.source.parse import parse_shard
from builder.source.site import read_site
from tests.source.front_matter_cases import PATH, SITE, cases, outcome_of

PATHS = [
    PATH,
    "content/summit.md",
    "content/world/2026-99-99-a.md",
    "content/authors/jane.md",
    "content/storylines/wall.md",
    "content/pages/about.md",
    "content/fronts/home.yaml",
    "content/site.yaml",
]
VALUES = [
    *(
        "a",
        '"a"',
        "'a'",
        "[a, b]",
        "{a: b}",
        "{src: a.jpg}",
        "- a",
        "2026-11-22",
        "2026-02-30",
        "12:30",
        "no",
        "~",
        '""',
    ),
    *(
        "*a",
        "&a b",
        "!a",
        "# a",
        "a: b",
        "a #b",
        '"',
        "'",
        "[",
        "{",
        ">",
        "|",
        "\\",
        "\ta",
        "../a.md",
        "/a/",
        "/a",
        "-1",
    ),
    *(
        "http://a.b/c",
        "x.jpg",
        "javascript:a",
        "@a",
        "`a`",
        "%a",
        "a,b",
        "**",
        "*a*",
        "\u2028",
        "ї",
        "🏛️",
        "{id: a}",
        "",
    ),
    "[{date: 2026-01-01, text: b}]",
]
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", " ", "  ", "\t", "- "]),
    st.sampled_from([*ARTICLE.names, "titel", "title ", "name", "<<", "? a", "lead", "url"]),
    st.sampled_from([": ", ": ", ": ", ":", " : ", "", ":\n  "]),
    st.sampled_from(VALUES) | st.text(max_size=12),
)
FRONT_MATTER = st.lists(LINES, max_size=8).map(
    lambda lines: "---\ntitle: A summit\n" + "\n".join(lines) + "\n---\nBody.\n"
)


PATCHES = [b"", b"\n", b": ", b'"', b"'", b"\t", b"[", b"---\n", b"\xff"]


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Draw a source of the tables with a few bytes removed, doubled or put elsewhere."""
    data = bytearray(draw(st.sampled_from([case.data for case in cases("front-matter*.md")])))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 12)))
        data[start:end] = draw(st.sampled_from([*PATCHES, bytes(data[start:end]) * 2]))
    return bytes(data)


def check(path: str, data: bytes) -> None:
    outcome = outcome_of(path, data)
    errors = [one for one in outcome.diagnostics if one.severity == "error" and one.code not in REFERENCE_ERRORS]
    assert (outcome.record is None) == bool(errors)
    assert list(outcome.diagnostics) == sorted(outcome.diagnostics, key=lambda found: found.sort_key())
    lines = data.decode(errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in outcome.diagnostics:
        assert found.path == path
        assert CODES[found.code][0] == found.severity
        assert found.message
        assert found.hint
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert lines[found.line - 1].startswith(found.excerpt)


@settings(max_examples=200)
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_any_bytes_give_a_record_or_an_error(path: str, data: bytes) -> None:
    check(path, data)


@settings(max_examples=300)
@given(st.sampled_from(PATHS), FRONT_MATTER)
def test_any_front_matter_gives_a_record_or_an_error(path: str, text: str) -> None:
    check(path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=300)
@given(st.sampled_from(PATHS), mutations())
def test_any_slip_gives_a_record_or_an_error(path: str, data: bytes) -> None:
    check(path, data)


def test_a_shard_keeps_its_order_and_its_neighbours() -> None:
    sources = tuple(Source(case.path, kind_of(case.path), case.data) for case in cases("front-matter*.md"))
    sources = tuple(source for source in sources if source.kind != "settings")
    whole = parse_shard(ParseShard(SITE, sources))
    alone = [parse_shard(ParseShard(SITE, (source,))).parsed[0] for source in reversed(sources)]
    assert [parsed.path for parsed in whole.parsed] == [source.path for source in sources]
    assert list(whole.parsed) == alone[::-1]


def test_a_shard_crosses_to_a_worker_and_back() -> None:
    shard = ParseShard(SITE, (Source(PATH, "article", b"---\ntitle: a\n---\nBody.\n"),))
    there = msgspec.msgpack.decode(msgspec.msgpack.encode(shard), type=ParseShard)
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(parse_shard(there)), type=ParsedShard)
    assert back == parse_shard(shard)


@pytest.mark.parametrize("kind", ["settings", "media", "theme", "ignored"])
def test_a_kind_that_is_not_parsed_is_an_error_of_the_program(kind: str) -> None:
    source = msgspec.convert(["content/a", kind, b""], Source)
    with pytest.raises(KeyError):
        parse_shard(ParseShard(SITE, (source,)))


def test_hash_seed_zone_and_locale_change_nothing() -> None:
    code = """
import json, msgspec
from tests.source.front_matter_cases import cases, outcome_of
tables = (*cases("front-matter*.md"), *cases("diagnostics*.md"))
print(json.dumps([repr(outcome_of(case.path, case.data)) for case in tables]))
"""
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | extra, capture_output=True, text=True, check=True
        ).stdout
        for extra in (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            {"PYTHONHASHSEED": "2", "TZ": "Pacific/Apia", "LC_ALL": "POSIX", "PYTHONUTF8": "1"},
        )
    ]
    assert len(json.loads(runs[0])) > 150
    assert runs[0] == runs[1]


def test_a_build_with_nothing_to_parse_imports_no_parser() -> None:
    code = "import sys, builder.model.source, builder.model.site; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"yaml", "markdown", "nh3", "zoneinfo"}.isdisjoint(loaded)


def test_reading_the_settings_imports_no_markdown() -> None:
    code = "import sys, builder.source.site; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"markdown", "nh3"}.isdisjoint(loaded)


def test_settings_with_an_error_are_none() -> None:
    site, findings = read_site(b"title: a\n", "content/site.yaml")
    assert site is None
    assert {found.code for found in findings} == {"key-missing"}
