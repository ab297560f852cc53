"""Which addresses are videos, and how they are embedded."""

import pytest

from builder.model.video import first_video, video_at

TUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("address", "host", "embed"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", TUBE),
        ("https://m.youtube.com/watch?t=5s&v=dQw4w9WgXcQ&list=x", "YouTube", TUBE),
        ("http://youtu.be/dQw4w9WgXcQ?si=abc", "YouTube", TUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "YouTube", TUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "YouTube", TUBE),
        ("https://vimeo.com/76979871", "Vimeo", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "Vimeo",
            "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
        ),
        ("https://player.vimeo.com/video/76979871", "Vimeo", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://www.dailymotion.com/video/x7tgad0",
            "Dailymotion",
            "https://geo.dailymotion.com/player.html?video=x7tgad0",
        ),
        ("https://dai.ly/x7tgad0", "Dailymotion", "https://geo.dailymotion.com/player.html?video=x7tgad0"),
        ("https://files.example/a/Film.MP4?x=1", "files.example", ""),
        ("https://files.example/film.webm", "files.example", ""),
    ],
)
def test_videos(address: str, host: str, embed: str) -> None:
    found = video_at(address)
    assert found is not None
    assert (found.address, found.host, found.embed) == (address, host, embed)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@desk",
        "https://www.youtube.com/watch",
        'https://www.youtube.com/watch?v="><script>',
        "https://youtu.be/a/b",
        "https://vimeo.com/about",
        "https://evil.example/www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "http://files.example/film.mp4",
        "ftp://files.example/film.mp4",
        "https://files.example/film.mp4/page",
        "https://[broken/film.mp4",
        "/film.mp4",
        "javascript:x.mp4",
    ],
)
def test_what_is_no_video(address: str) -> None:
    assert video_at(address) is None


def test_only_a_paragraph_that_holds_nothing_else_counts() -> None:
    link = '<a href="https://youtu.be/dQw4w9WgXcQ?a=1&amp;b=2" rel="external">Our <em>film</em></a>'
    alone = f"<p>Words.</p>\n<p>{link}</p>\n<p>{link}</p>"
    found = first_video(alone)
    assert found is not None
    assert alone[found.start : found.end] == f"<p>{link}</p>"
    assert found.start < alone.rfind("<p>")
    assert found.video.address.endswith("?a=1&b=2")
    assert first_video(f"<p>See {link}</p>\n<p>{link} now</p>\n<ul><li>{link}</li></ul><p>{link}{link}</p>") is None
