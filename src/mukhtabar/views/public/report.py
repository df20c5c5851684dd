"""Report what is public: without an account, without scripts, without a name."""

import hashlib
import hmac
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.report import report, reportable
from mukhtabar.content.interfaces import IModerated
from mukhtabar.forms.report import report_form
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.security.throttle import REPORT_ADDRESS
from mukhtabar.views.posting import validate, with_refusal


def _who(request: Request, uid: int) -> str:
    """Return what tells this reader's report of this text from others', and leads back to nobody without the key."""
    reader = request.authenticated_userid or request.session.get_csrf_token()
    return hmac.new(request.site.key.encode(), f"report {uid} {reader}".encode(), hashlib.sha256).hexdigest()


@view_config(
    context=IModerated,
    name="report",
    permission="view",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:public/report.pt",
)
def reporting(context: Any, request: Request) -> Any:
    """What is wrong, in a code and perhaps a few words; a moderator looks at it."""
    form = report_form(request)
    page = {"title": _("Report a text"), "name": request.page.title_of(context), "form": form}
    if not reportable(context):
        return {**page, "form": None}
    if request.method != "POST":
        return page
    posted = validate(request, form, throttle=REPORT_ADDRESS)
    if posted.values is None:
        return {**page, "form": posted.form, "error": True}
    try:
        report(request.ctx, context, _who(request, context.uid), posted.values["reason"], posted.values["words"])
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal), "error": True}
    request.flash("done", _("Thank you. A moderator will look at it."))
    return HTTPSeeOther(request.page.url_of(context if context.is_public else context.__parent__))
