"""A kit made ready: templates compiled, languages set up, and what is printed over and over kept.

What is kept follows from the kit and the bytes it is asked for alone, so a page never depends on the pages
before it. Cards are kept by their bytes, until there are too many; parts that see only the site, for ever.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Final

import msgspec
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from builder.model import urls
from builder.model.card import Card
from builder.model.page import Kit, Names, direction_of
from builder.model.picture import ShownPicture
from builder.model.site import Section, Site
from builder.render.addresses import absolute, link
from builder.render.dates import PLAIN, Calendar, zone
from builder.render.environment import Day, Sandbox
from builder.render.pictures import srcset, tone
from builder.render.shelf import Shelf
from builder.render.words import Words

CARDS_KEPT: Final = 20_000
"""Cards that a process keeps before it begins anew: about 20 MB."""

_CARD: Final = msgspec.msgpack.Decoder(Card)


@dataclass(slots=True)
class Voice:
    """One language as pages speak it: words, calendar, direction and the sandbox that holds them."""

    lang: str
    direction: str
    words: Words
    calendar: Calendar
    sandbox: Sandbox
    parts: dict[str, Markup] = field(default_factory=dict)


@dataclass(slots=True)
class Press:
    """A kit made ready."""

    site: Site
    shelf: Shelf
    strings: dict[str, dict[str, str]]
    names: dict[str, Names]
    sections: dict[str, Section]
    voices: dict[str, Voice] = field(default_factory=dict)
    cards: dict[tuple[bytes, str, str], Markup] = field(default_factory=dict)
    days: dict[bytes, str] = field(default_factory=dict)


def set_up(kit: Kit) -> Press:
    """Make a kit ready; templates are compiled when they are first needed."""
    return Press(
        site=kit.site,
        shelf=Shelf(kit),
        strings={lang: dict(words) for lang, words in kit.strings},
        names={names.lang: names for names in kit.names},
        sections={section.id: section for section in kit.site.sections},
    )


def sandbox_of(kit: Kit) -> Sandbox:
    """Return the room that a kit's templates run in, for reading and compiling them."""
    return voice(set_up(kit), "").sandbox


def voice(press: Press, lang: str) -> Voice:
    """Return the voice for a language; what the theme lacks in it is said in the site's, else in English."""
    lang = lang or press.site.lang
    found = press.voices.get(lang)
    if found is None:
        found = press.voices[lang] = _new_voice(press, lang)
    return found


def _new_voice(press: Press, lang: str) -> Voice:
    chain = _chain(lang, press.site.lang)
    names = next((press.names[known] for known in chain if known in press.names), PLAIN)
    words = Words(lang, tuple((known, press.strings[known]) for known in chain if known in press.strings), press.names)
    made = Voice(lang, direction(press, lang), words, Calendar(names), Sandbox(press.shelf))
    made.sandbox.offer(_filters(press, made), _names(press, made))
    return made


def _chain(lang: str, site_lang: str) -> tuple[str, ...]:
    known = (lang, lang.partition("-")[0], site_lang, site_lang.partition("-")[0], "en")
    return tuple(dict.fromkeys(known))


def direction(press: Press, lang: str) -> str:
    """Say which way a language runs: ltr or rtl."""
    names = press.names.get(lang)
    if names is not None:
        return names.direction
    return direction_of(lang)


def _filters(press: Press, speaker: Voice) -> dict[str, Callable[..., object]]:
    site, calendar = press.site, speaker.calendar
    return {
        "url": partial(link, site),
        "absolute": partial(absolute, site),
        "tag_url": urls.tag_url,
        "author_url": urls.author_url,
        "day_url": _day_url,
        "direction": partial(direction, press),
        "reading_minutes": reading_minutes,
        "zone": zone,
        "by_day": partial(by_day, press),
        "srcset": partial(srcset, site),
        "tone": tone,
        "date": _spoken(calendar.date),
        "month": _spoken(calendar.month),
        "date_short": _spoken(calendar.date_short),
        "time": _spoken(calendar.time),
        "datetime": _spoken(calendar.date_time),
    }


