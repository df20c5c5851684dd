"""A question that was passed on to a member, and then to another commune, is no business of that member's any more."""

from datetime import date

import pytest

from mukhtabar.actions.mandate import begin_mandate
from mukhtabar.actions.question import pass_on
from mukhtabar.actions.route import route
from mukhtabar.content.seated import Sitting
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import roles_at
from mukhtabar.store.revisions import digest_of
from tests.early.ledger import ELSEWHERE, OTHER
from tests.early.place import furnish
from tests.merging import merged
from tests.world import COMMUNE, World


def seated(world: World, commune: str) -> int:
    """Let «clerk» sit in the council of a commune, and return the id of the mandate."""
    with world.acting("admin") as ctx:
        term, start = (2021, 2027), date(2021, 10, 1)
        return begin_mandate(ctx, world.at(ctx, commune), world.pids["clerk"], "member", term, start).id


def test_who_was_in_charge_in_one_council_drafts_nothing_in_another(world: World) -> None:
    furnish(world)
    question = world.published(kind="question")
    seat = seated(world, COMMUNE)
    with world.acting("officer") as ctx:
        pass_on(ctx, world.at(ctx, question), seat)
    # It joined another and was separated again: so it waits for moderation once more, and can be passed on.
    merged(world, question, world.published("سؤال آخر"))
    world.step("editor", question, "unmerge", comment="ليس المطلب نفسه.")
    with world.acting("editor") as ctx:
        document = world.at(ctx, question)
        read = digest_of(document.field_values())
        route(ctx, document, world.at(ctx, ELSEWHERE), "not_competence", "هذا من شأن جماعة أخرى.", read)
    moved = f"{ELSEWHERE}/{question.rpartition('/')[2]}"
    world.step("admin", moved, "publish")
    draft = world.drafted(moved, "neighbour", summary="مسودة المجلس الآخر.")
    with world.acting() as ctx:
        held = roles_at(world.at(ctx, draft), world.pids["clerk"], ctx.now)
    assert "officer" not in held
    member = world.browser("clerk")
    assert "مسودة المجلس الآخر." not in member.get(moved)
    assert "Member in charge" not in world.browser().get(f"/en{moved}")


def test_the_number_of_a_seat_in_another_council_gives_nothing(world: World) -> None:
    furnish(world)
    seat = seated(world, OTHER)
    question = world.published(kind="question")
    with world.acting() as ctx:
        # As an archive from there says it.
        world.at(ctx, question).charge = seat
        assert "officer" not in roles_at(world.at(ctx, question), world.pids["clerk"], ctx.now)


def decided(world: World, path: str, *decisions: str) -> None:
    """Let the council have decided on a proposal in a sitting; or in none."""
    with world.acting() as ctx:
        world.at(ctx, path).sittings = tuple(
            Sitting(1, "2026-10", ctx.now, ctx.now, decision, "كما ورد في المحضر.", ctx.now) for decision in decisions
        )


def test_what_a_council_has_promised_stays_with_it(world: World) -> None:
    furnish(world)
    proposal = world.published()
    decided(world, proposal, "adopted")
    world.committed(proposal, upto="drafting")
    # What a session decided would keep it here by itself.
    decided(world, proposal)
    merged(world, proposal, world.published("طلب آخر في المكان نفسه"))
    world.step("editor", proposal, "unmerge", comment="ليس المطلب نفسه.")
    with world.acting("editor") as ctx:
        document = world.at(ctx, proposal)
        read = digest_of(document.field_values())
        with pytest.raises(Refused, match="being_answered"):
            route(ctx, document, world.at(ctx, ELSEWHERE), "not_competence", "هذا من شأن جماعة أخرى.", read)


def test_what_another_council_decided_is_not_the_word_of_this_one(world: World) -> None:
    furnish(world)
    proposal = world.published()
    world.later(days=1)
    merged(world, proposal, world.published("طلب آخر في المكان نفسه"))
    world.step("editor", proposal, "unmerge", comment="ليس المطلب نفسه.")
    decided(world, proposal, "rejected")
    with world.acting("editor") as ctx:
        document = world.at(ctx, proposal)
        assert document.decision == "rejected"
        read = digest_of(document.field_values())
    # What was decided before stays the word of the other council, even by a clock that went back meanwhile.
    world.later(hours=-1)
    with world.acting("editor") as ctx:
        document = world.at(ctx, proposal)
        route(ctx, document, world.at(ctx, ELSEWHERE), "not_competence", "هذا من شأن جماعة أخرى.", read)
        assert document.decision == ""
    world.later(hours=-1)
    with world.acting() as ctx:
        document = ctx.portal.uids.get(ctx.portal.references.get(proposal.rpartition("/")[2]))
        sitting = Sitting(2, "2027-02", ctx.now, ctx.now, "adopted", "", ctx.now)
        document.sittings = (*document.sittings, sitting)
        assert document.decision == "adopted" and document.adopted() == [sitting]
