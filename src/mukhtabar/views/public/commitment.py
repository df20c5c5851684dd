"""A commitment, those of a commune, and how citizens find that one was kept (J20)."""

from itertools import islice
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.commitment import evaluate, sits_in_council
from mukhtabar.content.base import microseconds
from mukhtabar.content.commitment import DUE, ENDED
from mukhtabar.content.interfaces import ICommitment, ICommune
from mukhtabar.content.words import WORDS
from mukhtabar.language import _
from mukhtabar.language.dates import day_start
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.catalog.listings import Batch
from mukhtabar.views import commitment as parts
from mukhtabar.views import shown
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.posting import asked_once, text
from mukhtabar.views.public.file import files
from mukhtabar.views.stepping import TOWARDS_APPROVAL, steps

READ = ("GET", "HEAD")
TEMPLATE = "mukhtabar.templates:public/commitment.pt"
FILTERS = {
    "": ("commitments", _("All")),
    "planned": ("commitments.planned", _("Planned")),
    "in_progress": ("commitments.in_progress", _("In progress")),
    "done": ("commitments.done", _("Done")),
    "dropped": ("commitments.dropped", _("Dropped")),
}
#: What is told when a step was taken.
DONE = {
    **TOWARDS_APPROVAL,
    "confirm": _("Confirmed. The promise is public now."),
    "start": _("The work has begun. Everyone sees it."),
    "complete": _("Recorded as done. Readers can say now whether the promise was kept."),
    "drop": _("Dropped. The reason is public."),
    **dict.fromkeys(("reopen", "resume"), _("It is being followed again. The reason is public.")),
}
SIZE = 20
#: More late ones are not counted one by one.
LATE_MOST = 1000


def _page(context: Any, request: Request) -> dict[str, Any]:
    ended = context.state in ENDED
    return {
        "title": request.page.title_of(context),
        "description": shown.shorten(context.details.best(request.language)[1]),
        "one": parts.commitment(request, context),
        "proposal": context.__parent__,
        "origin": request.portal.uids.get(context.answer or context.council_file),
        "reports": parts.reports(request, context),
        "files": files(request, context),
        "evaluation": parts.evaluation(request, context),
        "may_evaluate": ended and request.page.may(Permission.EVALUATE) and not sits_in_council(request.ctx, context),
        "workflow": None,
        "problems": [],
        "history": None,
        "actions": [],
    }


@view_config(context=ICommitment, permission="view", request_method=READ, renderer=TEMPLATE)
def commitment(context: Any, request: Request) -> dict[str, Any]:
    """What was promised, how far it is, and what shows it."""
    page = _page(context, request)
    # Its proposal and what it comes from are named, so it is as fresh as both.
    request.depends_on(context.__parent__, *([page["origin"]] if page["origin"] is not None else []))
    return page


@view_config(
    context=ICommitment, name="review", permission="see_history", request_method=(*READ, "POST"), renderer=TEMPLATE
)
def review(context: Any, request: Request) -> Any:
    """The same, with its history and the buttons of the next step; a step is bound to what was on the screen."""
    below = steps(request, context, DONE.get, reach=True)
    if isinstance(below, HTTPSeeOther):
        return below
    url = request.page.url_of
    links = (
        ("edit", Permission.EDIT, _("Change the draft")),
        ("progress", Permission.ANSWER, _("Report progress")),
        ("evidence", Permission.ADD_FILE, _("Attach evidence")),
    )
    open_now = context.is_public
    return {
        **_page(context, request),
        **below,
        "history": shown.history(request, context),
        "actions": [
            (url(context, name), title)
            for name, needs, title in links
            if request.page.may(needs) and (open_now or name == "edit")
        ],
    }


@view_config(context=ICommitment, name="evaluate", permission="evaluate", request_method=(*READ, "POST"),
             renderer="mukhtabar.templates:public/evaluate.pt")  # fmt: skip
def evaluate_it(context: Any, request: Request) -> Any:
    """Three choices, one of which is mine; it can be changed."""
    before = (context.votes or {}).get(request.authenticated_userid)
    current = before is not None and before.end == context.ends
    return asked_once(
        request,
        {
            "title": _("Was this promise kept?"),
            "one": parts.commitment(request, context),
            "choices": list(WORDS["evaluation"].items()),
            "chosen": text(request, "choice") or (before.choice if before is not None and current else ""),
            "changes": current,
            "mine": sits_in_council(request.ctx, context),
        },
        lambda: evaluate(request.ctx, context, text(request, "choice")),
        _("Thank you. It is counted, and you may change it."),
        lambda _done: request.page.url_of(context) + "#evaluation",
    )


@view_config(context=ICommune, name="commitments", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/commitments.pt")  # fmt: skip
def commitments(context: Any, request: Request) -> dict[str, Any]:
    """The commitments of a commune, by state, the newest first, or those whose day has passed, the latest first."""
    request.depends_on(context)
    index, here = request.portal.listings_index, request.page.url_of(context, "commitments")
    late = tuple(uid for _rank, uid in islice(
        index.walk(DUE, context.uid, below=microseconds(day_start(request.now))), LATE_MOST))  # fmt: skip
    state = request.GET.get("state", "")
    if state == "late":
        number = max(1, min(page_number(request), -(-len(late) // SIZE)))
        batch = Batch(late[(number - 1) * SIZE : number * SIZE], number, SIZE, len(late))
    else:
        state = state if state in FILTERS else ""
        batch = index.batch(FILTERS[state][0], context.uid, page=page_number(request), size=SIZE)
    options = [
        (f"{here}?state={code}" if code else here, title, index.count(listing, context.uid), code == state)
        for code, (listing, title) in FILTERS.items()
    ]
    options.append((f"{here}?state=late", _("Late"), len(late), state == "late"))
    return {
        "title": _("Commitments of the council"),
        "place": request.page.title_of(context),
        "items": [parts.entry(request, document) for document in documents(request, batch)],
        "paging": paging(request, batch),
        "filters": [Shown(title=_("State"), options=options)],
    }
