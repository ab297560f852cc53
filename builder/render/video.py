"""The player of a video article: a poster with a link, in the place of the line that holds the link.

Nothing is asked of the video's host until a reader asks for it: what is printed is a picture and a link.
"""

from markupsafe import Markup

from builder.model.picture import ShownPicture
from builder.model.video import Found
from builder.render.press import Voice, print_template


def with_player(speaker: Voice, body: str, found: Found, poster: ShownPicture | None) -> Markup:
    """Return a body with partials/video.html in the place of the paragraph that links to a video."""
    variables: dict[str, object] = {"video": found.video, "poster": poster}
    player = print_template(speaker, "partials/video.html", variables)
    return Markup(body[: found.start] + player.rstrip("\n") + body[found.end :])  # noqa: S704 - a template escaped it
