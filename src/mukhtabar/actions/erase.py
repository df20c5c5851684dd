"""Erase a person: their petitions that were not lodged go with them, because nobody else may withdraw those."""

from dataclasses import replace

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.transition import transition
from mukhtabar.content.petition import mine
from mukhtabar.rules.permissions import Permission


def erase(ctx: Ctx, pid: str) -> bool:
    """Forget the person `pid`, and return whether there was one. After the commit, call Books.forget_log().

    The names of who signed their petitions are third people's: without an agent nobody would answer for them.
    Raises Refused for who does not administer the portal.
    """
    ctx.in_earnest()
    ctx.require(Permission.MANAGE, ctx.portal)
    agent = replace(ctx, actor=pid, system=False)
    # Read to the end first: withdrawing one changes the list.
    for uid in [uid for _rank, uid in ctx.portal.listings_index.walk(mine(pid), ctx.portal.uid)]:
        petition = ctx.portal.uids.get(uid)
        if petition.unlodged:
            transition(agent, petition, "withdraw")
    return ctx.register.erase(pid)
