"""Random Markdown: articles that a writer might write, and soups of marks that no writer would.

Everything is a function of the random source, so a seed names a document. In `SPANS`, `_` stands for a space now and
then.
"""

from random import Random
from typing import Final


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split("¦"))


WORDS: Final = _split(
    "the¦of¦council¦and¦said¦it's¦don't¦years'¦a¦I¦'80s¦1990s¦x¦y_z¦a_b_c¦5*3¦100%¦city¦—¦новини¦п'ять¦Києва¦"
    "об’єкт¦مدينة¦السلام¦(قال)¦Ærø¦naïve¦don’t¦“said”¦«так»¦‘no’¦東京¦e-mail¦well-known¦...¦end.¦What?¦No!¦C++¦"
    "#1¦@desk¦A&B¦R&amp;D¦&copy;¦3>2¦:-)¦HTML¦CSS¦ref¦note¦one/two/¦mid*dle¦un_der_score¦s¦'s¦\u00a0nbsp¦\u2028ls"
)
QUOTED: Final = _split('"{}"¦\'{}\'¦"\'{}\'"¦\'"{}"\'¦("{}")¦"{}," he¦\'{}\'s¦“{}”¦"{}"--¦--"{}"¦..."{}')
SPANS: Final = _split(
    "*{}*¦**{}**¦_{}_¦__{}__¦***{}***¦`{}`¦``{}``¦*{}**¦**{}*¦_{}*¦*a**{}**¦**a¦*{}*¦b**¦*a¦_{}_¦b*¦__{}_b__¦"
    "*{}¦_{}*¦*{}*s¦~~{}~~¦<b>{}</b>¦<span_class='q'>{}</span>¦<em>{}*</em>¦a*{}*b¦a_{}_b¦**{}**,¦*{}*:¦"
    "\\*{}\\*¦*{}\\*¦\\`{}`¦[{}](http://example.com/a_b_c)¦[{}](/x)¦[{}](</a_b>)¦[{}](/x_\"t\")¦[{}](/x_'t_q')¦"
    '[{}](/a(b)c)¦[{}](/a?b=1&c=2)¦![{}](/i.jpg)¦![{}](/i_1.jpg_"a\'b")¦[![{}](/i.jpg)](/x)¦[{}][ref]¦[{}][]¦'
    "[{}]¦![{}][ref]¦[{}]()¦[{}](/x¦[{}]/x)¦[a_[{}]_b](/x)¦[*{}*](/x)¦**[{}](/x)**¦*[{}](/x)*¦[^1]¦[^2]¦"
    "[{}][^1]¦<http://example.com/?a=b&c>¦<me@example.com>¦*{}*{{.k}}¦[{}](/x){{#i_.k}}¦`{}`{{k=v}}¦{{{}}}¦"
    "{{{{{}}}}}¦&nbsp;¦&#8212;¦&#x27;¦&{};¦\\{}¦\\\\{}¦a__{}_n_b¦<{}¦{}>"
)
JOINTS: Final = _split(" ¦ ¦ ¦ ¦ ¦ ¦¦, ¦ -- ¦---¦ - ¦\n¦  \n¦   \n¦\\\n¦ \n ¦\n    ")
SOUP: Final = _split(
    '*¦**¦_¦__¦***¦`¦``¦[¦]¦(¦)¦![¦](¦](/u_v)¦<¦>¦<b>¦</b>¦&amp;¦&¦&#49;¦&#4¦\\¦\\*¦\\"¦"¦\'¦--¦---¦----¦...¦'
    "<i k='*'>¦\n¦\n\n¦\n\n\n¦  \n¦# ¦\n## ¦> ¦\n> ¦\n- ¦- ¦\n* ¦\n1. ¦7. ¦\n    ¦ ¦  ¦\t¦\n: ¦:   ¦|¦"
    "\n|-|-|\n¦\n---\n¦\n===\n¦{: .c #i }¦{#x}¦{¦}¦[^1]¦\n[^1]: ¦!¦\n*[HTML]: ¦[ref]¦\n[ref]: /r 'T'\n¦\n```\n¦"
    '\n~~~ {.py}\n¦- - -¦<div>¦</div>¦<br>¦</p>¦<div markdown="1">¦<!-- c -->¦<http://a.b/>¦<a@b.c>¦<script>¦'
    "<?php ?>¦<![CDATA[¦[TOC]¦“¦—¦a¦b¦s¦s¦80s¦HTML¦слово¦كلمة¦word¦two words¦.¦,¦\u00a0¦É¦http://x.y/z"
)
PLAIN_WORDS: Final = _split(
    "the¦of¦a¦s¦it's¦don't¦years'¦'80s¦'90er¦n'¦l'été¦5*3¦x_y¦100%¦»¦“so”¦(¦)¦новини¦п'ять¦مدينة¦é¦—¦–¦-¦--¦"
    "---¦----¦...¦....¦'¦\"¦''¦\"'¦.¦,¦?!¦!¦[sic]¦[...]¦]¦[a] [b]¦&¦&amp;¦A&B¦&nbsp;¦>¦:¦1.¦#¦\u00a0¦\u2028¦"
    " * ¦ _ "
)
ODD_WORDS: Final = _split(
    '[¦*¦_¦**¦__¦foo*¦*foo¦_foo¦foo_¦\\*¦\\_¦\\"¦\\[¦\\n¦\\\\¦\\>¦\\#¦{x}¦|¦a | b¦***¦`¦``¦![¦](¦[^1]¦]: x¦'
    "a <b¦&#39;¦*a**b*¦\\&#35;¦\\`¦*a*b*"
)
PLAIN_SPANS: Final = _split(
    '*{}*¦**{}**¦_{}_¦__{}__¦`{}`¦`a*b*`¦[{}](/x)¦[{}](http://e.x/a_b_c?d=1&e=2)¦[{}](/x "t")¦*{}* {}¦'
    '![{}](/i.jpg)¦![{} "b"](/i.jpg "t &amp; u")¦**a *{}* b**¦*a **{}** b*¦_a *{}* b_¦**a _{}_ b**.¦[^1]¦'
    '[{}][a]¦\'{}\'¦"{}"¦"\'{}\'"¦"{},"¦("{}")¦\'{}\',¦"{}"...¦--\'{}\'¦*"{}"*¦"*{}*"¦\'[{}](/x)\'¦*{}*\'s¦'
    '`{}`"¦*[{}](/x)*¦[*{}*](/x)¦[**{}** "c"](/x)¦*a_{}_b*¦a_{}_b¦[{}]()¦[{}][]¦![{}]¦[`{}`](/x)'
)
ODD_SPANS: Final = _split(
    "***{}***¦**{}¦{}**¦*{}¦_{}¦a*{}*b¦*{} *b*¦*{}*{x}¦[{}](/x y)¦[{}](a(b))¦[[{}](/x)](/y)¦`{}¦``{}``¦"
    '[{}](\\_)¦![{}\\*](/x\\*)¦[{}](/x){¦*a **{}* b**¦__a_{}_b__¦*{}**¦**{}*¦*a _{}* b_¦[{}]("b")'
)
SIMPLE_JOINTS: Final = _split(" ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦ ¦¦¦\n¦  \n¦   \n¦, ¦\u2009¦  ¦\n ¦\n    ")
ODD_JOINTS: Final = _split("\n* ¦\n{¦\n- ¦\n> ¦  \n  \n¦\t¦\\\n¦\n: ")
SIMPLE_BLOCKS: Final = _split(
    "{}¦{}¦{}¦{}¦{}¦{}¦{}¦{}¦{}¦# {}¦## {}¦### {} ##¦{}\n===¦{}\n---¦## {}\n{}¦{}\n## {}\n{}¦#{}¦#¦---¦***¦"
    "* * *¦{}\n***\n{}¦> {}¦> {}\n> {}¦> {}\n{}¦> {}\n>\n> {}¦> > {}\n> {}¦{}\n> {}¦> # {}¦> - {}\n> - {}¦>¦"
    "> \n> {}¦ > {}¦- {}¦- {}\n- {}¦* {}\n* {}\n* {}¦1. {}\n2. {}¦7. {}\n{}¦- {}\n{}¦+ {}\n\n+ {}¦"
    "1. {}\n\n2. {}\n3. {}¦- {}\n1. {}¦٣. {}¦ * {}¦1) {}¦- {}\n\n1. {}\n\n2. {}\n\n- {}"
)
ODD_BLOCKS: Final = _split("- {}\n    - {}¦- # {}¦-¦- ¦    {}¦- {}\n\n    {}¦> - {}\n{}¦- > {}¦- - {}¦- {}\n\n\n\n- {}")
TAILS: Final = _split(
    "[ref]: http://example.com/ref¦[ref]: </r> \"Title *t*\"¦  [Ref]: /r\n    'T'¦*[HTML]: Hyper Text¦"
    '*[CSS]: Style & <co>¦[^1]: A *note* "here".¦[^1]: First.\n\n    Second.\n\n[^2]: Other `x`.¦'
    "[^2]: # T\n[^1]: - a\n    - b"
)
HTML: Final = _split(
    '<div>{}</div>¦<div markdown="1">\n\n{}\n\n</div>¦'
    '<div markdown="1" class="x">\n*{}*\n\n- a\n- b\n</div>\n{}¦<p markdown="span">{} *x*</p>¦'
    "<figure><img src='a.jpg' alt='{}'><figcaption>{}</figcaption></figure>¦<!-- {} -->¦<!-- {}¦"
    "<p id='p_1'>{}</p> {}¦<script>\nif (a < b) { c(); }\n</script>¦<style>p > a { k: v }</style>\n\n{}¦"
    "<details><summary>{}</summary>\n\n{}\n\n</details>¦text <div>{}</div> {}¦<{}>¦<br>\n{}<br/>¦"
    '<iframe src="https://e.x/?a=1&b=2"></iframe>¦<pre>{}\n\n  {}</pre>¦<table><tr><td>{}</td></tr></table>¦'
    "</div>¦<?php {} ?>\n\n<![CDATA[ {} ]]>¦<a name=x></a>{}"
)


