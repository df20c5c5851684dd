"""/d/<secret>: one document that is not published, for whoever was given its private link."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPFound, HTTPNotFound, HTTPTooManyRequests
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.private_link import opened
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.doors import Draft
from mukhtabar.content.file import File, Image
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.security.throttle import PRIVATE_ADDRESS
from mukhtabar.store.private_links import PrivateLink
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.public.file import blob as send

READ = ("GET", "HEAD")
#: What stands under a heading of its own; all else is the text itself.
HEADINGS: dict[str, Message] = {
    "decides": _("Who decides, and what can still change"),
    "synthesis": _("What was said"),
    "reply": _("Reply of the council"),
}
#: Shown otherwise, or beside the picture.
APART = frozenset({"title", "alternative"})


def _open(context: Draft, request: Request) -> PrivateLink:
    """Open the link. Whatever is wrong with an address answers alike, as one that was never there."""
    if not request.site.throttle.hit(PRIVATE_ADDRESS, request.remote_addr or "unknown"):
        raise HTTPTooManyRequests
    link = opened(request.ctx, context.__name__)
    if link is None:
        raise HTTPNotFound
    context.target = request.portal.uids.get(link.uid)
    return link


def _sections(request: Request, document: Any) -> list[Shown]:
    h, found = Helpers(request), []
    for name in document.fields:
        texts = getattr(document, name)
        if isinstance(texts, Texts) and texts and name not in APART:
            language, words = texts.best(request.language)
            html = h.html(texts) if name in HTML else None
            found.append(Shown(name=name, title=HEADINGS.get(name), lang=language, text=words, html=html))
    return found


@view_config(context=Draft, permission="view", request_method=READ, renderer="mukhtabar.templates:public/draft.pt")
def draft(context: Any, request: Request) -> Any:
    """The text as it stands now, with nothing around it: no way to anything else that is not public."""
    link, document = _open(context, request), context.target
    if may(document, Permission.VIEW, None, request.now):
        return HTTPFound(request.page.url_of(document))
    h = Helpers(request)
    request.response.headers["X-Robots-Tag"] = "noindex"
    here = request.page.here.partition("?")[0]
    return {
        "title": request.page.title_of(document),
        "lang": document.title_text.best(request.language)[0],
        "until": shown.when(h, link.until, time=True),
        "sections": _sections(request, document),
        "phases": shown.phases(request, document) if isinstance(document, Consultation) else [],
        "file": f"{here}/blob" if isinstance(document, File) else None,
        "picture": h.text(document.alternative) if isinstance(document, Image) else None,
    }


@view_config(context=Draft, name="blob", permission="view", request_method=READ)
def blob(context: Any, request: Request) -> Any:
    """The bytes of a file or a picture."""
    _open(context, request)
    if not isinstance(context.target, File):
        raise HTTPNotFound
    return send(context.target, request)
