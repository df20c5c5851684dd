"""Random people with random facts walk through the workflows of the portal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Facts, Refused, fire, offered
from mukhtabar.rules.workflow.loader import load_all
from mukhtabar.rules.workflow.model import Definition
from tests.unit.rules.complete import FLAGS, NOW, complete
from tests.unit.rules.sample import FOLDER

W = load_all(FOLDER)
PEOPLE = ("aaaa", "bbbb", "cccc")
person = st.sampled_from((*PEOPLE, None))
people = st.frozensets(st.sampled_from(PEOPLE))
digest = st.sampled_from((None, "1", "2"))
times = st.sampled_from((None, NOW - timedelta(1), NOW, NOW + timedelta(1)))
flag = st.booleans()
# Leaning to yes, so that walks get far.
likely = st.sampled_from((True, True, True, False))
facts = st.builds(
    Facts,
    actor=person,
    author=person,
    drafted_by=people,
    refused_by=people,
    read_hash=digest,
    current_hash=digest,
    approved_hash=digest,
    now=st.sampled_from((None, NOW)),
    due_at=times,
    undo_until=times,
    last_transition=st.sampled_from((None, "publish", "refuse", "return")),
    phase_allows=st.sampled_from((None, True, False)),
    signatures=st.integers(0, 200),
    threshold=st.sampled_from((None, 100)),
    **dict.fromkeys(FLAGS, likely),
)
roles = st.one_of(st.frozensets(st.sampled_from(list(Role))), st.just(frozenset(Role)))
definitions = st.sampled_from(list(W.values()))
comments = st.sampled_from(("", "Because it is so", "x" * 2001, " . "))
reasons = st.sampled_from((None, "other", "duplicate", "budget", "unclear", "missing_documents", "nonsense"))


def test_every_flag_is_walked_with() -> None:
    assert {"system", "has_title", "answered", "has_session"} <= set(FLAGS)


def far(definition: Definition, state: str, data: st.DataObject) -> tuple[str, Facts, str, str | None]:
    """A step with facts for which nothing is missing, so that walks get far."""
    exits = list(definition.exits(state))
    step = data.draw(st.sampled_from(exits or list(definition.transitions.values())))
    codes = sorted(REASONS[step.reasons]) if step.reasons else [None]
    return (
        step.name,
        complete(step),
        "" if step.comment == "none" else "Because it is so",
        data.draw(st.sampled_from(codes)),
    )


@given(definitions, st.data())
def test_a_random_walk_never_leaves_the_model(definition: Definition, data: st.DataObject) -> None:
    state = definition.initial
    for _ in range(10):
        held, name = data.draw(roles), data.draw(st.sampled_from([*definition.transitions, "nothing"]))
        known, comment, reason = data.draw(facts), data.draw(comments), data.draw(reasons)
        if data.draw(likely):
            held, (name, known, comment, reason) = frozenset(Role), far(definition, state, data)
        try:
            step = fire(definition, state, name, held, known, comment, reason)
        except Refused as refused:
            assert refused.code
            assert refused.message
            continue
        transition = definition.transitions[step.transition]
        assert state in transition.from_
        assert step.to == transition.to
        assert step.to in definition.states
        assert not definition.states[state].final
        if transition.needs is None:
            assert known.system
        else:
            assert (held | {Role.EVERYONE}) & definition.states[state].allow[transition.needs]
        assert transition.comment != "required" or step.comment
        assert (transition.reasons is None) is (step.reason is None)
        state = step.to
    granted = set(definition.acl(state))
    assert granted == {
        (role, permission)
        for permission in Permission
        for role in Role
        if role in definition.allowed(state, permission)
    }


@given(definitions, st.data(), facts, roles, comments, reasons)
def test_what_is_offered_is_what_can_be_taken(
    definition: Definition,
    data: st.DataObject,
    known: Facts,
    held: frozenset[Role],
    comment: str,
    reason: str | None,
) -> None:
    state = data.draw(st.sampled_from(list(definition.states)))
    offers = {offer.transition.name: offer.refused for offer in offered(definition, state, held, known)}
    said = {"comment_required", "comment_too_long", "comment_not_taken", "reason_required", "reason_unknown"}
    for name in definition.transitions:
        try:
            fire(definition, state, name, held, known, comment, reason)
        except Refused as refused:
            if name in offers and offers[name] is None:
                # Free to go: only the words may still be missing.
                assert refused.code in said
            elif name in offers:
                assert refused.code == offers[name].code  # type: ignore[union-attr]
        else:
            assert name in offers
            assert offers[name] is None


@given(facts, roles, person.filter(bool))
def test_nobody_approves_what_they_drafted(known: Facts, held: frozenset[Role], drafter: str) -> None:
    """For everyone, always: with any role, even all of them, and whatever else is true."""
    for everything in (held, frozenset(Role)):
        for theirs in (
            replace(known, actor=drafter, drafted_by=known.drafted_by | {drafter}),
            replace(known, actor=drafter, author=drafter),
        ):
            for definition in W.values():
                for transition in definition.transitions.values():
                    if transition.needs is Permission.APPROVE:
                        for state in transition.from_:
                            with pytest.raises(Refused):
                                fire(definition, state, transition.name, everything, theirs, "Agreed")


@given(facts, roles)
def test_nobody_moderates_what_they_wrote(known: Facts, held: frozenset[Role]) -> None:
    theirs = replace(known, actor="aaaa", author="aaaa")
    for definition in W.values():
        for transition in definition.transitions.values():
            if transition.needs is Permission.MODERATE:
                for state in transition.from_:
                    for reason in (None, "duplicate", "unclear"):
                        with pytest.raises(Refused):
                            fire(definition, state, transition.name, held | set(Role), theirs, "Agreed", reason)


@given(facts)
def test_no_text_gets_published_as_an_answer_but_the_approved_one(known: Facts) -> None:
    answer = W["answer"]
    for name in ("publish", "publish_on_date"):
        try:
            fire(answer, "approved", name, set(Role), known)
        except Refused:
            continue
        assert known.approved_hash is not None
        assert known.approved_hash == known.current_hash


@given(definitions, st.data(), facts)
def test_without_a_role_and_a_clock_nothing_moves(definition: Definition, data: st.DataObject, known: Facts) -> None:
    state = data.draw(st.sampled_from(list(definition.states)))
    assert offered(definition, state, set(), replace(known, system=False)) == ()
