"""Cross-site requests: every POST needs the session's token, and the browser's word for where it came from."""

from typing import Any
from urllib.parse import urlsplit

from pyramid.config import Configurator
from pyramid.exceptions import BadCSRFOrigin
from pyramid.request import Request

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def same_origin(view: Any, info: Any) -> Any:
    """View deriver: refuse what a browser says comes from another site, on plain HTTP as well (RFC 6454 section 7)."""
    if info.exception_only:
        return view

    def checked(context: Any, request: Request) -> Any:
        origin = request.headers.get("Origin")
        if request.method not in SAFE and origin is not None:
            public = urlsplit(request.registry.site.settings.base_url)
            if origin not in {request.host_url, f"{public.scheme}://{public.netloc}"}:
                raise BadCSRFOrigin("The form was sent from another site.")
        return view(context, request)

    return checked


def includeme(config: Configurator) -> None:
    """Turn Pyramid's CSRF check on for every view (OWASP ASVS 5.0, 3.5.1), and ours of the origin before it."""
    config.set_default_csrf_options(require_csrf=True)
    config.add_view_deriver(same_origin, name="same_origin", under="secured_view", over="csrf_view")
