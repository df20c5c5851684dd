"""The life of one document in words, newest first: saves, steps and other acts in one list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import groupby
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.request import Request

from mukhtabar.actions.source import pieces
from mukhtabar.content.base import HistoryEntry, microseconds
from mukhtabar.language import Message, _
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.store.journal import Entry
from mukhtabar.store.revisions import Revision
from mukhtabar.views import shown
from mukhtabar.views.desk.writing import label_of
from mukhtabar.views.helpers import Helpers

#: Steps that are a save at the same time: one line for both.
SAVING = frozenset({"redact", "uncover", "published_over"})
#: What is in the journal and is told here, beside saves and steps.
ACTS: dict[str, Message] = {
    "attach": _("Document attached"),
    "attempt": _("Tried, and refused"),
    "bring_in": _("Documents brought in"),
    "catch_up": _("Changes taken over from what it was made from"),
    "detach": _("Made a document of its own"),
    "drop_schedule": _("Dates let go: the approval did not hold any more"),
    "move": _("Moved"),
    "open_sealed": _("Sealed words opened"),
    "restore": _("Brought back from the trash"),
    "schedule": _("Dates set"),
    "take_off": _("Attached document taken off"),
    "take_over": _("Writing taken over"),
    "trash": _("Put in the trash"),
    "unschedule": _("Dates taken away"),
    "working_copy": _("Working copy made"),
}


@dataclass
class _Moment:
    """What happened at one time."""

    saves: list[tuple[int, Revision]] = field(default_factory=list)
    steps: list[HistoryEntry] = field(default_factory=list)
    acts: list[Entry] = field(default_factory=list)


def moments(request: Request, document: Any, before: int | None) -> Iterator[tuple[int, _Moment]]:
    """Yield (microseconds, what happened then), newest first. Only what is asked for is loaded."""
    saves = ((microseconds(save.time), "saves", (key, save)) for key, save in document.revisions.before(before))
    steps = (
        (microseconds(entry.time), "steps", entry)
        for entry in reversed(getattr(document, "history", ()))
        if before is None or microseconds(entry.time) < before
    )
    acts = ((microseconds(e.time), "acts", e) for e in request.portal.journal.of(document.uid, before))
    together = merge(saves, steps, acts, key=lambda event: -event[0])
    for time, events in groupby(together, key=lambda event: event[0]):
        moment = _Moment()
        for _time, name, what in events:
            getattr(moment, name).append(what)
        yield time, moment


def timeline(
    request: Request, document: Any, form: deform.Form, before: int | None, most: int
) -> tuple[list[Shown], int | None]:
    """Return about `most` lines (what happened at one time is not torn apart), and before which moment more come."""
    rows: list[Shown] = []
    last = before
    for time, moment in moments(request, document, before):
        if len(rows) >= most:
            return rows, last
        rows += _rows(request, document, form, moment)
        last = time
    return rows, None


def _rows(request: Request, document: Any, form: deform.Form, moment: _Moment) -> list[Shown]:
    told = [_act(request, document, entry) for entry in moment.acts if _is_news(entry, moment)]
    steps = [step for step in moment.steps if not (moment.saves and step.transition in SAVING)]
    told += [_step(request, document, step) for step in steps]
    saving = [step for step in moment.steps if step not in steps]
    for key, save in moment.saves:
        step = saving.pop(0) if saving else None
        told.append(_save(request, document, form, key, save, step, moment))
    return told


def _is_news(entry: Entry, moment: _Moment) -> bool:
    """Whether an act is not told by a save or a step of the same time already."""
    return entry.action in ACTS and entry.action not in {step.transition for step in moment.steps}


def _line(request: Request, document: Any, time: datetime, person: str | None, title: str, **more: Any) -> Shown:
    h = Helpers(request)
    blank: dict[str, Any] = {
        "before": None, "after": None, "reason": None, "comment": "", "fields": [], "more": [], "key": 0,
        "restores": None,
    }  # fmt: skip
    return Shown(
        when=shown.when(h, time, time=True),
        person=h.actor(document, person) if person else h.t(_("The portal")),
        title=title,
        **{**blank, **more},
    )


def _step(request: Request, document: Any, entry: HistoryEntry) -> Shown:
    h, states = Helpers(request), document.definition
    moved = entry.before != entry.after
    reason = shown.reason_of(document, entry)
    return _line(
        request,
        document,
        entry.time,
        entry.actor,
        h.t(shown.step_title(states, entry.transition)),
        before=h.t(_(states.state(entry.before).title)) if moved else None,
        after=h.t(_(states.state(entry.after).title)) if moved else None,
        reason=h.t(reason) if reason else None,
        comment=entry.comment,
    )


def _save(
    request: Request,
    document: Any,
    form: deform.Form,
    key: int,
    save: Revision,
    step: HistoryEntry | None,
    moment: _Moment,
) -> Shown:
    h = Helpers(request)
    _key, older = next(document.revisions.before(key), (0, None))
    restored = document.revisions.get(save.restores) if save.restores else None
    title = _("Edited") if older is not None else _("Made")
    line = _step(request, document, step) if step is not None else None
    return _line(
        request,
        document,
        save.time,
        save.author,
        line.title if line is not None else h.t(title),
        reason=line.reason if line is not None else None,
        comment=save.comment or (line.comment if line is not None else ""),
        fields=changed(request, form, older, save) if older is not None else [],
        key=key,
        restores=shown.when(h, restored.time, time=True) if restored else None,
    )


def changed(request: Request, form: deform.Form, older: Revision, save: Revision) -> list[str]:
    """Return what was changed in a save, as the form calls it."""
    then, now = pieces(older.fields), pieces(save.fields)
    keys = [key for key in dict.fromkeys([*then, *now]) if (then.get(key) or "") != (now.get(key) or "")]
    return [label_of(request, form, key) for key in keys if key.partition(".")[0] in form.schema]


def _act(request: Request, document: Any, entry: Entry) -> Shown:
    title: Message = ACTS[entry.action]
    more: list[tuple[str, str]] = []
    detail = dict(entry.detail)
    if entry.action in TELL:
        title, more = TELL[entry.action](request, entry, detail)
    h = Helpers(request)
    return _line(request, document, entry.time, entry.actor, h.t(title), more=more)


Told = tuple[Message, list[tuple[str, str]]]


def _moved(request: Request, entry: Entry, detail: dict[str, str]) -> Told:
    was, now = detail.get("from", ""), entry.path
    renamed = was.rpartition("/")[0] == now.rpartition("/")[0]
    return (_("Renamed") if renamed else _("Moved")), [("ltr", f"{was} → {now}")]


def _dated(request: Request, entry: Entry, detail: dict[str, str]) -> Told:
    h = Helpers(request)
    words = {"on": _("on the site on ${when}"), "off": _("off the site on ${when}")}
    said = [
        ("auto", h.t(Message(words[name], when=h.moment(datetime.fromisoformat(detail[name])))))
        for name in words
        if name in detail
    ]
    return ACTS["schedule"], said


def _taken_over(request: Request, entry: Entry, detail: dict[str, str]) -> Told:
    return ACTS["take_over"], [("auto", Helpers(request).person(detail.get("from")))]


def _attempted(request: Request, entry: Entry, detail: dict[str, str]) -> Told:
    step = workflows().for_type("answer").transitions.get(detail.get("step", ""))
    return ACTS["attempt"], [("auto", Helpers(request).t(_(step.title)))] if step is not None else []


#: Acts that say more than their name: (direction, text).
TELL: dict[str, Callable[[Request, Entry, dict[str, str]], Told]] = {
    "attempt": _attempted,
    "move": _moved,
    "schedule": _dated,
    "take_over": _taken_over,
}
