"""What the workflow files of the portal promise, whatever else is changed in them."""

from dataclasses import replace

import pytest

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Facts, Refused, fire, offered
from mukhtabar.rules.workflow.loader import load_all
from mukhtabar.rules.workflow.model import Definition, Transition
from tests.unit.rules.complete import NOW, complete
from tests.unit.rules.sample import FOLDER

W = load_all(FOLDER)
COUNCIL = {Role.OFFICER, Role.APPROVER}
SPACE = {Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR, Role.ADMIN}
P = Permission


def test_the_workflows_and_their_types() -> None:
    assert {name: definition.types for name, definition in W.items()} == {
        "answer": ("answer",),
        "charter": ("charter",),
        "comment": ("comment",),
        "commitment": ("commitment",),
        "consultation": ("consultation",),
        "council_file": ("council_file",),
        "evidence": ("evidence", "photo"),
        "page": (
            "page", "news", "event", "collection", "menu", "front", "file", "image", "audio", "resource", "course", "lesson",
        ),
        "petition": ("petition",),
        "proposal": ("proposal",),
        "register": ("register",),
    }


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("proposal", "draft submitted published answered"),
        ("answer", "drafting for_approval approved published"),
        ("consultation", "draft announced open closed synthesis replied"),
        ("petition", "drafting collecting ready lodged with_bureau accepted deliberated"),
        ("page", "private pending published"),
        ("comment", "pending published"),
        ("charter", "draft proposed signed"),
        ("council_file", "drafting for_approval convened deciding closed"),
        ("commitment", "drafting for_approval planned in_progress done"),
        ("register", "drafting for_council published"),
    ],
)
def test_the_main_line(name: str, line: str) -> None:
    assert W[name].line == tuple(line.split())


def test_the_council_sees_a_proposal_from_published_on() -> None:
    for state in ("draft", "submitted", "returned", "refused", "withdrawn", "hidden"):
        for permission in Permission:
            # To confer about it one must be able to view it: security/acl.py.
            beside = {P.SEE_DESK, P.SEE_GRANTS, P.SEE_COUNCIL, P.DELEGATE, P.CONFER, P.HAND_OVER, P.ADD_COUNCIL_FILE}
            if permission not in beside:
                assert COUNCIL.isdisjoint(W["proposal"].allowed(state, permission)), (state, permission)
    assert W["proposal"].allowed("published", P.ADD_ANSWER) == {Role.OFFICER}


def test_a_draft_belongs_to_its_author() -> None:
    for permission in (P.VIEW, P.EDIT, P.SUBMIT):
        assert W["proposal"].allowed("draft", permission) == {Role.AUTHOR}
    assert W["petition"].allowed("drafting", P.VIEW) == {Role.AUTHOR}


def test_nobody_edits_what_was_published_to_be_answered() -> None:
    for state in ("published", "answered", "refused", "withdrawn", "merged", "hidden"):
        assert W["proposal"].allowed(state, P.EDIT) == frozenset()
    assert all(W["answer"].allowed(state, P.EDIT) == frozenset() for state in ("approved", "published", "superseded"))


def test_the_space_has_no_hand_in_an_answer() -> None:
    for name, state in W["answer"].states.items():
        if not state.public:
            for permission in W["answer"].managed:
                assert SPACE.isdisjoint(W["answer"].allowed(name, permission)), (name, permission)


def test_no_administrator_approves() -> None:
    for definition in W.values():
        for state in definition.states:
            assert definition.allowed(state, P.APPROVE) <= {Role.APPROVER, Role.DELEGATE}


@pytest.mark.parametrize("definition", W.values(), ids=list(W))
def test_nothing_is_public_that_does_not_say_so(definition: Definition) -> None:
    for name, state in definition.states.items():
        assert (Role.EVERYONE in definition.allowed(name, P.VIEW)) is state.public
        granted = {permission for role, permission in definition.acl(name) if role is Role.EVERYONE}
        assert granted == ({P.VIEW} if state.public else set())


def test_the_acl_is_the_matrix_and_in_a_fixed_order() -> None:
    acl = W["answer"].acl("for_approval")
    assert acl == W["answer"].acl("for_approval")
    assert len(set(acl)) == len(acl)
    assert (Role.APPROVER, P.APPROVE) in acl
    assert all(role in W["answer"].allowed("for_approval", permission) for role, permission in acl)
    assert (Role.ADMIN, P.MANAGE) in acl


