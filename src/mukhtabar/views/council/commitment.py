"""Begin a commitment, change its draft, report progress, attach evidence and take it away (J20)."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.commitment import (
    Basis,
    add_evidence,
    bases,
    begin_commitment,
    change_commitment,
    report_progress,
)
from mukhtabar.actions.context import refused
from mukhtabar.actions.edit import serial
from mukhtabar.actions.hold import let_go
from mukhtabar.actions.transition import transition
from mukhtabar.content.commitment import OPEN, Commitment
from mukhtabar.content.evidence import Evidence, Photo
from mukhtabar.content.interfaces import ICommitment, IProposal
from mukhtabar.content.seated import DECISIONS
from mukhtabar.content.texts import Texts
from mukhtabar.content.words import word
from mukhtabar.forms.commitment import (
    commitment_form,
    evidence_form,
    milestone_rows,
    milestones_in,
    progress_form,
)
from mukhtabar.forms.once import Once
from mukhtabar.language import _
from mukhtabar.language.dates import long_date
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.holding import keep_file
from mukhtabar.views.desk.writing import FIELD_OF, differing
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import SENT_BEFORE, Differs, filled_in, text, validate, with_problem, with_refusal
from mukhtabar.views.public.file import files

READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:council/draft.pt"
#: What can be attached, by the name that stands in the address.
KINDS: dict[str, type[Evidence]] = {"photo": Photo, "evidence": Evidence}


def _values(request: Request, posted: Mapping[str, Any], before: Commitment | None = None) -> dict[str, Any]:
    """Turn the posted fields into field values; texts keep the date of the languages that did not change."""
    values = {name: posted[name] for name in ("due", "budget", "service")}
    for name in ("title", "details"):
        texts = getattr(before, name) if before is not None else Texts()
        values[name] = texts.with_values(request.now, posted[name])
    values["milestones"] = milestones_in(posted["milestones"], before.milestones if before is not None else ())
    return values


def _in_words(request: Request, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields for the compare page: days and milestones as they are read."""
    said = {name: value.as_dict() if isinstance(value, Texts) else value for name, value in fields.items()}
    said["due"] = long_date(fields["due"], request.language) if fields["due"] else ""
    said["milestones"] = "; ".join(
        f"{each.title} ({long_date(each.planned, request.language)})" for each in fields["milestones"]
    )
    return said


def _offered(request: Request, proposal: Any) -> list[tuple[str, Basis, str]]:
    """Return (code, what it is, words) of what a commitment about `proposal` can come from."""
    h = Helpers(request)
    return [
        (
            f"{basis.answer}-{basis.council_file}",
            basis,
            h.t(_("The decision of the council: ${word}", word=h.word("decision", code)))
            if code in DECISIONS and basis.council_file
            else h.t(_("The published answer: ${word}", word=h.word("outcome", code))),
        )
        for basis, code in bases(proposal).items()
    ]


@view_config(context=IProposal, name="commit", permission="add_commitment", request_method=READ_POST, renderer=TEMPLATE)
def begin(context: Any, request: Request) -> Any:
    """A new commitment about a proposal, from its answer or from a decision of the council."""
    offered = _offered(request, context)
    if not offered:
        raise HTTPNotFound
    form = commitment_form(request, 1, [(code, words) for code, _basis, words in offered])
    page = {"title": _("Begin a commitment"), "proposal": context, "form": form, "conflict": None}
    chosen = {code: basis for code, basis, _words in offered}
    return filled_in(
        request,
        page,
        lambda given: begin_commitment(request.ctx, context, _values(request, given), chosen[given["basis"]]),
        _("The draft is saved. Nobody outside the commune sees it."),
        lambda made: request.page.url_of(made, "review"),
        once="once",
        again=lambda made: _changing(request, made),
    )


def _changing(request: Request, draft: Commitment) -> tuple[dict[str, Any], Differs]:
    """Return the page on which a draft is changed, and what differs when somebody else saved it meanwhile."""
    form = commitment_form(request, len(draft.milestones))

    def differs(now: Mapping[str, Any], sent: Mapping[str, Any]) -> list[Any]:
        mine = _values(request, sent, draft)
        return differing(request, form, _in_words(request, now), _in_words(request, mine))

    return {"title": _("Change the draft"), "proposal": draft.__parent__, "form": form, "conflict": None}, differs


