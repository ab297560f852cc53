"""What a kind of page is: the extension point of newsdesk.

A kind answers three questions. `keys`: which pages of this kind are there? `touched`: which of them may change when
this article appears, changes or goes? (asked before and after; naming too many is harmless, too few is a bug)
`plan`: what is this page made of now? A page's key is '<kind>:<rest>'.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from builder.catalogue.articles import Row
from builder.model.article import Article
from builder.pages.archive import Archive, Planned


class Kind(NamedTuple):
    """One kind of page."""

    name: str
    keys: Callable[[Archive], Iterable[str]]
    touched: Callable[[Archive, Row, Article], Iterable[str]]
    plan: Callable[[Archive, str], Planned]
    """Takes what follows the kind's name in the key."""


def never(_archive: Archive, _row: Row, _article: Article) -> Iterable[str]:
    """Say that no article touches pages of a kind."""
    return ()
