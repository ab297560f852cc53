"""A site full of mistakes: at least one for each code of the table that an author or a theme can cause.

The examples of docs/diagnostics.md are what `newsdesk check` says of these files, line by line.
"""

from collections.abc import Mapping
from typing import Final

from tests.desk import picture

NOW: Final = 1_795_420_800
"""2026-11-23T10:00+02:00, in seconds since 1970."""

SETTINGS: Final = """\
title: The Quay
url: https://quay.example
lang: en
timezone: Europe/Kyiv
theme: quay
default_author: news-desk
sections: [world, sport]
footer: [imprint]
"""

_SOUND: Final[Mapping[str, str]] = {
    "content/site.yaml": SETTINGS,
    "content/authors/news-desk.md": "---\nname: The news desk\nkind: desk\n---\n",
    "content/world/2026-11-20-first-day.md": "---\ntitle: The first day\n---\n## What was agreed\n\nLittle.\n",
    "content/world/2026-11-30-last-day.md": "---\ntitle: The last day\n---\nNot yet.\n",
    "themes/quay/theme.yaml": "parent: default\n",
}

_AUTHORS_FILES: Final[Mapping[str, str | bytes]] = {
    "content/sport/old-cup.md": b"---\ntitle: Caf\xe9 cup\ndate: 2026-11-22\n---\n",
    "content/sport/pasted.md": "---\ntitle: A pasted\x07 headline\ndate: 2026-11-22\n---\n",
    "content/sport/merged.md": (
        "---\ntitle: A match\ndate: 2026-11-22\n---\n<<<<<<< HEAD\nWon.\n=======\nLost.\n>>>>>>> desk\n"
    ),
    "content/world/notes.docx": "notes",
    "content/authors/!!!.md": "---\nname: Jane Doe\n---\n",
    "content/world/plain.md": "A summit was held in Kyiv.\n",
    "content/world/open.md": "---\ntitle: A summit\ndate: 2026-11-22\n\nIt was held in Kyiv.\n",
    "content/world/deep.md": "---\ntitle: A summit\nextra: " + "[" * 25 + "]" * 25 + "\n---\n",
    "content/world/colon.md": "---\ntitle: Summit: the first day\ndate: 2026-11-22\n---\n",
    "content/world/mayor.md": "---\ntitle: &mayor resigns\ndate: 2026-11-22\n---\n",
    "content/world/starred.md": "---\ntitle: *Exclusive* from the summit\ndate: 2026-11-22\n---\n",
    "content/world/tabbed.md": "---\ntitle: A summit\nimage:\n\tsrc: quay.jpg\n---\n",
    "content/world/number.md": "---\ntitle: We are # 1 in the league\ndate: 2026-11-22\n---\n",
    "content/world/twice.md": "---\ntitle: A summit\ndate: 2026-11-22\ntitle: The summit\n---\n",
    "content/world/slip.md": "---\ntitle: A summit\ndate: 2026-11-22\nsumary: It was held.\n---\n",
    "content/world/untitled.md": "---\ndate: 2026-11-22\n---\nIt was held.\n",
    "content/world/commas.md": "---\ntitle: A summit\ndate: 2026-11-22\ntags: budget, europe\n---\n",
    "content/world/empty.md": "---\ntitle:\ndate: 2026-11-22\n---\n",
    "content/world/published.md": "---\ntitle: A summit\ndate: 2026-11-22\nstatus: published\n---\n",
    "content/world/slashed.md": "---\ntitle: A summit\ndate: 22/11/2026\n---\n",
    "content/world/dateless.md": "---\ntitle: A summit\n---\n",
    "content/world/spring.md": "---\ntitle: A summit\ndate: 2026-03-29T03:30\n---\n",
    "content/world/autumn.md": "---\ntitle: A summit\ndate: 2026-10-25T03:30\n---\n",
    "content/world/midnight.md": "---\ntitle: A summit\ndate: 2026-11-22\nembargo: 2026-11-24\n---\n",
    "content/world/offer.md": "---\ntitle: An offer\ndate: 2026-11-22\nexpires: 2026-11-20T18:00\n---\n",
    "content/world/shouted.md": "---\ntitle: A summit\ndate: 2026-11-22\nslug: Day One!\n---\n",
    "content/wrld/misplaced.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n",
    "content/world/unsigned.md": "---\ntitle: A summit\ndate: 2026-11-22\nauthors: [jane]\n---\n",
    "content/world/storied.md": "---\ntitle: A summit\ndate: 2026-11-22\nstoryline: flood-wall\n---\n",
    "content/world/picked.md": "---\ntitle: A summit\ndate: 2026-11-22\nrelated: [world/2026-11-20-frist-day]\n---\n",
    "content/world/early.md": "---\ntitle: A summit\ndate: 2026-11-22\nrelated: [world/2026-11-30-last-day]\n---\n",
    "content/world/own.md": "---\ntitle: A summit\ndate: 2026-11-22\nupdates: world/own\n---\n",
    "content/world/linked.md": (
        "---\ntitle: A summit\ndate: 2026-11-22\n---\nIt [began on Friday](2026-11-20-frist-day.md).\n"
    ),
    "content/world/anchored.md": (
        "---\ntitle: A summit\ndate: 2026-11-22\n---\nSee [the deal](2026-11-20-first-day.md#what-was-agreed-on).\n"
    ),
    "content/world/missing.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n![The quay at dawn](quay.jpg)\n",
    "content/world/broken.jpg": "not a picture",
    "content/world/broken.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n![The quay at dawn](broken.jpg)\n",
    "content/world/remote.md": (
        "---\ntitle: A summit\ndate: 2026-11-22\n---\n![The quay](https://pictures.example/quay.jpg)\n"
    ),
    "content/world/dawn.png": picture("navy", (40, 30), "png"),
    "content/authors/pictured.md": "---\nname: Jane Doe\n---\nJane ![on the quay](/world/dawn.png) writes.\n",
    "content/world/silent.md": '---\ntitle: A summit\ndate: 2026-11-22\n---\n![](dawn.png "At dawn | Ann Lee")\n',
    "content/world/uncredited.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n![The quay at dawn](dawn.png)\n",
    "content/world/renewed.md": "---\ntitle: A renewal\ndate: 2026-11-20\nupdated: 2026-11-02T09:00\n---\n",
    "content/world/identical.md": "---\ntitle: A summit\ndate: 2026-11-22\nid: world/2026-11-20-first-day\n---\n",
    "content/sport/2026-11-21-first-day.md": "---\ntitle: The first day of the cup\n---\n",
    "content/world/reserved.md": "---\ntitle: A summit\ndate: 2026-11-22\naliases: [/tag/summits/]\n---\n",
    "content/world/unsafe.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n[Listen](javascript:play())\n",
    "content/world/noted.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\nIt was held.\n\n<!-- Ask the mayor again\n",
    "content/world/embedded.md": (
        '---\ntitle: A summit\ndate: 2026-11-22\n---\n<iframe src="https://video.example/1"></iframe>\n\nWords.\n'
    ),
    "content/world/named.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\nIt was held, [says the mayor][report].\n",
    "content/world/fenced.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n```sql\nSELECT 1\n",
    "content/world/results.md": (
        "---\ntitle: A summit\ndate: 2026-11-22\n---\nThe results:\nTown | Seats\n---- | -----\nQuay | 3\n"
    ),
    "content/world/marked.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\nIt was held[^budget].\n",
    "content/world/cut.md": (
        '---\ntitle: A summit\ndate: 2026-11-22\n---\nIt was held.\n\n<iframe src="https://video.example/1" />\n\nWords.\n'
    ),
    "content/world/slow.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n" + "<!--" * 60_000 + "\n",
    "content/world/nested.md": "---\ntitle: A summit\ndate: 2026-11-22\n---\n" + "<b>" * 1_500 + "x\n",
    "themes/quay/templates/tag.html": '{% extends "base.html" %}\n{% block main %}\n{% if listing %}\n{% endblock %}\n',
    "themes/quay/templates/day.html": "<!doctype html>\n<title>{{ day.nothing.at_all }}</title>\n",
    "themes/quay/templates/archive.html": "<!doctype html>\n<title>{{ 1 // 0 }}</title>\n",
    "themes/quay/templates/section.html": (
        '{% extends "listing.html" %}\n{% block haeding %}\n<h1>News</h1>\n{% endblock %}\n{% block introduction %}\n'
        '<p>{{ page.titel }}</p>\n<a href="{{ page.url|uri }}">{{ t("raed_more") }}</a>\n'
        '{% include "partials/haeder.html" %}\n{% endblock %}\n'
    ),
    "themes/quay/locales/en.yaml": "serch: Look\nupdated: Changed at {tme}\n",
    "content/world/tagged.md": "---\ntitle: A summit\ndate: 2026-11-22\ntags: [summits]\n---\n",
}

MISTAKES: Final[Mapping[str, str | bytes]] = {**_SOUND, **_AUTHORS_FILES}
"""Every file by its path. A symbolic link, content/world/elsewhere.md, is added where the site is written."""

OTHER_SITES: Final[Mapping[str, Mapping[str, str]]] = {
    "settings-missing": {"content/world/2026-11-20-first-day.md": "---\ntitle: The first day\n---\n"},
    "timezone-unknown": {"content/site.yaml": SETTINGS.replace("Europe/Kyiv", "Kyiv time")},
    "theme-missing": {"content/site.yaml": SETTINGS.replace("theme: quay", "theme: harbour")},
}
"""What stops a whole site, by code."""
