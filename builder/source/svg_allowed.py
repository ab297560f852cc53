"""What a cleaned SVG may hold: names of elements and attributes, and the values of style.

Everything that is not named here goes. Animations are not named, because they can set what was cleaned; neither is
`metadata`, which says who drew on which machine.
Source: W3C, Scalable Vector Graphics (SVG) 2, appendices "Element index" and "Property index"; Filter Effects Module
Level 1.
"""

import re
from collections.abc import Iterator
from typing import Final

ELEMENTS: Final = frozenset(
    """
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect stop
    style svg switch symbol text textPath title tspan use
    """.split()
)

UNWRAPPED: Final = frozenset({"a"})
"""Elements that go while what is in them stays."""

TEXTUAL: Final = frozenset({"desc", "text", "textPath", "title", "tspan"})
"""Elements whose text is read; text anywhere else is shown by nothing."""

PROPERTIES: Final = frozenset(
    """
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
    direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant
    font-weight image-rendering isolation letter-spacing lighting-color line-height marker marker-end marker-mid
    marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-align text-anchor text-decoration text-rendering text-transform transform transform-box
    transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode
    """.split()
)
"""Names that are allowed both in style and as attributes."""

ATTRIBUTES: Final = PROPERTIES | frozenset(
    """
    amplitude aria-hidden aria-label aria-labelledby azimuth baseFrequency bias class clipPathUnits cx cy d
    diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy gradientTransform gradientUnits
    height id in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust limitingConeAngle
    markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode numOctaves offset operator order
    orient pathLength patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale seed side
    slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale
    systemLanguage tableValues targetX targetY textLength type values viewBox width x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z
    """.split()
)

SPOKEN: Final = frozenset({"aria-label"})
"""Attributes that hold a sentence and not a value."""

_FUNCTIONS: Final = frozenset(
    """
    blur brightness calc contrast drop-shadow grayscale hsl hsla hue-rotate invert matrix max min opacity rgb rgba
    rotate saturate scale scalex scaley sepia skewx skewy translate translatex translatey
    """.split()
)
_INNER_URL: Final = re.compile(r"""url\(\s*(["']?)#[\w.:-]+\1\s*\)""", re.IGNORECASE)
_VALUE: Final = re.compile(r"""[\w\s#.,%()+*/!'"-]*""")
"""Letters of values: no backslash, which spells others, and nothing that ends a value, a rule or an element."""

_PARTS: Final = re.compile(r"[{}]|[^{}]+")
_SELECTOR: Final = re.compile(r"[\w\s.#,:>+~*-]+")
_NAME: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"


def is_value(text: str) -> bool:
    """Say whether an attribute's or property's value leads nowhere but to parts of the same picture."""
    inner = _INNER_URL.sub(" ", text)
    if not _VALUE.fullmatch(inner) or "//" in inner or "/*" in inner or _odd_quotes(inner):
        return False
    *calls, _ = inner.split("(")
    return all(_last_name(call).lower() in _FUNCTIONS for call in calls)


def clean_declarations(text: str) -> str:
    """Return the declarations of a style that are allowed, `name:value` with semicolons between them."""
    return ";".join(_declarations(_without_comments(text)))


def clean_sheet(text: str) -> str:
    """Return the plain rules of a style sheet; imports, fonts and every other rule with an at sign go."""
    if "\\" in text or "<" in text:
        return ""  # no way to know how a browser splits it
    rules = ((" ".join(selector.split()), ";".join(_declarations(block))) for selector, block in _rules(text))
    return "".join(f"{selector}{{{block}}}" for selector, block in rules if block and _SELECTOR.fullmatch(selector))


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield selector and block of each rule that stands in no other, in one pass."""
    depth, selector = 0, ""
    for part in _PARTS.findall(_without_comments(text)):
        if part == "{":
            depth += 1
        elif part == "}":
            depth, selector = max(0, depth - 1), ""
        elif depth == 0:
            selector = part.rpartition(";")[2]  # before it, imports end
        elif depth == 1 and "@" not in selector:
            yield selector, part


def _declarations(text: str) -> Iterator[str]:
    for declaration in text.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name.lower() in PROPERTIES and value and is_value(value):
            yield f"{name.lower()}:{' '.join(value.split())}"


def _without_comments(text: str) -> str:
    parts, place = [], 0
    while (start := text.find("/*", place)) >= 0:
        parts.append(text[place:start])
        end = text.find("*/", start + 2)
        place = end + 2 if end >= 0 else len(text)
    return " ".join([*parts, text[place:]])


def _last_name(text: str) -> str:
    """Return the name at the end of a text, as before the bracket of a call."""
    text = text.rstrip()
    return text[len(text.rstrip(_NAME)) :]


def _odd_quotes(text: str) -> bool:
    return bool(text.count('"') % 2 or text.count("'") % 2)