def soup(random: Random) -> str:
    """Return marks in any order."""
    return "".join(random.choice(SOUP) for _ in range(random.randint(1, 40)))


def article(random: Random) -> str:
    """Return a document of all constructs, here and there a broken one."""
    html, rich = random.random() < 0.25, random.random() < 0.6
    blocks = [_block(random, html=html, rich=rich) for _ in range(random.randint(1, 7))]
    if rich and random.random() < 0.5:
        blocks += random.sample(TAILS, random.randint(1, 3))
        random.shuffle(blocks)
    return _joined(random, blocks)


def simple(random: Random) -> str:
    """Return a document of the few constructs that most articles are made of, in every combination."""
    spans, odd = random.choice((0.1, 0.3, 0.6)), random.choice((0, 0, 0.01, 0.04))
    return _joined(random, [_simple_block(random, spans, odd) for _ in range(random.randint(1, 6))])


def _simple_block(random: Random, spans: float, odd: float) -> str:
    first, *others = random.choice(ODD_BLOCKS if random.random() < odd else SIMPLE_BLOCKS).split("{}")
    return first + "".join(_simple_line(random, spans, odd) + other for other in others)


def _simple_line(random: Random, spans: float, odd: float) -> str:
    text = ""
    for _ in range(random.randint(1, 8)):
        strange = random.random() < odd
        text += random.choice(ODD_WORDS if strange else PLAIN_WORDS)
        if random.random() < spans:
            text += random.choice(("", " ", " ", " "))
            text += random.choice(ODD_SPANS if strange else PLAIN_SPANS).replace("{}", random.choice(PLAIN_WORDS))
        text += random.choice(ODD_JOINTS if strange else SIMPLE_JOINTS)
    return text.rstrip("\n") or "x"


