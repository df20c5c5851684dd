"""A document's own page as somebody without an account would get it, were it published now (decision 0020)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import transaction
from pyramid.httpexceptions import HTTPException
from pyramid.request import Request

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.pretend import publish_for_now
from mukhtabar.services.site import roots
from mukhtabar.store.folder import path_of
from mukhtabar.views.comfort import COOKIE, Comfort
from mukhtabar.views.language import PREFIXED


@contextmanager
def _published(request: Request, uid: int) -> Iterator[tuple[Any, Any]]:
    """Yield connections of their own to both books, in which the document `uid` is public; all is then dropped."""
    tm = transaction.TransactionManager(explicit=True)
    tm.begin()
    main, people = request.site.books.connect(tm)
    try:
        portal, register = roots(main.root(), people.root())
        publish_for_now(Ctx(portal, register, None, request.now, system=True), portal.uids.get(uid))
        yield main, people
    finally:
        tm.abort()
        main.close()


def _request(request: Request, path: str, language: str, comfort: Comfort) -> Request:
    """Return the request of a stranger: the same site, no session, no cookie but that of comfort."""
    mount = request.environ.get("mukhtabar.mount", "")
    kept = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "wsgi.url_scheme")
    environ = {name: request.environ[name] for name in kept if name in request.environ}
    environ |= {"mukhtabar.mount": mount, "SCRIPT_NAME": f"{mount}/{language}" if language in PREFIXED else mount}
    if language in PREFIXED:
        environ["mukhtabar.language"] = language
    if comfort != Comfort():
        environ["HTTP_COOKIE"] = f"{COOKIE}={comfort}"
    inner: Request = Request.blank("/", environ=environ)
    inner.path_info = path
    inner.registry = request.registry
    return inner


def page_of(request: Request, document: Any, language: str, comfort: Comfort | None = None) -> str | None:
    """Return the HTML of the public page of `document` in `language`, or None when it has none."""
    inner = _request(request, "/" + "/".join(path_of(document)), language, comfort or Comfort())
    with _published(request, document.uid) as connections:
        inner.__dict__["connections"] = connections
        try:
            response = request.invoke_subrequest(inner, use_tweens=False)
        except HTTPException:
            return None
    return str(response.text) if response.status_int == 200 and response.content_type == "text/html" else None
