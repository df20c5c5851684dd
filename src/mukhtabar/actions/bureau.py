"""What the council does with a petition that was lodged: puts it on the agenda of a session, and deliberates on it.

Passing it on and refusing it are plain steps (actions/transition.py): they keep nothing but a comment and a reason.
What is decided on it in a council file comes from there alone (actions/effects.py, write_decisions).
"""

from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.moderate import checked_comment, write_down
from mukhtabar.actions.record import record
from mukhtabar.actions.transition import transition
from mukhtabar.content.council_file import sent_with
from mukhtabar.content.petition import OUTCOMES, Deliberation, Petition
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.sessions import Session, coming, next_session, session_of
from mukhtabar.rules.workflow.guards import NOT_AUTHOR

#: As many sessions ahead as are offered, and characters in the text of a decision.
AHEAD, TEXT_MOST = 3, 5000


def offered(today: date) -> list[Session]:
    """Return the sessions on whose agenda a petition may be put on that day: that of this month, and those to come."""
    now = session_of(today)
    return [*([now] if now else []), *islice(coming(today), AHEAD)]


def accept(ctx: Ctx, petition: Petition, session: str, comment: str = "") -> None:
    """Accept it and put it on the agenda of `session` (its code); one later than the next needs a public reason.

    Raises Refused; then nothing has changed.
    """
    code, following = _session(ctx, petition, session), next_session(local_day(ctx.now)).code
    if code > following and not any(sign.isalnum() for sign in comment):
        sentence = _("This is not the next ordinary session. Write why it is a later one: everyone reads it.")
        raise refused("comment_for_later", sentence)
    _with(petition, "session", code, lambda: transition(ctx, petition, "accept", comment))


def put_off(ctx: Ctx, petition: Petition, session: str, comment: str) -> None:
    """Move it to the agenda of another session, and say publicly why. Raises Refused; then nothing has changed."""
    ctx.require(Permission.PUBLISH, petition)
    if ctx.actor in petition.writers:
        raise refused("not_author", NOT_AUTHOR)
    _not_sent(ctx, petition)
    code, comment = _session(ctx, petition, session), checked_comment(comment, required=True)
    if petition.state != "accepted" or code == petition.session:
        raise refused("no_session", _("Choose another session than the one on whose agenda it is."))
    petition.session = code
    write_down(ctx, petition, "put_off", comment)
    record(ctx, petition, "put_off", {"session": code})


def deliberate(ctx: Ctx, petition: Petition, day: date | None, outcome: str, text: str) -> None:
    """Record what the council decided on `day`, in the session on whose agenda it is. Raises Refused.

    That is for a council that makes no file of its sitting: one that has the petition on its agenda decides on it.
    """
    _not_sent(ctx, petition)
    if day is None:
        raise refused("no_day", _("Enter the day of the sitting."))
    _sat_on(ctx, petition, day)
    if outcome not in OUTCOMES:
        raise refused("no_outcome", _("Choose what the council decided."))
    words = clean_text(text)
    if not words.strip():
        raise refused("no_text", _("Write the text of the decision, or its summary."))
    if len(words) > TEXT_MOST:
        raise refused("text_too_long", _("This is too long: at most ${most} characters.", most=TEXT_MOST))
    made = Deliberation(noon(day), outcome, words)
    _with(petition, "deliberation", made, lambda: transition(ctx, petition, "deliberate"))


def _sat_on(ctx: Ctx, petition: Petition, day: date) -> None:
    """Raise Refused unless the council may have deliberated on it on that day."""
    session, accepted = petition.on_agenda, petition.entered("accepted")
    if day > local_day(ctx.now):
        raise refused("not_yet", _("This day has not come yet."))
    if session is None or not session.holds(day) or (accepted and day < local_day(accepted.time)):
        raise refused("outside_session", _("On this day the session on whose agenda it is does not sit."))
    if any(each.decided and day <= local_day(each.day) for each in petition.sittings):
        sentence = _("A council file says already what was decided on this day or after it. Choose a later day.")
        raise refused("said_in_file", sentence)


def _not_sent(ctx: Ctx, petition: Petition) -> None:
    """Raise Refused while it stands on the agenda of a council file that is not closed."""
    if sent_with(ctx.portal, petition) is not None:
        sentence = _(
            "It stands on the agenda of a council file that is not closed. Enter there what was decided, even that it "
            "was postponed: it comes here when it is confirmed."
        )
        raise refused("on_open_file", sentence)


def _session(ctx: Ctx, petition: Petition, code: str) -> str:
    if code and code not in {session.code for session in offered(local_day(ctx.now))}:
        raise refused("no_session", _("There is no ordinary session then, or it is over. Choose one of those offered."))
    return code or petition.session


def _with(petition: Petition, name: str, value: Any, act: Callable[[], Any]) -> None:
    """Act with the value in its place; what is refused leaves what stood there."""
    before = getattr(petition, name)
    setattr(petition, name, value)
    try:
        act()
    except Refused:
        setattr(petition, name, before)
        raise
