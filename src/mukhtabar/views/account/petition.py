"""The agent's room: the check, the text, the name, what is attached, and the steps to the council."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.annex import annex, take_off
from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.petition import answer_check, lodge, may_correct, name_agent
from mukhtabar.actions.transition import transition
from mukhtabar.content.interfaces import IPetition
from mukhtabar.content.petition import DOCUMENT, RECEIPT
from mukhtabar.forms.petition import agent_form, annex_form, lodge_form, text_form
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.language.direction import detect
from mukhtabar.rules.admissibility import BY_CODE, CHECKS, YES, hold_up
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.views.attempts import note_attempt
from mukhtabar.views.checked import warned
from mukhtabar.views.petition import annexes, is_agent, not_allowed, progress, reckoned, to_court
from mukhtabar.views.posting import asked_once, filled_in, text, validate, with_problem
from mukhtabar.views.stepping import steps, take_step

METHODS = ("GET", "HEAD", "POST")
FORM = "mukhtabar.templates:account/petition_form.pt"
#: The steps that are taken from here by a button of their own, and what is told when one was taken.
DONE = {
    "collect": _("Collecting has begun. Print the sheets and have them signed."),
    "make_ready": _("The list is closed. Print the file, then lodge it."),
    "collect_again": _("Collecting goes on. The list is open again."),
}
TEXTS = ("title", "body", "reasons", "aims")


def _agent(context: Any, request: Request) -> None:
    """Raise HTTPForbidden for everybody but the agent."""
    if not is_agent(request, context):
        raise not_allowed(request, context, Permission.SUBMIT)


def _tasks(request: Request, petition: Any) -> list[Shown]:
    """Return what is to be done, in order: title, where, how far it is, and whether it is done."""
    book, need = request.register.petitioners, petition.threshold
    checked = sum(check.code in petition.checks for check in CHECKS)
    written = sum(bool(getattr(petition, name)) for name in TEXTS)
    files = sum(one.purpose == DOCUMENT for one in petition.annexes)
    lodged = petition.lodging

    def task(title: Message, name: str, states: str, done: bool, note: Message | str = "") -> Shown:
        url = request.page.url_of(petition, name) if petition.state in states.split() else None
        return Shown(title=title, url=url, done=done, note=note)

    after = "ready lodged with_bureau accepted deliberated refused overdue"
    return [
        task(
            _("Check whether it can be accepted"), "questions", "drafting", not hold_up(dict(petition.checks)),
            _("${done} of ${all}", done=checked, all=len(CHECKS)),
        ),
        task(
            _("Write the text"), "edit", "drafting", written == len(TEXTS),
            _("${done} of ${all}", done=written, all=len(TEXTS)),
        ),
        task(_("Name the agent"), "agent", "drafting", bool(book.agent(petition.creator, petition.uid))),
        task(
            _("Attach documents"), "annexes", f"drafting collecting {after}", files > 0, _("${n} attached", n=files)
        ),
        task(_("Print signature sheets"), "sheets", "collecting", bool(petition.sheets)),
        task(
            _("Type in the sheets"), "sheet", "collecting", need is not None and petition.counted >= need,
            _("${n} signature counts", "${n} signatures count", n=petition.counted),
        ),
        task(_("Print the file"), "full-file", after, lodged is not None),
        task(
            _("Lodge it and record the receipt"), "lodge", "ready", lodged is not None,
            lodged.number if lodged is not None else "",
        ),
    ]  # fmt: skip


def _step(request: Request, petition: Any) -> None:
    """Take one of the agent's own steps. Raises Refused."""
    if text(request, "transition") not in DONE:
        raise Refused("not_here", _("Choose one of the options offered."))
    take_step(request, petition)


@view_config(context=IPetition, name="prepare", permission="view", request_method=METHODS,
             renderer="mukhtabar.templates:account/prepare.pt")  # fmt: skip
def prepare(context: Any, request: Request) -> Any:
    """All that is to be done, and the button of the next step. A GET changes nothing."""
    _agent(context, request)
    here = request.page.url_of(context, "prepare")
    below = steps(request, context, DONE.get, view="prepare", act=_step, leads=lambda step: here, only=DONE)
    if isinstance(below, HTTPSeeOther):
        return below
    return {
        "title": _("Your petition"),
        "name": request.page.title_of(context),
        "tasks": _tasks(request, context),
        "progress": progress(request, context),
        "court": to_court(request, context),
        **below,
        "may_correct": may_correct(request.ctx, context),
        "may_withdraw": request.page.may(Permission.WITHDRAW),
    }


@view_config(context=IPetition, name="questions", permission="edit", request_method=METHODS,
             renderer="mukhtabar.templates:account/question.pt")  # fmt: skip
def questions(context: Any, request: Request) -> Any:
    """One question a page. What is not answered with yes is kept too, and explained; each answer is saved at once."""
    asked = request.GET.get("about", "")
    first = next((check for check in CHECKS if check.code not in context.checks), CHECKS[0])
    check = BY_CODE.get(asked, first)
    at = CHECKS.index(check)
    following = CHECKS[at + 1].code if at + 1 < len(CHECKS) else ""

    def address(code: str) -> str:
        url: str = request.page.url_of(context, "questions")
        return f"{url}?about={code}" if code else str(request.page.url_of(context, "prepare"))

    given = context.checks.get(check.code, "")
    page = {
        "title": check.question,
        "name": request.page.title_of(context),
        "check": check,
        "given": text(request, "answer") or given,
        "advice": given not in {"", YES},
        "number": at + 1,
        "total": len(CHECKS),
        "here": address(check.code),
        "following": address(following),
        "earlier": address(CHECKS[at - 1].code) if at else None,
        "reckoned": reckoned(request, context.commune) if check.code == "too_few_signatures" else None,
    }
    return asked_once(
        request,
        page,
        lambda: answer_check(request.ctx, context, check.code, text(request, "answer")),
        _("Your answer is saved."),
        lambda _done: address(following if context.checks.get(check.code) == YES else check.code),
    )


