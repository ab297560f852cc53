"""The one gate: what the public may see at a moment.

No other module reads an article's status, embargo or expiry; a test keeps it so.
"""

from datetime import datetime
from typing import Literal

import msgspec

from builder.model.article import Article
from builder.model.site import Banner

State = Literal["shown", "scheduled", "draft", "expired", "withdrawn"]
Standing = Literal["public", "scheduled", "embargoed", "draft", "expired", "withdrawn"]


class Edition(msgspec.Struct, frozen=True, array_like=True):
    """For whom pages are made: the public's edition, or one that shows more. None that does may be published."""

    drafts: bool = False
    """Drafts are shown as if they were ready."""
    everything: bool = False
    """Whatever is withheld is shown: the edition of a writer's preview."""
    also: str = ""
    """The path of one article that is shown whatever holds it back, for an editor to read."""


def visibility(article: Article, now: int, edition: Edition) -> State:
    """Say what an article is at `now` (seconds since 1970); only 'shown' may leave the building."""
    if edition.everything or article.path == edition.also:
        return "shown"
    if article.status == "withdrawn":
        return "withdrawn"
    if article.status == "draft" and not edition.drafts:
        return "draft"
    if now < article.published:
        return "scheduled"
    if article.expires is not None and now >= article.expires:
        return "expired"
    return "shown"


def standing(article: Article, now: int) -> Standing:
    """Say how an article stands with the public at `now` (seconds since 1970), for those who may see it anyway.

    It is embargoed when its date has come and its embargo has not.
    """
    state = visibility(article, now, Edition())
    if state == "shown":
        return "public"
    if state == "scheduled" and datetime.fromisoformat(article.date).timestamp() <= now:
        return "embargoed"
    return state


def holds_slot(state: str) -> bool:
    """Say whether an article takes a place in the numbering of listings.

    Expired and withdrawn articles keep the place that they had, so that sealed pages never shift.
    """
    return state in {"shown", "expired", "withdrawn"}


def moments(article: Article, edition: Edition) -> tuple[int, ...]:
    """Return the moments at which the article's state changes by the clock alone, in order.

    An article that expires before it is published does not exist: the front matter refuses it.
    """
    if article.status == "withdrawn" or (article.status == "draft" and not edition.drafts):
        return ()
    if article.expires is None:
        return (article.published,)
    return (article.published, article.expires)


def banner_state(banner: Banner, now: int) -> State:
    """Say what the breaking banner is at `now` (seconds since 1970): scheduled, shown or expired."""
    if banner.since is not None and now < banner.since:
        return "scheduled"
    return "shown" if now < banner.until else "expired"


def banner_moments(banner: Banner) -> tuple[int, ...]:
    """Return the moments at which the banner's state changes by the clock alone, in order."""
    return (banner.until,) if banner.since is None else (banner.since, banner.until)


def precedence(article: Article) -> str:
    """Return the rank of an article's claim on a name: the public before the withheld, the earlier before the later."""
    withheld = 0 if article.status == "ready" else 1
    return f"1:{withheld}:{article.published:012d}:{article.path}"
