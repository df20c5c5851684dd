"""Texts that the officers of a commune keep, to begin an answer with. Nobody else sees them; nothing refers to them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


@dataclass(frozen=True)
class AnswerTemplate:
    """A name for the officers, and what a new answer begins with: values of fields, texts by language."""

    title: str
    values: Mapping[str, Any]


class AnswerTemplates(Persistent):
    """key -> template, of one commune."""

    def __init__(self) -> None:
        self._kept: Any = OOBTree()

    def get(self, key: str) -> AnswerTemplate | None:
        """Return the template `key`, or None."""
        return self._kept.get(key)

    def items(self) -> list[tuple[str, AnswerTemplate]]:
        """Return (key, template), by title."""
        return sorted(self._kept.items(), key=lambda item: (item[1].title, item[0]))

    def put(self, key: str, template: AnswerTemplate) -> str:
        """Keep `template` under `key`, or under a new one when that is empty; return the key."""
        key = key or secrets.token_urlsafe(9)
        self._kept[key] = template
        return key

    def drop(self, key: str) -> bool:
        """Let a template go; return whether there was one."""
        return self._kept.pop(key, None) is not None

    def __len__(self) -> int:
        return len(self._kept)
