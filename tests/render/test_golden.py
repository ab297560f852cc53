"""Pages keep every byte until somebody changes them on purpose."""

import pytest

from tests.render import golden

NAMES = ("article.html", "feed.xml", "listing.html", "sitemap-index.xml", "sitemap.xml")


def test_golden_folder_holds_these_pages_and_no_others() -> None:
    assert sorted(golden.pages()) == sorted(path.name for path in golden.FOLDER.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_page_is_byte_for_byte_what_it_was(name: str) -> None:
    assert golden.pages()[name].encode() == (golden.FOLDER / name).read_bytes()
