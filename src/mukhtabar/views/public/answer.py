"""The address of an answer: it is read with what it answers."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IAnswer
from mukhtabar.views.shown import url_of_answer


@view_config(context=IAnswer, permission="view", request_method=("GET", "HEAD"))
def answer(context: Any, request: Request) -> Any:
    """Lead to the proposal, where what is public of its answers stands, or to the page of those who work on it."""
    if context.is_public:
        return HTTPSeeOther(url_of_answer(request, context))
    return HTTPSeeOther(request.page.url_of(context, "review"))
