"""Join submissions to a published proposal: choose it, read both, ask the authors (J12)."""

import re
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.decide import MOST, Outcome
from mukhtabar.actions.merge import DAYS, ask_many, space_of, step_of, take_back, unfit
from mukhtabar.content.interfaces import IContainer, IProposal
from mukhtabar.content.joined import find, last_of
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.services.likeness import published_like
from mukhtabar.store.folder import lineage
from mukhtabar.store.revisions import digest_of
from mukhtabar.views import blacked, shown
from mukhtabar.views.desk.selection import chosen, ticked
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text

READ_POST = ("GET", "HEAD", "POST")
REFERENCE = re.compile(r"p-[a-z0-9]{4,20}")
#: What is typed beyond this is no address of ours.
LONGEST = 400


def _documents(context: Any, request: Request) -> list[Proposal]:
    """Return the proposals that are to join another: those of the address, below `context`, that may be moderated."""
    uids = ticked(request) or [uid for uid, _read in chosen(request)]
    if IProposal.providedBy(context):
        uids = [context.uid]
    actor, now, found = request.authenticated_userid, request.now, []
    for uid in uids[:MOST]:
        document = request.portal.uids.get(uid)
        if (
            isinstance(document, Proposal)
            and context in lineage(document)
            and may(document, Permission.MODERATE, actor, now)
        ):
            found.append(document)
    return found


def _asked_for(request: Request) -> str:
    """Return the reference that was chosen or typed, by itself or within an address; empty when there is none."""
    given = text(request, "with") or request.GET.get("other", "").strip() or request.GET.get("with", "")
    found = REFERENCE.findall(given[:LONGEST].lower())
    return found[-1] if found else ""


def _choice(request: Request, documents: list[Proposal]) -> list[Any]:
    """Return what these may join, the most alike first: what is published in their space and says nearly the same."""
    first = documents[0]
    said = f"{first.title}\n{first.body}"
    mine = {document.uid for document in documents}
    near = published_like(request.site, request.ctx, space_of(first), said, most=8)
    return [(other, shown.item(request, other)) for other in near if other.uid not in mine]


def _text(request: Request, document: Proposal) -> Shown:
    h = Helpers(request)
    return Shown(
        uid=document.uid,
        key=f"{document.uid}.{digest_of(document.field_values())}",
        title=request.page.title_of(document),
        lang=document.language,
        url=request.page.url_of(document, "review"),
        html=blacked.body(request, document),
        author=h.author(document),
        state=h.state(document),
        tone=h.tone(document.state),
        reference=document.reference,
        serial=digest_of(document.field_values()),
        unreached=not _address(request, document),
    )


def _address(request: Request, document: Proposal) -> str:
    """Return where the author gets letters; empty for somebody who is not online."""
    author = request.register.get(document.creator)
    return author.email if author is not None else ""


def _problem(request: Request, documents: list[Proposal], target: Proposal | None) -> Message | None:
    """Return what is wrong with the choice of `target`, or None; nothing asked for is no problem yet."""
    if "with" not in request.GET and "other" not in request.GET and request.method != "POST":
        return None
    if not _asked_for(request):
        return _("Choose a proposal, or write its reference.")
    refusals = (unfit(request.ctx, document, target) for document in documents)
    return next((refusal.message for refusal in refusals if refusal is not None), None)


def _ask(context: Any, request: Request, target: Proposal | None) -> tuple[list[Outcome], Message | None]:
    note, serial = text(request, "note"), text(request, "serial") or None
    try:
        told = ask_many(request.ctx, context, chosen(request), target, note, serial)
    except Refused as refusal:
        request.tm.doom()
        return [], refusal.message
    of_note = [one.refused for one in told if one.refused and one.refused.code.startswith("comment")]
    return told, of_note[0].message if of_note else None


@view_config(
    context=IProposal,
    name="merge",
    permission="moderate",
    request_method=READ_POST,
    renderer="mukhtabar.templates:desk/merge.pt",
)
@view_config(
    context=IContainer,
    name="merge",
    permission="moderate",
    request_method=READ_POST,
    renderer="mukhtabar.templates:desk/merge.pt",
)
def merge(context: Any, request: Request) -> Any:
    """Choose the proposal, read all texts, write to the authors; whoever is asked already can be asked no longer."""
    if IProposal.providedBy(context) and context.is_asked:
        return _already(context, request)
    documents = _documents(context, request)
    able = [document for document in documents if step_of(document) is not None and not document.is_asked]
    target = find(request.portal, _asked_for(request))
    target = last_of(target) if target is not None else None
    wrong = _problem(request, able, target) if able else None
    told, note_wrong = _ask(context, request, target) if request.method == "POST" and able else ([], None)
    if told and all(one.refused is None for one in told):
        n = len(told)
        request.flash("done", _("${n} author was asked. You will be told the answer.",
                                "${n} authors were asked. You will be told the answers.", n=n))  # fmt: skip
        return HTTPSeeOther(request.page.url_of(_home(context), "moderation"))
    other = target if able and wrong is None else None
    return {
        "title": _("Join to another proposal"),
        "several": not IProposal.providedBy(context),
        "back": request.page.url_of(context, "review" if IProposal.providedBy(context) else "moderation"),
        "name": request.page.title_of(context),
        "asked": None,
        "mine": [_text(request, document) for document in able],
        "target": _text(request, other) if other is not None else None,
        "choice": _choice(request, able) if able and other is None else [],
        "action": request.page.here.partition("?")[0],
        "typed": text(request, "with") or request.GET.get("other", "")[:LONGEST],
        "problem": wrong,
        "note": text(request, "note"),
        "note_problem": note_wrong,
        "outcomes": _told(request, told),
        "days": DAYS,
        "error": wrong is not None or bool(told) or note_wrong is not None,
    }


def _home(context: Any) -> Any:
    return context.__parent__ if IProposal.providedBy(context) else context


def _told(request: Request, outcomes: list[Outcome]) -> list[Shown]:
    return [
        Shown(
            title=request.page.title_of(one.document) if one.document else None,
            url=request.page.url_of(one.document, "review") if one.document else None,
            done=one.refused is None,
            said=one.refused.message if one.refused else _("The author was asked"),
        )
        for one in outcomes
    ]


def _already(context: Proposal, request: Request) -> Any:
    h, question, problem = Helpers(request), context.asked, None
    if request.method == "POST" and "take_back" in request.POST:
        try:
            take_back(request.ctx, context)
        except Refused as refusal:
            request.tm.doom()
            problem = refusal.message
        else:
            request.flash("done", _("The author is asked no longer."))
            return HTTPSeeOther(request.page.url_of(context, "review"))
    target = find(request.portal, question.target) if question else None
    return {
        "title": _("Join to another proposal"),
        "back": request.page.url_of(context, "review"),
        "name": request.page.title_of(context),
        "asked": question,
        "target": _text(request, target) if target is not None else None,
        "until": shown.when(h, question.until) if question else None,
        "by": h.person(question.by) if question else "",
        "action": request.page.url_of(context, "merge"),
        "note_problem": None,
        "problem": problem,
        "error": problem is not None,
    }
