"""/r/<reference>: the short address of anything. /s: where a receipt is typed in."""

from typing import Any

from pyramid.httpexceptions import HTTPFound, HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.doors import Reference
from mukhtabar.content.interfaces import IReceipts
from mukhtabar.language import _

READ = ("GET", "HEAD")


@view_config(context=Reference, permission="view", request_method=READ)
def reference(context: Any, request: Request) -> Any:
    """Lead on to the document; whether it may be seen is decided there."""
    if context.target is None:
        raise HTTPNotFound
    return HTTPFound(request.page.url_of(context.target))


@view_config(
    context=IReceipts, permission="view", request_method=READ, renderer="mukhtabar.templates:public/receipts.pt"
)
def receipts(context: Any, request: Request) -> Any:
    """Type in a receipt and follow a submission without an account."""
    given = "".join(request.GET.get("receipt", "").lower().split()).replace("-", "")
    if given:
        if _exists(context, given):
            return HTTPFound(request.page.link(f"/s/{given}"))
        return {"title": _("Follow a submission"), "error": True, "given": given[:60]}
    return {"title": _("Follow a submission"), "given": ""}


def _exists(door: Any, receipt: str) -> bool:
    try:
        return door[receipt].target is not None
    except KeyError:
        return False
