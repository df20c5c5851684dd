"""One comment at an address of its own: what a search result, a letter or a report leads to."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IComment
from mukhtabar.language import _
from mukhtabar.views import shown


@view_config(
    context=IComment,
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/one_comment.pt",
)
def comment(context: Any, request: Request) -> dict[str, Any]:
    """The comment, and the way to what it is about. Taken away, it leaves a tombstone (errors.py)."""
    if context.is_public:
        request.depends_on(context)
    return {
        "title": _("A comment"),
        "about": context.__parent__,
        "comments": [shown.comment(request, context)],
    }
