"""A commitment as people read it: by when, how far, what was reported, what shows it, how citizens find it was kept."""

from types import SimpleNamespace as Shown

from pyramid.request import Request

from mukhtabar.content.commitment import ENDED, OPEN, Commitment
from mukhtabar.content.words import word
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, percent
from mukhtabar.rules.evaluation import LEAST, counted, shares
from mukhtabar.views import shown
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers


def days_words(commitment: Commitment, request: Request) -> Message | None:
    """Return how late it is, in words; None when it is not."""
    if commitment.due is None or not commitment.is_late(request.now):
        return None
    days = (local_day(request.now) - local_day(commitment.due)).days
    return _("late by ${n} day", "late by ${n} days", n=days)


def progress_words(h: Helpers, commitment: Commitment) -> str:
    """Return how many of its milestones are done, in words; "" when it has none."""
    total = len(commitment.milestones)
    done = sum(each.done is not None for each in commitment.milestones)
    said = _("Milestones done: ${done} of ${total}", done=h.number(done), total=h.number(total))
    return h.t(said) if total else ""


def commitment(request: Request, document: Commitment) -> Shown:
    """Return what a page needs of a commitment."""
    h = Helpers(request)
    return Shown(
        url=request.page.url_of(document),
        id=document.__name__,
        title=request.page.title_of(document),
        lang=h.lang(document.title),
        details=document.details.best(request.language),
        state=h.state(document),
        tone=h.tone(document.state),
        due=shown.when(h, document.due),
        late=days_words(document, request),
        percent=document.progress,
        progress=progress_words(h, document),
        facts=[(label, value) for label, value in (
            (_("Budget"), document.budget), (_("Responsible service"), document.service)) if value],
        milestones=[
            Shown(
                title=each.title,
                planned=shown.when(h, each.planned),
                done=shown.when(h, each.done),
                late=each.done is None and document.state in OPEN and local_day(each.planned) < local_day(request.now),
            )
            for each in document.milestones
        ],
        confirmed=shown.when(h, document.published),
        by=h.person(document.approved_by) if document.approved_by else None,
        capacity=h.text(document.capacity) or h.capacity("approver"),
    )  # fmt: skip


def entry(request: Request, document: Commitment) -> Entry:
    """Return a commitment in a list: by when, how far, and that it is late, in words."""
    h, made = Helpers(request), shown.item(request, document)
    made.snippet = shown.shorten(h.text(document.details))
    due = h.t(_("by ${date}", date=h.date(document.due))) if document.due is not None else ""
    late = days_words(document, request)
    made.meta = [text for text in (due, h.t(late) if late else "", progress_words(h, document)) if text]
    made.tone = "refused" if late else made.tone
    return made


def reports(request: Request, document: Commitment) -> list[Shown]:
    """Return what was reported, and the public steps, as parts/timeline.pt wants them, oldest first."""
    h, rows = Helpers(request), []
    for step in document.history:
        if step.transition in STEPS:
            reason = shown.reason_of(document, step)
            said = step.comment if document.definition.transitions[step.transition].public_comment else ""
            words = ": ".join(text for text in (h.t(reason) if reason else "", said) if text)
            rows.append((step.time, STEPS[step.transition], h.person(step.actor), words, h.tone(step.after)))
    for note in document.notes:
        title = _("Reached: ${milestone}", milestone=note.milestone) if note.milestone else _("Progress")
        rows.append((note.time, title, h.person(note.actor), note.words, "open"))
    rows.sort(key=lambda row: row[0])
    return [
        Shown(title=title, when=shown.when(h, time), actor=actor, text=words, tone=tone, state="past")
        for time, title, actor, words, tone in rows
    ]


#: What everyone reads of the steps; those of drafting are the council's own.
STEPS = {
    "confirm": _("Promised by the council"),
    "start": _("The work began"),
    "complete": _("Recorded as done"),
    "drop": _("Dropped"),
    "reopen": _("Opened again"),
    "resume": _("Taken up again"),
}


def evaluation(request: Request, document: Commitment) -> Shown | None:
    """Return what citizens say of how it was kept: counts and shares, among enough people; None before its end."""
    if document.state not in ENDED:
        return None
    h, counts = Helpers(request), counted((document.votes or {}).values(), document.ends)
    found = shares(counts)
    return Shown(
        total=sum(counts.values()),
        least=LEAST,
        rows=[
            Shown(
                words=word("evaluation", choice),
                count=counts[choice],
                share=share,
                percent=percent(share / 100, h.language),
            )
            for choice, share in (found or {}).items()
        ],
    )
