"""An article's file to its record: front matter, defaults from its path and the settings, and body.

A pure function of the file and the settings; an article with any error has no record, and all its errors are told.
"""

import re
from typing import Final

import msgspec

from builder.model.article import Article, Byline, Reference, Tag
from builder.model.site import Section, Site
from builder.model.source import Parsed, Source
from builder.model.steps import Steps, alone
from builder.model.urls import file_slug, folded
from builder.source import article_keys as key
from builder.source.addresses import claim
from builder.source.body.body import body_steps
from builder.source.body.reading import plain_text, reading_seconds
from builder.source.body.video import linked_video, summary_beside_video
from builder.source.dates import Moment, moment
from builder.source.fields import Keys
from builder.source.front_matter import Halves, read_halves, read_keys
from builder.source.nodes import is_absent
from builder.source.parsed import parsed
from builder.source.reading import TOP, Placed, Reading, Trouble, quoted
from builder.source.suggest import did_you_mean
from builder.source.wording import wording_by

_DATED: Final = re.compile(r"(\d{4}-\d\d-\d\d)-", re.ASCII)

_FOLDERS: Final = {"author": "authors", "storyline": "storylines", "page": "pages"} | {
    name: name for name in ("authors", "storylines", "pages")
}
"""Folders by what is written for them, in whatever case: those whose files are no articles."""

_LOOSELY_DATED: Final = re.compile(r"(\d{4})[-_. ](\d\d?)[-_. ](\d\d?)[-_. ]+(?=\S)", re.ASCII)


def parse_article(source: Source, site: Site) -> Parsed:
    """Return an article's record and body, or what is wrong with its file."""
    return alone(article_steps(source, site))


def article_steps(source: Source, site: Site) -> Steps[Parsed]:
    """Read an article as `parse_article` does, step by step."""
    halves, reading = read_halves(source.data, source.path, site)
    yield
    if halves is None or _is_in_wrong_folder(reading):
        return parsed(source, None, "", reading)
    article = read_head(halves, reading)
    is_video = article is not None and article.type == "video"
    text = linked_video(halves.body) if is_video else halves.body
    yield
    body = yield from body_steps(text, path=source.path, first_line=halves.body_line, lang=reading.lang, site=site)
    yield
    reading.findings.extend(body.diagnostics)
    if article is None:
        return parsed(source, None, "", reading)
    text = plain_text(body.html)
    words = text.split()  # counted and weighed at once, while they are in the processor's caches
    article = msgspec.structs.replace(
        article,
        summary=article.summary or (summary_beside_video(body) if is_video else body.summary),
        seconds=reading_seconds(text, words, body.pictures),
        slots=body.slots,
        anchors=body.anchors,
    )
    wording = wording_by(site.related.by, article, words)
    yield
    found = parsed(source, article, body.html, reading)
    return msgspec.structs.replace(found, wording=wording) if found.record else found


def _is_in_wrong_folder(reading: Reading) -> bool:
    """Report a file whose folder is a slip of one whose files are no articles: nothing else about it is true then."""
    folder = reading.path.split("/")[1]
    meant = _FOLDERS.get(folder.casefold(), "")
    if not meant or folder in {section.id for section in reading.site.sections}:
        return False
    message = f"there is no section {quoted(folder)}"
    reading.report(TOP, Trouble("section-unknown", message, f"move the file to content/{meant}/"))
    return True


