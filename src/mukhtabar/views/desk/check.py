"""The content check of a document: what must be put right before it is published, and what is advice (J11)."""

from types import SimpleNamespace as Shown
from typing import Any

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.early import kept_from
from mukhtabar.actions.vouch import vouch
from mukhtabar.content.checked import findings, vouchable
from mukhtabar.content.interfaces import IWritten
from mukhtabar.forms.document import edit_form
from mukhtabar.language import NAMES, _
from mukhtabar.rules.checks import Finding
from mukhtabar.rules.checks.weight import weight
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.views.anonymous import page_of
from mukhtabar.views.checked import counted
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text
from mukhtabar.views.weigh import weigh

#: A key has no more letters than this; what is longer is no key of ours.
KEY_MOST = 40


def _field(form: deform.Form, finding: Finding) -> Any:
    """Return the field of the edit form that a finding is about, or None."""
    if finding.field not in form.schema:
        return None
    field = form[finding.field]
    return field[finding.language] if finding.language in field.schema else field


def _shown(request: Request, context: Any, form: deform.Form, finding: Finding) -> Shown:
    field, may_edit = _field(form, finding), request.page.may(Permission.EDIT)
    anchor = f"{request.page.url_of(context, 'edit')}#{field.oid}" if field is not None and may_edit else None
    return Shown(
        blocks=finding.blocks,
        sentence=finding.sentence,
        where=finding.where,
        parts=finding.where.partition(finding.what) if finding.what else (finding.where, "", ""),
        lang=finding.language,
        source=finding.source,
        more=finding.times - 1,
        url=anchor,
        key=finding.key if may_edit else "",
    )


def _groups(request: Request, context: Any, form: deform.Form, found: list[Finding]) -> list[Shown]:
    """Return the findings by field and language, in the order of the form; what blocks comes first in each."""
    named = [(node.name, request.translate(node.title)) for node in form.schema]
    groups = []
    for name, title in named:
        languages = list(dict.fromkeys(one.language for one in found if one.field == name))
        for code in languages:
            mine = [one for one in found if (one.field, one.language) == (name, code)]
            rows = [_shown(request, context, form, one) for one in mine]
            groups.append(Shown(id=f"{name}-{code}", title=title, language=NAMES.get(code, ""), code=code, rows=rows))
    return groups


def _tick(context: Any, request: Request) -> Refused | None:
    """Do what a button says; return what went wrong, or None."""
    key, back = text(request, "vouch")[:KEY_MOST], text(request, "unvouch")[:KEY_MOST]
    try:
        vouch(request.ctx, context, key or back, holds=bool(key))
    except Refused as refusal:
        request.tm.doom()
        return refusal
    request.flash("done", _("Noted: it belongs to an institution.") if key else _("The tick is taken back."))
    return None


@view_config(
    context=IWritten,
    name="check",
    permission="see_history",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/check.pt",
)
def check(context: Any, request: Request) -> Any:
    """The findings by field and language, each with the way to its field; and ticks for what is an institution's."""
    problem = None
    if request.method == "POST":
        problem = _tick(context, request)
        if problem is None:
            return HTTPSeeOther(request.page.url_of(context, "check"))
    form, early = edit_form(request, context), kept_from(request.ctx, context)
    found = [one for one in findings(context) if one.field not in early]
    html = page_of(request, context, context.title_text.source)
    size = weigh(request, html) if html is not None else 0
    heavy = weight(size)
    ticked = [one for key, one in vouchable(context).items() if key in context.vouched and one.field not in early]
    return {
        "title": _("Content check"),
        "name": request.page.title_of(context),
        "words": counted(Helpers(request), found),
        "blocks": any(one.blocks for one in found),
        "found": bool(found),
        "groups": _groups(request, context, form, found),
        "size": -(-size // 1000),
        "heavy": heavy.sentence if heavy else None,
        "ticked": [_shown(request, context, form, one) for one in ticked],
        "problem": problem.message if problem else None,
        "error": problem is not None,
    }
