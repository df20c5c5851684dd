"""Report what is public: without an account, without scripts, without a name."""

import hashlib
import hmac
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.report import report, reportable
from mukhtabar.content.interfaces import IModerated
from mukhtabar.forms.report import report_form
from mukhtabar.language import _
from mukhtabar.security.throttle import REPORT_ADDRESS
from mukhtabar.views.posting import filled_in


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
    page = {"title": _("Report a text"), "name": request.page.title_of(context), "form": report_form(request)}
    if not reportable(context):
        return {**page, "form": None}
    return filled_in(
        request,
        page,
        lambda given: report(request.ctx, context, _who(request, context.uid), given["reason"], given["words"]),
        _("Thank you. A moderator will look at it."),
        lambda _done: request.page.url_of(context if context.is_public else context.__parent__),
        throttle=REPORT_ADDRESS,
    )
