"""New articles on their way into an empty catalogue: stored by the hundred, which costs half of one by one.

Nobody may ask the catalogue about articles, claims, references or moments before `flush`.
"""

from operator import itemgetter
from typing import Final

from builder.catalogue import articles, claims, references, wordings
from builder.catalogue.articles import Row
from builder.catalogue.claims import Claim
from builder.catalogue.open import Catalogue
from builder.model.wording import Wording

_BATCH: Final = 500
"""Articles that wait at most: some 10 MB."""


class Intake:
    """Articles that wait to be stored, and the names that have been claimed since the beginning."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._taken: set[str] | None = None
        self._last = 0
        self._articles: list[tuple[Row, str]] = []
        self._claims: list[Claim] = []
        self._references: list[tuple[str, str]] = []
        self._moments: list[tuple[int, str]] = []
        self._wordings: list[tuple[int, Wording]] = []

    def next_number(self) -> int:
        """Return the number of the next article."""
        self._last += 1
        return self._last

    def claim(self, wanted: list[Claim]) -> bool:
        """Store claims; say whether somebody had claimed one of the names before."""
        if self._taken is None:  # entities have claimed theirs by now
            self._taken = set(claims.all_names(self._catalogue))
        names = {claim.folded for claim in wanted}
        contested = not self._taken.isdisjoint(names)
        self._taken |= names
        self._claims += wanted
        return contested

    def add(self, row: Row, body: str, wording: Wording, targets: set[str], moments: tuple[int, ...]) -> None:
        """Store an article with what it names and the moments at which its state changes."""
        self._articles.append((row, body))
        self._wordings.append((row.number, wording))
        self._references += [(target, row.path) for target in targets]
        self._moments += [(moment, row.path) for moment in moments]
        if len(self._articles) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Bring everything that waits into the catalogue."""
        articles.insert_all(self._catalogue, self._articles)
        wordings.store_all(self._catalogue, self._wordings)
        claims.add(self._catalogue, sorted(self._claims, key=itemgetter(0, 1)))
        references.add_all(self._catalogue, sorted(self._references))
        articles.add_moments(self._catalogue, sorted(self._moments))
        self._articles, self._claims, self._references, self._moments, self._wordings = [], [], [], [], []
