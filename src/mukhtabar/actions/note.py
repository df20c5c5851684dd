"""Notes of the council's people on a document: written, told to colleagues, withdrawn; never changed, never public."""

from collections.abc import Iterable
from dataclasses import replace

from mukhtabar.actions.assign import NO_ROLE, colleagues, require_confer
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import write_to
from mukhtabar.actions.record import record
from mukhtabar.content.matter import Matter
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.rules.workflow.engine import Step
from mukhtabar.store.notes import Note

MOST = 2000
#: More than anybody reads about one document.
MOST_NOTES = 200


def note(ctx: Ctx, document: Matter, text: str, told: Iterable[str] = ()) -> Note:
    """Write a note on `document`, tell the colleagues `told` (opaque ids) that it is there, and return it.

    Their letters hold the address and nothing of the text. Raises Refused (not_permitted, note_empty, note_too_long,
    no_role_here, too_many).
    """
    require_confer(ctx, document)
    text, named = clean_text(text), frozenset(told)
    if not any(sign.isalnum() for sign in text):
        raise refused("note_empty", _("Write the note."))
    if len(text) > MOST:
        raise refused("note_too_long", _("This is too long: at most ${most} characters.", most=MOST))
    if not named <= colleagues(ctx, document):
        raise refused("no_role_here", NO_ROLE)
    notes = ctx.portal.notes.of(document.uid)
    if len(notes) >= MOST_NOTES:
        raise refused("too_many", _("There are enough notes here: at most ${most}.", most=MOST_NOTES))
    made = Note(ctx.now, str(ctx.actor), text, tuple(sorted(named)))
    ctx.portal.notes.keep(document.uid, (*notes, made))
    record(ctx, document, "note", changed=False)
    write_to(ctx, named, "waiting", document, Step(document.state, document.state, "note", ()))
    return made


def withdraw_note(ctx: Ctx, document: Matter, number: int) -> None:
    """Withdraw a note of one's own, the `number`-th from 0: its text is gone, its place stays.

    Raises Refused (not_permitted, no_note).
    """
    require_confer(ctx, document)
    notes = ctx.portal.notes.of(document.uid)
    one = notes[number] if 0 <= number < len(notes) else None
    if one is None or one.author != ctx.actor or one.withdrawn is not None:
        raise refused("no_note", _("There is no note of yours here that you could withdraw."))
    gone = replace(one, text="", withdrawn=ctx.now)
    ctx.portal.notes.keep(document.uid, (*notes[:number], gone, *notes[number + 1 :]))
    record(ctx, document, "withdraw_note", changed=False)
