"""Random workflow files: what is accepted is sound, and what is unsound is never accepted."""

import tomllib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.guards import GUARDS
from mukhtabar.rules.workflow.loader import WorkflowError, load_all, load_text
from mukhtabar.rules.workflow.model import Definition
from tests.unit.rules.sample import FOLDER

W = load_all(FOLDER)
MANAGED = ("view", "see_history", "edit", "approve", "moderate")
NAMES = ("one", "two", "three", "four")
NEEDED = {"edit": [], "approve": ["not_drafter", "read_what_is_current"], "moderate": ["not_author"]}
ROLES = ("author", "approver", "moderator")
#: Mostly no: a file is wrong in a place or two, if at all.
slip = st.integers(0, 19).map(lambda number: number == 7)


@st.composite
def steps(draw: st.DrawFn, states: tuple[str, ...]) -> dict[str, Any]:
    """A step that is mostly guarded and mostly leads elsewhere."""
    start = draw(st.lists(st.sampled_from(states), min_size=1, max_size=2, unique=True))
    ends = states if draw(slip) else [name for name in states if name not in start] or states
    needs = draw(st.sampled_from(tuple(NEEDED)))
    guards = [guard for guard in NEEDED[needs] if not draw(slip)]
    return {"from": start, "to": draw(st.sampled_from(ends)), "needs": needs, "guards": guards}


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file that reads well and may be sound: two to four states, up to six steps, a slip here and there."""
    states = NAMES[: draw(st.integers(2, 4))]
    ways = draw(st.lists(steps(states), min_size=1, max_size=6))
    parts = ['name = "w"\nversion = 1\ntypes = ["w"]\ninitial = "one"\nline = ["one"]', f"managed = {list(MANAGED)}"]
    for name in states:
        public = draw(st.booleans())
        final = (not any(name in way["from"] for way in ways)) != draw(slip)
        view = ["everyone"] if public else list(ROLES)
        parts += [f"[state.{name}]", f'title = "{name.title()}"', f"allow.view = {view}", f"final = {final}".lower()]
        for permission in MANAGED[1:]:
            holders = st.lists(st.sampled_from(ROLES), unique=True, min_size=0 if draw(slip) else 1)
            parts.append(f"allow.{permission} = {draw(holders)}")
        parts.append(f"public = {public != draw(slip)}".lower())
    for number, way in enumerate(ways):
        parts += [f"[transition.t{number}]", f'title = "Step {number}"']
        parts += [f"{key} = {value!r}" for key, value in way.items()]
    return "\n".join(parts).replace("'", '"') + "\n"


def reached(raw: dict[str, Any]) -> set[str]:
    """An independent walk through the arrows of the raw file."""
    found = {raw["initial"]}
    for _ in raw["state"]:
        found |= {step["to"] for step in raw["transition"].values() if found & set(step["from"])}
    return found


@given(files())
def test_what_is_accepted_is_sound(text: str) -> None:
    try:
        definition = load_text(text, "w.toml")
    except WorkflowError as error:
        assert error.sentence
        assert error.line is not None
        return
    raw = tomllib.loads(text)
    assert reached(raw) == set(raw["state"])
    for name, state in raw["state"].items():
        leaving = [step for step in raw["transition"].values() if name in step["from"]]
        assert bool(leaving) is not state["final"]
        assert state["public"] is ("everyone" in state["allow"]["view"])
    for step in raw["transition"].values():
        assert step["to"] not in step["from"]
        assert all(raw["state"][name]["allow"][step["needs"]] for name in step["from"])
        if step["needs"] == "approve":
            assert {"not_drafter", "read_what_is_current"} <= set(step["guards"])
        if step["needs"] == "moderate":
            assert "not_author" in step["guards"]
    assert set(definition.states) == set(raw["state"])


@given(st.data())
def test_a_shipped_workflow_without_one_of_its_ways_in_is_refused(data: st.DataObject) -> None:
    """Take all arrows away that lead to one state: it cannot be reached, and the file cannot be loaded."""
    definition = data.draw(st.sampled_from(list(W.values())))
    name = data.draw(st.sampled_from([state for state in definition.states if state != definition.initial]))
    text = (FOLDER / f"{definition.name}.toml").read_text("utf-8")
    head, *steps = text.split("\n[transition.")
    kept = [step for step in steps if f'\nto = "{name}"' not in step]
    assume(len(kept) < len(steps))
    with pytest.raises(WorkflowError):
        load_text("\n[transition.".join([head, *kept]), f"{definition.name}.toml")


@given(st.data())
def test_a_shipped_workflow_without_its_guards_is_refused(data: st.DataObject) -> None:
    guarded = [
        (definition, guard)
        for definition in W.values()
        for guard in ("not_drafter", "not_author")
        if any(guard in step.guards for step in definition.transitions.values())
    ]
    definition, guard = data.draw(st.sampled_from(guarded))
    text = (FOLDER / f"{definition.name}.toml").read_text("utf-8")
    count = text.count(f'"{guard}"')
    chosen = data.draw(st.integers(0, count - 1))
    pieces = text.split(f'"{guard}"')
    # A guard that stands nowhere in the file, so that it stands in no list twice.
    spare = next(name for name in GUARDS if f'"{name}"' not in text)
    weaker = f'"{guard}"'.join(pieces[: chosen + 1]) + f'"{spare}"' + f'"{guard}"'.join(pieces[chosen + 1 :])
    with pytest.raises(WorkflowError, match=f'the guard "{guard}" is missing'):
        load_text(weaker, f"{definition.name}.toml")


@given(st.data())
def test_one_cut_anywhere_is_refused_with_a_sentence_or_still_sound(data: st.DataObject) -> None:
    """Whatever line is lost, loading never ends in a traceback."""
    definition: Definition = data.draw(st.sampled_from(list(W.values())))
    lines = (FOLDER / f"{definition.name}.toml").read_text("utf-8").splitlines(keepends=True)
    lost = data.draw(st.integers(0, len(lines) - 1))
    try:
        left = load_text("".join(lines[:lost] + lines[lost + 1 :]), f"{definition.name}.toml")
    except WorkflowError as error:
        assert error.sentence
        return
    for name, state in left.states.items():
        assert state.public is (Role.EVERYONE in left.allowed(name, Permission.VIEW))
