"""Reading comfort: a plain cookie, set by a form that works without scripts."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.security.redirects import safe_path
from mukhtabar.views.comfort import COOKIE, Comfort

YEAR = 365 * 24 * 3600


@view_config(context=IPortal, name="comfort", permission="view", request_method="GET")
def comfort(context: Any, request: Request) -> Any:
    """Keep the choice and go back to where the reader was."""
    response = HTTPSeeOther(safe_path(request.GET.get("back", ""), request.page.home_url))
    response.set_cookie(
        COOKIE,
        str(Comfort.chosen(dict(request.GET))),
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=request.site.settings.cookies_secure,
    )
    return response
