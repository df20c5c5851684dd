"""One text for many proposals: choose them from what waits, write once; each gets a draft answer of its own (J17)."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.answer import begin_many
from mukhtabar.actions.decide import MOST, Outcome
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.proposal import Proposal
from mukhtabar.forms.answer import many_form
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.services.likeness import alike
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import blacked, shown
from mukhtabar.views.council.answer import field_values, filled, templates_of
from mukhtabar.views.desk.selection import chosen, ticked, uid_in
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.outcomes import told
from mukhtabar.views.posting import validate, with_problem

PER_PAGE = 50
DONE: Message = _("Draft begun")


def _row(request: Request, proposal: Proposal, marked: frozenset[int] = frozenset()) -> Shown:
    h, begun = Helpers(request), proposal.answer_begun()
    return Shown(
        uid=proposal.uid,
        key=f"{proposal.uid}.{digest_of(proposal.field_values())}",
        ticked=proposal.uid in marked,
        url=request.page.url_of(proposal),
        title=request.page.title_of(proposal),
        lang=proposal.language,
        html=blacked.body(request, proposal),
        since=shown.when(h, proposal.put_at),
        begun=request.page.url_of(begun, "review") if begun is not None else None,
        alike=len(alike(request.portal, proposal)),
    )


def _owed(request: Request, commune: Any, uids: list[int]) -> list[Proposal]:
    """Return those of `uids` that wait below `commune` and that the person may answer, each once."""
    found = (request.portal.uids.get(uid) for uid in dict.fromkeys(uids))
    return [
        one
        for one in found
        if isinstance(one, Proposal) and one.state == "published" and commune in lineage(one)
        and request.page.may(Permission.ADD_ANSWER, one)
    ]  # fmt: skip


@view_config(
    context=ICommune,
    name="answer-many",
    permission="add_answer",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:council/answer_many.pt",
)
def answer_many(context: Any, request: Request) -> Any:
    """First the list of what waits, with what is alike; then, for those that the address names, the form."""
    here = request.page.url_of(context, "answer-many")
    uids = [uid for uid, _read in chosen(request)] if request.method == "POST" else ticked(request)
    mine = _owed(request, context, uids)[:MOST]
    if request.method != "POST":
        mine = [one for one in mine if one.answer_begun() is None]
    page = {"title": _("Answer several proposals at once"), "name": request.page.title_of(context), "here": here}
    page |= {
        "outcomes": [],
        "chosen": [],
        "form": None,
        "templates": [],
        "keep": None,
        "paging": None,
        "rows": [],
        "problem": None,
        "all": None,
    }
    if not mine and request.method != "POST":
        return {**page, **_waiting(context, request, here, asked="write" in request.GET)}
    form = many_form(request)
    named = urlencode([("item", str(one.uid)) for one in mine])
    page |= {
        "form": form,
        "chosen": [_row(request, one) for one in mine],
        "templates": templates_of(request, context, f"{here}?{named}&"),
        "keep": request.page.url_of(context, "answer-templates"),
        "begin_again": here,
    }
    if request.method != "POST":
        form.set_appstruct({**filled(request, context), "item": " ".join(row.key for row in page["chosen"])})
        return page
    posted = validate(request, form)
    if posted.values is None:
        return {**page, "error": True}
    posted.values.pop("item")
    outcomes: list[Outcome] = []
    try:
        outcomes, made = begin_many(request.ctx, context, chosen(request), field_values(request, posted.values))
        if not made:
            # No draft holds the words: they stay in the form.
            raise next(one.refused for one in outcomes if one.refused is not None)
    except Refused as refusal:
        request.tm.doom()
        # What can still be answered is chosen as it stands on the screen now.
        rows = [row for row in page["chosen"] if not row.begun]
        typed = [(name, value) for name, value in request.POST.items() if name != "item"]
        form = with_problem(form, [*typed, ("item", " ".join(row.key for row in rows))], refusal.message)
        return {**page, "form": form, "chosen": rows, "outcomes": told(request, outcomes, DONE), "error": True}
    if all(one.refused is None for one in outcomes):
        message = _("${n} draft is begun with this text.", "${n} drafts are begun with this text.", n=len(outcomes))
        request.flash("done", message)
        return HTTPSeeOther(request.page.url_of(made[0], "together" if len(made) > 1 else "review"))
    return {**page, "form": None, "chosen": [], "outcomes": told(request, outcomes, DONE)}


def _waiting(context: Any, request: Request, here: str, asked: bool) -> dict[str, Any]:
    """Return the list to choose from: all that waits, longest first, or one and what is like it."""
    uid = uid_in(request.GET.get("like", ""))
    like = _owed(request, context, [uid] if uid is not None else [])
    batch = None
    if like:
        found = [*like, *_owed(request, context, alike(request.portal, like[0]))]
    else:
        index = request.portal.listings_index
        batch = index.batch("proposals.waiting", context.uid, page=page_number(request), size=PER_PAGE)
        found = _owed(request, context, [one.uid for one in documents(request, batch)])
    problem = _("Choose at least one proposal.") if asked else None
    return {
        "rows": [_row(request, one, frozenset(each.uid for each in found if like)) for one in found],
        "paging": paging(request, batch) if batch else None,
        "all": here if like else None,
        "problem": problem,
        "error": problem is not None,
    }
