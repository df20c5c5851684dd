"""Doors in the root to documents by a short or a secret name: /r/<reference>, /s/<receipt>, /d/<private link>."""

import hashlib
from collections.abc import Callable
from typing import Any

from zope.interface import implementer

from mukhtabar.content.bin import in_bin
from mukhtabar.content.interfaces import IReceipt, IReceipts, IReferences


def receipt_key(receipt: str) -> str:
    """Return under what a receipt is kept: its SHA-256, so that the record alone opens no status page."""
    return hashlib.sha256(receipt.strip().lower().encode()).hexdigest()


def _standing(portal: Any, uid: int) -> Any:
    """Return the document `uid`. Raises KeyError when it lies in the trash: no door leads there."""
    document = portal.uids.get(uid)
    if document is not None and in_bin(document):
        raise KeyError(uid)
    return document


class Door:
    """A place in the tree that is not stored."""

    type_name = "door"

    def __init__(self, parent: Any, name: str) -> None:
        self.__parent__ = parent
        self.__name__ = name


@implementer(IReferences)
class References(Door):
    """/r: the short address of anything that has a reference."""

    def __getitem__(self, name: str) -> "Reference":
        return Reference(self, name, _standing(self.__parent__, self.__parent__.references[name]))


class Reference(Door):
    """/r/<reference>: leads on to `target`."""

    def __init__(self, parent: Any, name: str, target: Any) -> None:
        super().__init__(parent, name)
        self.target = target


@implementer(IReceipts)
class Receipts(Door):
    """/s: where a receipt may be typed in."""

    def __getitem__(self, name: str) -> "Receipt":
        return Receipt(self, name, _standing(self.__parent__, self.__parent__.receipts[receipt_key(name)]))


@implementer(IReceipt)
class Receipt(Door):
    """/s/<receipt>: the submission `target`, for whoever holds its receipt."""

    def __init__(self, parent: Any, name: str, target: Any) -> None:
        super().__init__(parent, name)
        self.target = target


class Drafts(Door):
    """/d: private preview links. Every name leads to a draft; whether it opens one is decided when it is asked for."""

    def __getitem__(self, name: str) -> "Draft":
        return Draft(self, name)


class Draft(Door):
    """/d/<secret>: one document, for whoever was given its private link. `target` is None until the link is opened."""

    target: Any = None


DOORS: dict[str, Callable[[Any], Door]] = {
    "d": lambda portal: Drafts(portal, "d"),
    "r": lambda portal: References(portal, "r"),
    "s": lambda portal: Receipts(portal, "s"),
}
