"""All that happened to a document, in one list; any two of its versions compared, and any one brought back."""

from collections.abc import Mapping
from itertools import islice
from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.context import refused
from mukhtabar.actions.early import kept_from
from mukhtabar.actions.edit import Stale, serial
from mukhtabar.actions.revert import revert
from mukhtabar.content.interfaces import IAnswer, IProposal, IWritten
from mukhtabar.forms.answer import answer_form
from mukhtabar.forms.document import edit_form, shown_values
from mukhtabar.forms.proposal import amend_form
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.redaction import BLOCK
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import Revision
from mukhtabar.views import shown
from mukhtabar.views.compare import differences
from mukhtabar.views.desk.standing import standing
from mukhtabar.views.desk.timeline import timeline
from mukhtabar.views.desk.writing import named
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text

#: Lines on a page.
PER_PAGE = 20
#: Digits of a key: microseconds until the year 2286.
LONGEST_KEY = 16
READ_POST = ("GET", "HEAD", "POST")
TEMPLATE = "mukhtabar.templates:desk/history.pt"


def _form(request: Request, context: Any) -> deform.Form:
    """Return the form in which it is written: it knows what the fields are called."""
    if IProposal.providedBy(context):
        return amend_form(request)
    return answer_form(request) if IAnswer.providedBy(context) else edit_form(request, context)


def _key(given: str | None) -> int:
    """Return the key of a version as an address or a form says it; 0 for nonsense."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= LONGEST_KEY else 0


def _said(request: Request, context: Any, form: deform.Form, saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return a version for comparing, without what is not out yet for the reader.

    What was blacked out is blocks in every version; here it is a word.
    """
    early = kept_from(request.ctx, context)
    fields = {name: value for name, value in saved.items() if name not in early}
    word = f"[{request.translate(_('blacked out'))}]"
    return {name: str(value).replace(BLOCK, word) for name, value in named(request, form, shown_values(fields)).items()}


def _comparison(request: Request, context: Any, form: deform.Form, old: int, new: int) -> Shown | None:
    """Return what differs between two saves, the earlier one first however they were chosen; None without two."""
    keys = sorted(key for key in {old, new} if context.revisions.get(key) is not None)
    if len(keys) < 2:
        return None
    h = Helpers(request)
    first, second = (context.revisions.get(key) for key in keys)
    return Shown(
        rows=differences(*(_said(request, context, form, found.fields) for found in (first, second))),
        first=_named(h, keys[0], first),
        second=_named(h, keys[1], second),
        may_revert=_may_revert(request, context) and first.digest != serial(context),
    )


def _named(h: Helpers, key: int, revision: Revision) -> Shown:
    return Shown(key=key, when=shown.when(h, revision.time, time=True))


def _may_revert(request: Request, context: Any) -> bool:
    """Whether the person may bring a version back; what a citizen wrote is changed by its author only, in a form."""
    return not IProposal.providedBy(context) and bool(request.page.may(Permission.EDIT))


def _revert(context: Any, request: Request, form: deform.Form) -> Message | None:
    """Bring a version back; return what went wrong, in words, or None."""
    if IProposal.providedBy(context):
        request.tm.doom()
        return refused("not_permitted", _("You do not have the right to do this here.")).message
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
    context=IWritten, name="history", permission="see_history", request_method=READ_POST, renderer=TEMPLATE
)
@view_config(
    context=IProposal, name="history", permission="see_history", request_method=READ_POST, renderer=TEMPLATE
)
@view_config(context=IAnswer, name="history", permission="see_history", request_method=READ_POST, renderer=TEMPLATE)
def history(context: Any, request: Request) -> Any:
    """The timeline, newest first; with two versions chosen, what differs; and a button to bring one back."""
    form, problem = _form(request, context), None
    if request.method == "POST":
        problem = _revert(context, request, form)
        if problem is None:
            return HTTPSeeOther(request.page.url_of(context, "history"))
    before = _key(request.GET.get("before"))
    rows, older = timeline(request, context, form, before or None, PER_PAGE)
    keys = [row.key for row in rows if row.key]
    chosen = [_key(request.GET.get(name)) for name in ("old", "new")]
    here = request.page.url_of(context, "history")
    return {
        "title": _("Timeline and versions"),
        "name": request.page.title_of(context),
        "copies": standing(request, context),
        "rows": rows,
        "old": chosen[0] or (keys[1] if len(keys) > 1 else 0),
        "new": chosen[1] or (keys[0] if keys else 0),
        "comparison": _comparison(request, context, form, *chosen),
        "asked": any(chosen),
        "comparable": len(list(islice(context.revisions.before(), 2))) > 1,
        "serial": serial(context),
        "before": before,
        "older": f"{here}?before={older}" if older else None,
        "newest": here if before else None,
        "problem": problem,
        "error": problem is not None,
    }