def _spoken(write: Callable[[str], str]) -> Callable[..., object]:
    # A filter that takes the context is never run while a template is compiled, and compiled once serves all voices.
    @pass_context
    def filtered(_context: Context, moment: str) -> str:
        return write(moment)

    return filtered


def _names(press: Press, speaker: Voice) -> dict[str, object]:
    # Plain functions: a template could look into a partial, and find there what is kept for other pages.
    def card(data: bytes, variant: str = "card") -> Markup:
        return print_card(press, speaker, data, variant)

    def part(name: str) -> Markup:
        return once(speaker, name)

    def show(picture: ShownPicture | None, place: str, *, eager: bool = False) -> Markup:
        return print_picture(speaker, picture, place, eager=eager)

    def section(ident: str) -> Section | None:
        return press.sections.get(ident)

    return {
        "site": press.site,
        "lang": speaker.lang,
        "dir": speaker.direction,
        "t": speaker.words.say,
        "plurals": speaker.words.plurals,
        "card": card,
        "once": part,
        "show": show,
        "section": section,
    }


def _day_url(moment: str) -> str:
    return urls.day_url(moment[:10])


def reading_minutes(seconds: int) -> int:
    """Return whole minutes of reading, rounded up and never 0."""
    return max(1, -(-seconds // 60))


def print_template(speaker: Voice, name: str, variables: dict[str, object]) -> str:
    """Run one template; raises what it raises."""
    template = speaker.sandbox.get_template(name)
    return "".join(template.root_render_func(template.new_context(variables)))


def once(speaker: Voice, name: str) -> Markup:
    """Return a part that sees only the site, in one language; it is made once."""
    found = speaker.parts.get(name)
    if found is None:
        found = speaker.parts[name] = Markup(print_template(speaker, name, {}).rstrip("\n"))  # noqa: S704 - a template escaped it
    return found


def print_picture(
    speaker: Voice, picture: ShownPicture | None, place: str, *, eager: bool = False, attributes: str = ""
) -> Markup:
    """Return partials/picture.html of a picture for a place (card, lead, figure, inline, ...); nothing for none.

    `attributes` are the writer's own, escaped, each with a space before it.
    """
    if picture is None:
        return Markup()
    own = Markup(attributes)  # noqa: S704 - escaped when the body was cleaned
    variables: dict[str, object] = {"picture": picture, "place": place, "eager": eager, "attributes": own}
    return Markup(print_template(speaker, "partials/picture.html", variables).rstrip("\n"))  # noqa: S704 - a template escaped it


def print_card(press: Press, speaker: Voice, data: bytes, variant: str = "card") -> Markup:
    """Return partials/<variant>.html of a card, spoken in the card's own language; nothing for no card."""
    key = (data, variant, speaker.lang)
    found = press.cards.get(key)
    if found is None:
        if len(press.cards) >= CARDS_KEPT:
            press.cards.clear()
        found = press.cards[key] = _new_card(press, speaker, data, variant) if data else Markup()
    return found


def _new_card(press: Press, speaker: Voice, data: bytes, variant: str) -> Markup:
    item = _CARD.decode(data)
    own = voice(press, item.lang)
    variables: dict[str, object] = {"item": item, "foreign": own.lang != speaker.lang}
    html = print_template(own, f"partials/{variant}.html", variables)
    return Markup(html.rstrip("\n"))  # noqa: S704 - a template escaped it


def by_day(press: Press, cards: tuple[bytes, ...]) -> tuple[Day, ...]:
    """Group the cards of a listing by the day of their date, in their order."""
    grouped = groupby(cards, partial(_day_of, press))
    return tuple([Day(day, day[:7], urls.day_url(day), tuple(members)) for day, members in grouped])


def _day_of(press: Press, data: bytes) -> str:
    found = press.days.get(data)
    if found is None:
        if len(press.days) >= CARDS_KEPT:
            press.days.clear()
        found = press.days[data] = _CARD.decode(data).date[:10]
    return found
