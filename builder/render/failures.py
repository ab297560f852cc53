"""What went wrong in a theme, as diagnostics at the template's own file and line.

Only failures of templates become diagnostics; an exception that no template had a part in is a bug and goes on.
"""

import re
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError

from builder.model.diagnostics import Diagnostic, finding
from builder.model.page import Job
from builder.render.nesting import DIVIDING, TooDeepError
from builder.render.press import Press

_HINT: Final = "docs/themes.md lists what each template is given"
_ADDRESS: Final = re.compile(r" at 0x[0-9a-f]+")
"""Places in memory, which differ from run to run."""


def diagnose(press: Press, job: Job, error: Exception) -> Diagnostic | None:
    """Return the diagnostic of a page that could not be made, or None when no template is to blame."""
    if isinstance(error, TemplateSyntaxError):
        hint = DIVIDING if isinstance(error, TooDeepError) else _HINT
        return _at(press, "template-invalid", (error.filename or job.template, error.lineno), str(error.message), hint)
    place = _place(error)
    if place is not None:
        message = f"{_said(error)}, while making the page of {job.source or job.key}"
        return _at(press, "template-failed", place, message, _HINT)
    if isinstance(error, TemplateNotFound):
        path = f"themes/{press.site.theme}/templates/{job.template}"
        hint = "add the template to the theme, or name a parent theme that has it"
        return finding("theme-missing", path, message=f"the theme has no template {job.template!r}", hint=hint)
    return None


def _place(error: Exception) -> tuple[str, int] | None:
    """Return file and line of the innermost template that the exception passed through.

    Of templates that include each other without end it is the outermost: how deep they get depends on the caller.
    """
    found = None
    trace = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            found = (template.filename, template.get_corresponding_lineno(trace.tb_lineno))
            if isinstance(error, RecursionError):
                break
        trace = trace.tb_next
    return found


def _said(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}"
    if isinstance(error, RecursionError):
        return "templates include each other without end"
    return _ADDRESS.sub("", str(error)) or type(error).__name__


def _at(press: Press, code: str, place: tuple[str, int], message: str, hint: str) -> Diagnostic:
    path, line = place
    lines = press.shelf.source(path).splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    column = len(excerpt) - len(excerpt.lstrip()) + 1
    return finding(code, path, line=line, column=column, message=message, hint=hint, excerpt=excerpt)
