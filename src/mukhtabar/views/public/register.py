"""What became of a consultation: asked, said, decided, did; on the screen and on paper."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IRegister
from mukhtabar.content.register import Edition
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.registered import shown_of

READ = ("GET", "HEAD")


def _page(context: Any, request: Request, edition: Edition) -> dict[str, Any]:
    """Return the last edition that was approved. What is named in it may change at any time."""
    h = Helpers(request)
    request.depends_on(context.__parent__)
    return {
        "title": _("What became of it"),
        "description": request.page.title_of(context.__parent__),
        **shown_of(request, context.__parent__, edition.rows, edition.taken),
        "edition": edition.number,
        "approved": shown.when(h, edition.time),
        "person": h.person(edition.approved_by),
        "capacity": h.text(edition.capacity) or h.capacity("approver"),
        "paper": request.page.url_of(context, "print"),
        "address": request.site.settings.base_url + request.page.url_of(context),
        "review": request.page.url_of(context, "review") if request.page.may(Permission.SEE_HISTORY) else None,
    }


@view_config(context=IRegister, permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/register.pt")  # fmt: skip
def register(context: Any, request: Request) -> dict[str, Any]:
    """The register; before anything was approved, where its draft is."""
    if context.edition is None:
        return {
            "title": _("What became of it"),
            "edition": 0,
            "review": request.page.url_of(context, "review") if request.page.may(Permission.SEE_HISTORY) else None,
        }
    return _page(context, request, context.edition)


@view_config(context=IRegister, name="print", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/register_print.pt")  # fmt: skip
def on_paper(context: Any, request: Request) -> dict[str, Any]:
    """The same for paper."""
    if context.edition is None:
        raise HTTPNotFound
    return _page(context, request, context.edition)
