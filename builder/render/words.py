"""The words of a theme in one language, with plural forms.

A key stands in locales/<lang>.yaml; `minutes.one`, `minutes.few` ... are the plural forms of `minutes`, by the
categories of the CLDR's "Language Plural Rules" for whole numbers.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from builder.model.page import Names

_PLACE: Final = re.compile(r"\{(\w+)\}")

_HUNDRED: Final = 100


def plural(categories: Sequence[str], number: int) -> str:
    """Name the plural category of a whole number in a language, given those of the numbers below `COUNTED`.

    Without these it is "other", which every language has.
    """
    number = abs(number)
    if number >= len(categories):
        number = _HUNDRED + number % _HUNDRED
    return categories[number] if categories else "other"


class Words:
    """A theme's words in one language: those of `lang` where it has them, else those of the languages after it."""

    def __init__(self, lang: str, chain: tuple[tuple[str, dict[str, str]], ...], names: Mapping[str, Names]) -> None:
        """Merge words of several languages, first ones first; each key counts as its own language does."""
        self._text: dict[str, str] = {}
        self._lang: dict[str, str] = {}
        for source, words in reversed(chain):
            self._text.update(words)
            self._lang.update(dict.fromkeys((key.partition(".")[0] for key in words), source))
        self._categories = {known: names[known].plurals for known, _ in chain if known in names}
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
            form = plural(self._categories.get(self._lang.get(key, self.lang), ()), count)
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
