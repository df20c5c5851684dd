"""Static files, robots.txt and the health check."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal

READ = ("GET", "HEAD")


@view_config(context=IPortal, name="static", permission="view", request_method=READ, subpath=True)
def static(context: Any, request: Request) -> Any:
    """/static/<revision>/<name>: named by content, so it never changes (RFC 8246)."""
    return _asset(request, "/".join(request.subpath[1:]))


def _asset(request: Request, name: str) -> Response:
    asset = request.site.assets.find(name)
    if asset is None:
        raise HTTPNotFound
    response = Response(content_type=asset.media_type, charset="utf-8" if asset.compressed else None)
    if asset.compressed and "gzip" in str(request.accept_encoding):
        response.body, response.content_encoding = asset.compressed, "gzip"
    else:
        response.body = asset.body
    response.etag = asset.tag
    response.vary = ("Accept-Encoding",)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@view_config(context=IPortal, name="favicon.ico", permission="view", request_method=READ)
def favicon(context: Any, request: Request) -> Any:
    """What old browsers ask for without being told."""
    return _asset(request, "favicon.svg")


@view_config(context=IPortal, name="robots.txt", permission="view", request_method=READ)
def robots(context: Any, request: Request) -> Any:
    """Robots may read what everyone reads; receipts and desks are none of it."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/s/", "/d/", "/desk", "/sign-in"))
    return Response(f"User-agent: *\n{closed}", content_type="text/plain")


@view_config(context=IPortal, name="health", permission="view", request_method=READ)
def health(context: Any, request: Request) -> Any:
    """200 when both books can be read."""
    assert request.register is not None
    return Response("ok\n", content_type="text/plain")
