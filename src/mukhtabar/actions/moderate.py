"""What a moderator does to a text without moving it on: who may, on which text, and what the history keeps of it."""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import write_to
from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.moderated import Moderated
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.engine import COMMENT_LIMIT, Step
from mukhtabar.store.revisions import digest_of


def by_moderator(ctx: Ctx, document: Moderated, read_hash: str | None) -> None:
    """Raise Refused unless the actor may moderate `document`, neither wrote nor typed it, and has read it as it is."""
    ctx.require(Permission.MODERATE, document)
    if ctx.actor in document.writers and not ctx.system:
        raise refused("not_author", _("You wrote this, so another person decides on it."))
    if read_hash != digest_of(document.field_values()):
        sentence = _("The text changed after you opened it. Read it again, then decide.")
        raise refused("read_what_is_current", sentence)


def checked_comment(comment: str, required: bool, most: int = COMMENT_LIMIT) -> str:
    """Return the comment, clean. Raises Refused when it is too long, or says nothing but must."""
    comment = clean_text(comment)
    if len(comment) > most:
        sentence = _("The comment is too long: at most ${limit} characters. Shorten it.", limit=most)
        raise refused("comment_too_long", sentence)
    if required and not any(sign.isalnum() for sign in comment):
        raise refused("comment_required", _("Write a comment that says why."))
    return comment


def checked_reason(reasons: Any, code: str) -> str:
    """Return the code if it is one of `reasons` (rules/reasons.py). Raises Refused."""
    if not code:
        raise Refused("reason_required", _("Choose a reason. It is shown with the decision."))
    if code not in reasons:
        raise Refused("reason_unknown", _("This reason is not in the list. Choose one of those shown."))
    return code


def write_down(
    ctx: Ctx, document: Moderated, name: str, comment: str = "", reason: str = "", tell_author: bool = True
) -> None:
    """Add a line to the history that leaves the state as it is, and write to the author."""
    entry = HistoryEntry(ctx.now, ctx.actor, name, document.state, document.state, comment, reason)
    document.history = (*document.history, entry)
    if tell_author:
        step = Step(document.state, document.state, name, (), comment, reason or None)
        write_to(ctx, [document.creator], f"author_{document.type_name}", document, step)
