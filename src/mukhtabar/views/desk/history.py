"""What a document said at each save: any two compared word by word, and any one brought back."""

from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.edit import Stale, serial
from mukhtabar.actions.revert import revert
from mukhtabar.content.interfaces import IWritten
from mukhtabar.forms.document import edit_form, shown_values
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import Revision
from mukhtabar.views import shown
from mukhtabar.views.compare import differences
from mukhtabar.views.desk.writing import named
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import Paging, page_number
from mukhtabar.views.posting import text

PER_PAGE = 20
#: Digits of a key: microseconds until the year 2286.
LONGEST_KEY = 16


def _key(given: str | None) -> int:
    """Return the key of a version as an address or a form says it; 0 for nonsense."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= LONGEST_KEY else 0


def _version(request: Request, context: Any, key: int, revision: Revision) -> Shown:
    h = Helpers(request)
    older = context.revisions.get(revision.restores) if revision.restores else None
    return Shown(
        key=key,
        when=shown.when(h, revision.time, time=True),
        person=h.person(revision.author) if revision.author else h.t(_("The portal")),
        comment=revision.comment,
        restores=shown.when(h, older.time, time=True) if older else None,
    )


def _comparison(request: Request, context: Any, form: deform.Form, old: int, new: int) -> Shown | None:
    """Return what differs between two saves, the earlier one first however they were chosen; None without two."""
    keys = sorted(key for key in {old, new} if context.revisions.get(key) is not None)
    if len(keys) < 2:
        return None
    first, second = (context.revisions.get(key) for key in keys)
    rows = differences(*(named(request, form, shown_values(found.fields)) for found in (first, second)))
    return Shown(
        rows=rows,
        first=_version(request, context, keys[0], first),
        second=_version(request, context, keys[1], second),
        may_revert=request.page.may(Permission.EDIT) and first.digest != serial(context),
    )


def _revert(context: Any, request: Request, form: deform.Form) -> Message | None:
    """Bring a version back; return what went wrong, in words, or None."""
    names = {node.name for node in form.schema} & set(context.fields)
    try:
        changed = revert(request.ctx, context, _key(text(request, "revert")), names, text(request, "serial") or None)
    except Refused as refusal:
        problem = refusal.message
    except Stale:
        problem = _("Somebody saved this meanwhile. Look at the list again before you bring a version back.")
    else:
        request.flash("done", _("The earlier version is back.") if changed else _("Nothing was changed."))
        return None
    request.tm.doom()
    return problem


@view_config(
    context=IWritten,
    name="history",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/history.pt",
)
def history(context: Any, request: Request) -> Any:
    """The versions, newest first; with two chosen, what differs; and a button to bring one back."""
    form, problem = edit_form(request, context), None
    if request.method == "POST":
        problem = _revert(context, request, form)
        if problem is None:
            return HTTPSeeOther(request.page.url_of(context, "history"))
    total, page = len(context.revisions), page_number(request)
    found = context.revisions.newest_first((page - 1) * PER_PAGE, PER_PAGE)
    chosen = [_key(request.GET.get(name)) for name in ("old", "new")]
    return {
        "title": _("Versions"),
        "name": request.page.title_of(context),
        "versions": [_version(request, context, key, revision) for key, revision in found],
        "old": chosen[0] or (found[1][0] if len(found) > 1 else 0),
        "new": chosen[1] or (found[0][0] if found else 0),
        "comparison": _comparison(request, context, form, *chosen),
        "asked": any(chosen),
        "serial": serial(context),
        "paging": Paging(request, page, max(1, -(-total // PER_PAGE)), total),
        "problem": problem,
        "error": problem is not None,
    }
