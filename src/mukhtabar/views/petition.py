"""A petition as pages show it: how far it is, what is attached, what happened; and who may see what of it."""

from types import SimpleNamespace as Shown

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.security import Denied

from mukhtabar.actions.annex import may_close
from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.commune import Commune
from mukhtabar.content.council import OF_COUNCIL
from mukhtabar.content.petition import UNNAMED, Annex, Petition
from mukhtabar.content.words import word
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.thresholds import appeal, threshold
from mukhtabar.security.acl import Decision, decide, roles_at
from mukhtabar.views import shown
from mukhtabar.views.agenda import sittings
from mukhtabar.views.helpers import Helpers

#: Transition -> what everyone reads of it. Who did it is not named: the council answers as a council.
STEPS: dict[str, Message] = {
    "collect": _("Signatures are collected"),
    "make_ready": _("The list of signatures was closed"),
    "collect_again": _("Signatures are collected again"),
    "lodge": _("Lodged with the council"),
    "pass_on": _("Passed to the bureau of the council"),
    "accept": _("Accepted: on the agenda"),
    "put_off": _("Moved to another session"),
    "refuse": _("Refused by the council"),
    "become_overdue": _("No reply in time"),
    "deliberate": _("Deliberated by the council"),
    "hide": _("Hidden"),
    "hide_at_once": _("Hidden"),
    "restore": _("Shown again"),
    "restore_ready": _("Shown again"),
    "correct_lodging": _("Record of the lodging corrected"),
}
#: The steps whose comment says why it is on the agenda of this session, and no other.
SESSION = frozenset({"accept", "put_off"})
#: The steps whose comment everyone reads beside them.
SAID = SESSION | {"correct_lodging"}
#: State -> what comes next on the way of the law.
NEXT: dict[str, Message] = {
    "collecting": _("To be lodged with the council"),
    "ready": _("To be lodged with the council"),
    "lodged": _("Decision of the bureau"),
    "with_bureau": _("Decision of the bureau"),
    "overdue": _("Decision of the bureau"),
    "accepted": _("Deliberation of the council"),
}


def in_council(request: Request, petition: Petition) -> bool:
    """Whether the person is of the council that the petition was lodged with."""
    roles = roles_at(petition, request.authenticated_userid, request.now)
    return petition.lodging is not None and bool(roles & OF_COUNCIL)


def is_agent(request: Request, petition: Petition) -> bool:
    """Whether the person is its agent."""
    return request.authenticated_userid is not None and petition.creator == request.authenticated_userid


def not_allowed(request: Request, petition: Petition, permission: Permission) -> HTTPForbidden:
    """Return the refusal of a page that only some of those who may read the petition have."""
    found = decide(petition, permission, request.authenticated_userid, request.now)
    return HTTPForbidden(result=Denied("%s", Decision(False, permission, found.held, found.enough)))


def reckoned(request: Request, commune: Commune) -> Shown | None:
    """Return how many signatures are reckoned with and on which basis; None when it is not known."""
    rule, people = threshold(), commune.place.population_2024
    number = rule.signatures(people)
    if number is None:
        return None
    h = Helpers(request)
    return Shown(
        number=number, people=h.number(people or 0), census=rule.census, verified=rule.verified, law=_(rule.law)
    )


def progress(request: Request, petition: Petition) -> Shown:
    """Return how many signatures count, on how many sheets, and how many are reckoned with. Numbers only."""
    return Shown(
        counted=petition.counted,
        struck=sum(sheet.signed for sheet in petition.sheets) - petition.counted,
        sheets=len(petition.sheets),
        reckoned=reckoned(request, petition.commune),
        share=min(petition.counted, petition.threshold or 0),
    )


def may_open(request: Request, petition: Petition, annex: Annex) -> bool:
    """Whether the person may read it: the agent and the council all, everyone what holds no personal data."""
    if is_agent(request, petition) or in_council(request, petition):
        return True
    return annex.open and petition.is_public


def annexes(request: Request, petition: Petition) -> list[Shown]:
    """Return what is attached, in its order; its title and its address are for who may open it."""
    closer = may_close(petition, request.authenticated_userid, request.now)
    return [_attached(request, petition, one, closer) for one in petition.annexes]


