"""Correct what is recorded of the lodging of a petition, publicly: the officer, and the agent until it is passed on."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.petition import correct_lodging, lodging_serial, may_correct
from mukhtabar.content.interfaces import IPetition
from mukhtabar.forms.petition import correction_form
from mukhtabar.language import _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.permissions import Permission
from mukhtabar.views.petition import is_agent, not_allowed
from mukhtabar.views.posting import filled_in

#: Code of a refusal -> the field that it is about.
FIELDS = {
    "not_yet": "day", "before_ready": "day", "after_passing_on": "day", "no_number": "number",
    "comment_required": "comment", "comment_too_long": "comment",
}  # fmt: skip


@view_config(
    context=IPetition,
    name="lodging",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:account/petition_form.pt",
)
def lodging(context: Any, request: Request) -> Any:
    """The day and the number as they stand, and the reason that everyone reads."""
    if not may_correct(request.ctx, context):
        raise not_allowed(request, context, Permission.ANSWER)
    room = request.page.url_of(context, "prepare" if is_agent(request, context) else "review")
    page = {
        "title": _("Correct the record of the lodging"),
        "name": request.page.title_of(context),
        "form": correction_form(request),
        "lead": _("Enter what stands on the receipt. What was recorded before, and why it changed, is public."),
        "back": room,
    }

    def correct(given: dict[str, Any]) -> None:
        day, why = local_day(given["day"]), given["comment"]
        correct_lodging(request.ctx, context, day, given["number"], why, given["serial"])

    lodged = context.lodging
    return filled_in(
        request,
        page,
        correct,
        _("Corrected. The three months are counted from that day."),
        lambda _done: room,
        first={"day": lodged.day, "number": lodged.number, "serial": lodging_serial(context)},
        fields=FIELDS,
        step="correct_lodging",
    )
