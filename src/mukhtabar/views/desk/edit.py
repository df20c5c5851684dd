"""Change what the house wrote, and lose nobody's words (J11)."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.edit import Stale, edit, serial
from mukhtabar.actions.keep import settle
from mukhtabar.content.interfaces import IWritten
from mukhtabar.forms.document import edit_form, field_values, shown_values
from mukhtabar.language import _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.ease import ease_of
from mukhtabar.views.desk.standing import standing
from mukhtabar.views.desk.unsaved import left, writer
from mukhtabar.views.desk.writing import FIELD_OF, differing, finding, next_page
from mukhtabar.views.posting import side_by_side, validate, with_refusal


@view_config(
    context=IWritten,
    name="edit",
    permission="edit",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/edit.pt",
)
def change(context: Any, request: Request) -> Any:
    """The form with what stands there now. Who saves over somebody else's change gets both texts side by side."""
    form = edit_form(request, context, request.page.url_of(context, "keep"))
    page = {"title": _("Edit"), "name": request.page.title_of(context), "form": form, "conflict": None}
    page["copies"] = standing(request, context)
    page["ease"] = ease_of(request, context)
    page["finding"] = finding(request, context)
    page["writer"], page["take_over"] = writer(request, context), request.page.url_of(context, "take-over")
    if request.method != "POST":
        form.set_appstruct({**shown_values(context.field_values()), "serial": serial(context)})
        return {**page, "unsaved": left(request, context, form), "form": None if page["writer"] else form}
    page["unsaved"] = None
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "error": True}
    expected, note = posted.values.pop("serial"), posted.values.pop("note")
    values = field_values(context, posted.values, request.now)
    try:
        changed = edit(request.ctx, context, values, note, expected)
    except Stale as stale:
        request.tm.doom()
        rows = differing(request, form, shown_values(stale.current), posted.values)
        return {**page, **side_by_side(request, form, stale.current, rows)}
    except Refused as refusal:
        request.tm.doom()
        return {**page, "form": with_refusal(request, form, refusal, FIELD_OF), "error": True}
    settle(request.ctx, context)
    request.flash("done", _("Saved.") if changed else _("Nothing was changed."))
    if (found := finding(request, context)) is not None:
        request.flash("info", found)
    return HTTPSeeOther(next_page(request, context))
