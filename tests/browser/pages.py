"""The kinds of page of the sample site: for each, one page that a browser opens."""

from typing import Final

PAGES: Final[dict[str, str]] = {
    "home": "/",
    "sealed": "/page/1/",
    "section": "/harbour/",
    "tag": "/tag/ferry/",
    "author": "/author/maren-holloway/",
    "desk": "/author/news-desk/",
    "storyline": "/storyline/flood-wall/",
    "article": "/2026/11/draft-budget/",
    "brief": "/2026/11/night-ferries/",
    "video": "/2026/11/lantern-parade/",
    "live": "/2026/11/budget-meeting-live/",
    "opinion": "/2026/11/leader-budget/",
    "analysis": "/2026/11/gulls-analysis/",
    "longest word": "/2026/11/longest-word/",
    "Ukrainian": "/2026/11/persha-cherha-stiny/",
    "Arabic": "/2026/11/school-deal-ar/",
    "Arabic with a table": "/2026/10/ferry-fares-ar/",
    "day": "/archive/2026/11/20/",
    "feature": "/2026/10/shoes-upstairs/",
    "gallery": "/2026/09/orpheum-gallery/",
    "archive": "/archive/",
    "month": "/archive/2026/11/",
    "corrections": "/corrections/",
    "search": "/search/",
    "about": "/about/",
    "contact": "/contact/",
    "not found": "/nothing-here/",
}
"""Address by kind."""
