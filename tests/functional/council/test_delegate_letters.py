"""A delegation opens the approval of answers, and nothing else: no letter says more to whoever stands in."""

import pytest

from tests.functional.council.test_delegations import colleague, delegated
from tests.world import World

WORDS = "الميزانية غير مؤكدة بعد."


def told(world: World, name: str) -> list[str]:
    """Return what the letters to a person say that wait now: the comments of steps."""
    with world.acting() as ctx:
        due = [letter for _key, letter in ctx.portal.outbox.due(ctx.now)]
        return [dict(letter.detail).get("comment", "") for letter in due if letter.person == world.pids[name]]


@pytest.mark.parametrize("kind", ["answer", "commitment"])
def test_a_delegate_is_written_to_about_answers_alone(world: World, kind: str) -> None:
    proposal, _answer = world.answered()
    path = world.committed(proposal, "drafting") if kind == "commitment" else world.drafted(world.published())
    colleague(world)
    delegated(world)
    world.step("officer", path, "send", comment=WORDS)
    assert WORDS in told(world, "approver2")
    assert (WORDS in told(world, "desk")) == (kind == "answer")
