"""A document attached to an official answer: its bytes, for whoever may see the answer now."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IAttachment
from mukhtabar.views.public.file import bytes_of, disposition


@view_config(context=IAttachment, permission="view", request_method=("GET", "HEAD"))
def attachment(context: Any, request: Request) -> Any:
    """Asked each time: before the publication, and after a withdrawal, it is the council's alone."""
    if context.blob is None:
        raise HTTPNotFound
    response = bytes_of(request, context, context.blob, context.media_type, context.digest, versioned=False)
    response.headers["Content-Disposition"] = disposition(context.filename, inline=False)
    return response
