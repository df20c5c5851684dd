"""What stands in a container, for those who keep it in order (J11, J22)."""

from collections.abc import Callable
from itertools import islice
from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.base import Workflowed
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.words import word
from mukhtabar.content.working import is_working_copy, original_of
from mukhtabar.language import Message, _
from mukhtabar.language.folding import fold
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import shown
from mukhtabar.views.desk.handling import HANDLERS, Outcome
from mukhtabar.views.desk.selection import Clip, selected
from mukhtabar.views.desk.standing import called, link_to
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.posting import text

PER_PAGE = 25
ORDERS = {"position": _("By hand"), "title": _("Title"), "modified": _("Last changed")}
#: No title is searched for by more.
WORDS_MOST = 80


def _states(container: Any) -> dict[str, Message]:
    """Return the states that a child may be in, in the order of the workflows."""
    found: dict[str, Message] = {}
    for kind in container.children:
        if workflows().governs(kind):
            found |= {name: _(state.title) for name, state in workflows().for_type(kind).states.items()}
    return found


def _filter(request: Request, container: Any) -> Shown:
    """Return what was asked for; nonsense is no filter."""
    order, kind, state = (request.GET.get(name, "") for name in ("sort", "kind", "state"))
    return Shown(
        order=order if order in ORDERS else "position",
        kind=kind if kind in container.children else "",
        state=state if state in _states(container) else "",
        words=request.GET.get("q", "")[:WORDS_MOST],
    )


def _batch(request: Request, container: Any, asked: Shown) -> Batch:
    """Return one page. Without a filter only that page is read; with one the list is walked, no document loaded."""
    index, listing = request.portal.listings_index, f"contents.{asked.order}"
    if not (asked.kind or asked.state or asked.words):
        return index.batch(listing, container.uid, page=page_number(request), size=PER_PAGE)
    words = fold(asked.words)
    found = [
        uid
        for (_key, title, kind, state), uid in index.walk(listing, container.uid)
        if asked.kind in ("", kind) and asked.state in ("", state) and words in title
    ]
    page = max(1, min(page_number(request), -(-len(found) // PER_PAGE)))
    start = (page - 1) * PER_PAGE
    return Batch(tuple(islice(found, start, start + PER_PAGE)), page, PER_PAGE, len(found))


def _row(request: Request, document: Any, chosen: frozenset[str], clip: Clip) -> Shown:
    h, page = Helpers(request), request.page
    language, title = document.title_text.best(request.language)
    holds = IContainer.providedBy(document)
    public = not isinstance(document, Workflowed) or document.is_published
    return Shown(
        name=document.__name__,
        title=page.title_of(document),
        lang=language if title else None,
        url=page.url_of(document) if public else page.url_of(document, "review"),
        inside=page.url_of(document, "contents") if holds and document.children else None,
        count=request.portal.listings_index.count("contents.title", document.uid) if holds else 0,
        kind=word("type", document.type_name),
        of=called(request, document),
        of_url=link_to(request, original) if (original := original_of(request.portal, document)) is not None else None,
        state=h.state(document) if isinstance(document, Workflowed) else None,
        tone=h.tone(document.state) if isinstance(document, Workflowed) else None,
        when=shown.when(h, document.modified),
        serial=digest_of(document.field_values()),
        chosen=document.__name__ in chosen,
        cut=clip.verb == "cut" and document.uid in clip.uids,
    )


def _steps(rows: list[Any]) -> list[tuple[str, Message]]:
    """Return the steps that some of `rows` may be ready for, and that ask for no more than a comment."""
    found: dict[str, Message] = {}
    for definition in {row.definition.name: row.definition for row in rows if isinstance(row, Workflowed)}.values():
        for step in definition.transitions.values():
            fits = "is_working_copy" not in step.guards or any(is_working_copy(row) for row in rows)
            if fits and not step.system and not step.reasons and step.comment != "required":
                found.setdefault(step.name, _(step.title))
    return list(found.items())


def _here(request: Request, chosen: list[str]) -> str:
    """Return the address of this same page, with `chosen` ticked: an order is changed step by step."""
    kept = [(name, value) for name, value in request.GET.items() if name != "chosen"]
    query = urlencode([*kept, *(("chosen", name) for name in chosen)])
    return str(request.page.url_of(request.context, "contents")) + (f"?{query}" if query else "")


@view_config(
    context=IContainer,
    name="contents",
    permission="add_page",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:desk/contents.pt",
)
def contents(context: Any, request: Request) -> Any:
    """One page of what stands here, and what may be done with what is chosen of it."""
    outcome = Outcome()
    if request.method == "POST":
        handler: Callable[..., Any] | None = HANDLERS.get(text(request, "do"))
        outcome = handler(request, context, selected(request, context)) if handler else Outcome.of(
            _("Choose what to do with them."))  # fmt: skip
        if outcome.leads_to:
            return HTTPSeeOther(outcome.leads_to)
        if not outcome.problems:
            request.flash("done", outcome.said or _("Done."))
            return HTTPSeeOther(_here(request, outcome.left))
    asked, clip = _filter(request, context), Clip.of(request)
    batch = _batch(request, context, asked)
    found = documents(request, batch)
    chosen = frozenset(outcome.left or request.GET.getall("chosen"))
    return {
        "title": _("Contents"),
        "name": request.page.place_of(context),
        "rows": [_row(request, document, chosen, clip) for document in found],
        "steps": _steps(found),
        "asked": asked,
        "orders": list(ORDERS.items()),
        "kinds": [(kind, word("type", kind)) for kind in context.children],
        "states": list(_states(context).items()),
        "paging": paging(request, batch),
        "total": batch.total,
        "by_hand": asked.order == "position" and request.page.may(Permission.EDIT),
        "clip": clip,
        "problems": outcome.problems,
        "error": bool(outcome.problems),
    }
