"""Files that the documents show are read by newsdesk without a word of complaint."""

import pytest

from builder.model.diagnostics import Diagnostic
from builder.model.site import Site
from builder.model.source import ParseShard, Source, kind_of
from builder.source.parse import parse_shard
from builder.source.site import read_site
from tests.docs.reading import Block, all_blocks, blocks

EXAMPLES = [block for block in all_blocks("markdown", "yaml") if block.path]


def settings() -> Site:
    (text,) = (block.text for block in blocks("docs/front-matter.md") if block.path == "content/site.yaml")
    site, findings = read_site(text.replace("  - sport\n", "  - sport\n  - news\n").encode(), "content/site.yaml")
    assert site is not None
    assert findings == ()
    return site


def findings_of(block: Block) -> tuple[Diagnostic, ...]:
    data = block.text.encode()
    if block.path == "content/site.yaml":
        return read_site(data, block.path)[1]
    source = Source(block.path, kind_of(block.path), data)
    (parsed,) = parse_shard(ParseShard(settings(), (source,))).parsed
    assert parsed.record, parsed.diagnostics
    return parsed.diagnostics


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"{block.document}-{block.path}")
def test_example_is_read(block: Block) -> None:
    assert findings_of(block) == ()


def test_every_markdown_example_says_which_file_it_is() -> None:
    assert [block.text for block in all_blocks("markdown") if not block.path] == []
    assert {block.document for block in EXAMPLES} >= {"README.md", "docs/writers.md", "docs/front-matter.md"}


def test_a_wrong_example_would_be_seen() -> None:
    wrong = Block("a.md", "markdown", "---\ntitel: A summit\ndate: 2026-11-22\n---\n", "`content/world/a.md`:")
    source = Source(wrong.path, kind_of(wrong.path), wrong.text.encode())
    (parsed,) = parse_shard(ParseShard(settings(), (source,))).parsed
    assert [finding.code for finding in parsed.diagnostics] == ["key-unknown"]
