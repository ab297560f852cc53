"""Links between the documents, and to files of the project, lead somewhere."""

import re

import pytest

from tests.docs.reading import PROJECT, anchors, documents, links, named, text_of

NAMED_FILE = re.compile(r"`((?:builder|tests|docs)/[\w./-]*\w/?)`")
"""A file or folder of the project that is named in code; themes/ may be those of any site."""


@pytest.mark.parametrize("document", [named(path) for path in documents()])
def test_links_lead_somewhere(document: str) -> None:
    here = (PROJECT / document).parent
    for target in links(document):
        path, _, anchor = target.partition("#")
        file = (here / path).resolve() if path else PROJECT / document
        assert file.exists(), f"{document}: {target}"
        if anchor:
            assert anchor in anchors(named(file)), f"{document}: {target}"


@pytest.mark.parametrize("document", [named(path) for path in documents()])
def test_files_named_in_the_documents_exist(document: str) -> None:
    found = NAMED_FILE.findall(text_of(document))
    assert [path for path in found if not (PROJECT / path).exists()] == []


def test_the_index_links_every_document() -> None:
    assert {f"docs/{path.name}" for path in (PROJECT / "docs").glob("*.md")} <= set(links("README.md"))
