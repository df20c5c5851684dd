"""Petitions to the council of a commune: what they are, the list, and beginning one."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.petition import begin
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.petition import PETITIONS, mine
from mukhtabar.forms.petition import begin_form
from mukhtabar.language import _
from mukhtabar.security.throttle import SUBMIT_ADDRESS
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.petition import reckoned
from mukhtabar.views.posting import filled_in


@view_config(
    context=ICommune,
    name="petitions",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/petitions.pt",
)
def petitions(context: Any, request: Request) -> dict[str, Any]:
    """What a petition is, those of this commune, the newest first; and for somebody signed in their own."""
    request.depends_on(context)
    index, who = request.portal.listings_index, request.authenticated_userid
    batch = index.batch(PETITIONS, context.uid, page=page_number(request), size=20)
    return {
        "title": _("Petitions to the council"),
        "name": context.place.name(request.language),
        "items": documents(request, batch),
        "paging": paging(request, batch),
        "mine": documents(request, index.batch(mine(who), context.uid, size=20)) if who else [],
        "reckoned": reckoned(request, context),
    }


@view_config(
    context=ICommune,
    name="petition",
    permission="add_petition",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:public/begin.pt",
)
def beginning(context: Any, request: Request) -> Any:
    """One field begins the draft, which nobody else sees; then the check."""
    return filled_in(
        request,
        {"title": _("Begin a petition"), "form": begin_form(request), "reckoned": reckoned(request, context)},
        lambda given: begin(request.ctx, context, given["title"]),
        _("The draft is saved. Only you see it."),
        lambda petition: request.page.url_of(petition, "prepare"),
        throttle=SUBMIT_ADDRESS,
        once="once",
    )
