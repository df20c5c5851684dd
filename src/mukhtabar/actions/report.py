"""A reader reports a text; a moderator finds the reports founded or not. Only personal data hides before that."""

from dataclasses import replace

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.moderate import by_moderator, checked_comment, checked_reason, write_down
from mukhtabar.actions.record import record
from mukhtabar.actions.tally import settle_reports
from mukhtabar.actions.transition import offers, transition
from mukhtabar.content.moderated import Moderated
from mukhtabar.content.places import places
from mukhtabar.content.reports import Report, Reports
from mukhtabar.language import _
from mukhtabar.rules.reasons import REASONS, REPORTING
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of

#: The code that hides at once, pending review (DESIGN.md section 9).
AT_ONCE = "personal_data"
WORDS_MOST = 1000


def reportable(document: Moderated) -> bool:
    """Whether `document` is before the public and could be hidden."""
    return document.is_public and any(step.name == "hide" for step in document.definition.exits(document.state))


def report(ctx: Ctx, document: Moderated, who: str, code: str, words: str = "") -> bool:
    """Keep one report of `document` by `who`, a keyed hash that leads back to nobody; return whether it is a new one.

    Nothing is written down about `ctx.actor`. Raises Refused.
    """
    if not reportable(document):
        raise refused("not_public", _("This is not shown to the public now, so there is nothing to report."))
    checked_reason(REPORTING, code)
    words = checked_comment(words[:WORDS_MOST], REPORTING[code].explain)
    reports = document.reports = document.reports if document.reports is not None else Reports()
    if not reports.add(who, Report(ctx.now, code, words)):
        return False
    document.parked = None
    path = "/" + "/".join(path_of(document))
    ctx.portal.journal.write(ctx.now, None, "report", document.uid, path, {"reason": code})
    if code == AT_ONCE and document.checked_digest != digest_of(document.field_values()):
        transition(replace(ctx, actor=None, system=True), document, "hide_at_once")
    else:
        # What everybody sees is as it was: only the queue has changed.
        ctx.portal.listings_index.put(document.uid, places(document))
    return True


def hidden_at_once(document: Moderated) -> bool:
    """Whether a report has hidden `document` and nobody has decided on that yet."""
    entry = document.entered(document.state)
    later = document.history[document.history.index(entry) :] if entry else ()
    return bool(later) and later[0].transition == "hide_at_once" and all(e.transition != "keep_hidden" for e in later)


def close_reports(
    ctx: Ctx,
    document: Moderated,
    founded: bool,
    comment: str = "",
    reason: str | None = None,
    read_hash: str | None = None,
) -> None:
    """Find the open reports of `document` founded or not. Raises Refused.

    What a report has hidden is shown again when it was not founded, and that text is not hidden at once a second time;
    when it was, `reason` says publicly why it stays hidden.
    """
    by_moderator(ctx, document, read_hash)
    if document.reports is None or not len(document.reports):
        raise refused("moved_on", _("There are no open reports now. Somebody may have closed them."))
    hidden = hidden_at_once(document)
    if hidden and founded:
        code = checked_reason(REASONS["refusal"], reason or "")
        comment = checked_comment(comment, REASONS["refusal"][code].explain)
        write_down(ctx, document, "keep_hidden", comment, code)
    else:
        comment = checked_comment(comment, required=False)
        write_down(ctx, document, "reports_founded" if founded else "reports_unfounded", comment, tell_author=False)
    settle_reports(ctx, document, founded)
    if not founded:
        document.checked_digest = digest_of(document.field_values())
        if hidden:
            # Of the ways back, the one that leads to where it stood is offered.
            ways = (offer.transition.name for offer in offers(ctx, document))
            back = next(name for name in ways if name.startswith("restore"))
            transition(ctx, document, back, comment, None, read_hash)
    record(ctx, document, "close_reports", {"founded": str(founded).lower()})
