"""The engine: which steps a person may take now, and taking one. It changes nothing; actions/transition.py does."""

from collections.abc import Collection
from dataclasses import dataclass

from mukhtabar.language.clean import clean_text
from mukhtabar.language.message import _
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.facts import Facts
from mukhtabar.rules.workflow.guards import GUARDS, SELECTING
from mukhtabar.rules.workflow.model import Definition, Transition

__all__ = ["COMMENT_LIMIT", "Facts", "Offer", "Refused", "Step", "fire", "offered"]

#: Characters in a comment on a step.
COMMENT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Offer:
    """A step the person has the permission for; ``refused`` says what stands in its way for now."""

    transition: Transition
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step that may be taken: what the caller writes down and carries out. ``from_`` is the state's present name."""

    from_: str
    to: str
    transition: str
    effects: tuple[str, ...]
    comment: str = ""
    reason: str | None = None


def offered(definition: Definition, state: str, roles: Collection[Role], facts: Facts) -> tuple[Offer, ...]:
    """Return the steps out of ``state`` that ``roles`` (or the portal itself) may take, in the order of the file.

    A step that does not fit at all (nothing to undo, the sister step is meant) is left out; one that needs something
    first is there with its refusal. Raises KeyError for a state unknown to the definition.
    """
    offers = []
    for transition in definition.exits(state):
        if not _permitted(definition, state, transition, roles, facts):
            continue
        refused = _obstacle(transition, facts)
        if refused is None or refused.code not in SELECTING | {"nothing_to_undo"}:
            offers.append(Offer(transition, refused))
    return tuple(offers)


def fire(
    definition: Definition,
    state: str,
    name: str,
    roles: Collection[Role],
    facts: Facts,
    comment: str = "",
    reason: str | None = None,
) -> Step:
    """Return the step ``name`` out of ``state``, checked from the ground up; an earlier ``offered`` is not trusted.

    Raises Refused with one of the codes unknown_transition, wrong_state, not_permitted, nothing_to_undo, the name of a
    guard, reason_required, reason_unknown, comment_required, comment_too_long, comment_not_taken. Raises KeyError for
    an unknown state.
    """
    present = definition.state(state).name
    transition = definition.transitions.get(name)
    if transition is None:
        raise Refused("unknown_transition", _("This step does not exist. Go back and choose one of the buttons."))
    if present not in transition.from_:
        raise Refused(
            "wrong_state",
            _("Somebody has already moved this on. Reload the page to see where it stands and what can be done now."),
        )
    if not _permitted(definition, present, transition, roles, facts):
        raise _not_permitted(transition)
    if refused := _obstacle(transition, facts):
        raise refused
    reason = _checked_reason(transition, reason)
    return Step(present, transition.to, name, transition.effects, _checked_comment(transition, comment, reason), reason)


def _permitted(
    definition: Definition, state: str, transition: Transition, roles: Collection[Role], facts: Facts
) -> bool:
    if transition.needs is None:
        return facts.system
    # Whoever comes is at least everyone: a caller cannot forget it.
    return not definition.allowed(state, transition.needs).isdisjoint({*roles, Role.EVERYONE})


def _not_permitted(transition: Transition) -> Refused:
    if transition.system:
        sentence = _("The portal takes this step by itself. Change the date or the document that it depends on.")
    else:
        sentence = _("Your role here does not include this step. Ask the lead of the space who can take it.")
    return Refused("not_permitted", sentence)


def _obstacle(transition: Transition, facts: Facts) -> Refused | None:
    """The first thing that stands in the way of a permitted step."""
    if transition.undo is not None and facts.last_transition != transition.undo:
        return Refused("nothing_to_undo", _("Something else happened since. Reload the page and take a new decision."))
    return next((refused for guard in transition.guards if (refused := GUARDS[guard](facts)) is not None), None)


def _checked_reason(transition: Transition, reason: str | None) -> str | None:
    if not reason:
        if transition.reasons is not None:
            raise Refused("reason_required", _("Choose a reason. It is shown with the decision."))
        return None
    if transition.reasons is None or reason not in REASONS[transition.reasons]:
        raise Refused("reason_unknown", _("This reason is not in the list. Choose one of those shown."))
    return reason


def _checked_comment(transition: Transition, comment: str, reason: str | None) -> str:
    comment = clean_text(comment)
    # Spaces, dots and invisible signs explain nothing to the person who waits for a reason.
    says_something = any(sign.isalnum() for sign in comment)
    if comment and transition.comment == "none" and not _explains(transition, reason):
        raise Refused("comment_not_taken", _("This step keeps no comment. Write it elsewhere, so that it is not lost."))
    if len(comment) > COMMENT_LIMIT:
        sentence = _("The comment is too long: at most ${limit} characters. Shorten it.", limit=COMMENT_LIMIT)
        raise Refused("comment_too_long", sentence)
    if not says_something and (transition.comment == "required" or _explains(transition, reason)):
        public, private = _("Write a comment: everyone reads it."), _("Write a comment that says why.")
        raise Refused("comment_required", public if transition.public_comment else private)
    return comment


def _explains(transition: Transition, reason: str | None) -> bool:
    """Whether the reason given means nothing without words of one's own."""
    return reason is not None and transition.reasons is not None and REASONS[transition.reasons][reason].explain
