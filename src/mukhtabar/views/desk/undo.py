"""«Take it back»: the last thing I did, within ten minutes."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.undo import undo
from mukhtabar.content.bin import in_bin
from mukhtabar.content.interfaces import IPortal
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused


@view_config(context=IPortal, name="undo", permission="view", request_method="POST")
def take_back(context: Any, request: Request) -> Any:
    """Take back the last action and go where its document stands now."""
    try:
        documents = undo(request.ctx)
    except Refused as refusal:
        request.tm.doom()
        request.flash("problem", refusal.message)
        return HTTPSeeOther(request.page.link("/desk"))
    request.flash("done", _("It is taken back."))
    standing = next((document for document in documents if not in_bin(document)), None)
    parent = standing.__parent__ if standing is not None else None
    return HTTPSeeOther(request.page.url_of(parent, "contents") if parent is not None else request.page.link("/desk"))
