"""How grave a picture at a foreign address is: the settings say."""

import msgspec

from builder.model.diagnostics import Diagnostic
from builder.model.site import Site


def as_settled(remote: Diagnostic, site: Site) -> Diagnostic:
    """Return the finding about a picture elsewhere: a warning, or an error where `media.remote` is refuse."""
    return msgspec.structs.replace(remote, severity="error") if site.media.remote == "refuse" else remote
