"""What the council has said stays where it was said; and nobody decides alone on what they asked for themselves."""

from datetime import timedelta

import pytest

from mukhtabar.actions.bureau import accept
from mukhtabar.actions.delegate import delegate
from mukhtabar.actions.grant import grant
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.functional.council.test_council_file import closed, convened
from tests.merging import agreed, asked
from tests.petitioning import lodged
from tests.world import COMMUNE, World

SENTENCE = "The council has answered this, promised something or decided on it in public"
WHY = "بني الجواب على رقم خاطئ."


def answer_withdrawn(world: World) -> str:
    proposal, answer = world.answered()
    world.step("approver", answer, "withdraw", comment=WHY)
    return proposal


def decided(world: World) -> str:
    proposal = world.published()
    closed(world, convened(world, [proposal]), (proposal, "adopted", "بالإجماع."))
    return proposal


@pytest.mark.parametrize("said", [answer_withdrawn, decided])
def test_its_author_does_not_make_it_disappear(world: World, said) -> None:  # type: ignore[no-untyped-def]
    proposal = said(world)
    author = world.browser()
    receipt = world.receipt(proposal)
    page = author.get(f"/en/s/{receipt}")
    assert SENTENCE in page and not page.html.select("a[href$='/withdraw']")
    form = author.form(author.get(f"/en/s/{receipt}/withdraw"), "comment")
    assert SENTENCE in form.submit()
    assert world.state(proposal) == "published"


def test_before_that_its_author_may(world: World) -> None:
    proposal = world.published()
    world.step("officer", world.drafted(proposal), "send")
    world.step("citizen", proposal, "withdraw")
    assert world.state(proposal) == "withdrawn"


def test_it_joins_no_other_either_asked_before_or_after(world: World) -> None:
    early, late, other = world.published("طلب أول"), answer_withdrawn(world), world.published("طلب آخر")
    with pytest.raises(Refused, match="nothing_on_record"):
        asked(world, late, other, "moderator")
    asked(world, early, other, "moderator")
    answer = world.drafted(early)
    for who, step in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, step)
    with pytest.raises(Refused):
        agreed(world, early)


def own(world: World) -> str:
    """Return the path of an answer that waits, to what «approver» asked for."""
    answer = world.drafted(world.published(who="approver"))
    world.step("officer", answer, "send")
    return answer


def test_nobody_approves_the_answer_to_what_they_asked_for(world: World) -> None:
    answer = own(world)
    page = world.browser("approver").get(f"/en{answer}/review")
    assert "You asked for this yourself" in page and not page.html.select("button[value=approve]")
    with pytest.raises(Refused, match="not_asker"):
        world.step("approver", answer, "approve")
    world.step("approver2", answer, "approve")


def test_nor_does_who_approves_in_their_name(world: World) -> None:
    answer = own(world)
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["citizen"], Role.OFFICER, ctx.now)
    with world.acting("approver") as ctx:
        delegate(ctx, world.at(ctx, COMMUNE), world.pids["citizen"], ctx.now, ctx.now + timedelta(days=5), "عطلة")
    with pytest.raises(Refused, match="delegation_stands"):
        world.step("citizen", answer, "approve")


def test_nor_confirms_a_promise_about_it(world: World) -> None:
    answer = own(world)
    world.step("approver2", answer, "approve")
    world.step("officer", answer, "publish")
    promise = world.committed(answer.rpartition("/")[0], "for_approval")
    with pytest.raises(Refused, match="not_asker"):
        world.step("approver", promise, "confirm")
    world.step("approver2", promise, "confirm")


def test_an_agent_who_sits_in_the_council_leaves_their_petition_to_others(world: World) -> None:
    petition = lodged(world, "both")
    with pytest.raises(Refused, match="not_author"):
        world.step("both", petition, "pass_on")
    assert "You wrote this, so another person decides on it." in world.browser("both").get(f"/en{petition}/review")
    world.step("officer", petition, "pass_on")
    with pytest.raises(Refused, match="not_author"):
        world.step("both", petition, "refuse", reason="not_competence", comment="خارج الاختصاص.")
    with pytest.raises(Refused, match="not_author"), world.acting("both") as ctx:
        accept(ctx, world.at(ctx, petition), "2027-02")
    with world.acting("approver") as ctx:
        accept(ctx, world.at(ctx, petition), "2027-02")