def _joined(random: Random, blocks: list[str]) -> str:
    text = ""
    for block in blocks:
        text += block + random.choice(("\n\n", "\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n  \n", "\n\t\n"))
    return text.rstrip("\n") if random.random() < 0.5 else text


def line(random: Random, *, rich: bool) -> str:
    """Return a line or several of running text."""
    text = ""
    for _ in range(random.randint(1, 10)):
        text += _piece(random, rich=rich) + (random.choice(JOINTS) if random.random() < 0.3 else " ")
    return text.rstrip() if random.random() < 0.9 else text


def _piece(random: Random, *, rich: bool) -> str:
    words = " ".join(random.choice(WORDS) for _ in range(random.randint(1, 3)))
    chance = random.random()
    if chance < 0.5:
        return words
    if chance < 0.65:
        return random.choice(QUOTED).replace("{}", words)
    span = random.choice(SPANS if rich else SPANS[:8])
    if chance > 0.9:
        span = span.replace("_", " ")  # for titles and such: the list is split at spaces
    return span.replace("{{", "{").replace("}}", "}").replace("{}", words)


def _block(random: Random, *, html: bool, rich: bool) -> str:
    makers = [_paragraph, _paragraph, _paragraph, _heading, _heading, _quote, _list, _list, _rule]
    if rich:
        makers += [_nested_list, _code, _fence, _table, _definitions, _attributes, _soup]
    if html:
        makers += [_html, _html]
    return random.choice(makers)(random)