@view_config(context=ICommitment, name="edit", permission="edit", request_method=READ_POST, renderer=TEMPLATE)
def change(context: Any, request: Request) -> Any:
    """Go on with a draft. Who saves over somebody else's change gets both texts side by side."""
    page, differs = _changing(request, context)
    return filled_in(
        request,
        page,
        lambda given: change_commitment(request.ctx, context, _values(request, given, context), given["serial"]),
        _("The draft is saved."),
        lambda _done: request.page.url_of(context, "review"),
        first={
            **context.field_values(),
            "milestones": milestone_rows(context.milestones),
            "serial": serial(context),
        },
        differs=differs,
    )


@view_config(context=ICommitment, name="progress", permission="answer", request_method=READ_POST, renderer=TEMPLATE)
def progress(context: Any, request: Request) -> Any:
    """Report what was done; everyone reads it at once."""
    if context.state not in OPEN:
        raise HTTPNotFound

    def report(given: dict[str, Any]) -> None:
        chosen = given.get("milestone") or ""
        reached = context.milestones[int(chosen)].title if chosen else ""
        mine = (given["words"], reached, request.authenticated_userid)
        same = any((note.words, note.milestone, note.actor) == mine for note in context.notes[-1:])
        # A form that was sent twice reports once.
        if not (same and given["seen"] != str(len(context.notes))):
            try:
                report_progress(request.ctx, context, given["words"], int(chosen) if chosen else None, given.get("day"))
            except Refused as refusal:
                raise Refused("day" if refusal.code == "day_ahead" else "words", refusal.message) from None

    return filled_in(
        request,
        {
            "title": _("Report progress"),
            "proposal": context.__parent__,
            "form": progress_form(request, context, request.now),
            "conflict": None,
        },
        report,
        _("It is public now."),
        lambda _done: request.page.url_of(context, "review"),
    )


@view_config(context=ICommitment, name="evidence", permission="answer", request_method=READ_POST,
             renderer="mukhtabar.templates:council/evidence.pt")  # fmt: skip
def evidence(context: Any, request: Request) -> Any:
    """Attach a photograph or a document, or take one away with a reason."""
    if context.state not in OPEN:
        raise HTTPNotFound
    kind = request.GET.get("type", "photo")
    blank = KINDS.get(kind, Photo)()
    form = evidence_form(request, blank)
    here = request.page.url_of(context, "evidence")
    page = {
        "title": _("Attach evidence"), "form": form, "problem": None, "why": text(request, "why"),
        "kinds": [(f"{here}?type={name}", word("type", name), name == blank.type_name) for name in KINDS],
        "evidence": context.evidence(), "files": files(request, context), "name": request.page.title_of(context),
    }  # fmt: skip
    if request.method != "POST":
        return page
    if "take" in request.POST:
        return _take_away(context, request, page)
    posted = validate(request, form)
    if posted.values is None:
        keep_file(request, form, blank, blank.type_name)
        return {**page, "form": posted.form, "error": True}
    once = Once(request, posted.values.pop("once"))
    if once.changed:
        return {**page, "form": with_problem(form, list(request.POST.items()), SENT_BEFORE), "error": True}
    if once.done is None:
        sent = posted.values.pop("upload")
        values = {name: Texts.of(request.now, **value) for name, value in posted.values.items()}
        try:
            once.remember(add_evidence(request.ctx, context, blank, values, sent.name, sent.data))
        except Refused as refusal:
            request.tm.doom()
            fields = {refusal.code: "upload", **FIELD_OF}
            return {**page, "form": with_refusal(request, form, refusal, fields), "error": True}
        let_go(request.ctx, sent.key)
        request.flash("done", _("It is public now."))
    return HTTPSeeOther(here)


def _take_away(context: Any, request: Request, page: dict[str, Any]) -> Any:
    try:
        found = context.get(text(request, "take"))
        if not isinstance(found, Evidence):
            raise refused("gone", _("It is not there any more."))
        transition(request.ctx, found, "take_away", text(request, "why"))
    except Refused as refusal:
        request.tm.doom()
        return {**page, "problem": refusal.message, "error": True}
    request.flash("done", _("It is taken away. Its address says that something stood there."))
    return HTTPSeeOther(request.page.url_of(context, "evidence"))
