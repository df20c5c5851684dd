"""What a page of the desk says of copies: whose this is, who has one of it, and what it was copied from."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.source import source_of
from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin
from mukhtabar.content.working import copy_of, is_working_copy, original_of
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers


def standing(request: Request, document: Any) -> Shown | None:
    """Return what parts/copies.pt needs, or None when `document` stands for itself alone."""
    original, copy = original_of(request.portal, document), copy_of(request.portal, document)
    changed = source_of(request.portal, document, request.now) if hasattr(document, "field_values") else None
    if not is_working_copy(document) and copy is None and changed is None:
        return None
    page, h = request.page, Helpers(request)
    gone = original is None or in_bin(original)
    mine = document if is_working_copy(document) else copy
    return Shown(
        working=is_working_copy(document),
        original=None if gone else (link_to(request, original), page.title_of(original)),
        copy=(page.url_of(copy, "review"), page.title_of(copy)) if copy is not None else None,
        person=h.person(mine.creator) if mine is not None else None,
        since=shown.when(h, mine.created, time=True) if mine is not None else None,
        detach=page.url_of(document, "working-copy") if is_working_copy(document) and gone else None,
        changed=changed is not None,
        first=(link_to(request, changed.document), page.title_of(changed.document)) if changed and gone else None,
        catch_up=page.url_of(document, "catch-up") if changed and page.may(Permission.EDIT, document) else None,
    )


def link_to(request: Request, document: Any) -> str:
    """Return the address of a document: its page when it is public, else where its next step is taken."""
    public = not isinstance(document, Workflowed) or document.is_published
    return str(request.page.url_of(document) if public else request.page.url_of(document, "review"))


def called(request: Request, document: Any) -> Message | None:
    """Return «Working copy of …» for a list of the desk, or None."""
    original = original_of(request.portal, document)
    return _("Working copy of ${title}", title=request.page.title_of(original)) if original is not None else None
