"""Documents as the parts of a page want them: plain values in the reader's language."""

import re
from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.voices import voices
from mukhtabar.content.answer import Answer
from mukhtabar.content.base import HistoryEntry, Workflowed
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.event import Event
from mukhtabar.content.joined import carried, last_of
from mukhtabar.content.petition import Petition
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.scheduled import Dated
from mukhtabar.content.texts import Texts
from mukhtabar.content.words import word
from mukhtabar.language import Message, _
from mukhtabar.language.dates import clock_time, local_day
from mukhtabar.language.html import plain_to_html, text_of
from mukhtabar.language.typeset import dialled
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS, REDACTION, ROUTING
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.security.acl import may
from mukhtabar.views import blacked
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers

SNIPPET = 180
#: Characters of HTML that surely hold a snippet.
EXCERPT = 2000
MARKS = re.compile(r"^(?:-|##) +", re.MULTILINE)


def when(h: Helpers, moment: datetime | None, time: bool = False) -> tuple[str, str] | None:
    """Return (ISO, words) of a moment."""
    return (h.iso(moment), h.moment(moment) if time else h.date(moment)) if moment else None


def end_of(request: Request, event: Event) -> tuple[str, str]:
    """Return (ISO, words) of the end of an event: the hour alone when it ends on the day on which it begins."""
    h = Helpers(request)
    same = local_day(event.start) == local_day(event.end)
    return h.iso(event.end), clock_time(event.end) if same else h.moment(event.end)


