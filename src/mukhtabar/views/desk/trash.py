"""What was thrown away here and below: who, when, why; and the way back."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import refused
from mukhtabar.actions.trash import KEPT, empty, restore
from mukhtabar.content.bin import Thrown, in_bin
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.words import word
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import roles_at
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import Paging, page_number
from mukhtabar.views.posting import text

PER_PAGE = 25
#: Digits of a uid: 62 bits.
LONGEST_UID = 19


def _mine(request: Request, thrown: Thrown) -> bool:
    """Whether the person may bring it back where it stood: nobody else sees that it was there."""
    document = request.portal.uids.get(thrown.uid)
    above = (request.portal.uids.get(uid) for uid in thrown.above)
    place = next(node for node in above if node is not None and not in_bin(node))
    return bool(roles_at(place, request.authenticated_userid, request.now) & document.allowed(Permission.TRASH))


def _row(request: Request, context: Any, thrown: Thrown, manages: bool) -> Shown:
    h, document = Helpers(request), request.portal.uids.get(thrown.uid)
    home = request.portal.uids.get(thrown.above[0])
    standing = home is not None and not in_bin(home)
    language, title = document.title_text.best(request.language)
    return Shown(
        uid=thrown.uid,
        title=title or thrown.name,
        lang=language,
        kind=word("type", document.type_name),
        path="/" + "/".join(thrown.path),
        home=(request.page.url_of(home), request.page.title_of(home)) if standing else None,
        person=h.person(thrown.actor) if thrown.actor else h.t(_("The portal")),
        when=shown.when(h, thrown.time, time=True),
        why=thrown.why,
        inside=thrown.count - 1,
        restore=standing,
        restore_here=not standing and document.type_name in context.children,
        until=shown.when(h, thrown.time + KEPT),
        empty=manages and request.now >= thrown.time + KEPT,
    )


def _uid(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_UID else 0


def _act(request: Request, context: Any) -> Message:
    """Do what the button says and return the sentence about it. Raises Refused."""
    pressed, uid = next(
        ((name, _uid(text(request, name))) for name in ("restore", "restore_here", "empty") if name in request.POST),
        ("", 0),
    )
    thrown = request.portal.bin.find(uid)
    if thrown is None or context.uid not in thrown.above:
        raise refused("not_in_trash", _("This does not lie in the trash any more."))
    if pressed == "empty":
        n = empty(request.ctx, uid)
        return _("${n} document was removed for good.", "${n} documents were removed for good.", n=n)
    restore(request.ctx, uid, context if pressed == "restore_here" else None)
    return _("It is back, with all that stood in it.")


@view_config(
    context=IContainer,
    name="trash",
    permission="add_page",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/trash.pt",
)
def trash(context: Any, request: Request) -> Any:
    """What lies in the trash from here, thrown away last first."""
    problem = None
    if request.method == "POST":
        try:
            request.flash("done", _act(request, context))
            return HTTPSeeOther(request.page.url_of(context, "trash"))
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
    found = [thrown for thrown in request.portal.bin.below(context.uid) if _mine(request, thrown)]
    page = page_number(request)
    manages = bool(request.page.may(Permission.MANAGE, request.portal))
    return {
        "title": _("Trash"),
        "name": request.page.place_of(context),
        "rows": [_row(request, context, t, manages) for t in found[(page - 1) * PER_PAGE : page * PER_PAGE]],
        "days": KEPT.days,
        "paging": Paging(request, page, max(1, -(-len(found) // PER_PAGE)), len(found)),
        "problem": problem,
        "error": problem is not None,
    }
