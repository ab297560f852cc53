"""The words for a machine that fails: what, where, and what to do."""

from builder.catalogue.open import CatalogueError


def describe(problem: BaseException) -> str:
    """Return one line for an unexpected failure."""
    if isinstance(problem, OSError):
        where = f"{problem.filename}: " if problem.filename else ""
        number = f" (errno {problem.errno})" if problem.errno else ""
        return f"newsdesk: {where}{problem.strerror or problem}{number}. {_REMEDY}"
    if isinstance(problem, CatalogueError):
        name = f" ({problem.sqlite_errorname})" if hasattr(problem, "sqlite_errorname") else ""
        return f"newsdesk: the catalogue in .newsdesk/ cannot be written: {problem}{name}. {_REMEDY}"
    if isinstance(problem, MemoryError):
        return "newsdesk: out of memory. Build with --jobs 1, or on a larger machine."
    return f"newsdesk: internal error: {type(problem).__name__}: {problem}. Set NEWSDESK_DEBUG=1 for the traceback."


_REMEDY = "Mend this and build again: the build goes on where it stopped."
