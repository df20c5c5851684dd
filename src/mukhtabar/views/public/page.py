"""A page of the institution, and the pages that the portal itself writes."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPage, IPortal
from mukhtabar.language import _
from mukhtabar.views.editions import reading
from mukhtabar.views.spoken import spoken

READ = ("GET", "HEAD")


@view_config(context=IPage, permission="view", request_method=READ, renderer="mukhtabar.templates:public/page.pt")
def page(context: Any, request: Request) -> dict[str, Any]:
    """Title, summary, text, or the text in easy words; which language is shown, and whether it is out of date."""
    request.depends_on(context)
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "spoken": spoken(request, context),
        "reading": reading(request, context),
    }


@view_config(
    context=IPortal,
    name="accessibility",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:public/accessibility.pt",
)
def accessibility(context: Any, request: Request) -> dict[str, Any]:
    """The accessibility statement (WCAG 2.2 AA, in the form of RGAA 4.1)."""
    request.depends_on(context)
    return {"title": _("Accessibility statement")}


@view_config(
    context=IPortal,
    name="sources",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:public/sources.pt",
)
def sources(context: Any, request: Request) -> dict[str, Any]:
    """Where the facts come from, and under which licences."""
    request.depends_on(context)
    return {"title": _("Sources and licences")}
