"""Private preview links of a document: make one, see which there are, take one back (J11)."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.private_link import make, revoke, stands
from mukhtabar.content.interfaces import IWritten
from mukhtabar.forms.private_link import private_link_form
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import filled_in, text

#: Letters of a SHA-256.
KEY = 64
#: Where the address of a link just made waits for the next page, which shows it once.
MADE = "private_link"


def _links(request: Request, context: Any) -> list[Shown]:
    h = Helpers(request)
    return [
        Shown(
            key=link.key,
            note=link.note,
            person=h.person(link.by),
            made=shown.when(h, link.made, time=True),
            until=shown.when(h, link.until, time=True),
            over=link.until <= request.now,
            works=stands(request.ctx, link),
        )
        for link in request.portal.private_links.of(context.uid)
    ]


@view_config(
    context=IWritten,
    name="private-links",
    permission="edit",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/private_links.pt",
)
def private_links(context: Any, request: Request) -> Any:
    """The links with their ends, the form that makes one, and a button for each that takes it back."""
    here = request.page.url_of(context, "private-links")
    page = {
        "title": _("Private links"),
        "name": request.page.title_of(context),
        "public": may(context, Permission.VIEW, None, request.now),
        "links": _links(request, context),
        "made": None,
        "form": private_link_form(request),
        "problem": None,
    }
    if request.method != "POST":
        return {**page, "made": request.session.pop_flash(MADE)[-1] if request.session.peek_flash(MADE) else None}
    if key := text(request, "revoke")[:KEY]:
        try:
            revoke(request.ctx, context, key)
        except Refused as refusal:
            request.tm.doom()
            return {**page, "problem": refusal.message, "error": True}
        request.flash("done", _("The private link opens nothing any more."))
        return HTTPSeeOther(here)

    def make_one(given: dict[str, Any]) -> None:
        secret = make(request.ctx, context, int(given["days"]), given["note"])
        request.session.flash(request.site.settings.base_url + request.page.link(f"/d/{secret}"), MADE)

    done = _("The private link is made. Copy it now: it is not shown again.")
    return filled_in(request, page, make_one, done, lambda _done: here)
