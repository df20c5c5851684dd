"""From the portal into its rehearsal copies: the same person, their machines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.content.cast import Cast
from mukhtabar.content.rehearsal import Rehearsal


def inside(ctx: Ctx, rehearsal: Rehearsal) -> Ctx:
    """Return the context of the same person in a rehearsal: its machines, and the register as it sees it."""
    register: Any = Cast(ctx.register, rehearsal)
    return replace(ctx, portal=rehearsal, register=register)


def rehearsing(ctx: Ctx) -> Iterator[Ctx]:
    """Yield the context of each rehearsal there is."""
    for rehearsal in ctx.portal.rehearsals or ():
        yield inside(ctx, rehearsal)
