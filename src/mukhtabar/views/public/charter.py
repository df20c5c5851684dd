"""The charter: its text, who signed it and when, its editions; and for those who may, signing and withdrawing."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPForbidden
from pyramid.request import Request
from pyramid.security import Denied
from pyramid.view import view_config

from mukhtabar.actions.charter import WHY_MOST, mine, next_edition, sign, signing_as, withdraw_signature
from mukhtabar.content.charter import ASSOCIATION, COUNCIL, Charter, Signature
from mukhtabar.content.interfaces import ICharter
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import Decision, decide, may, roles_at
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import asked_once, text

METHODS = ("GET", "HEAD", "POST")
SIDE_WORDS = {ASSOCIATION: _("For the association"), COUNCIL: _("For the council of the commune")}
#: Digits of a uid: 62 bits.
LONGEST_UID = 19


def signatories(request: Request, charter: Charter) -> list[Shown]:
    """Return the signatures under the text, the withdrawn ones too, oldest first."""
    h = Helpers(request)
    return [_signatory(request, h, one) for one in charter.signatures if one.digest == charter.digest]


def _signatory(request: Request, h: Helpers, one: Signature) -> Shown:
    return Shown(
        node=one.node,
        side=h.t(SIDE_WORDS[one.side]),
        institution=h.text(one.institution),
        lang=h.lang(one.institution),
        person=h.person(one.person),
        capacity=h.text(one.capacity) or h.capacity("approver" if one.side == COUNCIL else "space_lead"),
        when=shown.when(h, one.time),
        withdrawn=shown.when(h, one.withdrawn),
        why=one.why,
    )


def editions(request: Request, charter: Charter) -> list[Shown]:
    """Return the editions that this reader may see, newest first."""
    portal, newest = request.portal, charter
    while (later := portal.uids.get(newest.replaced_by)) is not None:
        newest = later
    found, edition = [], newest
    while isinstance(edition, Charter):
        found.append(edition)
        edition = portal.uids.get(edition.replaces)
    h = Helpers(request)
    return [
        Shown(
            url=request.page.url_of(one),
            number=_("Edition ${number}", number=h.number(len(found) - at)),
            title=request.page.title_of(one),
            state=h.state(one),
            tone=h.tone(one.state),
            when=shown.when(h, one.published),
            here=one is charter,
        )
        for at, one in enumerate(found)
        if may(one, Permission.VIEW, request.authenticated_userid, request.now)
    ]


@view_config(context=ICharter, permission="view", request_method=("GET", "HEAD"),
             renderer="mukhtabar.templates:public/charter.pt")  # fmt: skip
def charter(context: Any, request: Request) -> dict[str, Any]:
    """The text, its signatories and its editions."""
    if context.is_public:
        # The editions stand beside it.
        request.depends_on(context.__parent__)
    signed = {one.node for one in context.standing()}
    able = mine(request.ctx, context) if request.identity and context.state in {"proposed", "signed"} else []
    actions = []
    if any(one.node.uid not in signed for one in able):
        actions.append((request.page.url_of(context, "sign"), _("Read and sign"), "main"))
    if any(one.node.uid in signed for one in able):
        actions.append((request.page.url_of(context, "withdraw"), _("Withdraw a signature"), "secondary"))
    if request.identity and context.state in {"proposed", "signed"} and request.page.may(Permission.ADD_PAGE):
        actions.append((request.page.url_of(context, "edition"), _("Begin the next edition"), "secondary"))
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "stale": context.body.stale_since(request.language),
        "signatories": signatories(request, context),
        "editions": editions(request, context),
        "later": request.portal.uids.get(context.replaced_by),
        "actions": actions,
    }


def _able(context: Any, request: Request) -> list[Any]:
    """Return the institutions the person may sign for. Raises HTTPForbidden when there is none."""
    able = mine(request.ctx, context) if request.identity else []
    if not able:
        actor = request.authenticated_userid
        enough = decide(context, Permission.SIGN_AS_COUNCIL, actor, request.now).enough
        enough |= decide(context, Permission.SIGN_AS_ASSOCIATION, actor, request.now).enough
        decision = Decision(False, Permission.SIGN_AS_COUNCIL, roles_at(context, actor, request.now), enough)
        raise HTTPForbidden(result=Denied("%s", decision))
    return able


def _node(request: Request) -> int:
    given = text(request, "institution")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_UID else 0


def _choices(request: Request, able: list[Any]) -> list[Shown]:
    h = Helpers(request)
    return [
        Shown(node=one.node.uid, side=h.t(SIDE_WORDS[one.side]), name=h.text(one.name), lang=h.lang(one.name))
        for one in able
    ]


@view_config(context=ICharter, name="sign", permission="view", request_method=METHODS,
             renderer="mukhtabar.templates:council/sign.pt")  # fmt: skip
def sign_it(context: Any, request: Request) -> Any:
    """The whole text, and below it the button: who signs has it on the screen."""
    able, signed = _able(context, request), {one.node for one in context.standing()}
    page = {
        "title": _("Read and sign"),
        "choices": _choices(request, [one for one in able if one.node.uid not in signed]),
        "open": context.state in {"proposed", "signed"},
        "serial": context.digest,
        # One person signs for one side only: what holds for the first holds for all.
        "capacity": Helpers(request).text(signing_as(request.ctx, able[0])),
    }

    def act() -> None:
        if not text(request, "agree"):
            raise Refused("agree", _("Tick the box if you sign."))
        sign(request.ctx, context, _node(request), text(request, "serial"))

    return asked_once(
        request, page, act, _("Your signature stands under the text."), lambda _done: request.page.url_of(context)
    )


@view_config(context=ICharter, name="withdraw", permission="view", request_method=METHODS,
             renderer="mukhtabar.templates:council/unsign.pt")  # fmt: skip
def withdraw_it(context: Any, request: Request) -> Any:
    """Choose the signature, say why in public."""
    able, signed = _able(context, request), {one.node for one in context.standing()}
    page = {
        "title": _("Withdraw a signature"),
        "choices": _choices(request, [one for one in able if one.node.uid in signed]),
        "why": text(request, "why")[:WHY_MOST],
        "most": WHY_MOST,
    }
    return asked_once(
        request,
        page,
        lambda: withdraw_signature(request.ctx, context, _node(request), text(request, "why")),
        _("The signature is withdrawn. The reason stands beside it."),
        lambda _done: request.page.url_of(context),
    )


@view_config(context=ICharter, name="edition", permission="add_page", request_method=METHODS,
             renderer="mukhtabar.templates:desk/edition.pt")  # fmt: skip
def edition(context: Any, request: Request) -> Any:
    """What a later edition means, and the button that begins it."""
    return asked_once(
        request,
        {"title": _("Begin the next edition"), "name": request.page.title_of(context)},
        lambda: next_edition(request.ctx, context),
        _("The next edition is a draft. It needs signatures of its own."),
        lambda made: request.page.url_of(made, "edit"),
    )
