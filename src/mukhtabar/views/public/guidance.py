"""The resource centre: its list with facets, and the page of one resource."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.base import microseconds
from mukhtabar.content.guidance import ALL, CHECKED, KINDS, OPEN, RECHECK, THEMES, list_of
from mukhtabar.content.interfaces import IGuidance, IPortal, ISpace
from mukhtabar.content.words import word
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import may, roles_at
from mukhtabar.views import shown
from mukhtabar.views.entry import Entry
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.public.file import files

READ = ("GET", "HEAD")
TEMPLATE = "mukhtabar.templates:public/resources.pt"
#: Editors are shown so many that are to be checked again.
MOST_OVERDUE = 10


def is_member(request: Request, context: Any) -> bool:
    """Whether the reader holds a role somewhere."""
    return Role.MEMBER in roles_at(context, request.authenticated_userid, request.now)


def entry(request: Request, document: Any) -> Entry:
    """Return a resource as an entry of a list."""
    h, made = Helpers(request), shown.item(request, document)
    made.kind, made.state = word("resource_kind", document.kind), None
    made.meta = [h.word("resource_theme", document.theme)]
    if document.checked:
        made.meta.append(h.t(_("last checked on ${date}", date=h.date(document.checked))))
    if document.audience != "everyone":
        made.meta.append(h.word("audience", document.audience))
    return made


def _filters(request: Request, context: Any, base: str, chosen: dict[str, str]) -> list[Shown]:
    """Return the facets. A number beside a value says how many there are when it is chosen."""
    index, groups = request.portal.listings_index, []
    for name, codes, vocabulary, title in (
        ("kind", KINDS, "resource_kind", _("Kind")),
        ("theme", THEMES, "resource_theme", _("Topic")),
    ):
        options = []
        for code in codes:
            n = index.count(list_of(base, **{**chosen, name: code}), context.uid)
            current = chosen[name] == code
            address = {key: value for key, value in {**chosen, name: "" if current else code}.items() if value}
            if n or current:
                options.append((f"?{urlencode(address)}", word(vocabulary, code), n, current))
        if options:
            groups.append(Shown(title=title, options=options))
    return groups


@view_config(context=IPortal, name="resources", permission="view", request_method=READ, renderer=TEMPLATE)
@view_config(context=ISpace, name="resources", permission="view", request_method=READ, renderer=TEMPLATE)
def resources(context: Any, request: Request) -> dict[str, Any]:
    """What there is for associations, by kind and topic, the newest first."""
    request.depends_on(context)
    index, known = request.portal.listings_index, {"kind": KINDS, "theme": THEMES}
    chosen = {name: request.GET.get(name, "") for name in known}
    chosen = {name: code if code in known[name] else "" for name, code in chosen.items()}
    member = is_member(request, context)
    base = ALL if member else OPEN
    batch = index.batch(list_of(base, **chosen), context.uid, page=page_number(request), size=20)
    overdue = []
    if request.identity and request.page.may(Permission.EDIT):
        for _rank, uid in index.walk(CHECKED, context.uid, microseconds(request.now - RECHECK)):
            document = request.portal.uids.get(uid)
            if may(document, Permission.EDIT, request.authenticated_userid, request.now):
                overdue.append((request.page.url_of(document, "edit"), request.page.title_of(document)))
            if len(overdue) == MOST_OVERDUE:
                break
    return {
        "title": _("Resource centre"),
        "items": [entry(request, document) for document in documents(request, batch)],
        "total": batch.total,
        "filters": _filters(request, context, base, chosen),
        "filtered": any(chosen.values()),
        "paging": paging(request, batch),
        "overdue": overdue,
        "member": member,
    }


@view_config(context=IGuidance, permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/resource.pt")  # fmt: skip
def resource(context: Any, request: Request) -> dict[str, Any]:
    """Its text, its files, where it comes from and when it was checked."""
    if context.is_public:
        request.depends_on(context)
    h = Helpers(request)
    facts = [
        (_("Kind"), h.word("resource_kind", context.kind)),
        (_("Topic"), h.word("resource_theme", context.theme)),
        (_("For"), h.word("audience", context.audience)),
        (_("Source"), context.source),
        (_("Last checked on"), h.date(context.checked) if context.checked else ""),
    ]
    editor = bool(request.identity) and request.page.may(Permission.EDIT)
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "stale": context.body.stale_since(request.language),
        "facts": [(h.t(label), value) for label, value in facts if value],
        "files": files(request, context),
        "overdue": editor and context.overdue(request.now),
        "centre": request.page.url_of(context.__parent__, "resources"),
    }
