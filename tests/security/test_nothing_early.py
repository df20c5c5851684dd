"""Goal R3, the short form: random people do random things, and nobody reads on any page what is not theirs yet.

The long form: `make early ARGS="--steps 100000"`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mukhtabar.actions.record import refresh
from tests.early.look import Leak
from tests.early.walk import Walk, one_portal

STEPS = 120


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Walk]:
    """A portal in which an answer is being drafted."""
    made = Walk(tmp_path, seed=1)
    made.do_submit()
    made.do_publish_a_proposal()
    while not made.papers("answer"):
        made.attempt("do_begin_answer")
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_shown_before_its_time(seed: int) -> None:
    taken, refused, looked = one_portal(STEPS, seed * 1000)
    assert taken == STEPS
    assert refused < STEPS * 2 / 3, "what people did was nearly always refused: nothing was tried"
    assert looked > STEPS * 5


def test_an_answer_that_comes_out_unapproved_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        answer = one.world.at(ctx, paper.path)
        answer.state = "published"
        refresh(ctx, answer)
    with pytest.raises(Leak, match="nobody has approved"):
        one.follow()


def test_a_page_that_shows_too_much_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        proposal = one.world.at(ctx, paper.path).__parent__
        proposal.place = min(paper.now)
        refresh(ctx, proposal)
    with pytest.raises(Leak, match="now of"):
        one.everywhere(lookers=0)


def test_a_letter_that_says_too_much_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        proposal = one.world.at(ctx, paper.path).__parent__
        detail = {"transition": "publish", "state": "published", "comment": min(paper.now)}
        ctx.portal.outbox.put("author_proposal", one.world.pids["citizen"], proposal.uid, ctx.now, detail)
    with pytest.raises(Leak, match="letter"):
        one.eyes.letters()
