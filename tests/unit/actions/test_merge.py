"""A proposal joins another when its author agrees; people are counted once, and all of it can be taken back."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.audit import audit
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.merge import DAYS, agree, ask, ask_many, holds, keep_separate, lapse, take_back
from mukhtabar.actions.park import park
from mukhtabar.actions.redact import redact
from mukhtabar.actions.route import route
from mukhtabar.actions.submit import participant, submit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.actions.trash import KEPT, empty, restore, trash
from mukhtabar.actions.undo import undo
from mukhtabar.actions.voices import voices
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.joined import carried, joined, last_of
from mukhtabar.content.seated import Sitting
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.revisions import digest_of
from tests.merging import NOTE, agreed, asked, merged
from tests.world import BODY, COMMUNE, CONSULTATION, PEOPLE, SPACE, World

MAY = {"editor", "lead", "moderator", "admin"}


def neighbour(world: World, title: str, email: str = "", consultation: str = CONSULTATION) -> str:
    """Publish a proposal of somebody without an account and return its path."""
    with world.acting() as ctx:
        author = participant(ctx, "سعيد", email, "ar")
        values = {"kind": "need", "title": title, "body": BODY, "topic": "roads", "language": "ar"}
        proposal = submit(ctx, world.at(ctx, consultation), values, author, name_shown=False)
        path = f"{consultation}/{proposal.__name__}"
    world.step("editor" if consultation.startswith(SPACE) else "admin", path, "publish")
    return path


def answering(world: World, path: str, do: Any) -> Any:
    """Do something with what stands at `path` as its author."""
    with world.acting() as ctx:
        document = world.at(ctx, path)
        return do(Ctx(ctx.portal, ctx.register, document.creator, ctx.now), document)


def code(world: World, path: str, target: str, who: str = "moderator") -> str:
    with pytest.raises(Refused) as problem:
        asked(world, path, target, who)
    return problem.value.code


def steps(world: World, path: str) -> list[str]:
    with world.acting() as ctx:
        return [entry.transition for entry in world.at(ctx, path).history]


def standing(world: World, path: str) -> tuple[Any, ...]:
    """What a merge may change of a document, and what its undoing must give back: all but the history."""
    with world.acting() as ctx:
        document = world.at(ctx, path)
        return (
            document.state, document.joined_to, document.field_values(), voices(ctx.register, document),
            [other.reference for other in carried(document)], len(document.revisions), document.reference,
        )  # fmt: skip


def sound(world: World) -> None:
    with world.acting() as ctx:
        assert not [finding for finding in audit(ctx) if finding.code != "unused_person"]


def letters(world: World, transition: str) -> list[str]:
    with world.acting() as ctx:
        found = [letter for _key, letter in ctx.portal.outbox._waiting.items()]
        return sorted(letter.person for letter in found if dict(letter.detail).get("transition") == transition)


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """A submission of the citizen, and a published proposal of somebody else."""
    return world.submitted("نطلب تعبيد طريق المدرسة"), neighbour(world, "تعبيد الطريق إلى المدرسة")


def consultation(ctx: Ctx, parent: Any, name: str) -> Any:
    now = ctx.now
    phase = Phase("التقديم", now - timedelta(days=1), now + timedelta(days=30), frozenset({"propose"}))
    node = create(ctx, parent, Consultation(), name, {
        "title": Texts.of(now, ar="استشارة ثانية"), "summary": Texts.of(now, ar="ملخص"), "phases": (phase,),
    })  # fmt: skip
    transition(ctx, node, "announce")
    return node


@pytest.fixture
def elsewhere(world: World) -> str:
    """Another consultation of the same space."""
    with world.acting("lead") as ctx:
        consultation(ctx, world.at(ctx, SPACE), "turuq")
    with world.acting() as ctx:
        tick(ctx)
    return f"{SPACE}/turuq"


def test_the_author_is_asked_and_nothing_has_changed_yet(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    before = standing(world, target)
    asked(world, path, target)
    assert world.state(path) == "submitted" and standing(world, target) == before
    assert letters(world, "ask_merge") == [world.pids["citizen"]]
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assert document.is_asked and holds(ctx, document) is world.at(ctx, target) and document.moderation is None
        entries = [entry for entry in ctx.portal.journal if entry.uid == document.uid and entry.action == "ask_merge"]
        assert len(entries) == 1 and dict(entries[0].detail)["target"] == target.rpartition("/")[2]
    sound(world)


def test_with_the_authors_yes_it_joins_and_people_are_counted_once(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    assert world.state(path) == "merged" and steps(world, target)[-1] == "joined"
    with world.acting() as ctx:
        one, other = world.at(ctx, path), world.at(ctx, target)
        assert one.joined_to == other.reference and joined(other) == [one] and last_of(one) is other
        assert one.asked is None and len(voices(ctx.register, other)) == 2
        assert [e.action for e in ctx.portal.journal if e.uid == one.uid].count("merge") == 1
        last = one.history[-1]
        assert (last.transition, last.actor, last.comment) == ("merge", world.pids["moderator"], NOTE)
        assert one.history[-2].actor == world.pids["citizen"]
    assert letters(world, "merge") == [world.pids["citizen"]] and len(letters(world, "joined")) == 1
    sound(world)


def test_who_wrote_both_is_one_person_and_so_are_two_records_with_one_address(world: World) -> None:
    target = world.published("تعبيد الطريق إلى المدرسة")
    merged(world, world.submitted("طريق المدرسة مرة أخرى"), target)
    with world.acting() as ctx:
        assert len(voices(ctx.register, world.at(ctx, target))) == 1
    for email in ("amal@example.net", " AMAL@example.net ", ""):
        path = neighbour(world, "تعبيد طريق المدرسة من فضلكم", email)
        asked(world, path, target)
        assert answering(world, path, agree)
    with world.acting() as ctx:
        people = voices(ctx.register, world.at(ctx, target))
        assert len(people) == 3
        ctx.register.erase(world.pids["citizen"])
        assert len(voices(ctx.register, world.at(ctx, target))) == 3


def test_kept_separate_it_waits_again_where_it_waited(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    before = standing(world, path), standing(world, target)
    since = waiting(world, path)
    asked(world, path, target)
    world.later(days=3)
    answering(world, path, keep_separate)
    assert (standing(world, path), standing(world, target)) == before and waiting(world, path) == since
    assert letters(world, "keep_separate") == [world.pids["moderator"]]
    with pytest.raises(Refused, match="not_asked"):
        answering(world, path, agree)
    sound(world)


def waiting(world: World, path: str) -> Any:
    with world.acting() as ctx:
        return world.at(ctx, path).moderation


def test_without_an_answer_nothing_happens(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    since = waiting(world, path)
    asked(world, path, target)
    world.later(days=DAYS, microseconds=-1)
    with world.acting() as ctx:
        assert tick(ctx) == 0
    world.later(microseconds=1)
    with pytest.raises(Refused, match="not_asked"):
        agreed(world, path)
    with world.acting() as ctx:
        assert tick(ctx) == 1 and tick(ctx) == 0
    assert world.state(path) == "submitted" and waiting(world, path) == since and steps(world, path)[-1] == "merge_expired"
    sound(world)


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_only_who_moderates_asks_and_only_the_author_answers(world: World, pair: tuple[str, str], who: str | None) -> None:
    path, target = pair
    with world.acting() as ctx:
        visitor = Ctx(ctx.portal, ctx.register, world.pids[who] if who else None, ctx.now)
        mine, theirs = world.at(ctx, path), world.at(ctx, target)
        read = digest_of(mine.field_values()), digest_of(theirs.field_values())
        if who not in MAY:
            with pytest.raises(Refused, match="not_permitted"):
                ask(visitor, mine, theirs, NOTE, *read)
            ask(Ctx(ctx.portal, ctx.register, world.pids["lead"], ctx.now), mine, theirs, NOTE, *read)
            with pytest.raises(Refused, match="not_permitted"):
                take_back(visitor, mine)
        else:
            ask(visitor, mine, theirs, NOTE, *read)
        if who != "citizen":
            for answer in (agree, keep_separate):
                with pytest.raises(Refused, match="author_only"):
                    answer(visitor, mine)
    assert world.state(path) == "submitted" and (who == "citizen" or len(steps(world, path)) == 2)


def test_no_step_joins_anything_without_the_authors_yes(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    for who in ("moderator", "lead", "admin"):
        with pytest.raises(Refused, match="has_merge_target"):
            world.step(who, path, "merge")
    asked(world, path, target)
    for who in ("moderator", "lead", "admin"):
        with pytest.raises(Refused, match="has_merge_target"):
            world.step(who, path, "merge")
        with pytest.raises(Refused, match="has_merge_target"):
            world.step(who, target, "merge_published")


def test_what_cannot_be_joined_is_refused_with_a_sentence_and_nothing_changes(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    assert code(world, path, path) == "into_itself"
    for name, more in (("refuse", {"reason": "off_topic"}), ("return", {"reason": "unclear", "comment": "وضحوا"})):
        gone = world.submitted("مقترح لا ينشر")
        assert code(world, path, gone) == "not_standing"
        world.step("editor", gone, name, **more)
        assert code(world, path, gone) == "not_standing"
        assert code(world, gone, target) == "moved_on"
    hidden = world.published("مقترح يحجب لاحقا")
    world.step("editor", hidden, "hide", reason="off_topic")
    assert code(world, path, hidden) == "not_standing"
    withdrawn = world.published("مقترح يسحب لاحقا")
    world.step("citizen", withdrawn, "withdraw")
    assert code(world, path, withdrawn) == "not_standing"
    assert code(world, target, target) == "into_itself"
    with world.acting("moderator") as ctx:
        mine = world.at(ctx, path)
        for nothing in (None, world.at(ctx, CONSULTATION), world.at(ctx, SPACE)):
            with pytest.raises(Refused, match="no_such_target"):
                ask(ctx, mine, nothing, NOTE, digest_of(mine.field_values()), "x")
    assert steps(world, path) == ["submit"]


def test_an_answered_proposal_can_be_joined_but_joins_nothing(world: World) -> None:
    path, (answered, _answer) = world.submitted("طريق المدرسة"), world.answered()
    assert code(world, answered, world.published("مقترح آخر منشور")) == "moved_on"
    merged(world, path, answered)
    assert world.state(path) == "merged"


def test_what_the_council_is_answering_stays_by_itself(world: World, pair: tuple[str, str]) -> None:
    path = world.published("مقترح يجيب عنه المجلس")
    world.drafted(path)
    assert code(world, path, pair[1]) == "being_answered"


def test_a_question_that_was_asked_stops_when_the_council_begins_to_answer(world: World, pair: tuple[str, str]) -> None:
    path = world.published("مقترح يجيب عنه المجلس")
    asked(world, path, pair[1])
    world.drafted(path)
    assert not agreed(world, path) and world.state(path) == "published"


def test_not_across_spaces_but_across_consultations(world: World, pair: tuple[str, str], elsewhere: str) -> None:
    path = pair[0]
    beside = neighbour(world, "تعبيد الطريق إلى المدرسة", consultation=elsewhere)
    with world.acting("admin") as ctx:
        other = create(ctx, world.at(ctx, COMMUNE), Space(), "other", {
            "title": Texts.of(ctx.now, ar="فضاء آخر"), "summary": Texts.of(ctx.now, ar="ملخص"),
            "association": Texts.of(ctx.now, ar="جمعية"),
        })  # fmt: skip
        consultation(ctx, other, "far")
    with world.acting() as ctx:
        tick(ctx)
    far = neighbour(world, "تعبيد الطريق إلى المدرسة", consultation=f"{COMMUNE}/other/far")
    assert code(world, path, far) == "other_space" and code(world, path, far, "admin") == "other_space"
    asked(world, path, beside, "lead")
    assert agreed(world, path)
    sound(world)


def test_nobody_decides_about_their_own_text_on_either_side(world: World) -> None:
    mine, other = world.submitted("مقترح كتبته المشرفة", "moderator"), world.published("مقترح كتبته المواطنة")
    assert code(world, mine, other) == "not_author"
    world.step("editor", mine, "publish")
    assert code(world, world.submitted("مقترح ثالث ينتظر"), mine) == "not_author"
    asked(world, mine, other, "lead")
    with pytest.raises(Refused, match="not_author"), world.acting("moderator") as ctx:
        take_back(ctx, world.at(ctx, mine))


def test_who_refused_does_not_join_it_after_the_appeal(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    world.step("moderator", path, "refuse", reason="duplicate")
    world.step("citizen", path, "appeal", comment="ليس هو نفسه.")
    assert code(world, path, target) == "not_refuser"
    asked(world, path, target, "lead")


@pytest.mark.parametrize("which", [0, 1])
def test_the_moderator_has_read_both_texts_as_they_are(world: World, pair: tuple[str, str], which: int) -> None:
    path, target = pair
    with world.acting("moderator") as ctx, pytest.raises(Refused, match="read_what_is_current"):
        mine, theirs = world.at(ctx, path), world.at(ctx, target)
        read = [digest_of(mine.field_values()), digest_of(theirs.field_values())]
        read[which] = read[1 - which]
        ask(ctx, mine, theirs, NOTE, *read)
    assert steps(world, path) == ["submit"]


@pytest.mark.parametrize("note", ["", "  ", "…", "س" * 2001])
def test_the_author_is_told_why(world: World, pair: tuple[str, str], note: str) -> None:
    with pytest.raises(Refused, match="comment"):
        asked(world, *pair, note=note)


def test_nobody_is_asked_twice_at_once(world: World, pair: tuple[str, str]) -> None:
    asked(world, *pair)
    assert code(world, *pair, "lead") == "asked_already"


def changed_by_author(world: World, path: str, target: str) -> None:
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"place": "دوار أكادير"})


def blacked_out(world: World, path: str, target: str) -> None:
    with world.acting("lead") as ctx:
        document = world.at(ctx, target)
        redact(ctx, document, "صعوبة", "personal_data", read_hash=digest_of(document.field_values()))


def hidden(world: World, path: str, target: str) -> None:
    world.step("lead", target, "hide", reason="off_topic")


def role_ends(world: World, path: str, target: str) -> None:
    with world.acting() as ctx:
        ctx.portal.grants.take(world.pids["moderator"], Role.MODERATOR, world.at(ctx, SPACE).uid)


@pytest.mark.parametrize("change", [changed_by_author, blacked_out, hidden, role_ends])
@pytest.mark.parametrize("ticked", [False, True])
def test_what_changed_meanwhile_ends_the_question(world: World, pair: tuple[str, str], change: Any, ticked: bool) -> None:
    path, target = pair
    asked(world, path, target)
    change(world, path, target)
    if ticked:
        with world.acting() as ctx:
            lapse(ctx)
            assert waiting_in(ctx, world.at(ctx, path))
    try:
        assert not agreed(world, path)
    except Refused as refusal:
        assert refusal.code == "not_asked"
    assert world.state(path) == "submitted" and waiting(world, path) is not None
    sound(world)


def waiting_in(ctx: Ctx, document: Any) -> bool:
    return any(entry.listing == "moderation.proposal" for entry in ctx.portal.listings_index.entries(document.uid))


def test_a_decision_taken_otherwise_ends_the_question(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    asked(world, path, target)
    world.step("lead", path, "publish")
    with pytest.raises(Refused, match="not_asked"):
        agreed(world, path)
    sound(world)


def test_passed_on_it_is_asked_no_more(world: World, pair: tuple[str, str], elsewhere: str) -> None:
    path, target = pair
    asked(world, path, target)
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        route(ctx, document, world.at(ctx, elsewhere), "other_consultation", "هنا مكانه.", digest_of(document.field_values()))
        assert not document.is_asked
    sound(world)


def test_what_was_set_aside_comes_back_to_be_asked(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        park(ctx, document, ctx.now + timedelta(days=5), "ننتظر", digest_of(document.field_values()))
    asked(world, path, target)
    answering(world, path, keep_separate)
    assert waiting(world, path) is not None


def test_a_moderator_takes_the_question_back_and_so_does_the_undo_button(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    asked(world, path, target)
    with world.acting("lead") as ctx:
        take_back(ctx, world.at(ctx, path))
        with pytest.raises(Refused, match="moved_on"):
            take_back(ctx, world.at(ctx, path))
    assert letters(world, "unask_merge") == [world.pids["citizen"]]
    world.later(minutes=1)
    asked(world, path, target)
    world.later(minutes=9)
    with world.acting("moderator") as ctx:
        undo(ctx)
    assert waiting(world, path) is not None
    sound(world)


@pytest.mark.parametrize("state", ["submitted", "published"])
def test_joining_is_undone_within_ten_minutes(world: World, pair: tuple[str, str], state: str) -> None:
    path, target = pair
    if state == "published":
        world.step("editor", path, "publish")
        world.later(minutes=30)
    before = standing(world, path), standing(world, target)
    merged(world, path, target)
    name = "undo_merge" if state == "submitted" else "undo_merge_published"
    with pytest.raises(Refused, match="nothing_to_undo"):
        world.step("lead", path, name)
    world.later(minutes=10, microseconds=-1)
    world.step("moderator", path, name)
    assert (standing(world, path), standing(world, target)) == before and steps(world, target)[-1] == "parted"
    merged(world, path, target)
    world.later(minutes=10)
    with pytest.raises(Refused, match="undo_window"):
        world.step("moderator", path, name)
    sound(world)


def test_separated_again_it_waits_with_everything_of_its_own(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    before = standing(world, path), standing(world, target)
    merged(world, path, target)
    third = neighbour(world, "طريق المدرسة", "hind@example.net")
    asked(world, third, target)
    assert answering(world, third, agree)
    world.later(days=20)
    with pytest.raises(Refused, match="comment_required"):
        world.step("lead", path, "unmerge")
    world.step("lead", path, "unmerge", comment="ليس المكان نفسه.")
    assert standing(world, path) == before[0]
    with world.acting() as ctx:
        assert [other.__name__ for other in joined(world.at(ctx, target))] == [third.rpartition("/")[2]]
        assert len(voices(ctx.register, world.at(ctx, target))) == 2
    world.step("lead", third, "unmerge", comment="ولا هذا.")
    assert standing(world, target) == before[1]
    sound(world)


def test_what_joined_comes_along_when_its_target_joins_another(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    last = world.published("تعبيد كل طرق الجماعة")
    merged(world, path, target)
    asked(world, target, last)
    assert answering(world, target, agree)
    with world.acting() as ctx:
        one, two, three = (world.at(ctx, at) for at in (path, target, last))
        assert list(carried(three)) == [two, one] and joined(three) == [two] and last_of(one) is three
        assert len(voices(ctx.register, three)) == 2
    assert letters(world, "carried") == [world.pids["citizen"]]
    late = world.submitted("طريق المدرسة أيضا")
    with world.acting("moderator") as ctx:
        mine, theirs, end = (world.at(ctx, at) for at in (late, target, last))
        ask(ctx, mine, theirs, NOTE, digest_of(mine.field_values()), digest_of(end.field_values()))
        assert mine.asked.target == end.reference
    world.step("lead", target, "unmerge", comment="ليس المطلب نفسه.")
    with world.acting() as ctx:
        one, two, three = (world.at(ctx, at) for at in (path, target, last))
        assert list(carried(three)) == [] and list(carried(two)) == [one] and last_of(one) is two
    sound(world)


def test_there_is_no_ring(world: World, pair: tuple[str, str]) -> None:
    one, two = world.published("مقترح أول منشور"), pair[1]
    asked(world, one, two)
    assert code(world, two, one) == "other_way_round"
    assert agreed(world, one)
    assert code(world, two, one) == "into_itself"
    three = world.published("مقترح ثالث منشور")
    asked(world, two, three)
    assert answering(world, two, agree)
    for path in (one, two):
        assert code(world, three, path) == "into_itself"
    sound(world)


def test_a_ring_that_an_archive_brings_is_walked_once(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    with world.acting() as ctx:
        one, two = world.at(ctx, path), world.at(ctx, target)
        two.state, two.joined_to = "merged", one.reference
        from mukhtabar.actions.record import refresh

        refresh(ctx, two)
        assert {last_of(one).uid, last_of(two).uid} <= {one.uid, two.uid}
        assert list(carried(one)) == [two] and list(carried(two)) == [one]


def test_hidden_its_target_takes_nothing_away(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    world.step("lead", target, "hide", reason="off_topic")
    assert world.state(path) == "merged" and BODY in world.browser().get(path)
    world.step("lead", target, "restore")
    with world.acting() as ctx:
        assert len(joined(world.at(ctx, target))) == 1
    sound(world)


def test_withdrawn_or_refused_its_target_sets_it_free(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    answering(world, target, lambda ctx, document: transition(ctx, document, "withdraw"))
    assert world.state(path) == "submitted" and waiting(world, path) is not None and steps(world, path)[-1] == "release"
    assert letters(world, "release").count(world.pids["citizen"]) == 1
    other = world.submitted("مقترح ينشر ثم يتراجع عنه")
    world.step("lead", other, "publish")
    merged(world, path, other)
    # What joined it stands between the publication and its undoing.
    with pytest.raises(Refused, match="nothing_to_undo"):
        world.step("lead", other, "undo_publish")
    world.step("lead", path, "unmerge", comment="نعود.")
    sound(world)


@pytest.mark.parametrize("what", ["path", "target"])
def test_in_the_trash_and_back_all_is_as_it_was(world: World, pair: tuple[str, str], elsewhere: str, what: str) -> None:
    path, target = pair[0], neighbour(world, "تعبيد الطريق", consultation=elsewhere)
    merged(world, path, target)
    before = standing(world, path), standing(world, target)
    thrown = CONSULTATION if what == "path" else elsewhere
    with world.acting("admin") as ctx:
        uid = world.at(ctx, thrown).uid
        trash(ctx, world.at(ctx, thrown), "تجربة")
    if what == "path":
        with world.acting() as ctx:
            assert len(voices(ctx.register, world.at(ctx, target))) == 1
    else:
        assert BODY in world.browser().get(path)
    with world.acting("admin") as ctx:
        restore(ctx, uid)
    assert (standing(world, path), standing(world, target)) == before
    sound(world)


def test_removed_for_good_its_target_sets_it_free(world: World, pair: tuple[str, str], elsewhere: str) -> None:
    path, target = pair[0], neighbour(world, "تعبيد الطريق", consultation=elsewhere)
    merged(world, path, target)
    with world.acting("admin") as ctx:
        uid = world.at(ctx, elsewhere).uid
        trash(ctx, world.at(ctx, elsewhere), "تجربة")
    world.later(days=KEPT.days)
    with world.acting("admin") as ctx:
        empty(ctx, uid)
        assert ctx.portal.alike.get(uid) is None
    assert world.state(path) == "submitted" and waiting(world, path) is not None
    sound(world)


def test_the_answer_of_the_council_is_told_to_all_who_joined(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    answer = world.drafted(target)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    assert letters(world, "answer_joined") == [world.pids["citizen"]]


def test_it_counts_as_one_decision_and_an_undone_one_as_none(world: World, pair: tuple[str, str]) -> None:
    from mukhtabar.services.moderation import pace

    def decided() -> int:
        with world.acting() as ctx:
            return pace(ctx.portal, world.at(ctx, SPACE).uid, ctx.now).decided

    before = decided()
    merged(world, *pair)
    assert decided() == before + 1
    world.step("moderator", pair[0], "undo_merge")
    assert decided() == before


def test_several_are_asked_at_once_and_each_is_told_apart(world: World, pair: tuple[str, str]) -> None:
    target = pair[1]
    paths = [world.submitted(f"طريق المدرسة {n}", who) for n, who in enumerate(("citizen", "desk", "moderator"))]
    news = world.public_news()
    comment = world.commented(news)
    with world.acting("moderator") as ctx:
        documents = [world.at(ctx, path) for path in (*paths, comment)]
        chosen = [(document.uid, digest_of(document.field_values())) for document in documents]
        chosen[1] = (chosen[1][0], "0" * 64)
        theirs = world.at(ctx, target)
        told = ask_many(ctx, world.at(ctx, SPACE), [*chosen, (77, "0" * 64)], theirs, NOTE, digest_of(theirs.field_values()))
        codes = [one.refused.code if one.refused else None for one in told]
    assert codes == [None, "read_what_is_current", "not_author", "not_a_proposal", "not_here"]
    assert [steps(world, path)[-1] for path in paths] == ["ask_merge", "submit", "submit"]
    assert letters(world, "ask_merge") == [world.pids["citizen"]]
    sound(world)


def test_a_question_stops_when_the_council_has_decided_on_the_proposal(world: World, pair: tuple[str, str]) -> None:
    path, target = world.published("نطلب طريقا للمدرسة"), pair[1]
    asked(world, path, target)
    with world.acting() as ctx:
        document = world.at(ctx, path)
        document.sittings = (Sitting(1, "2027-02", ctx.now, ctx.now, decision="adopted", decided=ctx.now),)
    assert not agreed(world, path) and world.state(path) == "published"
