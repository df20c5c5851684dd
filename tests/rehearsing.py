"""Helpers for tests of rehearsal copies: make one, find one's way in it, act in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.inside import inside
from mukhtabar.actions.rehearse import rehearse
from mukhtabar.content.rehearsal import rehearsal_of
from mukhtabar.store.folder import path_of, subtree
from tests.world import SPACE, World


def made(world: World, who: str = "lead") -> str:
    """Make the rehearsal copy of the space as a person and return the address of its root."""
    with world.acting(who) as ctx:
        return f"/{rehearse(ctx, world.at(ctx, SPACE)).__name__}"


@contextmanager
def acting_inside(world: World, who: str | None) -> Iterator[Ctx]:
    """Act in the rehearsal copy as a person; without a name the portal itself acts."""
    with world.acting(who) as ctx:
        there = rehearsal_of(ctx.portal, world.at(ctx, SPACE).uid)
        assert there is not None
        yield inside(ctx, there)


def found(world: World, kind: str = "", state: str = "") -> list[str]:
    """Return the addresses in the rehearsal copy, of documents of a type and in a state when those are given."""
    with acting_inside(world, None) as ctx:
        return [
            "/" + "/".join(path_of(node))
            for node in subtree(ctx.portal)
            if (not kind or node.type_name == kind) and (not state or getattr(node, "state", "") == state)
        ]


def at(ctx: Ctx, path: str) -> Any:
    """Return what stands at an address in the rehearsal copy of `ctx`."""
    node: Any = ctx.portal
    for name in path.split("/")[3:]:
        node = node[name]
    return node
