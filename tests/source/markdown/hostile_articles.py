"""Texts made to exhaust a Markdown parser, each as a name and what is repeated until the size is reached."""

from collections.abc import Callable
from typing import Final


def _list_ladder(size: int) -> str:
    ladder = "".join("    " * depth + "- x\n" for depth in range(12))
    return ladder * (size // len(ladder) + 1)


def _deep_list(size: int) -> str:
    depth = int((size / 2) ** 0.5)
    return "\n".join("    " * level + "- x" for level in range(depth))


def _nested_divs(size: int) -> str:
    return '<div markdown="1">\n' * (size // 25) + "x\n" + "</div>\n" * (size // 25)


def _wide_table(size: int) -> str:
    return "|" * (size // 3) + "\n" + "-|" * (size // 3)


WEAPONS: Final[dict[str, str | Callable[[int], str]]] = {
    "open brackets": "[",
    "closed brackets": "[]",
    "nested brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "images": "![",
    "open links": "[a](",
    "links into links": "[a](b [a](b ",
    "link titles": '[a](b "',
    "link quotes": "[a](b '\"",
    "reference links": "[a][b] ",
    "back-ticks": "`",
    "rising back-ticks": lambda size: " ".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    "back-ticks and slashes": "\\`",
    "asterisks": "*",
    "asterisks and letters": "*a",
    "open strong": "**a ",
    "closed strong": "a** ",
    "mixed emphasis": "*a _b ",
    "ambiguous emphasis": "a**b_c*d",
    "underscores": "_",
    "underscores and letters": "_a ",
    "triple": "***a ",
    "cdata": "<![CDATA[",
    "comments": "<!--",
    "comments closed": "<!-- --",
    "instructions": "<?",
    "declarations": "<!a ",
    "open tags": "<a ",
    "tags and quotes": '<a b="',
    "tags and spaces": "<a" + " " * 50,
    "closing tags": "</a",
    "tags": "<b>",
    "blocks of html": "<div>\n",
    "markdown in html": _nested_divs,
    "angles": "<",
    "mail": "<a@",
    "footnotes used": "[^a]",
    "footnotes defined": "[^a]: x\n",
    "footnotes defined and used": lambda size: "[^a]: x\n\n" + "[^a] " * (size // 5),
    "many footnotes": lambda size: "".join(f"[^{n}]: x [^{n}]\n" for n in range(size // 16)),
    "abbreviations": "*[A1]: x",
    "lines of abbreviations": "*[A1]: x\n",
    "references": "[a]: b\n",
    "open references": "[a]: b 'c\n",
    "nested quotes": ">",
    "nested quotes with spaces": "> ",
    "lines of quotes": "> a\n",
    "nested lists": "- ",
    "nested numbers": "1. ",
    "deep lists": _deep_list,
    "ladders of lists": _list_ladder,
    "loose lists": "- a\n\n",
    "headings": "# a\n",
    "same headings": "# a\n\n",
    "hashes": "#",
    "lines of equals": "a\n=\n",
    "rules": "- " * 40 + "a\n",
    "definitions": "a\n: b\n",
    "wide tables": _wide_table,
    "long tables": lambda size: "a|b\n-|-\n" + "a|b\n" * (size // 4),
    "pipes": "|",
    "fences": "```\n",
    "open fences": "~~~ a\n",
    "attributes": "{: a=b",
    "attribute quotes": "x {: a='",
    "braces": "{",
    "slashes": "\\",
    "entities": "&a",
    "numeric entities": "&#1",
    "single quotes": "'",
    "quotes": "\"'",
    "quotes and letters": "\"a' ",
    "hyphens": "-",
    "dashes": "-- ",
    "dots": "...",
    "blank lines": "\n",
    "hard breaks": "a  \n",
    "tabs": "\t",
    "spaces": " ",
    "code": "    a\n",
    "words": "word ",
    "stand-ins": "klzzwxh:0000 wzxhzdk:0 ",
}


def grown(name: str, size: int) -> str:
    """Return a weapon of about `size` characters."""
    weapon = WEAPONS[name]
    return weapon * (size // len(weapon) + 1) if isinstance(weapon, str) else weapon(size)
