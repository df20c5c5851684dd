"""Helpers of the tests about texts that say nearly the same, and proposals that join another."""

from mukhtabar.actions.merge import agree, ask
from mukhtabar.store.revisions import digest_of
from tests.world import World

NOTE = "المطلب نفسه، ويقوى إذا اجتمع."


def asked(world: World, path: str, target: str, who: str = "moderator", note: str = NOTE) -> None:
    """Ask the author of what stands at `path` to join what stands at `target`, as a moderator who has read both."""
    with world.acting(who) as ctx:
        mine, theirs = world.at(ctx, path), world.at(ctx, target)
        ask(ctx, mine, theirs, note, digest_of(mine.field_values()), digest_of(theirs.field_values()))


def agreed(world: World, path: str, who: str = "citizen") -> bool:
    """Say yes as the author."""
    with world.acting(who) as ctx:
        return agree(ctx, world.at(ctx, path))


def merged(world: World, path: str, target: str) -> None:
    """Join `path` to `target`."""
    asked(world, path, target)
    assert agreed(world, path)
