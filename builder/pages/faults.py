"""Files that are there and of no use: they are told of where they lie, so whoever names them has nothing to mend."""

from builder.catalogue import articles, faulty
from builder.pages.archive import Archive


def is_faulty(archive: Archive, target: str) -> bool:
    """Say whether what a name means is a file that is there and has errors of its own, or lies in a folder with one.

    They are told of at that file, so whoever names it has nothing to mend.
    """
    address, catalogue = target.partition("?")[0], archive.catalogue
    names = (address, address + "/") if address.startswith("/") else (target,)
    if any(faulty.is_named(catalogue, name) for name in (*names, *_folders(target))):
        return True
    rows = (articles.find(catalogue, name) for name in names)
    return any(row is not None and row.state == "clash" for row in rows)


def _folders(target: str) -> list[str]:
    """Return the folders, each with a slash behind it, in which lies what a name means; none for an address."""
    if target.startswith("/"):
        return []
    kind, colon, ident = target.partition(":")
    path = f"{kind}s/{ident}" if colon else target.removeprefix("content/")
    parts = ["content", *path.split("/")]
    return ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
