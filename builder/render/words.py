"""The words of a theme in one language, with plural forms.

A key stands in locales/<lang>.yaml; `minutes.one`, `minutes.few` ... are the plural forms of `minutes`.
Source of the rules: Unicode CLDR, "Language Plural Rules", for whole numbers.
"""

import re
from collections.abc import Callable
from typing import Final

from markupsafe import Markup, escape

_PLACE: Final = re.compile(r"\{(\w+)\}")

_TEENS: Final = range(11, 15)


def _english(number: int) -> str:
    return "one" if number == 1 else "other"


def _french(number: int) -> str:
    return "one" if number in {0, 1} else "other"


def _ukrainian(number: int) -> str:
    if number % 100 not in _TEENS:
        if number % 10 == 1:
            return "one"
        if number % 10 in {2, 3, 4}:
            return "few"
    return "many"


def _polish(number: int) -> str:
    if number == 1:
        return "one"
    return "few" if number % 10 in {2, 3, 4} and number % 100 not in _TEENS else "many"


def _arabic(number: int) -> str:
    if number in {0, 1, 2}:
        return ("zero", "one", "two")[number]
    rest = number % 100
    if rest in range(3, 11):
        return "few"
    return "many" if rest in range(11, 100) else "other"


def _single(number: int) -> str:
    del number
    return "other"


_RULES: Final[dict[str, Callable[[int], str]]] = {
    "ar": _arabic,
    "be": _ukrainian,
    "fr": _french,
    "id": _single,
    "ja": _single,
    "ko": _single,
    "pl": _polish,
    "ru": _ukrainian,
    "th": _single,
    "uk": _ukrainian,
    "vi": _single,
    "zh": _single,
}


def plural(lang: str, number: int) -> str:
    """Name the plural category of a whole number in a language; those not in the table count as English does."""
    return _RULES.get(lang.partition("-")[0].lower(), _english)(abs(number))


class Words:
    """A theme's words in one language: those of `lang` where it has them, else those of the languages after it."""

    def __init__(self, lang: str, chain: tuple[tuple[str, dict[str, str]], ...]) -> None:
        """Merge words of several languages, first ones first; each key keeps its own language for its plurals."""
        self._text: dict[str, str] = {}
        self._lang: dict[str, str] = {}
        for source, words in reversed(chain):
            self._text.update(words)
            self._lang.update(dict.fromkeys((key.partition(".")[0] for key in words), source))
        self.lang = lang

    def say(self, key: str, **values: object) -> str:
        """Return the words for `key` with `{name}` replaced by the value of that name.

        The value named `count` chooses the plural form. The result is plain text, or markup when a value is.
        Raises LookupError for a key that no language has.
        """
        text = self._text.get(key)
        if not values:
            if text is None:
                raise LookupError(_no_words(key))
            return text
        count = values.get("count")
        if text is None and isinstance(count, int):
            form = plural(self._lang.get(key, self.lang), count)
            text = self._text.get(f"{key}.{form}") or self._text.get(f"{key}.other")
        if text is None:
            raise LookupError(_no_words(key))
        return _filled(text, values)

    def plurals(self, key: str) -> dict[str, str]:
        """Return the plural forms of `key` by category, and as `lang` the language that they are in.

        Their `{count}` stands open, for a script that counts in the browser. Raises LookupError when there are none.
        """
        forms = {name.partition(".")[2]: text for name, text in self._text.items() if name.startswith(f"{key}.")}
        if not forms:
            raise LookupError(_no_words(key))
        return forms | {"lang": self._lang[key]}

    def known(self, key: str) -> str:
        """Return the words for `key`, '' where no language has them."""
        return self._text.get(key, "")


def _no_words(key: str) -> str:
    return f"the theme's locales have no words for {key!r}"


def _filled(text: str, values: dict[str, object]) -> str:
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(_PLACE.sub(lambda place: str(escape(values.get(place[1], place[0]))), str(escape(text))))  # noqa: S704
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), text)
