"""Add something to a container: first what, then its form (J11, J22)."""

from typing import Any

import deform
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.security import Denied
from pyramid.view import view_config

from mukhtabar.actions.attach import attach
from mukhtabar.actions.context import refused
from mukhtabar.actions.create import NEEDS, create, free_name
from mukhtabar.actions.hold import let_go
from mukhtabar.actions.keep import keep, settle
from mukhtabar.actions.lock import held_by_another
from mukhtabar.content.base import Workflowed
from mukhtabar.content.file import File
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.texts import Texts
from mukhtabar.forms.document import ADDED, CONTINUE, add_form, field_values
from mukhtabar.forms.once import Once
from mukhtabar.forms.upload import Sent
from mukhtabar.language import DEFAULT, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import decide
from mukhtabar.views.desk.holding import keep_file
from mukhtabar.views.desk.keep import typed
from mukhtabar.views.desk.unsaved import left
from mukhtabar.views.desk.writing import FIELD_OF, finding, next_page
from mukhtabar.views.posting import SENT_BEFORE, validate, with_problem
from mukhtabar.views.staff import may_add


# Whoever may add anything may add pages; what exactly is asked again for each kind.
@view_config(
    context=IContainer,
    name="add",
    permission="add_page",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/add.pt",
)
def add(context: Any, request: Request) -> Any:
    """The chooser of what may be added here, or the form of one kind."""
    kinds, kind = may_add(request, context), request.GET.get("type", "")
    if kind and kind not in kinds:
        if kind in ADDED and kind in context.children:
            decision = decide(context, NEEDS[kind], request.authenticated_userid, request.now)
            raise HTTPForbidden(result=Denied("%s", decision))
        raise HTTPNotFound
    page = {"name": request.page.title_of(context), "choices": [], "form": None, "unsaved": None}
    page["title"] = _("What do you want to add?")
    if not kind:
        here = request.page.url_of(context, "add")
        choices = [(f"{here}?type={code}", ADDED[code].title, ADDED[code].about) for code in kinds]
        return {**page, "choices": choices}
    blank = ADDED[kind].make()
    form = add_form(request, kind, blank, f"{request.page.url_of(context, 'keep-new')}?type={kind}")
    page = {**page, "title": ADDED[kind].title}
    if request.method == "POST":
        leads = _posted(request, context, blank, form)
        return {**page, "form": form, "error": True} if leads is None else HTTPSeeOther(leads)
    return {**page, "form": form, "unsaved": left(request, context, form, kind)}


def _posted(request: Request, container: Any, blank: Any, form: deform.Form) -> str | None:
    """Return where the posted form leads, with what it makes or has made before; None: then it says what is wrong."""
    posted = validate(request, form)
    if posted.values is None:
        keep_file(request, form, blank, blank.type_name)
        return None
    once = Once(request, posted.values.pop("once"))
    controls = list(request.POST.items())
    if once.done is not None:
        return _unsaved(request, once.done, form) if once.changed else next_page(request, once.done)
    if not once.token:
        with_problem(form, controls, _("This form has lost its number. Reload the page and send it again."))
        return None
    sent = posted.values.pop("upload", None)
    values = field_values(blank, posted.values, request.now)
    if sent is None and not any(value for value in values.values() if isinstance(value, Texts)):
        with_problem(form, controls, _("Give it a title, or write something first."), "title")
        return None
    try:
        document = _place(request, container, blank, values, sent)
    except Refused as refusal:
        request.tm.doom()
        if sent is not None:
            with_problem(form, controls, refusal.message, FIELD_OF.get(refusal.code, "upload"))
        else:
            with_problem(form, controls, refusal.message)
        return None
    once.remember(document)
    if sent is not None:
        let_go(request.ctx, sent.key)
    settle(request.ctx, container, document.type_name)
    drafted = isinstance(document, Workflowed)
    request.flash("done", _("Saved. It is public when it is published.") if drafted else _("It is open."))
    if (found := finding(request, document)) is not None:
        request.flash("info", found)
    return next_page(request, document)


def _unsaved(request: Request, document: Any, form: deform.Form) -> str | None:
    """Keep the words of a form that had made `document` from others, and return where they are gone on with.

    None where they cannot be kept for it: then the form holds them, and says so.
    """
    if not request.page.may(Permission.EDIT, document) or held_by_another(request.ctx, document) is not None:
        with_problem(form, list(request.POST.items()), SENT_BEFORE)
        return None
    # What this form made, not what stands now: what somebody saved since is compared before it is written over.
    made = next(iter(document.revisions))
    keep(request.ctx, document, [*typed(request), ("serial", made.digest)])
    request.flash("info", _("It was saved when this form was sent before. What you changed since is not saved yet."))
    return f"{request.page.url_of(document, 'edit')}?{CONTINUE}=1"


def _place(request: Request, container: Any, blank: Any, values: dict[str, Any], sent: Sent | None) -> Any:
    if isinstance(blank, File):
        if sent is None:
            raise refused("no_file", _("Choose a file."))
        return attach(request.ctx, container, blank, values, sent.name, sent.data)
    wanted = values["title"].best(DEFAULT)[1] or blank.type_name
    return create(request.ctx, container, blank, free_name(container, wanted), values)