def test_hiding_an_answered_proposal_and_showing_it_again() -> None:
    moderator = Facts(actor="mmmm", author="aaaa", answered=True)
    assert fire(W["proposal"], "answered", "hide", {Role.MODERATOR}, moderator, reason="personal_data").to == "hidden"
    offers = offered(W["proposal"], "hidden", {Role.MODERATOR}, moderator)
    assert [offer.transition.name for offer in offers] == ["restore_answered"]
    offers = offered(W["proposal"], "hidden", {Role.MODERATOR}, replace(moderator, answered=False))
    assert [offer.transition.name for offer in offers] == ["restore"]


def test_an_appeal_goes_to_another_moderator_and_only_once() -> None:
    author = Facts(actor="aaaa", author="aaaa")
    assert (
        fire(W["proposal"], "refused", "appeal", {Role.AUTHOR}, author, "It is not the same place.").to == "submitted"
    )
    with pytest.raises(Refused, match="not_appealed_before"):
        fire(W["proposal"], "refused", "appeal", {Role.AUTHOR}, replace(author, appealed=True), "Again")
    same = Facts(actor="mmmm", author="aaaa", refused_by=frozenset({"mmmm"}), read_hash="1", current_hash="1")
    for name in ("publish", "refuse"):
        with pytest.raises(Refused, match="not_refuser"):
            fire(W["proposal"], "submitted", name, {Role.MODERATOR}, same, reason="duplicate")


def test_a_scheduled_publication_needs_the_approved_text() -> None:
    clock = Facts(system=True, now=NOW, due_at=NOW, approved_hash="1", current_hash="1", unfrozen=True)
    with pytest.raises(Refused, match="not_frozen"):
        fire(W["answer"], "approved", "publish_on_date", set(), replace(clock, unfrozen=False, frozen_until=NOW.date()))
    assert fire(W["answer"], "approved", "publish_on_date", set(), clock).to == "published"
    with pytest.raises(Refused, match="approved_text_is_current"):
        fire(W["answer"], "approved", "publish_on_date", set(), replace(clock, current_hash="2"))
    with pytest.raises(Refused, match="wrong_state"):
        fire(W["answer"], "drafting", "publish_on_date", set(), clock)


def test_the_legal_clock_of_a_petition_runs_from_the_lodging() -> None:
    for state in ("with_bureau", "overdue"):
        queue = W["petition"].state(state).queue
        assert queue is not None
        assert (queue.months, queue.basis, queue.since) == (3, "law", "lodged")
    for definition in W.values():
        queues = [state.queue for state in definition.states.values() if state.queue]
        assert definition.name == "petition" or all(queue.basis == "charter" for queue in queues)


def test_every_decision_on_a_citizens_text_has_a_public_code() -> None:
    for definition, name in (("proposal", "refuse"), ("proposal", "hide"), ("comment", "refuse"), ("comment", "hide")):
        assert W[definition].transitions[name].reasons == "refusal"
    assert W["proposal"].transitions["return"].reasons == "return"


STEPS = [
    (definition, step, state)
    for definition in W.values()
    for step in definition.transitions.values()
    for state in sorted(step.from_)
]


@pytest.mark.parametrize(("definition", "step", "state"), STEPS, ids=[f"{d.name}-{s.name}-{f}" for d, s, f in STEPS])
def test_every_step_can_be_taken_by_somebody(definition: Definition, step: Transition, state: str) -> None:
    """One role at a time: nobody has to be two persons to move a document on."""
    reason = next(iter(REASONS[step.reasons])) if step.reasons else None
    comment = "" if step.comment == "none" else "Because it is so"
    takers = []
    for role in [None, *Role]:
        held = set() if role is None else {role}
        try:
            taken = fire(definition, state, step.name, held, complete(step), comment, reason)
        except Refused as refused:
            assert refused.code == "not_permitted"
            continue
        assert (taken.to, taken.effects) == (step.to, step.effects)
        takers.append(role)
    if step.needs is None:
        assert len(takers) == len(Role) + 1
    else:
        assert set(takers) == definition.allowed(state, step.needs)
