"""No text runs anything in a reader's browser: vectors through every way into a body, judged by an HTML5 parser."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from builder.model.article import MARK_PATTERN
from builder.source.body.allowed import ATTRIBUTES, TAGS
from builder.source.body.body import Body
from tests.source.body.reading_cases import body_of

TARGETS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "javascript\t:alert(1)",
    "java&#10;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&Tab;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript%3Aalert(1)",
    "javascript%253Aalert(1)",
    "%6A%61vascript:alert(1)",
    "&amp;#106;avascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "java\u00adscript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "&#1;javascript:alert(1)",
    "java&#0;script:alert(1)",
    "java\\script:alert(1)",
    "javascript\\:alert(1)",
    "javascript://desk.example/%0aalert(1)",
    "javascript:javascript:alert(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/x",
    "vbscript:msgbox(1)",
    "livescript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "DATA:text/html,x",
    "file:///etc/passwd",
    "blob:https://desk.example/x",
    "filesystem:https://desk.example/x",
    "about:blank",
    "x:alert(1)",
    "ms-settings:x",
    'https:"onmouseover=alert(1)//',
    'https://x/" onmouseover="alert(1)',
    "https://x/'onmouseover='alert(1)",
    "https://x/><script>alert(1)</script>",
    'talks.md" onmouseover="alert(1)',
    '/x/"><img src=x onerror=alert(1)>',
    '#"onfocus="alert(1)" autofocus="',
    '//evil.example/"onclick="x',
]

WAYS = {
    "link": "Text [a]({}) more",
    "link in brackets": "Text [a](<{}>) more",
    "link with title": 'Text [a]({} "t") more',
    "lone link": "[a]({})",
    "title": 'Text [a](talks.md "{}") more',
    "picture": "Text ![a]({}) more",
    "figure": "![a]({})",
    "picture's text": "Text ![{}](a.jpg) more",
    "picture's title": 'Text ![a](a.jpg "{}") more',
    "reference": "Text [a][r] more\n\n[r]: {}",
    "reference in brackets": "Text [a][r] more\n\n[r]: <{}> '{}'",
    "automatic": "Text <{}> more",
    "anchor": 'Text <a href="{}">a</a> more',
    "anchor with single quotes": "Text <a href='{}'>a</a> more",
    "anchor without quotes": "Text <a href={}>a</a> more",
    "image": 'Text <img src="{}" alt="a"> more',
    "other addresses": '<a href="b.md" ping="{0}">a</a> <img src="a.jpg" srcset="{0}"> <q cite="{0}">q</q>',
    "old addresses": '<p background="{0}" longdesc="{0}">x</p>\n\n<table background="{0}"><tr><td>x</table>',
    "attribute list": 'Text [a](talks.md){{: href="{0}" title="{0}" }} more',
    "attribute list of a picture": 'Text ![a](a.jpg){{: src="{}" }} more',
    "abbreviation": "KI\n\n*[KI]: {}",
    "footnote": "Text[^{0}] more\n\n[^{0}]: [a]({0})",
    "fence": "~~~ {}\ncode\n~~~",
    "heading": "# [a]({}) {{: #{} }}",
    "table": "| a |\n|--|\n| [a]({}) |",
}

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/src=data:,alert(1)>",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=x onerror\n=\n'alert(1)'>",
    '<img src="a.jpg"onerror="alert(1)">',
    "<img src=`x` onerror=alert(1)>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<img src='a.jpg' alt='\"><script>alert(1)</script>'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math href=javascript:alert(1)>x</math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    '<title><p title="</title><img src=x onerror=alert(1)>">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    '<noembed><p title="</noembed><img src=x onerror=alert(1)>">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<base href=javascript:alert(1)//>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=data:text/html,x>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<p style="width:expression(alert(1))">x</p>',
    '<div style="position:fixed;inset:0">x</div>',
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<keygen autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<video poster=javascript:alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
    "<a onclick=alert(1)>x</a>",
    "<a href=talks.md onclick=alert(1)>x</a>",
    '<a href="talks.md"onclick="alert(1)">x</a>',
    "<a href='talks.md' style='x' ping='//evil.example' download target=_blank>x</a>",
    "<a/href=javascript:alert(1)>x</a>",
    "<a\nhref\n=\njavascript:alert(1)>x</a>",
    '<a href="talks.md" href="javascript:alert(1)">x</a>',
    "<a name=location id=location>x</a>",
    "<img name=getElementById src=a.jpg alt=x>",
    "<p id=x name=y>z</p>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "<x onclick=alert(1) tabindex=1 id=x></x>#x",
    "<b onmouseover=alert(1)>x</b>",
    "<div onmouseover='alert(1)'>x</div>",
    "<p/onmouseover=alert(1)>x</p>",
    "<p \x0conmouseover=alert(1)>x</p>",
    "<p data-x=1 aria-label=2 is=x slot=y part=z>x</p>",
    "<template><img src=x onerror=alert(1)></template>",
    "<frameset onload=alert(1)></frameset>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?><img src=x onerror=alert(1)>",
    "<!DOCTYPE x [<!ENTITY y 'z'>]><img src=x onerror=alert(1)>",
    "</p><script>alert(1)</script>",
    "<p><script>alert(1)",
    '<p title="x',
    '<a href="javascript:alert(1)',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "`<script>alert(1)</script>`",
    "~~~\n<script>alert(1)</script>\n~~~",
    "    <script>alert(1)</script>",
    "# T {: onclick=alert(1) }",
    "# T {: style=color:red #x .y }",
    'text\n{: onclick="alert(1)" }',
    "[x](talks.md){: onclick=\"alert(1)\" onmouseover='x' }",
    "![x](a.jpg){: onerror=alert(1) srcset=x }",
    "*x*{: onclick=alert(1) }",
    '**x**{: style="x" }',
    "| a |\n|--|\n| x {: onclick=alert(1) } |",
    "~~~ {: .python onclick=alert(1) }\nx\n~~~",
    '~~~ { .python onclick="alert(1)" }\nx\n~~~',
    "- x\n{: onclick=alert(1) }",
    "Term\n:   Def {: onclick=alert(1) }",
    '*[x]: "><script>alert(1)</script>\n\nx',
    '*[x]: " onclick="alert(1)\n\nx',
    "text[^1]\n\n[^1]: <script>alert(1)</script>",
    '[^" onclick="x]\n\n[^" onclick="x]: y',
    '<div markdown="1" onclick="alert(1)">*x*</div>',
    "<div markdown='block'><script>alert(1)</script></div>",
    "<p markdown=1><img src=x onerror=alert(1)></p>",
    '[a"onclick="x](talks.md)',
    "[<img src=x onerror=alert(1)>](talks.md)",
    "[<script>alert(1)</script>](talks.md)",
    "![<img src=x onerror=alert(1)>](a.jpg)",
    "[a](talks.md '\"><script>alert(1)</script>')",
    "![a](a.jpg '\"><script>alert(1)</script> | \"><b>')",
    '<http://x.example/"onclick="x>',
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "\x02klzzwxh:0\x03 <b>x</b>",
    "klzzwxh:0000 <script>x</script>",
    '<a href="\ue0000\ue001">x</a>',
    "<b>&#xe000;0&#xe001;</b> [x](talks.md)",
    '{{ x }}<script>{% y %}</script>{{ "<b>" }}',
]

URL_ATTRIBUTES = {"href", "src"}
SAFE_TARGET = re.compile(rf"(?:https?://|mailto:|tel:|#|{MARK_PATTERN}$)", re.IGNORECASE)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("target", TARGETS)
def test_no_target_gets_through(way: str, target: str) -> None:
    assert list(harm_of(body_of(WAYS[way].format(target, target)))) == []


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("frame", ["{}", "Text {} more", "> {}", "- {}", "# {}", "[{}](talks.md)"])
def test_no_vector_gets_through(vector: str, frame: str) -> None:
    assert list(harm_of(body_of(frame.format(vector)))) == []


def test_the_judge_sees_harm() -> None:
    bad = [
        "<script>x</script>",
        '<p onclick="x">y</p>',
        '<a href="javascript:x">y</a>',
        '<a href="talks.md">y</a>',
        '<img src="https://x.example/y.jpg">',
        '<p style="x">y</p>',
        "<svg></svg>",
        "\ue0005\ue001",
    ]
    for html in bad:
        assert list(harm_of(Body(html, (), (), "", ())))


FRAGMENTS = st.sampled_from(
    [
        *"<>\"'=/ \n\t`*_[](){}!#:|&;-\\\x0c\x00",
        "<a href=", "<img src=", "<script", "</script>", "javascript:", "onclick=", "style=", "<b", "</a>", "](", "![",
        "<!--", "-->", "<![CDATA[", "<svg", "<math", "<style>", "{:", "}", "talks.md", "/x/", "a.jpg", "data:",
        "&#106;", "&colon;", "&lt;", "&quot;", "[a](talks.md)", "![a](a.jpg)", "\n\n", "[r]: ", "\ue000", "0", "\ue001",
        "&#xe000;", "<p>", "</p>", "<div markdown=1>", "https://x.example/", "a", "х", "漢",
    ]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_nothing_that_can_be_written_is_harmful(text: str) -> None:
    body = body_of(text)
    assert list(harm_of(body)) == []
    assert all(found.line >= 5 and found.column >= 1 for found in body.diagnostics)
    assert [slot.line >= 5 and slot.column >= 1 for slot in body.slots] == [True] * len(body.slots)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    assert list(harm_of(body_of(text))) == []


def harm_of(body: Body) -> Iterator[str]:
    """Yield what in a body could run, embed, style, or fetch, and marks that are missing or stand twice."""
    marks = re.findall(MARK_PATTERN, body.html)
    if sorted(map(int, marks)) != list(range(len(body.slots))):
        yield f"marks {marks} for {len(body.slots)} slots"
    for html in (body.html, *(slot.text for slot in body.slots)):
        yield from _harm_in(html)


def _harm_in(html: str) -> Iterator[str]:
    document = LexborHTMLParser(f"<!DOCTYPE html><html><head></head><body>{html}</body></html>")
    for node in document.css("head *, body *"):
        tag = node.tag or ""
        if tag not in TAGS:
            yield f"<{tag}>"
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
                yield f"{name} of <{tag}>"
            if name in URL_ATTRIBUTES and not SAFE_TARGET.match(unescape(value or "")):
                yield f"{name}={value!r}"
            if name == "src" and not re.fullmatch(MARK_PATTERN, value or ""):
                yield f"src={value!r}"
