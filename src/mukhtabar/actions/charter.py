"""Sign a charter for an institution, withdraw a signature, begin the next edition."""

from dataclasses import dataclass, replace
from typing import Any

from mukhtabar.actions.capacity import capacity
from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create, free_name
from mukhtabar.actions.record import record
from mukhtabar.actions.transition import transition
from mukhtabar.content.charter import ASSOCIATION, COUNCIL, Charter, Signature
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.language import _
from mukhtabar.language.clean import clean_text
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.folder import Folder, lineage

#: Side -> what signing for it needs: on the space for its association, on the charter itself for the council.
NEEDS = {ASSOCIATION: Permission.SIGN_AS_ASSOCIATION, COUNCIL: Permission.SIGN_AS_COUNCIL}
WHY_MOST = 1000


@dataclass(frozen=True)
class Institution:
    """One that may sign: its side, the place it speaks for, and its name."""

    side: str
    node: Any
    name: Texts


def institutions(charter: Charter) -> list[Institution]:
    """Return who may sign `charter`: the associations of the spaces it is about, and the council of the commune."""
    around = list(lineage(charter.__parent__))
    spaces = [node for node in around if isinstance(node, Space)]
    if not spaces and isinstance(around[0], Folder):
        spaces = [node for node in around[0].values() if isinstance(node, Space)]
    found = [Institution(ASSOCIATION, space, space.association or space.title) for space in spaces]
    seat = next((node for node in around if hasattr(node, "place")), None)
    if seat is not None:
        found.append(Institution(COUNCIL, seat, Texts(dict(seat.place.names))))
    return found


def mine(ctx: Ctx, charter: Charter) -> list[Institution]:
    """Return the institutions that the actor may sign for."""

    def permitted(one: Institution) -> bool:
        target = one.node if one.side == ASSOCIATION else charter
        return ctx.actor is not None and may(target, NEEDS[one.side], ctx.actor, ctx.now)

    return [one for one in institutions(charter) if permitted(one)]


def signing_as(ctx: Ctx, one: Institution) -> Texts:
    """Return the capacity in which the actor signs for `one`: a mandate speaks for the council alone."""
    if one.side == COUNCIL:
        return capacity(ctx, one.node)
    person: Any = ctx.register.get(ctx.actor)
    return Texts.of(ctx.now, **person.capacity)


def _chosen(ctx: Ctx, charter: Charter, node: int) -> Institution:
    ctx.require(Permission.VIEW, charter)
    one = next((one for one in mine(ctx, charter) if one.node.uid == node), None)
    if one is None:
        raise refused("not_permitted", _("You do not have the right to do this here."))
    return one


def sign(ctx: Ctx, charter: Charter, node: int, read_hash: str | None) -> Signature:
    """Sign the text that was read, for the institution of the place `node` (uid), and return the signature.

    Raises Refused: not_permitted, not_open, read_what_is_current, signed_already, other_side.
    """
    one = _chosen(ctx, charter, node)
    if charter.state not in {"proposed", "signed"}:
        raise refused("not_open", _("This text is not open for signature."))
    if read_hash != charter.digest:
        raise refused("read_what_is_current", _("The text changed after you opened it. Read it again, then sign."))
    standing = charter.standing()
    if any(given.node == node for given in standing):
        raise refused("signed_already", _("This institution has signed already."))
    if any(given.person == ctx.actor and given.side != one.side for given in standing):
        raise refused("other_side", _("You signed for the other side. Another person signs for this one."))
    given = Signature(one.side, node, one.name, str(ctx.actor), signing_as(ctx, one), ctx.now, charter.digest)
    charter.signatures = (*charter.signatures, given)
    detail = {"side": one.side, "institution": str(node), "digest": charter.digest}
    record(ctx, charter, "sign", detail)
    if charter.state == "proposed" and charter.signed_by_both:
        _by_portal(ctx, charter, "conclude")
        earlier = ctx.portal.uids.get(charter.replaces)
        if isinstance(earlier, Charter) and earlier.state in {"proposed", "signed"}:
            earlier.replaced_by = charter.uid
            _by_portal(ctx, earlier, "supersede")
    return given


def withdraw_signature(ctx: Ctx, charter: Charter, node: int, why: str) -> None:
    """Withdraw the signature of the institution of the place `node`; the reason is public. Raises Refused.

    Whoever may sign for the institution now may withdraw: an office changes hands.
    """
    _chosen(ctx, charter, node)
    why = clean_text(why)
    if charter.state not in {"proposed", "signed"}:
        raise refused("not_open", _("What was superseded stays as it was signed."))
    if not any(sign.isalnum() for sign in why):
        raise refused("comment_required", _("Say why: the reason stands beside the signature."))
    if len(why) > WHY_MOST:
        raise refused("comment_too_long", _("This is too long: at most ${most} characters.", most=WHY_MOST))
    given = next((one for one in charter.standing() if one.node == node), None)
    if given is None:
        raise refused("not_signed", _("This institution has no signature here."))
    gone = replace(given, withdrawn=ctx.now, why=why)
    charter.signatures = tuple(gone if one is given else one for one in charter.signatures)
    record(ctx, charter, "withdraw_signature", {"institution": str(node)})
    if charter.state == "signed" and not charter.signed_by_both:
        _by_portal(ctx, charter, "reopen")


def next_edition(ctx: Ctx, charter: Charter) -> Charter:
    """Begin the next edition with the text of `charter`, as a draft beside it, and return it. Raises Refused."""
    if charter.state not in {"proposed", "signed"}:
        raise refused("not_open", _("A later edition begins from the one that is open for signature, or signed."))
    if any(isinstance(node, Charter) and node.replaces == charter.uid for node in charter.__parent__.values()):
        raise refused("begun_already", _("A later edition has been begun already. Go on with that one."))
    parent, values = charter.__parent__, {name: getattr(charter, name) for name in charter.fields}
    made: Charter = create(ctx, parent, Charter(), free_name(parent, charter.__name__), values)
    made.replaces = charter.uid
    return made


def _by_portal(ctx: Ctx, charter: Charter, name: str) -> None:
    transition(replace(ctx, actor=None, system=True), charter, name)
