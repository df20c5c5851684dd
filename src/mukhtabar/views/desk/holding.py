"""A form with a file that came back with a mistake: the file is kept, and the form says so."""

from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.fit import most_bytes
from mukhtabar.actions.hold import hold
from mukhtabar.content.file import File
from mukhtabar.forms.upload import sent
from mukhtabar.rules.refused import Refused
from mukhtabar.views.posting import FILE_FIELD


def kept(request: Request, blank: Any, name: str) -> str | Refused:
    """Keep the file that was posted and return its key, empty when there was none; or say why it is not taken.

    `blank` is the document that is to have it: the one on the page, or a new one that is being added to it.
    """
    storage = request.POST.get(FILE_FIELD)
    if not isinstance(blank, File) or not getattr(storage, "filename", None):
        return ""
    try:
        file = sent(storage, most_bytes(blank))
        return hold(request.ctx, request.context, blank, name, file.name, file.data)
    except Refused as refusal:
        return refusal


def keep_file(request: Request, form: deform.Form, blank: Any, name: str) -> None:
    """Keep the file of a form that has a mistake elsewhere; what is wrong with the file itself is said beside it."""
    if FILE_FIELD not in form.schema:
        return
    field, found = form[FILE_FIELD], kept(request, blank, name)
    if isinstance(found, Refused):
        field.error = field.error or colander.Invalid(field.schema, found.message)
    elif found:
        field.widget.key = found
