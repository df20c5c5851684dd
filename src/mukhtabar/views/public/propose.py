"""Submit a proposal: the form, and the receipt (J7)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.submit import participant, submit
from mukhtabar.content.council import commune_of
from mukhtabar.content.interfaces import IConsultation
from mukhtabar.forms.once import Once
from mukhtabar.forms.proposal import propose_form
from mukhtabar.language import _
from mukhtabar.language.direction import detect
from mukhtabar.rules.refused import Refused
from mukhtabar.security.throttle import SUBMIT_ADDRESS
from mukhtabar.services.likeness import published_like
from mukhtabar.views import shown
from mukhtabar.views.checked import warned
from mukhtabar.views.entry import Entry
from mukhtabar.views.posting import validate, with_refusal, with_sent_before
from mukhtabar.views.public.council import choices

CONTENT = ("kind", "title", "body", "topic", "place")


def _author(request: Request, values: dict[str, Any]) -> Any:
    if request.identity is not None:
        return request.identity.person
    return participant(request.ctx, values["name"], values["email"], request.language)


def _near(context: Any, request: Request, values: dict[str, Any]) -> list[Entry]:
    """Return what stands published here and comes near to what was typed."""
    found = published_like(request.site, request.ctx, context, f"{values['title']}\n{values['body']}")
    return [shown.item(request, document, place=False) for document in found]


def _said_first(
    context: Any, request: Request, form: Any, values: dict[str, Any], once: Once
) -> dict[str, Any] | None:
    """Return what the page says or asks before anything is sent, or None: that these words came after those that this
    form had sent; is it one of these, does it hold personal data.

    Each is asked once: who sends the same form again has looked at it.
    """
    if once.done is not None:
        return {"form": with_sent_before(request, form, once.done), "error": True} if once.changed else None
    if not values["seen"] and (near := _near(context, request, values)):
        form.set_appstruct({**values, "seen": "1"})
        return {"title": _("Is it one of these?"), "near": near}
    return {"error": True} if warned(form, values, "anyway" in request.POST) else None


@view_config(
    context=IConsultation,
    name="propose",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:public/propose.pt",
)
def propose(context: Any, request: Request) -> Any:
    """Show the form, or take what was sent and lead to its status page."""
    taken = context.phase_allows("propose", request.now)
    page = {"title": _("Submit a proposal"), "open": taken, "form": None, "near": []}
    if not page["open"]:
        return page
    form = propose_form(request, choices(request, commune_of(context)))
    if request.method != "POST":
        return {**page, "form": form}
    posted = validate(request, form, throttle=SUBMIT_ADDRESS)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    values = posted.values
    once = Once(request, values["once"])
    if (said := _said_first(context, request, form, values, once)) is not None:
        return {**page, "form": form, **said}
    proposal = once.done
    if proposal is None:
        author = _author(request, values)
        content = {name: values[name] for name in CONTENT} | {"language": detect(values["title"] + values["body"])}
        try:
            proposal = submit(
                request.ctx, context, content, author, not values["anonymous"], int(values.get("addressee") or 0)
            )
        except Refused as refusal:
            request.tm.doom()
            return {**page, "form": with_refusal(request, form, refusal), "error": True}
        once.remember(proposal)
    receipt = request.register.get(proposal.creator).receipts[proposal.uid]
    return HTTPSeeOther(request.page.link(f"/s/{receipt}"))
