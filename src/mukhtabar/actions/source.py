"""What a document was made from, and what that says now: the original of a working copy, the first of a copy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin
from mukhtabar.content.working import original_of
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import Revision, digest_of

#: What a copy has of its own from the beginning: when it runs, and what was found and decided.
OWN = frozenset({"phases", "synthesis", "reply"})


@dataclass(frozen=True)
class Source:
    """`document` is the source, `before` what it said when the copy was made (None when that is not known, or was never
    public), `now` what it says; both hold the fields that the two share. `digest` is that of all it says now."""

    document: Any
    before: Mapping[str, Any] | None
    now: Mapping[str, Any]
    digest: str


def source_of(portal: Any, document: Any, moment: datetime) -> Source | None:
    """Return the source of `document` when it says something else than when the copy was made; otherwise None.

    Of a copy's first only what everybody may read is returned: it may stand in a commune where the reader has no role.
    """
    original = original_of(portal, document)
    if original is not None:
        # What a save notes is part of it: other bytes are a change like other words.
        shared = frozenset((*original.fields, *original.noted))
        return None if in_bin(original) else _changed(original, document.working_copy_of[1], shared)
    if document.copied_from is None:
        return None
    uid, digest = document.copied_from
    first = portal.uids.get(uid)
    if first is None or type(first) is not type(document) or not may(first, Permission.VIEW, None, moment):
        return None
    return _changed(first, digest, frozenset(first.fields) - OWN, public=True)


def _changed(source: Any, digest: str, shared: frozenset[str], public: bool = False) -> Source | None:
    said = source.field_values()
    present = digest_of(said)
    if present == digest:
        return None
    then = source.revisions.find(digest)
    known = then is not None and (not public or was_public(source, then))
    before = {name: value for name, value in then.fields.items() if name in shared} if then and known else None
    now = {name: value for name, value in said.items() if name in shared}
    return Source(source, before, now, present) if before != now else None


def was_public(document: Any, revision: Revision) -> bool:
    """Whether everybody could read that save at some time, by the history of `document`'s states."""
    if not isinstance(document, Workflowed):
        return True
    until = next((later.time for later in document.revisions if later.time > revision.time), None)
    state = document.definition.initial
    for entry in document.history:
        if until is not None and entry.time >= until:
            break
        if entry.time > revision.time and document.definition.state(state).public:
            return True
        state = entry.after
    return document.definition.state(state).public


def pieces(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields in the pieces that are chosen one by one: each language of a text is a piece of its own."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{code}": text for code, text in value.items()}
        else:
            found[name] = value
    return found


def offered(source: Source, mine: Mapping[str, Any]) -> list[str]:
    """Return the pieces in which the source moved on and says something else than `mine`, in the fields' order."""
    theirs, own = pieces(source.now), pieces({name: mine[name] for name in source.now})
    before = pieces(source.before) if source.before is not None else None
    return [
        key
        for key in dict.fromkeys([*theirs, *own])
        if (theirs.get(key) or "") != (own.get(key) or "")
        and (before is None or (theirs.get(key) or "") != (before.get(key) or ""))
    ]
