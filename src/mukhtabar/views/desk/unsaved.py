"""What a form shows of unsaved words: the offer to go on with them, and who else is writing."""

from types import SimpleNamespace as Shown
from typing import Any

import deform
import peppercorn
from pyramid.request import Request

from mukhtabar.actions.lock import held_by_another
from mukhtabar.forms.document import CONTINUE
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers


def left(request: Request, document: Any, form: deform.Form, name: str = "") -> Shown | None:
    """Return the offer to go on with what the person left unsaved in `form`; asked for, it is put into the form."""
    drawer = request.portal.unsaved.of(request.authenticated_userid, document.uid, name, request.now)
    if drawer is None or request.method == "POST":
        return None
    asked = CONTINUE in request.GET
    if asked:
        form.set_pstruct(peppercorn.parse(list(drawer.fields)))
    here = request.page.here
    return Shown(
        when=shown.when(Helpers(request), drawer.time, time=True),
        shown=asked,
        url=f"{here}{'&' if '?' in here else '?'}{CONTINUE}=1",
        discard=form.widget.attributes["data-keep"],
    )


def writer(request: Request, document: Any) -> Shown | None:
    """Return who else is writing in `document`, and since when."""
    lock = held_by_another(request.ctx, document)
    if lock is None:
        return None
    h = Helpers(request)
    return Shown(name=h.person(lock.by), since=shown.when(h, lock.since, time=True))
