"""Strict reading of a TOML table: every key is known, every value has its type, or there is a sentence."""

import re
from collections.abc import Collection
from typing import Any

from mukhtabar.rules.workflow.names import unknown
from mukhtabar.rules.workflow.problem import Unreadable

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MISSING = object()


class Table:
    """One table of the file. Reading methods raise Unreadable with the dotted key and a sentence.

    A key in ``required`` must be there; one in neither collection is refused.
    """

    def __init__(self, raw: Any, path: str, required: Collection[str], optional: Collection[str] = ()) -> None:
        self._raw = tables(raw, path)
        self._path = path
        known = {*required, *optional}
        for key in self._raw:
            if key not in known:
                raise Unreadable(self.at(key), f"unknown key; {unknown(key, 'a key that belongs here', known)}")
        for key in required:
            if key not in self._raw:
                raise Unreadable(path or key, f'the key "{key}" is missing')

    def at(self, key: str) -> str:
        """Return the dotted key in the file."""
        return f"{self._path}.{key}".lstrip(".")

    def _value(self, key: str, kind: type, what: str, default: Any) -> Any:
        value = self._raw.get(key, _MISSING)
        if value is _MISSING:
            return default
        # type(), not isinstance(): true is not a number.
        if type(value) is not kind:
            raise Unreadable(self.at(key), f"this must be {what}, not {value!r}")
        return value

    def has(self, key: str) -> bool:
        """Return whether the key is written."""
        return key in self._raw

    def flag(self, key: str) -> bool:
        """Return true or false; false when absent."""
        return bool(self._value(key, bool, "true or false", False))

    def whole(self, key: str) -> int:
        """Return a whole number above zero; 0 when absent."""
        value = self._value(key, int, "a whole number", 0)
        if self.has(key) and value < 1:
            raise Unreadable(self.at(key), f"this must be at least 1, not {value}")
        return int(value)

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers above zero; ``()`` when absent."""
        values = self._value(key, list, "a list like [30, 10]", [])
        for value in values:
            if type(value) is not int or value < 1:
                raise Unreadable(self.at(key), f"the list must hold whole numbers of at least 1, not {value!r}")
        return tuple(values)

    def text(self, key: str) -> str:
        """Return words as they stand, without blanks around them; the empty text when absent."""
        value = str(self._value(key, str, "words in quotes", ""))
        if value != value.strip() or (self.has(key) and not value):
            raise Unreadable(self.at(key), "this must say something, without blanks around it")
        return value

    def name(self, key: str, default: str = "") -> str:
        """Return a name in small letters, digits and underscores."""
        value = str(self._value(key, str, "a name in quotes", default))
        return checked_name(value, self.at(key)) if self.has(key) else value

    def one_of(self, key: str, choices: tuple[str, ...]) -> str:
        """Return one of ``choices``; the first one when absent."""
        value = str(self._value(key, str, "a word in quotes", choices[0]))
        if value not in choices:
            raise Unreadable(self.at(key), unknown(value, "possible here", choices))
        return value

    def title(self, key: str = "title") -> str:
        """Return an English sentence for people: it starts with a capital letter and is not blank."""
        value = str(self._value(key, str, "a sentence in quotes", ""))
        if value != value.strip() or not value[:1].isupper():
            raise Unreadable(self.at(key), "a title is an English sentence that starts with a capital letter")
        return value

    def names(self, key: str, *, empty: bool = True) -> tuple[str, ...]:
        """Return a list of names, each once; ``()`` when absent."""
        values = self._value(key, list, 'a list like ["one", "two"]', [])
        for value in values:
            if type(value) is not str:
                raise Unreadable(self.at(key), f"the list must hold names in quotes, not {value!r}")
            checked_name(value, self.at(key))
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise Unreadable(self.at(key), f'"{twice}" stands in the list twice')
        if not values and not empty:
            raise Unreadable(self.at(key), "the list must not be empty")
        return tuple(values)

    def raw(self, key: str) -> dict[str, Any]:
        """Return a table inside this one; empty when absent."""
        return tables(self._raw.get(key, {}), self.at(key))


def tables(raw: Any, path: str) -> dict[str, Any]:
    """Return ``raw`` when it is a table. Raises Unreadable."""
    if not isinstance(raw, dict):
        raise Unreadable(path, f"this must be a table, not {raw!r}")
    return raw


def checked_name(name: str, key: str) -> str:
    """Return ``name`` when it is small letters, digits and underscores. Raises Unreadable."""
    if not _NAME.fullmatch(name):
        raise Unreadable(key, f'"{name}" is not a name: small Latin letters, digits and underscores, a letter first')
    return name