def _attached(request: Request, petition: Petition, one: Annex, closer: bool) -> Shown:
    h, opens = Helpers(request), may_open(request, petition, one)
    return Shown(
        # A title can hold personal data as the document does: a certificate names whom it is for.
        title=one.title if opens else h.t(UNNAMED),
        kind=h.t(one.kind),
        size=h.size(one.size),
        purpose=one.purpose,
        digest=one.digest,
        open=one.open,
        closable=one.open and closer,
        url=f"{request.page.url_of(petition, 'annex')}?v={one.digest}" if opens else None,
    )


def timeline(request: Request, petition: Petition) -> list[Shown]:
    """Return the public life of a petition, and what comes next."""
    h, seated = Helpers(request), sittings(request, petition)
    decided = {each.decided for each in petition.sittings}
    steps = [
        Shown(
            title=_corrected(request, petition, entry) or STEPS[entry.transition],
            when=shown.when(
                h, petition.lodging.day if entry.transition == "lodge" and petition.lodging else entry.time
            ),
            tone=h.tone(entry.after),
            state="past",
            text=entry.comment if entry.transition in SAID else None,
            at=entry.time,
        )
        for entry in petition.history
        # What was decided in a council file is told once, with the file.
        if entry.transition in STEPS and not (entry.transition == "deliberate" and entry.time in decided)
    ]
    steps = sorted([*steps, *seated], key=lambda step: step.at)
    if steps:
        steps[-1].state = "current"
    if petition.state in NEXT:
        steps.append(Shown(title=NEXT[petition.state], when=None, state="next"))
    if (court := to_court(request, petition)) is not None:
        known = _("Last day to go to the administrative court")
        title = known if court.law else _("Last day to go to the administrative court, to be checked")
        steps.append(Shown(title=title, when=court.until, state="past" if court.over else "next"))
    return steps


def _corrected(request: Request, petition: Petition, entry: HistoryEntry) -> Message | None:
    """Return what a correction of the record of the lodging changed; the number of the receipt is nobody's business."""
    corrections = [each for each in petition.history if each.transition == "correct_lodging"]
    if entry not in corrections:
        return None
    number = corrections.index(entry)
    days = [each.day for each in (*petition.corrected, petition.lodging) if each is not None]
    if days[number] == days[number + 1]:
        return _("The number of the receipt was corrected")
    return _("The day of lodging was corrected: it said ${day}", day=Helpers(request).date(days[number]))


def to_court(request: Request, petition: Petition) -> Shown | None:
    """Return until when the administrative court is gone to, as far as is known; None when nothing leads there.

    `law` names the law only where its text was seen; `silent` says that there was no reply, rather than a refusal.
    """
    h, rule, silent = Helpers(request), appeal(), petition.silent_since
    known = silent or petition.refused_on
    if known is None:
        return None
    last = rule.last_day(known)
    return Shown(
        silent=silent is not None,
        since=h.date(noon(known)),
        until=shown.when(h, noon(last)),
        days=h.n("${n} day", "${n} days", rule.days),
        over=local_day(request.now) > last,
        law=_(rule.law) if rule.verified else None,
    )


def decision(request: Request, petition: Petition) -> Shown | None:
    """Return what the bureau or the council decided, in words; None while nothing is decided."""
    h, session = Helpers(request), petition.on_agenda
    refused = petition.entered("refused") if petition.state == "refused" else None
    if refused is not None:
        reason = shown.reason_of(petition, refused)
        return Shown(refused=True, when=shown.when(h, refused.time), reason=reason, text=refused.comment)
    if session is None:
        return None
    made = petition.deliberation if petition.state == "deliberated" else None
    return Shown(
        refused=False,
        session=h.session(session.code),
        comment=next((entry.comment for entry in reversed(petition.history) if entry.transition in SESSION), ""),
        outcome=word("petition_outcome", made.outcome) if made else None,
        tone=h.tone(made.outcome) if made else "open",
        when=shown.when(h, made.day) if made else None,
        text=made.text if made else "",
    )