def read_head(halves: Halves, reading: Reading) -> Article | None:
    """Return what the front matter alone says about an article: its body's fields are empty.

    None after an error that leaves a part of the record unknown; other errors stand in `reading` alone.
    """
    keys = read_keys(halves.head, key.ARTICLE, reading)
    if keys is None:
        return None
    reading.lang = key.LANG.take(keys, reading) or reading.lang
    title = key.TITLE.take(keys, reading)
    date = _date(keys, reading)
    section = _section(keys, reading)
    slug = _slug(keys, reading)
    ident = key.ID.take(keys, reading) or reading.path.removeprefix("content/").removesuffix(".md")
    embargo, expires = key.EMBARGO.take(keys, reading), key.EXPIRES.take(keys, reading)
    updated, storyline = key.UPDATED.take(keys, reading), _storyline(keys, reading)
    bylines = _bylines(keys, section, reading)
    image, extra = key.IMAGE.take(keys, reading), key.EXTRA.take(keys, reading)
    kind, status = key.TYPE.take(keys, reading) or "article", key.STATUS.take(keys, reading) or "ready"
    updates, original = key.UPDATES.take(keys, reading), key.TRANSLATION_OF.take(keys, reading)
    related, aliases = key.RELATED.take(keys, reading), key.ALIASES.take(keys, reading)
    corrections, tags = key.CORRECTIONS.take(keys, reading), _tags(keys, reading)
    reading.names.extend((ident, *(alias.target for alias in aliases or ())))
    summary = key.SUMMARY.take(keys, reading) or ""
    if date is None:
        return None
    published = embargo if embargo is not None and embargo.at > date.at else date
    _check_expiry(expires, published, reading)
    _check_update(updated, date, reading)
    if section is None or not slug:
        return None
    url = _address(date, section, slug, ident, keys, reading)
    reading.names.append(url)
    _check_aliases(aliases or (), url, reading)
    if title is None:
        return None
    return Article(
        path=reading.path,
        id=ident,
        url=url,
        section=section.id,
        lang=reading.lang,
        type=kind,
        status=status,
        title=title.text,
        title_html=title.html,
        summary=summary,
        date=date.text,
        day=date.day,
        published=published.at,
        expires=expires.at if expires else None,
        updated=updated.text if updated else "",
        bylines=bylines,
        tags=tags,
        image=image,
        storyline=storyline,
        related=related or (),
        updates=updates,
        translation_of=original,
        corrections=corrections or (),
        aliases=aliases or (),
        extra=extra or "",
        seconds=0,
        slots=(),
        anchors=(),
        slug_line=keys.get("slug", keys["title"]).key.line,
        id_line=keys.get("id", keys.get("slug", keys["title"])).key.line,
    )


def _value_of(keys: Keys, name: str, otherwise: Placed) -> Placed:
    return keys[name].value if name in keys else otherwise


def _date(keys: Keys, reading: Reading) -> Moment | None:
    """Return the date of the front matter, else the file name's."""
    entry = keys.get("date")
    if entry is not None and not is_absent(entry.value):
        return key.DATE_.take(keys, reading)
    dated = _DATED.match(reading.path.rpartition("/")[2])
    if dated is None and "date" in keys.meant:
        return None
    if dated is None:
        message = "the article has no date, neither in date: nor at the beginning of its file's name"
        hint = _dated_name(reading.path) or "add a line such as date: 2026-11-22T14:05"
        reading.report(_value_of(keys, "date", TOP), Trouble("date-missing", message, hint))
        return None
    found = moment(dated[1], reading.site.timezone)
    if isinstance(found, Trouble):
        reading.report(TOP, found._replace(hint=f"{found.hint}; rename the file or add a line of date:"))
        return None
    return found


def _dated_name(path: str) -> str:
    """Return how to rename a file whose name begins with a day in another form; '' for other names."""
    name = path.rpartition("/")[2]
    day = _LOOSELY_DATED.match(name)
    if day is None:
        return ""
    better = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}-{name[day.end() :]}"
    return f"rename the file to {better}, or add a line such as date: 2026-11-22T14:05"


def _section(keys: Keys, reading: Reading) -> Section | None:
    """Return the section of the front matter, else the one whose folder the file lies in."""
    written = key.SECTION.take(keys, reading)
    if written is None and _written(keys, "section"):
        return None
    folders = reading.path.split("/")[1:-1]
    name = written.target if written else folders[0] if folders else ""
    found = next((section for section in reading.site.sections if section.id == name), None)
    if found is None:
        known = [section.id for section in reading.site.sections]
        hint = did_you_mean(name, known, f"the sections of site.yaml are {', '.join(known)}")
        message = f"there is no section {quoted(name)}" if name else "the file lies in no section's folder"
        hint = hint if name else f"move it into one, or add a line of section: ({', '.join(known)})"
        hint = hint if known else f"site.yaml has no sections; add a line such as sections: [{name or 'news'}] there"
        reading.report(written or TOP, Trouble("section-unknown", message, hint))
    return found


