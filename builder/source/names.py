"""The names of files that become addresses: authors, storylines and standing pages."""

from builder.model.urls import file_slug, is_slug, slugify
from builder.source.reading import TOP, Reading, Trouble, quoted


def read_name(reading: Reading) -> str:
    """Return the id that the name of the file at hand gives; report one that cannot be an address.

    Case and separators do not count: 18F.md is 18f.
    Such a file lies directly in its folder (content/authors/name.md), because its name alone is its id.
    """
    _, folder, *way = reading.path.split("/")
    name = way[-1].removesuffix(".md")
    if len(way) > 1:
        message = f"the file lies in the folder {quoted('/'.join(way[:-1]))} of content/{folder}/"
        reading.report(TOP, Trouble("name-invalid", message, f"move it to content/{folder}/{way[-1]}"))
    elif not is_slug(file_slug(name)):
        better = slugify(name)
        hint = f"rename it to {better}.md" if better else "rename it: small letters and digits with hyphens between"
        reading.report(TOP, Trouble("name-invalid", f"the file's name {quoted(name)} cannot be an address", hint))
    return file_slug(name)