@view_config(context=IPetition, name="edit", permission="edit", request_method=METHODS, renderer=FORM)
def write(context: Any, request: Request) -> Any:
    """The text. Nothing is required to save it; personal data in it is asked about once."""
    form = text_form(request)
    page = {"title": _("Text of the petition"), "name": request.page.title_of(context), "form": form}

    def save(values: dict[str, Any]) -> None:
        expected = values.pop("serial")
        edit(request.ctx, context, values | {"language": detect(values["title"] + values["body"])}, expected=expected)

    return filled_in(
        request,
        page,
        save,
        _("The draft is saved."),
        lambda _done: request.page.url_of(context, "prepare"),
        first={**context.field_values(), "serial": serial(context)},
        asks=lambda values: warned(form, values, "anyway" in request.POST),
    )


@view_config(context=IPetition, name="agent", permission="edit", request_method=METHODS, renderer=FORM)
def agent(context: Any, request: Request) -> Any:
    """The agent's name, as it stands in the file."""
    known = request.register.petitioners.agent(context.creator, context.uid)
    return filled_in(
        request,
        {
            "title": _("Agent of the petition"),
            "name": request.page.title_of(context),
            "form": agent_form(request),
        },
        lambda given: name_agent(request.ctx, context, given["name"], not given["anonymous"]),
        _("Saved."),
        lambda _done: request.page.url_of(context, "prepare"),
        first={"name": known or request.identity.person.name, "anonymous": not context.name_shown},
    )


@view_config(context=IPetition, name="annexes", permission="view", request_method=METHODS,
             renderer="mukhtabar.templates:account/annexes.pt")  # fmt: skip
def attach(context: Any, request: Request) -> Any:
    """What is attached, the form for more, and a button to take one off."""
    _agent(context, request)
    receipt = context.lodging is not None
    form = annex_form(request, receipt)
    page = {
        "title": _("Receipt of the commune") if receipt else _("Documents of the file"),
        "name": request.page.title_of(context),
        "annexes": annexes(request, context),
        "form": form if request.page.may(Permission.ADD_FILE) else None,
        "receipt": receipt,
        "problem": None,
    }
    if request.method != "POST":
        return page
    here = request.page.url_of(context, "annexes")
    try:
        if digest := text(request, "take_off"):
            take_off(request.ctx, context, digest[:64])
            request.flash("done", _("Taken off."))
            return HTTPSeeOther(here)
        posted = validate(request, form)
        if posted.values is None:
            return {**page, "form": posted.form, "error": True}
        file, purpose = posted.values["upload"], RECEIPT if receipt else DOCUMENT
        annex(request.ctx, context, purpose, posted.values["title"], posted.values["open"], file.name, file.data)
    except Refused as refusal:
        request.tm.doom()
        if "take_off" in request.POST:
            return {**page, "problem": refusal.message, "error": True}
        made = with_problem(form, list(request.POST.items()), refusal.message, beside="upload")
        return {**page, "form": made, "error": True}
    request.flash("done", _("Attached."))
    return HTTPSeeOther(here)


@view_config(context=IPetition, name="lodge", permission="view", request_method=METHODS, renderer=FORM)
def lodged(context: Any, request: Request) -> Any:
    """The day and the number on the receipt. The portal lodges nothing, and says so."""
    _agent(context, request)
    page = {
        "title": _("Record the lodging"),
        "name": request.page.title_of(context),
        "form": lodge_form(request),
        "lead": _(
            "Lodge the file at the registry of the commune, or on ${portal}, and ask for the receipt at once."
            " This page only records it.",
            portal="eparticipation.ma",
        ),
    }
    if context.state != "ready":
        barred = _("The lodging is recorded once the list of signatures is closed, and only once.")
        if request.method == "POST":
            note_attempt(request, context, "lodge", Refused("wrong_state", barred))
        return {**page, "form": None, "barred": barred, "error": request.method == "POST"}
    return filled_in(
        request,
        page,
        lambda given: lodge(request.ctx, context, local_day(given["day"]), given["number"]),
        _("Recorded. The three months are counted from that day. Attach the scan of the receipt."),
        lambda _done: request.page.url_of(context, "annexes"),
        first={"day": request.now},
        fields={"not_yet": "day", "before_ready": "day"},
        step="lodge",
    )


@view_config(context=IPetition, name="withdraw", permission="withdraw", request_method=METHODS,
             renderer="mukhtabar.templates:public/withdraw.pt")  # fmt: skip
def withdraw(context: Any, request: Request) -> Any:
    """The agent withdraws it before it is lodged, after being asked once."""
    if not is_agent(request, context):
        raise HTTPNotFound
    return asked_once(
        request,
        {"title": _("Withdraw the petition"), "proposal": context},
        lambda: transition(request.ctx, context, "withdraw", comment=text(request, "comment")),
        _("The petition is withdrawn. The names of who signed are forgotten."),
        lambda _done: request.page.url_of(context.commune, "petitions"),
        step="withdraw",
    )
