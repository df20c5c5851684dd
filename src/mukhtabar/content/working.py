"""A working copy and its original: how each finds the other."""

from typing import Any

from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin


def is_working_copy(document: Any) -> bool:
    """Whether `document` is a working copy."""
    return isinstance(document, Workflowed) and document.working_copy_of is not None


def original_of(portal: Any, document: Any) -> Any:
    """Return what `document` is the working copy of, in the trash or not; None when it is none, or that is gone."""
    return portal.uids.get(document.working_copy_of[0]) if is_working_copy(document) else None


def take_along(document: Any, other: Any) -> None:
    """Let `document` hold what `other`, of the same kind, holds beside its fields: bytes, and what they make."""
    for name in (*other.carried, *other.derived):
        setattr(document, name, getattr(other, name))


def copy_of(portal: Any, document: Any) -> Any:
    """Return the open working copy of `document`, or None."""
    uid = portal.working_copies.of(document.uid)
    found = portal.uids.get(uid) if uid is not None else None
    return found if found is not None and not in_bin(found) else None
