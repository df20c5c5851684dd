"""A citizen submits a proposal, with or without an account, and gets a receipt."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.create import create
from mukhtabar.actions.question import check_addressee
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.proposal import Proposal
from mukhtabar.language import _
from mukhtabar.rules.references import new_reference
from mukhtabar.store.register import Person


def participant(ctx: Ctx, name: str, email: str, language: str) -> Person:
    """Return a new person without an account, who is reached at `email` if it is given.

    An address that is registered already is not tied to that account: anybody can type it in.
    """
    person = ctx.register.enrol(name, ctx.now, language=language)
    person.email = email
    return person


def free_reference(ctx: Ctx) -> str:
    """Return a public reference that no proposal has."""
    while (reference := new_reference("p")) in ctx.portal.references:
        pass
    return reference


def submit(
    ctx: Ctx,
    consultation: Consultation,
    values: Mapping[str, Any],
    author: Person,
    name_shown: bool,
    addressee: int = 0,
) -> Proposal:
    """Create the proposal of `author`, submit it, and return it. Raises Refused when the calendar is closed.

    A question may have an `addressee`: the id of a mandate of somebody who sits in the council now (actions/question).
    The receipt is in `author.receipts[proposal.uid]`.
    """
    if addressee:
        check_addressee(ctx, consultation, values.get("kind", ""), addressee)
    if not consultation.phase_allows("propose", ctx.now):
        raise refused("phase_closed", _("This consultation does not take proposals now. Look at its dates."))
    proposal, reference = Proposal(), free_reference(ctx)
    proposal.reference, proposal.name_shown, proposal.addressee = reference, name_shown, addressee
    as_author = Ctx(ctx.portal, ctx.register, author.pid, ctx.now)
    create(as_author, consultation, proposal, reference, values)
    ctx.portal.references[reference] = proposal.uid
    transition(as_author, proposal, "submit")
    return proposal
