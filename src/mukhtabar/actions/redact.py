"""Black out words of a text for a public reason; the original is sealed, and opening it is written down."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.moderate import by_moderator, checked_comment, checked_reason, write_down
from mukhtabar.actions.record import record
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.sealed import Redaction, Sealed
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REDACTION
from mukhtabar.rules.redaction import Place, blacked, occurrences, without
from mukhtabar.security.acl import may
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of


@dataclass(frozen=True)
class Found:
    """A place that says the words, with the words around it."""

    place: Place
    before: str
    words: str
    after: str


def _original(document: Moderated, field: str) -> str:
    kept = document.sealed.texts.get(field) if document.sealed is not None else None
    return kept if kept is not None else str(getattr(document, field))


def _covered(document: Moderated) -> list[Place]:
    return [one.place for one in document.redactions]


def find(document: Moderated, words: str, around: int = 40) -> list[Found]:
    """Return every readable place of `document` that says `words`, in the order of its fields."""
    found = []
    for field in document.redactable:
        original, mine = _original(document, field), [one for one in _covered(document) if one.field == field]
        for place in occurrences(field, original, mine, words):
            # What stands around it may be covered itself.
            first = blacked(field, original[: place.start], (one for one in mine if one.end <= place.start))
            end = place.end
            rest = (Place(field, one.start - end, one.end - end) for one in mine if one.start >= end)
            last = blacked(field, original[end:], rest)
            found.append(Found(place, first[-around:], original[place.start : end], last[:around]))
    return found


def _cover(document: Moderated) -> None:
    """Make the fields and the revisions say what `document.redactions` leave to read."""
    sealed, covered = document.sealed, _covered(document)
    assert sealed is not None
    for field, original in sealed.texts.items():
        setattr(document, field, blacked(field, original, covered))
    removed = {
        field: [original[one.start : one.end] for one in covered if one.field == field]
        for field, original in sealed.texts.items()
    }
    for field, gone in sealed.gone.items():
        removed[field] = [*removed.get(field, ()), *gone]
    for key, revision in document.revisions.items():
        said = sealed.revisions.setdefault(key, dict(revision.fields))
        shown = dict(said)
        for field, words in removed.items():
            same = said.get(field) == sealed.texts.get(field, getattr(document, field))
            shown[field] = getattr(document, field) if same else without(str(said.get(field, "")), words)
        if shown != revision.fields:
            document.revisions.cover(key, shown)
    sealed._p_changed = True


def redact(
    ctx: Ctx,
    document: Moderated,
    words: str,
    reason: str,
    comment: str = "",
    chosen: Collection[Place] = (),
    read_hash: str | None = None,
) -> list[Place]:
    """Black out `words` where they stand, or at the `chosen` of several places, and return the places.

    Raises Refused: words_missing, words_not_found, several_places, place_gone, read_what_is_current, and what the
    reason and the comment may lack. Then nothing has changed.
    """
    by_moderator(ctx, document, read_hash)
    if not words.strip():
        raise refused("words_missing", _("Write or paste the words that are to be blacked out."))
    places = [one.place for one in find(document, words)]
    if not places:
        sentence = _("These words are not in the text. Copy them from it, exactly as they stand there.")
        raise refused("words_not_found", sentence)
    if not chosen and len(places) > 1:
        raise refused("several_places", _("The words stand in several places. Choose which of them are meant."))
    if not set(chosen) <= set(places):
        raise refused("place_gone", _("The words do not stand there. Choose the places again."))
    code = checked_reason(REDACTION, reason)
    comment = checked_comment(comment, REDACTION[code].explain)
    meant = [place for place in places if not chosen or place in chosen]
    before = digest_of(document.field_values())
    sealed = document.sealed = document.sealed or Sealed()
    sealed.texts |= {place.field: _original(document, place.field) for place in meant}
    document.redactions += tuple(Redaction(place, code, ctx.now, ctx.actor) for place in meant)
    _finish(ctx, document, "redact", comment, code, before)
    return meant


def may_uncover(ctx: Ctx, document: Moderated, redaction: Redaction) -> bool:
    """Whether the actor knows what is under it anyway: who covered it, and who may open what is sealed."""
    return redaction.actor == ctx.actor or may(document, Permission.SEE_SEALED, ctx.actor, ctx.now)


def uncover(ctx: Ctx, document: Moderated, number: int, comment: str, read_hash: str | None) -> None:
    """Take the redaction with that number back. Raises Refused."""
    by_moderator(ctx, document, read_hash)
    if not 0 <= number < len(document.redactions):
        raise refused("no_such_redaction", _("This is not blacked out any more. Reload the page."))
    gone = document.redactions[number]
    if not may_uncover(ctx, document, gone):
        sentence = _("Only who blacked it out, or the head of the space, can take this back.")
        raise refused("not_permitted", sentence)
    comment = checked_comment(comment, required=True)
    before = digest_of(document.field_values())
    document.redactions = tuple(one for one in document.redactions if one is not gone)
    _finish(ctx, document, "uncover", comment, gone.reason, before)


def _finish(ctx: Ctx, document: Moderated, name: str, comment: str, reason: str, before: str) -> None:
    if not document.revisions:
        document.keep_revision(document.created, document.creator)
    _cover(document)
    document.keep_revision(ctx.now, ctx.actor)
    if not document.redactions and document.sealed is not None and not document.sealed.earlier:
        document.sealed = None
    write_down(ctx, document, name, comment, reason)
    record(ctx, document, name, {"reason": reason, "before": before, "digest": digest_of(document.field_values())})


def settle(ctx: Ctx, document: Moderated, changed: Iterable[str]) -> None:
    """Before fields that hold blocks are written anew: their originals stay sealed, but can be uncovered no more."""
    sealed = document.sealed
    assert sealed is not None
    for field in changed:
        if field in sealed.texts:
            mine = [one.place for one in document.redactions if one.place.field == field]
            covered = (sealed.texts[field][place.start : place.end] for place in mine)
            sealed.gone = {**sealed.gone, field: (*sealed.gone.get(field, ()), *covered)}
            sealed.earlier = (*sealed.earlier, (ctx.now, field, sealed.texts.pop(field)))
            document.redactions = tuple(one for one in document.redactions if one.place.field != field)


def open_sealed(ctx: Ctx, document: Moderated) -> list[tuple[str, str]]:
    """Return (field, original text) of all that is sealed, and write down that it was opened. Raises Refused."""
    ctx.require(Permission.SEE_SEALED, document)
    if document.sealed is None:
        raise refused("nothing_sealed", _("Nothing is blacked out here."))
    path = "/" + "/".join(path_of(document))
    ctx.portal.journal.write(ctx.now, ctx.actor, "open_sealed", document.uid, path, {})
    earlier = [(field, text) for _when, field, text in document.sealed.earlier]
    return [*document.sealed.texts.items(), *earlier]
