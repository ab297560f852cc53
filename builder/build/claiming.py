"""Which names a source claims, and the words for two sources that claim one."""

from typing import Any, Final

import msgspec

from builder.catalogue.claims import Claim
from builder.catalogue.entities import Entity
from builder.model.article import Article
from builder.model.author import Author, StandingPage, Storyline
from builder.model.diagnostics import Diagnostic, finding
from builder.model.source import kind_of
from builder.model.urls import folded
from builder.model.visibility import precedence

_ADDRESSED: Final[dict[str, msgspec.msgpack.Decoder[Any]]] = {
    "page": msgspec.msgpack.Decoder(StandingPage),
    "author": msgspec.msgpack.Decoder(Author),
    "storyline": msgspec.msgpack.Decoder(Storyline),
}


def claims_of_article(article: Article) -> list[Claim]:
    """Return an article's claims on its address, its id and its old addresses."""
    rank = precedence(article)
    wanted = [
        Claim("url:" + folded(article.url), rank, article.path, article.slug_line),
        Claim("id:" + folded(article.id), rank, article.path, article.id_line),
    ]
    wanted.extend(
        Claim("url:" + folded(alias.target), f"2{rank}", article.path, alias.line) for alias in article.aliases
    )
    return wanted


def claims_of_entity(entity: Entity) -> list[Claim]:
    """Return the claim of a standing page, author or storyline on its address; running orders have none."""
    decoder = _ADDRESSED.get(entity.kind)
    if decoder is None:
        return []
    return [Claim("url:" + folded(decoder.decode(entity.record).url), f"0:{entity.path}", entity.path, 1)]


def is_old_address(claim: Claim) -> bool:
    """Say whether a claim is for an alias, whose loss costs a redirect and not the article."""
    return claim.rank.startswith("2")


def taken(claim: Claim, owner: Claim) -> Diagnostic:
    """Return the finding for a claim that another source has won."""
    what, _, name = claim.folded.partition(":")
    code, noun = ("id-taken", "the id") if what == "id" else ("address-taken", "the address")
    return finding(
        code,
        claim.path,
        line=claim.line,
        message=f"{noun} {_spelled(what, name)} belongs to {owner.path}:{owner.line}",
        hint=_REMEDY["file" if _is_named_by_file(claim) and _is_named_by_file(owner) else what],
    )


def _spelled(what: str, name: str) -> str:
    return name + "/" if what == "url" and "." not in name.rpartition("/")[2] and name != "/" else name


def _is_named_by_file(claim: Claim) -> bool:
    """Say whether a claim is that of an author, a storyline or a standing page, whose file's name is all it has."""
    return kind_of(claim.path) in _ADDRESSED


_REMEDY = {
    "file": "rename one of the two files, or make one of both",
    "id": "give one of the two another `id:`",
    "url": "give one of the two another `slug:`, or take the address out of `aliases:`",
}