def _written(keys: Keys, name: str) -> bool:
    return name in keys and not is_absent(keys[name].value)


def _slug(keys: Keys, reading: Reading) -> str:
    """Return the slug of the front matter, else the one that the file's name gives; '' after an error."""
    written = key.SLUG_.take(keys, reading)
    if written is not None or _written(keys, "slug"):
        return written.target if written else ""
    stem = reading.path.rpartition("/")[2].removesuffix(".md")
    slug = file_slug(_DATED.sub("", stem, count=1))
    if not slug:
        message = f"the file's name {quoted(stem)} has neither letter nor digit to make an address of"
        reading.report(TOP, Trouble("name-invalid", message, "rename the file, or add a line of slug:"))
    return slug


def _bylines(keys: Keys, section: Section | None, reading: Reading) -> tuple[Byline, ...]:
    """Return who signs: the front matter's authors, else the section's, else the site's, else nobody."""
    written = key.AUTHORS.take(keys, reading) or ()
    bylines = tuple(msgspec.structs.replace(byline, author=_folded_id(byline.author)) for byline in written)
    seen: set[str] = set()
    for byline in bylines:
        if byline.author in seen:
            message = f"the author {quoted(byline.author)} stands twice"
            reading.report(byline, Trouble("value-invalid", message, "keep one of the two"))
        seen.add(byline.author)
    author = (section.author if section else "") or reading.site.default_author
    return bylines or ((Byline(_folded_id(author), "", *TOP),) if author else ())


def _folded_id(text: str) -> str:
    """Return an id as its file's name gives it: case and spaces do not count."""
    return text.casefold().replace(" ", "-")


def _storyline(keys: Keys, reading: Reading) -> Reference | None:
    written = key.STORYLINE.take(keys, reading)
    return msgspec.structs.replace(written, target=_folded_id(written.target)) if written else None


def _tags(keys: Keys, reading: Reading) -> tuple[Tag, ...]:
    """Return the tags in order, spellings of one tag merged into the first."""
    found: dict[str, Tag] = {}
    for tag in key.TAGS.take(keys, reading) or ():
        found.setdefault(tag.key, tag)
    return tuple(found.values())


def _check_expiry(expires: Moment | None, published: Moment, reading: Reading) -> None:
    if expires is not None and expires.at <= published.at:
        message = f"the article expires at {expires.text}, and is published at {published.text}"
        reading.report(expires, Trouble("expires-early", message, "write a later time, or remove expires:"))


def _check_update(updated: Moment | None, date: Moment, reading: Reading) -> None:
    """Report an update before the date; a day alone may be any moment of it."""
    if updated is None or updated.day > date.day:
        return
    if updated.day < date.day or (updated.has_time and date.has_time and updated.at < date.at):
        message = f"the article was updated at {updated.text}, and is dated {date.text}"
        reading.report(updated, Trouble("updated-early", message, "write a later time, or remove updated:"))


def _address(date: Moment, section: Section, slug: str, ident: str, keys: Keys, reading: Reading) -> str:
    """Return the address that the site's permalink gives; report one that the article cannot have."""
    year, month, day = date.day.split("-")
    pattern = reading.site.permalink
    way = "/".join(file_slug(part) for part in ident.split("/")) if "{id}" in pattern else ""
    address = pattern.format(year=year, month=month, day=day, section=section.id, slug=slug, id=way)
    trouble = claim(address, reading.site)
    if trouble is not None:
        deciding = next((keys[name].value for name in ("slug", "title") if name in keys), TOP)
        reading.report(deciding, trouble)
    return address


def _check_aliases(aliases: tuple[Reference, ...], url: str, reading: Reading) -> None:
    """Report an old address that is the article's own."""
    for alias in aliases:
        if folded(alias.target) == folded(url):
            message = f"the alias {quoted(alias.target)} is the article's own address"
            reading.report(alias, Trouble("value-invalid", message, "remove it from aliases:"))
