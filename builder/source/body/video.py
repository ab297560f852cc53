"""The line of a video article that holds only the address of a video: a link, however it is written."""

import re
from typing import Final

from builder.model.video import first_video, video_at
from builder.source.body.body import Body
from builder.source.body.summary import summary_of

_LINE: Final = re.compile(r"^(https?://[^\s<>]+)[ \t]*$", re.MULTILINE)


def linked_video(text: str) -> str:
    """Return a body's Markdown with angle brackets round the first bare address of a video on a line of its own.

    Markdown would take the address's own signs for emphasis and dashes.
    """
    for line in _LINE.finditer(text):
        if video_at(line[1]):
            return f"{text[: line.start()]}<{line[1]}>{text[line.end() :]}"
    return text


def summary_beside_video(body: Body) -> str:
    """Return the summary of a body, without the link that becomes a player."""
    found = first_video(body.html)
    return summary_of(body.html[: found.start] + body.html[found.end :]) if found else body.summary
