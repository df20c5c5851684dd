"""News: the list, and one item with its moderated comments."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.comment import comment
from mukhtabar.actions.submit import participant
from mukhtabar.content.file import Image
from mukhtabar.content.interfaces import INews, IPortal
from mukhtabar.forms.comment import comment_form
from mukhtabar.forms.once import Once
from mukhtabar.language import Message, _
from mukhtabar.language.direction import detect
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.throttle import COMMENT_ADDRESS
from mukhtabar.views import shown
from mukhtabar.views.editions import reading
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.pictures import picture
from mukhtabar.views.posting import validate, with_refusal, with_sent_before
from mukhtabar.views.public.file import files, inside
from mukhtabar.views.spoken import spoken

READ = ("GET", "HEAD")
TEMPLATE = "mukhtabar.templates:public/news.pt"


@view_config(
    context=IPortal,
    name="news",
    permission="view",
    request_method=READ,
    renderer="mukhtabar.templates:public/news_list.pt",
)
def news_list(context: Any, request: Request) -> dict[str, Any]:
    """All news, newest first."""
    request.depends_on(context)
    batch = context.listings_index.batch("news", context.uid, page=page_number(request), size=20)
    return {"title": _("News"), "items": documents(request, batch), "paging": paging(request, batch)}


@view_config(context=INews, permission="view", request_method=READ, renderer=TEMPLATE)
def news(context: Any, request: Request) -> dict[str, Any]:
    """One item. Its comment form is a page of its own, so that this one can be kept by caches."""
    request.depends_on(context)
    images = [file for file in inside(request, context) if isinstance(file, Image)]
    batch = request.portal.listings_index.batch("comments", context.uid, page=page_number(request), size=50)
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "pictures": [picture(request, image, lazy=number > 0) for number, image in enumerate(images)],
        "files": files(request, context, beside=True),
        "spoken": spoken(request, context),
        "reading": reading(request, context, "author"),
        "comments": [shown.comment(request, request.portal.uids.get(uid)) for uid in batch.uids],
        "paging": paging(request, batch),
        "may_comment": request.page.may(Permission.ADD_COMMENT),
    }


@view_config(
    context=INews,
    name="comment",
    permission="view",
    request_method=(*READ, "POST"),
    renderer="mukhtabar.templates:public/comment.pt",
)
def comment_on(context: Any, request: Request) -> Any:
    """The comment form, with or without an account; what is sent waits for a moderator."""
    form = comment_form(request)
    item = Shown(title=context.title.best(request.language)[1], url=request.page.url_of(context))
    answer = {"title": _("Comment on this news item"), "item": item, "form": form}
    if request.method != "POST":
        return answer
    posted = validate(request, form, throttle=COMMENT_ADDRESS)
    if posted.values is None:
        return {**answer, "error": True, "form": posted.form}
    once = Once(request, posted.values["once"])
    if once.changed:
        return {**answer, "error": True, "form": with_sent_before(request, form, once.done)}
    if once.done is None:
        author = (
            request.identity.person
            if request.identity
            else participant(request.ctx, posted.values["name"], posted.values["email"], request.language)
        )
        try:
            left = comment(request.ctx, context, author, posted.values["body"], detect(posted.values["body"]))
        except Refused as refusal:
            request.tm.doom()
            return {**answer, "error": True, "form": with_refusal(request, form, refusal)}
        once.remember(left)
    else:
        left = once.done
    author = request.register.get(left.creator)
    request.flash("done", _thanks(author.receipts.get(left.uid) if author else None))
    return HTTPSeeOther(request.page.url_of(context))


def _thanks(receipt: str | None) -> Message:
    if receipt is None:
        return _("Thank you. Your comment is shown after a moderator has read it.")
    return _(
        "Thank you. A moderator reads your comment first. Follow it with your receipt: ${receipt}", receipt=receipt
    )
