"""Enter what people who are not online said or wrote, and hand them their receipt (J13)."""

from datetime import timedelta
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.enter import enter
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IConsultation, IProposal
from mukhtabar.content.proposal import CHANNELS
from mukhtabar.content.words import word
from mukhtabar.forms.once import Once
from mukhtabar.forms.proposal import enter_form
from mukhtabar.language import _
from mukhtabar.language.direction import detect
from mukhtabar.rules.refused import Refused
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import validate, with_problem, with_refusal
from mukhtabar.views.public.council import choices

CONTENT = ("kind", "title", "body", "topic", "place")
#: So long whoever typed a submission can print the slip with its receipt.
SLIP = timedelta(hours=24)


@view_config(
    context=IConsultation,
    name="enter",
    permission="enter",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/enter.pt",
)
def entry(context: Any, request: Request) -> Any:
    """The form; and, once sent, the slip to hand over."""
    form = enter_form(request, choices(request, commune_of(context)))
    page = {"title": _("Enter a proposal for somebody"), "name": request.page.title_of(context), "form": form}
    if request.method != "POST":
        channel = request.GET.get("channel")
        known = {"channel": channel} if channel in CHANNELS else {}
        form.set_appstruct({"received": request.now, **known})
        return page
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    values = posted.values
    once = Once(request, values["once"])
    if once.changed:
        sentence = _(
            "This was entered when the form was sent before, under the reference ${reference}. "
            "What you changed since is not in it: copy what you still need.",
            reference=once.done.reference,
        )
        return {**page, "form": with_problem(form, list(request.POST.items()), sentence), "error": True}
    proposal = once.done
    if proposal is None:
        content = {name: values[name] for name in CONTENT} | {"language": detect(values["title"] + values["body"])}
        try:
            proposal = enter(
                request.ctx, context, content, values["channel"], values["received"], values["name"], values["email"],
                not values["anonymous"], int(values.get("addressee") or 0),
            )  # fmt: skip
        except Refused as refusal:
            request.tm.doom()
            return {**page, "form": with_refusal(request, form, refusal), "error": True}
        once.remember(proposal)
    return HTTPSeeOther(request.page.url_of(proposal, "slip"))


# Who may have the slip is asked in the view: only who typed it, for a day, while nobody has decided on it.
@view_config(
    context=IProposal,
    name="slip",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:desk/slip.pt",
)
def slip(context: Any, request: Request) -> Any:
    """The receipt on a sheet of paper, for the person who has no screen."""
    person = request.register.get(context.creator)
    mine = context.entered_by is not None and context.entered_by == request.authenticated_userid
    if not mine or person is None or context.state != "submitted" or request.now >= context.created + SLIP:
        raise HTTPNotFound
    receipt, h = person.receipts.get(context.uid, ""), Helpers(request)
    consultation = context.__parent__
    return {
        "title": _("Receipt of your proposal"),
        "proposal": context.title,
        "lang": context.language,
        "reference": context.reference,
        # As it is read out and typed in: the page that takes it passes over blanks.
        "receipt": " ".join(receipt[at : at + 4] for at in range(0, len(receipt), 4)),
        "address": request.site.settings.base_url + request.page.link("/s"),
        "received": shown.when(h, context.received),
        "channel": word("channel", context.channel),
        "consultation": request.page.title_of(consultation),
        "another": f"{request.page.url_of(consultation, 'enter')}?channel={context.channel}",
        "review": request.page.url_of(context, "review"),
    }
