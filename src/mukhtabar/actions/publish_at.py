"""Set the day and hour on which the portal publishes an approved answer, change it, or let it go."""

from datetime import datetime, timedelta

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.answer import Answer
from mukhtabar.content.scheduled import Schedule
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission

#: Whoever waits for an answer is not made to wait for its date as well.
FURTHEST = timedelta(days=366)


def publish_at(ctx: Ctx, answer: Answer, on: datetime | None, read_hash: str | None) -> bool:
    """Let the approved `answer` be published at `on` (UTC); None for when somebody does. Return whether a date is set.

    `read_hash` is the digest of the text that the person had before them. Raises Refused (codes wrong_state,
    not_permitted, read_what_is_current, approved_text_is_current, on_passed, too_far); then nothing has changed.
    """
    if answer.state != "approved":
        raise refused("wrong_state", _("Only an approved answer has a date. Reload the page to see where it stands."))
    ctx.require(Permission.ANSWER, answer)
    if read_hash != answer.digest:
        raise refused("read_what_is_current", _("The text changed after you opened it. Read it again, then decide."))
    if answer.approved_digest != answer.digest:
        sentence = _("The text is not the one that was approved. Send it for approval again.")
        raise refused("approved_text_is_current", sentence)
    if on is not None and on <= ctx.now:
        raise refused("on_passed", _("This moment has passed. Publish it now, or choose a later one."))
    if on is not None and on - ctx.now > FURTHEST:
        raise refused("too_far", _("This is more than a year ahead. Choose an earlier day."))
    if on is None:
        if answer.schedule is not None:
            answer.schedule = None
            record(ctx, answer, "unschedule", changed=False)
        return False
    answer.schedule = Schedule(on, None, ctx.actor or "", answer.digest)
    record(ctx, answer, "schedule", {"on": on.isoformat()}, changed=False)
    return True