def shorten(text: str, most: int = SNIPPET) -> str:
    """Return the beginning of a text without the marks of its lists and headings, cut between words."""
    text = " ".join(MARKS.sub("", text[: most * 4]).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def item(request: Request, document: Any, place: bool = True) -> Entry:
    """Return one entry of a list."""
    h, page = Helpers(request), request.page
    language, title = document.title_text.best(request.language)
    entry = Entry(
        page.url_of(document),
        blacked.plain(request, document, title) or page.title_of(document),
        language,
        word("type", document.type_name),
        sample=document.sample,
    )
    if isinstance(document, Workflowed):
        entry.state, entry.tone = h.state(document), h.tone(document.state)
    if isinstance(document, Proposal):
        entry.kind = word("kind", document.kind)
        entry.when = when(h, document.published_at)
        entry.snippet = shorten(blacked.plain(request, document, document.body))
        entry.meta = [h.word("topic", document.topic), *([_place(request, document)] if place else [])]
    elif isinstance(document, Petition):
        entry.when = when(h, document.published)
        entry.snippet = shorten(document.body)
        signed = _("${n} signature counts", "${n} signatures count", n=document.counted)
        entry.meta = [h.t(signed), *([_place(request, document)] if place else [])]
    elif isinstance(document, Answer):
        entry.when, entry.url = when(h, document.said_at), url_of_answer(request, document)
    elif isinstance(document, Consultation):
        entry.snippet = shorten(h.text(document.summary))
        entry.meta = [_place(request, document)] if place else []
    elif isinstance(document, Event):
        entry.state, entry.when = None, when(h, document.start, time=True)
        entry.snippet = shorten(h.text(document.summary))
        entry.meta = [text for text in (h.text(document.venue), _place(request, document) if place else "") if text]
    elif hasattr(document, "dated"):
        entry.state, entry.when = None, when(h, document.dated)
        entry.snippet = shorten(h.text(document.summary) or text_of(h.text(document.body)[:EXCERPT]))
        entry.kind = word("category", document.category)
    elif isinstance(getattr(document, "summary", None), Texts):
        entry.snippet = shorten(h.text(document.summary))
    return entry


def marked(request: Request, document: Any) -> str:
    """Return the title of a document as feeds and calendars carry it, where no page says that it is a sample."""
    title: str = request.page.title_of(document)
    return f"{title} ({request.translate(_('sample'))})" if document.sample else title


def _place(request: Request, document: Any) -> str:
    node = document
    while node is not None and node.type_name != "commune":
        node = node.__parent__
    return str(node.place.name(request.language)) if node is not None else ""


def phases(request: Request, consultation: Consultation) -> list[Shown]:
    """Return the dated steps of a consultation, the current one marked."""
    h, now = Helpers(request), request.now
    return [
        Shown(
            title=phase.called(request.language)[1],
            lang=phase.called(request.language)[0],
            start=when(h, phase.start),
            end=when(h, phase.end),
            verbs=[word("verb", verb) for verb in sorted(phase.verbs)],
            state="past" if phase.end <= now else "next" if now < phase.start else "current",
        )
        for phase in sorted(consultation.phases, key=lambda phase: phase.start)
    ]


def answer_facts(h: Helpers, document: Answer) -> list[tuple[Message, str]]:
    """Return (label, value) of what an answer says beside its texts."""
    facts = [
        (_("Cost"), document.cost),
        (_("Time to execute"), document.duration),
        (_("Competent body"), document.competence),
        (_("Where to turn"), dialled(document.addressee)),
        (_("Registered under number"), document.protocol),
        (_("Registered on"), h.date(document.registered) if document.registered else ""),
    ]
    return [(label, value) for label, value in facts if value]


def capacity(h: Helpers, document: Answer) -> str:
    """Return in what capacity an answer was approved, and in whose name, when that was by delegation."""
    if document.on_behalf is None:
        return h.text(document.capacity) or h.capacity("approver")
    pid, theirs = document.on_behalf
    named = f"{h.person(pid)} ({h.text(theirs) or h.capacity('approver')})"
    mine = h.text(document.capacity)
    if not mine:
        return h.t(_("By delegation of ${name}", name=named))
    return h.t(_("${capacity}, by delegation of ${name}", capacity=mine, name=named))


def attached(request: Request, document: Answer) -> list[tuple[str, str, str]]:
    """Return (address, title, kind and size) of each document attached to an answer."""
    h = Helpers(request)
    return [
        (request.page.url_of(one), one.title, kind_and_size(h, one.media.title, one.size))
        for one in document.attachments()
    ]


def kind_and_size(h: Helpers, kind: Message, size: int) -> str:
    """Return what kind of file it is and its size, each kept in one piece whatever the direction (UAX 9)."""
    return f"\u2068{h.t(kind)}\u2069 · \u2068{h.size(size)}\u2069"


def url_of_answer(request: Request, document: Answer) -> str:
    """Return where an answer that everyone may read stands, or where its place stays: on the page of its proposal."""
    return f"{request.page.url_of(document.__parent__)}#{document.__name__}"


def withdrawals(request: Request, proposal: Proposal) -> list[Shown]:
    """Return when and why each answer was withdrawn, newest first: its place stays where it stood."""
    h = Helpers(request)
    gone = [(one, step) for one in proposal.answers() if (step := one.withdrawal) is not None]
    return [Shown(id=one.__name__, when=when(h, step.time), why=step.comment) for one, step in reversed(gone)]


def answer(request: Request, document: Answer) -> Shown:
    """Return an official answer: who, in what capacity, when, with what outcome."""
    h = Helpers(request)
    language, summary = document.summary.best(request.language)
    newer = document.__parent__.answer_in_force()
    return Shown(
        id=document.__name__,
        author=h.person(document.approved_by),
        capacity=capacity(h, document),
        when=when(h, document.said_at),
        tone="neutral" if document.replaced else h.tone(document.outcome),
        outcome=h.word("outcome", document.outcome) if document.outcome else "",
        lang=language,
        summary=summary,
        details=plain_to_html(h.text(document.details)),
        facts=answer_facts(h, document),
        files=attached(request, document),
        reference=document.__name__,
        url=url_of_answer(request, document),
        replaced=when(h, document.replaced.time) if document.replaced else None,
        newer=f"#{newer.__name__}" if newer is not None else None,
    )


#: Transition -> (what a citizen reads about it, whether who did it is named).
PUBLIC_STEPS: dict[str, Message] = {
    "submit": _("Submitted"),
    "resubmit": _("Submitted again with the changes asked for"),
    "return": _("Returned to the author to be completed"),
    "publish": _("Published by the civil-society space"),
    "passed_on": _("Passed on to a member of the council"),
    "answer": _("Answered by the council"),
    "answer_again": _("Answered again by the council"),
    "reopen": _("Its answer was withdrawn: it waits again"),
    "refuse": _("Not published"),
    "appeal": _("A second decision was asked for"),
    "withdraw": _("Withdrawn by the author"),
    "hide": _("Hidden"),
    "redact": _("Some words were blacked out"),
    "uncover": _("Blacked-out words can be read again"),
    "route": _("Passed on to another consultation"),
    "merge": _("Joined to another proposal"),
    "merge_published": _("Joined to another proposal"),
    "undo_merge": _("Stands by itself again"),
    "undo_merge_published": _("Stands by itself again"),
    "unmerge": _("Stands by itself again"),
    "release": _("Stands by itself again"),
    "joined": _("Another proposal joined it"),
    "parted": _("A proposal that had joined it stands by itself again"),
}


def timeline(request: Request, proposal: Workflowed, beside: Sequence[Shown] = ()) -> list[Shown]:
    """Return the public life of a proposal or a comment: what happened, and what is still to come.

    `beside` are steps that its workflow does not speak of (views/agenda.py).
    """
    h = Helpers(request)
    steps = [
        Shown(
            title=PUBLIC_STEPS[entry.transition],
            when=when(h, entry.time),
            tone=h.tone(entry.after) if entry.before != entry.after else "neutral",
            state="past",
            moved=entry.before != entry.after,
            at=entry.time,
        )
        for entry in proposal.history
        if entry.transition in PUBLIC_STEPS
    ]
    if moves := [step for step in steps if step.moved]:
        # The last one in order: the clock of a machine can go back.
        moves[-1].state = "current"
    steps = sorted([*steps, *beside], key=lambda step: step.at)
    if proposal.state in {"submitted", "pending"}:
        steps.append(Shown(title=_("Read by the civil-society space"), when=None, state="next"))
    if proposal.state == "published" and isinstance(proposal, Proposal):
        steps.append(Shown(title=_("Answer of the council"), when=None, state="next"))
    return steps


def joining(request: Request, document: Any) -> Shown | None:
    """Return what `document` has joined: its title and address, or its reference alone while readers may not see it."""
    if not isinstance(document, Proposal) or document.state != "merged" or not document.joined_to:
        return None
    target = last_of(document)
    if target is document or not may(target, Permission.VIEW, None, request.now):
        return Shown(title=document.joined_to, url=None, lang=None, target=target)
    url = request.page.link(f"/r/{target.reference}")
    return Shown(title=request.page.title_of(target), url=url, lang=target.language, target=target)


def behind(request: Request, document: Proposal) -> Shown | None:
    """Return what joined `document`, with the authors as they are named, and how many people that is; None for none."""
    found = [other for other in carried(document) if other.is_public]
    if not found:
        return None
    h = Helpers(request)
    return Shown(
        people=len(voices(request.register, document)),
        count=len(found),
        items=[(request.page.link(f"/r/{other.reference}"), other.reference, h.author(other)) for other in found],
    )


def why_gone(document: Workflowed) -> Message | None:
    """Return the public reason for which a document is in the state it is in, or None when none was coded."""
    for entry in reversed(document.history):
        # What a moderator found after a report hid it counts; words blacked out meanwhile do not.
        if entry.before != entry.after or entry.transition == "keep_hidden":
            return reason_of(document, entry) if entry.after == document.state else None
    return None


#: Reasons of steps that no workflow speaks of.
REASONS_BESIDE = {"redact": REDACTION, "uncover": REDACTION, "route": ROUTING, "keep_hidden": REASONS["refusal"]}


def reason_of(document: Workflowed, entry: HistoryEntry) -> Message | None:
    """Return the coded reason of one step in words, or None when it has none."""
    step = document.definition.transitions.get(entry.transition)
    known = REASONS[step.reasons] if step and step.reasons else REASONS_BESIDE.get(entry.transition, {})
    reason = known.get(entry.reason)
    return reason.title if reason else None


def comment(request: Request, document: Any) -> Shown:
    """Return one comment of a reader; of one that was taken away its place, and why, whoever asks."""
    h = Helpers(request)
    if not document.is_public:
        because = why_gone(document)
        return Shown(id=document.__name__, gone=h.state(document), because=h.t(because) if because else None)
    return Shown(
        id=document.__name__,
        author=h.person(document.creator),
        when=when(h, document.created),
        html=blacked.body(request, document),
        lang=document.language,
        actions=[(request.page.url_of(document, "report"), h.t(_("Report")))],
    )


def dates(request: Request, document: Any) -> Shown | None:
    """Return what the portal itself will do with a document, when, and who decided it; None when nothing."""
    if not isinstance(document, Dated):
        return None
    h, held = Helpers(request), document.schedule
    off = held is not None and held.off is not None and (document.is_published or document.next_date is not None)
    return Shown(
        on=when(h, document.next_date, time=True) if not document.is_published else None,
        off=when(h, held.off, time=True) if held is not None and off else None,
        person=h.person(held.by) if held is not None else "",
        stale=held is not None and not document.is_published and document.next_date is None,
        url=request.page.url_of(document, "schedule"),
        may=request.page.may("answer" if isinstance(document, Answer) else "publish", document),
    )


#: Steps that no workflow speaks of, because they move nothing on.
BESIDE: dict[str, Message] = {
    "redact": _("Words blacked out"),
    "uncover": _("Blacked-out words shown again"),
    "passed_on": _("Passed on to a member of the council"),
    "park": _("Set aside"),
    "unpark": _("Back in the queue"),
    "published_over": _("A working copy was published over it"),
    "route": _("Passed on to another consultation"),
    "keep_hidden": _("Stays hidden"),
    "reports_founded": _("Reports found founded"),
    "reports_unfounded": _("Reports found unfounded"),
    "ask_merge": _("Author asked whether it may join another"),
    "unask_merge": _("Author asked no longer"),
    "agree_merge": _("The author agreed that it joins another"),
    "keep_separate": _("The author keeps it separate"),
    "merge_expired": _("The author did not answer in time"),
    "merge_lapsed": _("The question to the author lapsed: something had changed"),
    "joined": _("Another proposal joined it"),
    "parted": _("A proposal that had joined it stands by itself again"),
    "answer_again": _("Answered again by the council"),
    "put_off": _("Moved to another session"),
    "correct_lodging": _("Record of the lodging corrected"),
}


def step_title(definition: Definition, name: str) -> Message | str:
    """Return what a step is called."""
    step = definition.transitions.get(name)
    return _(step.title) if step else BESIDE.get(name, name)


def history(request: Request, document: Workflowed) -> list[Shown]:
    """Return who did what with a document, newest first, for those who may know."""
    h, states = Helpers(request), document.definition
    return [
        Shown(
            when=when(h, entry.time, time=True),
            action=step_title(states, entry.transition),
            actor=h.actor(document, entry.actor) if entry.actor else h.t(_("The portal")),
            before=_(states.state(entry.before).title),
            after=_(states.state(entry.after).title),
            comment=entry.comment,
            capacity=None,
        )
        for entry in reversed(document.history)
    ]
