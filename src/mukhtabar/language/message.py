"""A sentence to be shown, before it is known in which language."""

from collections.abc import Mapping
from typing import Any, Self


class Message(str):
    """An English source sentence (the gettext msgid) with the values for its ``${name}`` places.

    ``plural`` and ``n`` are set for a sentence that counts: ``_("${n} proposal", "${n} proposals", n=3)``.
    """

    mapping: Mapping[str, Any]
    plural: str | None
    n: int | None

    def __new__(cls, text: str, plural: str | None = None, *, n: int | None = None, **mapping: Any) -> Self:
        """Return the message; ``mapping`` holds values (plain text, numbers or days) for the places in the sentence."""
        message = super().__new__(cls, text)
        message.plural = plural
        message.n = n
        message.mapping = {**mapping, "n": n} if n is not None else mapping
        return message

    def english(self) -> str:
        """Return the source sentence with its values in their places: for the command line."""
        text = self.plural if self.plural is not None and self.n != 1 else str(self)
        for name, value in self.mapping.items():
            text = text.replace(f"${{{name}}}", str(value))
        return text


_ = Message