def _paragraph(random: Random) -> str:
    return line(random, rich=random.random() < 0.6)


def _heading(random: Random) -> str:
    text = line(random, rich=random.random() < 0.3)
    form = random.choice(
        (
            "# {}",
            "## {}",
            "### {} ###",
            "#{}",
            "####### {}",
            "{}\n===",
            "{}\n---",
            "## {}\n{}",
            "{}\n## {}",
            "## {{#own}}",
        )
    )
    return form.replace("{}", text)


def _quote(random: Random) -> str:
    inside = _block(random, html=False, rich=False).split("\n")
    mark = random.choice(("> ", ">", "   > ", "> > "))
    return "\n".join(text if i and random.random() < 0.15 else mark + text for i, text in enumerate(inside))


def _list(random: Random) -> str:
    mark = random.choice(("- ", "* ", "+ ", "1. ", "3. ", "10. ", "-   ", "  - ", "٣. "))
    gap = random.choice(("\n", "\n", "\n\n"))
    items = [mark + line(random, rich=random.random() < 0.3) for _ in range(random.randint(1, 4))]
    if random.random() < 0.2:
        items.append(random.choice(("1. other", "- other", "lazy", "> quote", "# heading", "- ", "    indented")))
    return gap.join(items)


def _nested_list(random: Random) -> str:
    lines = []
    for _ in range(random.randint(2, 7)):
        indent = random.choice(("", "", "    ", "  ", "        ", "   "))
        mark = random.choice(("- ", "* ", "1. ", "", "> ", "# ", "- - "))
        lines.append(indent + mark + line(random, rich=False) + random.choice(("", "", "\n")))
    return "\n".join(lines)


def _rule(random: Random) -> str:
    return random.choice(("---", "***", "* * *", "_____", "- - -  ", "  ---", "--", "text\n***\ntext", "- a\n---\n- b"))


def _code(random: Random) -> str:
    return "    " + line(random, rich=True).replace("\n", random.choice(("\n    ", "\n", "\n\n    ")))


def _fence(random: Random) -> str:
    form = random.choice(
        (
            "```\n{}\n```",
            "~~~ python\n{}\n~~~",
            "``` {.py #c k=v}\n{}\n```",
            "```\n{}",
            "````\n```\n{}\n````",
            "x\n```\n{}\n```\ny",
        )
    )
    return form.replace("{}", line(random, rich=True))


def _table(random: Random) -> str:
    width = random.randint(1, 3)
    rows = [
        " | ".join(line(random, rich=False).replace("\n", " ") for _ in range(width))
        for _ in range(random.randint(1, 3))
    ]
    rows.insert(1, random.choice(("|", " | ")).join(random.choice(("---", ":-", "-:", ":-:")) for _ in range(width)))
    edge = random.choice(("", "| {} |", "| {}"))
    return "\n".join(edge.replace("{}", row) if edge else row for row in rows)


def _definitions(random: Random) -> str:
    return random.choice(
        ("{}\n: {}", "{}\n\n:   {}\n\n    {}", "{}\n{}\n:   {}\n:   {}", ": {}", "{}\n:   - {}\n    - {}")
    ).replace("{}", line(random, rich=False))


def _attributes(random: Random) -> str:
    return line(random, rich=True) + random.choice(
        ("\n{: .lead #first }", "\n{.x k='v w' hidden}", " {.x}", "{: bad", "\n{}\n", "\n{: } }")
    )


def _soup(random: Random) -> str:
    return soup(random)


def _html(random: Random) -> str:
    return random.choice(HTML).replace("{}", line(random, rich=False))
